"""Proposals: what is to become of an edition's files, and what there is to tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.timeline import Milestone
from handbook.languages import Catalogue
from handbook.programme import Programme
from handbook.reading.files import label
from handbook.text.decoding import Decoded, decoded


class Phrase(str):
    """A key of the catalogue, which is told in its words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell, in words of `editing.` in the catalogue."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    def said(self, catalogue: Catalogue) -> str:
        """Return it in words."""
        details = {
            name: catalogue.text(value) if isinstance(value, Phrase) else value
            for name, value in self.details.items()
        }
        return catalogue.text(f"editing.{self.code}", **details)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a command would do; where it is refused there is nothing to write."""

    changes: Mapping[str, bytes] = field(default_factory=dict)
    """Content of files by their path from the project's root."""
    notes: tuple[Note, ...] = ()
    """What to know, and what to do by hand."""
    refused: tuple[Note, ...] = ()
    """Why it cannot be done."""


def refusal(code: str, **details: object) -> Proposal:
    """Refuse for one reason."""
    return Proposal(refused=(Note(code, details),))


def folder_of(slug: str) -> str:
    """Return the folder of an edition, from the project's root."""
    return label(f"editions/{slug}")


def course_of(programme: Programme, slug: str) -> Course | None:
    """Return an edition with its dates; None where there is none of that name."""
    for edition in programme.all(Edition):
        if edition.id == slug:
            return Course(edition, programme.all(Milestone, slug))
    return None


def unknown(programme: Programme, slug: str) -> Proposal:
    """Refuse an edition that there is not, or any where people join and leave at any time."""
    if any(each.editions == "none" for each in programme.all(ProgrammeDescription)):
        return refusal("rolling", slug=slug)
    known = ", ".join(sorted(edition.id for edition in programme.all(Edition)))
    return refusal("unknown", slug=slug, known=known)


@dataclass(frozen=True)
class Original:
    """A file as it is, so that what is changed is written as the rest of it."""

    path: str
    whole: Decoded

    @classmethod
    def read(cls, root: Path, path: str) -> Original | None:
        """Read a file of the project; None where there is none, or no text."""
        file = root / path
        whole = decoded(file.read_bytes()) if file.is_file() else None
        return cls(path, whole) if whole is not None else None

    @property
    def text(self) -> str:
        """What it says."""
        return self.whole.text

    def content_of(self, text: str) -> bytes:
        """Return another text as the bytes of a file like it."""
        return self.whole.mark + text.encode(self.whole.encoding)

    def changed(self, text: str) -> dict[str, bytes]:
        """Return its content with another text; nothing where that is the same."""
        return {} if text == self.text else {self.path: self.content_of(text)}
