"""Pushed: the search of all that a push sends for what may not leave the machine."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handbook.content_type import PRIVATE
from handbook.leaks.matcher import Group, Matcher
from handbook.leaks.reader import Reader
from handbook.leaks.report import rows_of
from handbook.leaks.secrets import Secrets, fingerprint
from handbook.leaks.unread import Budget, Unread
from handbook.leaks.views import views
from handbook.problems import MASK, Place, Problem, Severity
from handbook.repository import Repository
from handbook.repository.objects import LARGEST, Allowance, Push, TooMuchError, contents, large_file
from handbook.repository.placement import Placed, Spot, placed
from handbook.text.folding import fold

_MOST = 20
"""More findings than that are told by their number."""
_PROGRAMME = "programme"
_MADE = {"site", "public"}
"""Folders that hold a site that was built."""
_BUILT = re.compile(rb"<meta[^<>]*\bgenerator\b[^<>]*\b(?:mkdocs|properdocs)", re.IGNORECASE)
_HEAD = 8192
_NOTE = re.compile(r"(?:[0-9a-f]{2}/)*[0-9a-f]{4,64}")
"""What git calls a note: the object that it is about."""
_PERSON = re.compile(rb"(?m)^(?:author|committer|tagger) .*\n?")
_ENCODING = re.compile(rb"(?m)^encoding (\S+)$")


def search_push(
    repository: Repository, push: Push, secrets: Secrets, allowance: Allowance, signature: str
) -> tuple[Problem, ...]:
    """Search all objects that the receiving remote lacks: files, their names, and what is said.

    Args:
        repository: seen from its top.
        push: what git told its hook.
        secrets: what may not leave.
        allowance: what the search may use up.
        signature: name and address of whoever pushes, `Ana Sanz <ana@…>`, who may sign commits.

    Returns:
        An error for each thing that may not leave, or that could not be looked at for its size,
        and a warning for each file that cannot be read. None of them holds a value.

    Raises:
        GitError: git cannot tell.
    """
    search = _Search(secrets, signature.encode().lower())
    try:
        sent = placed(repository, push, allowance)
        search.names(sent)
        search.references(push)
        search.said(sent, allowance)
        search.files(repository, sent, allowance)
    except TooMuchError:
        search.problems[None] = Problem(Place(push.updates[0].remote_name), "push-too-much")
    return search.told()


@dataclass
class _Search:
    secrets: Secrets
    signature: bytes
    budget: Budget = field(default_factory=Budget)
    """What all that is packed in the files may use up."""
    problems: dict[Hashable, Problem] = field(default_factory=dict)
    """Each once."""

    def told(self) -> tuple[Problem, ...]:
        """Return the first of all problems of each severity, and how many more there are."""
        kept: list[Problem] = []
        for severity in Severity:
            alike = [each for each in self.problems.values() if each.severity is severity]
            kept += alike[:_MOST]
            if len(alike) > _MOST:
                details = {"more": len(alike) - _MOST}
                place = Place(alike[_MOST].place.path)
                kept.append(Problem(place, "push-more", severity=severity, details=details))
        return tuple(kept)

    def names(self, sent: Placed) -> None:
        """Search the paths that are sent, folders included."""
        folders = {path.rpartition("/")[0] for path in sent.names}
        for path, spot in sent.names.items():
            # The files in a folder tell more than the folder.
            if path not in folders and _is_in_private(path):
                self._tell(spot, "push-private")
        allowed = [path for path in sent.names if not _is_of_programme(path)]
        sought = ((self.secrets.private, list(sent.names)), (self.secrets.programme, allowed))
        for matcher, paths in sought:
            if matcher.found_in(views("\n".join(map(_with_stem, paths)))):
                for path in paths:
                    excused = self.secrets.shared if _is_of_programme(path) else frozenset()
                    self._tell_values(sent.names[path], matcher, [_with_stem(path)], excused)

    def references(self, push: Push) -> None:
        """Search the names that branches and tags are to have at the remote."""
        for update in push.updates:
            text = update.remote_name.replace("/", " / ")
            for matcher in (self.secrets.private, self.secrets.programme):
                self._tell_values(Spot(update.remote_name, ""), matcher, views(text))

    def said(self, sent: Placed, allowance: Allowance) -> None:
        """Search what commits and tags say, and who signed them."""
        for spot, raw in sent.said:
            allowance.spend()
            head, _, body = raw.partition(b"\n\n")
            people = b"".join(line for line in _PERSON.findall(head) if not self._is_own(line))
            message = "\n".join(_decoded(head, _PERSON.sub(b"", head) + b"\n\n" + body))
            signed = "\n".join(_decoded(head, people))
            self._tell_values(spot, self.secrets.private, [*views(message), *views(signed)])
            self._tell_values(spot, self.secrets.programme, views(message))

    def _is_own(self, line: bytes) -> bool:
        """Say whether somebody signs who pushes: another name with their address is another's."""
        signed = line.lower().partition(b" ")[2]
        return bool(self.signature) and signed.startswith(self.signature + b" ")

    def files(self, repository: Repository, sent: Placed, allowance: Allowance) -> None:
        """Search the files that are sent, each once."""
        for name in [each for each, size in sent.sizes.items() if size > LARGEST]:
            self._tell(sent.spots[name][0], "push-too-large")
        sizes = {name: size for name, size in sent.sizes.items() if size <= LARGEST}
        for name, content in contents(repository, sizes, allowance):
            allowance.spend()
            self._file(sent.spots[name], content)
            stored = large_file(repository, content)
            if stored is not None:
                self._large_file(sent.spots[name], stored, allowance)

    def _large_file(self, spots: list[Spot], stored: Path, allowance: Allowance) -> None:
        size = stored.stat().st_size
        allowance.spend(size=size)
        if size > LARGEST:
            self._tell(spots[0], "push-too-large")
            return
        self._file(spots, stored.read_bytes())

    def _file(self, spots: list[Spot], content: bytes) -> None:
        """Search one file, which stands at several spots."""
        # What lies in a private folder has been told.
        spots = [spot for spot in spots if not _is_in_private(spot.path)]
        if not spots:
            return
        outside = next((spot for spot in spots if not _is_of_programme(spot.path)), None)
        spot = outside or spots[0]
        copied = self.secrets.copies.get(fingerprint(content))
        if copied:
            self._tell(spot, "push-copy", {"file": self._shown(str(copied))})
        made = next((spot for spot in spots if _MADE & set(spot.path.split("/")[:-1])), None)
        if made and _BUILT.search(content[:_HEAD]):
            self._tell(made, "push-built")
        excused = frozenset[int]() if outside else self.secrets.shared
        sought = [(self.secrets.private, excused)]
        if outside and (not self.secrets.invented or _NOTE.fullmatch(spot.path)):
            sought.append((self.secrets.programme, frozenset()))
        reader = Reader(self.budget)
        found = [set[int]() for _ in sought]
        for text in reader.texts(content):
            for number, (matcher, _) in enumerate(sought):
                found[number] |= matcher.found(text)
        for numbers, (matcher, allowed) in zip(found, sought, strict=True):
            self._tell_numbers(spot, matcher, numbers - allowed)
        for reason in sorted(reader.unread):
            if reason is Unread.LARGE:
                self._tell(spot, "push-too-large")
            else:
                self._tell(spot, str(reason), severity=Severity.WARNING)

    def _tell_values(
        self,
        spot: Spot,
        matcher: Matcher,
        texts: Iterable[str],
        excused: frozenset[int] = frozenset(),
    ) -> None:
        self._tell_numbers(spot, matcher, matcher.found_in(texts) - excused)

    def _tell_numbers(self, spot: Spot, matcher: Matcher, numbers: Iterable[int]) -> None:
        for number in sorted(numbers):
            group: Group = matcher.groups[number]
            self._tell(spot, "push-value", {"rows": rows_of(group)}, group[0].field)

    def _tell(
        self,
        spot: Spot,
        code: str,
        details: dict[str, object] | None = None,
        field: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        place = Place(str(Spot(self._shown(spot.origin), self._shown(spot.path))))
        value = MASK if field else ""
        problem = Problem(place, code, field, value, severity, details or {})
        self.problems.setdefault((place, code, field, str(details)), problem)

    def _shown(self, path: str) -> str:
        """Write a path without the values that its parts hold."""

        def holds(text: str) -> bool:
            matchers = (self.secrets.private, self.secrets.programme)
            return any(matcher.found_in(views(_with_stem(text))) for matcher in matchers)

        if not holds(path):
            return path
        parts = path.split("/")
        holding = [holds(part) for part in parts]
        if not any(holding):
            return MASK
        return "/".join(MASK if hide else part for part, hide in zip(parts, holding, strict=True))


def _is_in_private(path: str) -> bool:
    """Say whether something is in a private folder, however that is written, or is one."""
    return any(fold(part).strip(" .") == PRIVATE for part in path.split("/"))


def _is_of_programme(path: str) -> bool:
    return _PROGRAMME in path.split("/")[:-1]


def _with_stem(path: str) -> str:
    """Give a path also without its ending, which an address would be taken to go on with."""
    return f"{path}\n{path.rpartition('.')[0]}"


def _decoded(head: bytes, part: bytes) -> Iterator[str]:
    """Decode a part of a commit or tag as UTF-8, and as its head says, which may be wrong."""
    named = _ENCODING.search(head)
    for encoding in ("utf-8", named[1].decode("ascii", "replace") if named else "latin-1"):
        try:
            yield part.decode(encoding)
        except (UnicodeError, LookupError):
            yield part.decode("latin-1")
