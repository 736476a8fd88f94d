"""Secrets: what may not leave the machine, and where in a repository some of it stands rightly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath

from handbook.content_type import PRIVATE
from handbook.content_types import REGISTRY
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.leaks import Confidential, Kind
from handbook.leaks.binaries import as_text
from handbook.leaks.confidential import confidential
from handbook.leaks.matcher import Matcher
from handbook.leaks.private_formats import read_private
from handbook.leaks.views import views
from handbook.problems import Place, has_errors
from handbook.reading.programme import published, read_programme
from handbook.repository.objects import LARGEST
from handbook.settings import Settings, default_folder
from handbook.text.addresses import emails_in
from handbook.text.folding import words_of
from handbook.text.names import is_full

_SENTENCE = 4
"""Words from which a text is no common turn of phrase, which any file might hold."""
_SHORTEST = 64
"""Bytes of a private file whose copies are told: an empty one, or a header, is like many others."""
_LONG = 8
"""Words of a line in any private file that is looked for."""


@dataclass(frozen=True)
class Secrets:
    """What a push is searched for."""

    private: Matcher
    """What `private/` tells of people, which may stand nowhere in the repository."""
    programme: Matcher
    """What `programme/` holds that is not for everybody, which may stand in its files."""
    shared: frozenset[int]
    """Those of `private` that the tables of `programme/` name too."""
    copies: Mapping[str, Place]
    """The files of `private/`, by their fingerprint."""
    invented: bool
    """Whether the people in `programme/` are fictional: the tool's own tests may tell of them."""


def secrets_of(settings: Settings) -> Secrets | None:
    """Gather what may not leave the machine; None where the programme is too broken to tell."""
    reading = read_programme(settings, REGISTRY)
    if has_errors(reading.problems):
        return None
    shown = published(reading.programme, REGISTRY)
    values, _ = confidential(settings, reading, shown, REGISTRY)
    telling = [value for value in values if _is_telling(value)]
    described = reading.programme.all(ProgrammeDescription)
    common = [word for each in described for word in each.privacy.not_personal]
    lines = _unusual(_files(settings.root), [*common, *_public_texts(settings.root)])
    private = Matcher([*(value for value in telling if _is_private(value)), *lines])
    of_programme = [value for value in telling if not _is_private(value)]
    own = "\n\n".join(value.value for value in of_programme if _names_somebody(value))
    return Secrets(
        private=private,
        programme=Matcher(of_programme),
        shared=private.found_in(views(own)),
        copies={
            fingerprint(content): Place(path)
            for path, content in _files(settings.root)
            if len(content) >= _SHORTEST
        },
        invented=any(each.people == "fictional" for each in described),
    )


def _is_private(value: Confidential) -> bool:
    return value.place.path.startswith(f"{PRIVATE}/")


def _is_telling(value: Confidential) -> bool:
    """Say whether a value tells of a person in any file, be it source code.

    A single word or a turn of phrase may not stand on a page, but would be found in every program.
    Whoever withdrew stands in the history until that is cleaned, and in no new page.
    """
    if value.kind is Kind.FINGERPRINT:
        return False
    return _names_somebody(value) or len(words_of(value.value)) >= _SENTENCE


def _names_somebody(value: Confidential) -> bool:
    if value.kind is Kind.NAME:
        return is_full(value.value)
    return value.kind is Kind.PHONE or tuple(emails_in(value.value)) == (value.value,)


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Give path and content of the files in `private/`; what is too large cannot be pushed."""
    for path in sorted((root / PRIVATE).rglob("*")):
        try:
            regular = path.is_file() and not path.is_symlink()
            if regular and path.stat().st_size <= LARGEST:
                yield path.relative_to(root).as_posix(), path.read_bytes()
        except OSError:
            continue


def _unusual(files: Iterable[tuple[str, bytes]], common: Iterable[str]) -> Iterator[Confidential]:
    """Give the long lines of private texts that stand in nothing that is common."""
    lines = Matcher(line for path, content in files for line in _lines(path, content))
    excused = {number for text in common for number in lines.found_in(views(text))}
    for number, group in enumerate(lines.groups):
        if number not in excused:
            yield from group


def _lines(path: str, content: bytes) -> Iterator[Confidential]:
    """Give the long lines and cells of a file, such as an answer to a question; ours are known."""
    if any(kind.private and PurePath(path).match(kind.file) for kind in REGISTRY):
        return
    file = read_private(path, content)
    cells = ((row.place, cell.value) for row in file.rows for cell in row.cells)
    for place, said in chain(cells, file.lines):
        for line in said.splitlines():
            if len(words_of(line)) >= _LONG:
                yield Confidential(line, Kind.TEXT, place, "")


def _public_texts(root: Path) -> Iterator[str]:
    """Give what a file in `private/` may have been made from: our prose, and the documents."""
    paths = [*default_folder("content").rglob("*.md"), *(root / "programme").rglob("*.yaml")]
    for path in sorted(paths):
        try:
            yield as_text(path.read_bytes()) or ""
        except OSError:
            continue


def fingerprint(content: bytes) -> str:
    """Return what two files have in common that are the same but for the ends of their lines."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
