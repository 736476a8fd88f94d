"""Secrets: what may not leave the machine, and where in a repository some of it stands rightly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import PRIVATE
from handbook.content_types import REGISTRY
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.leaks import Confidential, Kind
from handbook.leaks.confidential import confidential
from handbook.leaks.matcher import Matcher
from handbook.leaks.views import views
from handbook.problems import Place, has_errors
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from handbook.text.addresses import emails_in
from handbook.text.folding import words_of
from handbook.text.names import is_full

_SENTENCE = 4
"""Words from which a text is no common turn of phrase, which any file might hold."""
_SHORTEST, _LARGEST = 64, 64 * 1024 * 1024
"""Bytes of a private file whose copies are told: an empty one, or a header, is like many others."""


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
    private = Matcher(value for value in telling if _is_private(value))
    of_programme = [value for value in telling if not _is_private(value)]
    own = "\n\n".join(value.value for value in of_programme if _names_somebody(value))
    described = reading.programme.all(ProgrammeDescription)
    return Secrets(
        private=private,
        programme=Matcher(of_programme),
        shared=private.found_in(views(own)),
        copies=dict(_copies(settings.root)),
        invented=any(each.people == "fictional" for each in described),
    )


def _is_private(value: Confidential) -> bool:
    return value.place.path.startswith(f"{PRIVATE}/")


def _is_telling(value: Confidential) -> bool:
    """Say whether a value tells of a person in any file, be it source code.

    A single word or a turn of phrase may not stand on a page, but would be found in every program.
    """
    return _names_somebody(value) or len(words_of(value.value)) >= _SENTENCE


def _names_somebody(value: Confidential) -> bool:
    if value.kind is Kind.NAME:
        return is_full(value.value)
    return value.kind is Kind.PHONE or tuple(emails_in(value.value)) == (value.value,)


def _copies(root: Path) -> Iterator[tuple[str, Place]]:
    for path in sorted((root / PRIVATE).rglob("*")):
        try:
            if path.is_symlink() or not path.is_file():
                continue
            if not _SHORTEST <= path.stat().st_size <= _LARGEST:
                continue
            content = path.read_bytes()
        except OSError:
            continue
        yield fingerprint(content), Place(path.relative_to(root).as_posix())


def fingerprint(content: bytes) -> str:
    """Return what two files have in common that are the same but for the ends of their lines."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
