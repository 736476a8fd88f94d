"""Leftovers: where a person is still named in prose and other files, which only people can mend.

What the search of the finished site would find is found here too, since both ask the same matcher:
whatever is not told now would be published by a build that knows no more of the person.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from handbook.leaks import Confidential, Kind
from handbook.leaks.binaries import as_text
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import parted
from handbook.leaks.places import lines_with
from handbook.leaks.private_folder import OUR_SCRIPT
from handbook.leaks.reader import Reader
from handbook.leaks.views import views
from handbook.problems import Place
from handbook.text.addresses import emails_in, is_web_address
from handbook.text.folding import bare, fold, words_of
from handbook.text.names import in_any_order, is_full, shortened, spellings
from handbook.text.recognising import phones_in
from handbook.withdrawing.namesakes import Identity
from handbook.withdrawing.removal import Removal
from handbook.withdrawing.survey import ORGANISATIONS, Survey, Trace

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".ico", ".woff", ".woff2")
"""Endings of files that say nothing but by their names and by what was written beside them."""
_DATA = ("programme", "private", "content", "overrides")
"""Folders of the programme; the others belong to the tool around it."""
_OWN = Place("")
_WORDS = r"(?<![^\W_])(?<!-)(?:{0})(?![^\W_]|-)"
_ID = r"(?<=[/\"'])(?:{0})(?=[/\"'.#?]|\Z)|(?m:^\s*(?:- +|(?:- +)?[\w-]+: +)(?:{0})\s*$)"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What a removal leaves to people."""

    mentions: tuple[Place, ...] = ()
    """Where the person is still named: a line, or a file by its name."""
    unsearched: tuple[str, ...] = ()
    """Files of the programme that cannot be searched."""
    shared: bool = False
    """Whether others bear the name too, who may be meant."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What names a person."""

    finder: Matcher
    """Looks for names, addresses and numbers as in the finished site."""
    words: re.Pattern[str] | None
    """Ids of several words, and names of one, in a folded text."""
    ids: re.Pattern[str] | None
    """Ids of one word, where nothing but an id is meant: in addresses and quotation marks."""

    def stands_in(self, texts: Iterable[str]) -> bool:
        """Say whether something that names the person stands in what a file says."""
        return any(
            bool(self.finder.found_in((text,)))
            or (self.words is not None and self.words.search(fold(text)) is not None)
            or (self.ids is not None and self.ids.search(text) is not None)
            for text in texts
        )


def sought_of(survey: Survey, identity: Identity, removed: Collection[Trace]) -> Sought:
    """Tell what names a person, given their records as they were."""
    gone = {trace.spot for trace in removed}
    staying = [trace for trace in survey.people if trace.spot not in gone]
    names = {form for trace in removed for form in spellings(trace.name)}
    names |= {" ".join(form) for form in identity.names}
    shorter = shorter_names(removed, staying)
    # Ids of other tables, such as those of recognitions, stand nowhere else.
    referable = {
        table.name for table in survey.tables if table.name in survey.targets or table.has_entries
    }
    ids = {id for table, id in identity.ids if table in referable}
    ids |= {trace.id for trace in removed if trace.table.name in referable}
    whole = {each for each in ids if len(words_of(each)) > 1}
    lone = {" ".join(words_of(name)) for name in names if not is_full(name)}
    return Sought(
        Matcher([*_named(names, shorter, _phrases(staying)), *reached(removed, staying)]),
        _pattern(_WORDS, map(fold, whole | lone)),
        _pattern(_ID, ids - whole),
    )


def shorter_names(removed: Iterable[Trace], staying: Iterable[Trace]) -> set[str]:
    """Give the names of records with parts left out, but for what is somebody else's name."""
    names = {form for trace in removed for form in spellings(trace.name)}
    others = {in_any_order(form) for trace in staying for form in spellings(trace.name)}
    shorter = {form for name in names for form in shortened(name)}
    return {form for form in shorter if in_any_order(form) not in others}


def _named(
    names: Iterable[str], shorter: Collection[str], phrases: Collection[str]
) -> Iterator[Confidential]:
    """Give the full names; what is longer and somebody else's does not name the person."""
    for name in sorted({name for name in names if is_full(name)} | set(shorter)):
        plain = Matcher([Confidential(name, Kind.NAME, _OWN, "")])
        within = [
            phrase
            for phrase in phrases
            if len(words_of(phrase)) > len(words_of(name)) and plain.found_in((phrase,))
        ]
        # With parts left out, only as it is written: in another order it is too common.
        passages = (name, bare(name)) if name in shorter else ()
        yield Confidential(name, Kind.NAME, _OWN, "", passages=passages, within=tuple(within))


def _phrases(staying: Iterable[Trace]) -> list[str]:
    names = {trace.name for trace in staying}
    organisations = {
        trace.row.values.get("name", "") for trace in staying if trace.table.name == ORGANISATIONS
    }
    return sorted(filter(None, names | organisations))


def reached(removed: Iterable[Trace], staying: Iterable[Trace]) -> Iterator[Confidential]:
    """Give the addresses and numbers by which nobody else is reached."""
    found: dict[str, Kind] = {}
    for trace in removed:
        for value in held_of(trace):
            found |= dict.fromkeys(phones_in(value), Kind.PHONE)
            found |= dict.fromkeys(emails_in(value), Kind.TEXT)
            found |= {value: Kind.TEXT} if is_web_address(value) else {}
    others = [cell.casefold() for trace in staying for cell in trace.row.cells] if found else []
    for value, kind in sorted(found.items()):
        if not any(value.casefold() in cell for cell in others):
            yield Confidential(value, kind, _OWN, "")


def held_of(trace: Trace) -> Sequence[str]:
    """Return what a record holds of the person, not what an organisation says of itself."""
    if trace.table.id:
        return trace.row.cells
    columns = trace.table.emptied(trace.row.values, ())
    return [trace.row.values[column] for column in columns]


def _pattern(form: str, words: Iterable[str]) -> re.Pattern[str] | None:
    either = "|".join(map(re.escape, sorted(filter(None, words))))
    return re.compile(form.format(either)) if either else None


def leftovers(
    survey: Survey, removal: Removal, sought: Sought, identity: Identity | None = None
) -> Leftovers:
    """Search everything that remains after a removal.

    Args:
        survey: what there was before.
        removal: what was changed.
        sought: what names the person.
        identity: tells which records are others' of that name, and are told apart from these.
    """
    mentions: list[Place] = list(_copies(survey, removal))
    unsearched: list[str] = []
    rows = _rows_of_others(survey, removal, identity)
    for path in survey.paths:
        if removal.files.get(path, b"") is None or OUR_SCRIPT.fullmatch(path):
            continue
        if sought.stands_in(views(f"{path}\n{path.rpartition('.')[0]}")):
            mentions.append(Place(path))
        content = removal.files[path] if path in removal.files else _content(survey, path)
        reader = Reader()
        if content is not None:
            for row in rows.get(path, ()):
                content = content.replace(row, b"\n" * row.count(b"\n"))
            if sought.stands_in(reader.texts(parted(path, content))):
                mentions += (Place(path, line) for line in _lines(content, sought))
        if path.partition("/")[0] in _DATA and not _is_read(path, content, reader):
            unsearched.append(path)
    shared = identity is not None and bool(identity.others)
    return Leftovers(tuple(sorted(set(mentions))), tuple(unsearched), shared)


def _lines(content: bytes, sought: Sought) -> list[int]:
    return lines_with(content, lambda text: sought.stands_in(Reader().texts(text.encode())))


def _is_read(path: str, content: bytes | None, reader: Reader) -> bool:
    """Say whether all that a file says was searched; a picture says nothing."""
    if path.casefold().endswith(_PICTURES):
        return True
    if content is None or reader.unread:
        return False
    packed = content.startswith(b"%PDF-") or zipfile.is_zipfile(BytesIO(content))
    return packed or as_text(content) is not None


def _rows_of_others(
    survey: Survey, removal: Removal, identity: Identity | None
) -> dict[str, list[bytes]]:
    """Give the records of others who bear the name, in the bytes of their file."""
    found: dict[str, list[bytes]] = defaultdict(list)
    removed = {trace.spot for trace in removal.removed}
    names = identity.names if identity else frozenset()
    for sheet in survey.sheets:
        for trace in sheet.traces:
            if trace.forms & names and trace.spot not in removed:
                text = sheet.file.text[trace.row.start : trace.row.end]
                found[sheet.path].append(sheet.file.bytes_of(text).removeprefix(sheet.file.mark))
    return found


def _copies(survey: Survey, removal: Removal) -> Iterator[Place]:
    """Give what seems a copy of a biography or photo that is deleted: `ana-2.jpg`, `ana_old.png`.

    A file belongs to the longest id that its name begins with.
    """
    profiles = [trace for trace in survey.people if trace.table.is_profile and trace.id]
    ids = sorted({trace.id for trace in profiles}, key=len, reverse=True)
    gone = {trace.id for trace in removal.removed if trace.table.is_profile}
    folders = {"photos"} | {trace.table.name for trace in profiles}
    for path in survey.paths:
        parts = path.casefold().split("/")
        if len(parts) < 3 or parts[1] not in folders or removal.files.get(path, b"") is None:
            continue
        own = next((id for id in ids if re.match(rf"{re.escape(id)}(?![^\W_])", parts[-1])), "")
        if own in gone:
            yield Place(path)


def _content(survey: Survey, path: str) -> bytes | None:
    try:
        return survey.tree.read(path)
    except OSError:
        return None
