"""A form as its file has it: sections and fields, and the parts that they make in an edition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import Field

from handbook.content_type.models import Document, MarkdownField, Model, Slug, TextField
from handbook.content_types.editions.speaking import Dated, Speaking

Role = Literal["mentor", "mentee", "coordinator", "committee", "partner"]
Signatory = Literal["mentor", "mentee", "organisation", "coordinator", "committee", "partner"]
Stage = Literal["joining", "matching", "beginning", "meeting", "review", "organising"]
STAGES: tuple[str, ...] = get_args(Stage)
"""The stages of an edition, in their order; a form belongs to one."""
_BEFOREHAND = ("joining", "matching")
"""Stages before the pairs meet."""
E = TypeVar("E", bound=Dated)
Rows = Annotated[int, Field(ge=1, le=30)]
LAST = 99
"""The place of a form that says nothing of it: after those of its stage that do."""


class Column(Model):
    """One column of a list."""

    id: Slug
    """Short name of the column."""
    title: TextField | None = None
    """What is written in it; the handbook's own columns have their words in the interface."""
    kind: Literal["text", "date", "number"] = "text"
    """What is written there: some words, a date or a number."""


ACTIONS = (Column(id="action"), Column(id="who"), Column(id="deadline", kind="date"))
ITEMS = (Column(id="item"),)
"""The columns of actions, and the one of a list that says nothing of columns."""


class FormField(Model):
    """One field of a form."""

    id: Slug
    """Short name of the field, which no other field of the form has."""
    title: TextField
    """What it asks for."""
    hint: TextField | None = None
    """How to fill it in."""
    kind: Literal[
        "text",
        "long",
        "date",
        "number",
        "choice",
        "scale",
        "checkbox",
        "list",
        "actions",
        "signature",
    ]
    """What is filled in: a line (text), several (long), a date, a number, one of some answers
    (choice), a mark on a scale, a tick (checkbox), a list, actions with who and when, or
    signatures."""
    value: TextField | None = None
    """What stands there to begin with, for a line or several."""
    options: tuple[TextField, ...] = ()
    """The answers to choose from, for a choice."""
    several: bool = False
    """Whether more than one answer may be chosen."""
    lowest: int = 1
    """First mark of a scale."""
    highest: int = 10
    """Last mark of a scale."""
    lowest_title: TextField | None = None
    """What the first mark means."""
    highest_title: TextField | None = None
    """What the last mark means."""
    rows: Rows | None = None
    """How many lines or rows there are on paper."""
    columns: tuple[Column, ...] = ()
    """The columns of a list, where it has more than one."""
    signed_by: tuple[Signatory, ...] = ()
    """Who signs."""
    carried_from: tuple[Slug, ...] = ()
    """The fields, of the same kind, that begin this one when the next paper is begun from the last:
    its own id where it stays the same."""
    counted: bool = False
    """Whether a number is one more when the next paper is begun from the last."""

    @property
    def table(self) -> tuple[Column, ...]:
        """The columns of its rows: its own, those of actions, or the one of a plain list."""
        return self.columns or (ACTIONS if self.kind == "actions" else ITEMS)

    @property
    def length(self) -> int:
        """How many rows, or lines, there are to begin with."""
        return self.rows or {"long": 4, "list": 3, "actions": 2}.get(self.kind, 1)


class FormSection(Model):
    """A part of a form, with what it says and what is filled in there."""

    id: Slug
    """Short name of the section, which no other section of the form has."""
    title: TextField
    """Its heading."""
    text: MarkdownField | None = None
    """What it says before anything is filled in."""
    fields: tuple[FormField, ...] = ()
    """The fields in their order; a section may stand as it is."""
    repeat: Literal["once", "sessions"] = "once"
    """Whether it is there once, or for each session that the edition foresees."""
    wording: Literal["consent"] | None = None
    """Whether it shows, after its text, the wording that people agree to: the one of
    `consent_wordings` in `programme.yaml` that is in force."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it stands in one form: repeated ones are counted, their fields too."""

    id: str
    section: FormSection
    number: int | None
    """Which of the sessions it is for."""
    fields: tuple[FormField, ...]


class Form(Document):
    """A paper that people fill in, on the page, in Word, as a PDF or by hand."""

    title: TextField
    """Its name."""
    introduction: TextField
    """What comes before the sections."""
    filled_in_by: tuple[Role, ...] = Field(min_length=1)
    """Who fills it in."""
    when: TextField
    """When it is filled in, in a few words."""
    stage: Stage
    """The stage of an edition to which it belongs."""
    order: int = Field(default=LAST, ge=1, le=LAST)
    """Its place among the forms of its stage, from 1 on: what is needed first comes first."""
    layout: Literal["standard", "page", "halves"] = "standard"
    """How it is printed: as long as it is, on one page, or twice on a page to be cut in halves."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence for it."""
    numbered: bool = False
    """Whether its sections are counted, as clauses are."""
    sections: tuple[FormSection, ...] = Field(min_length=1)
    """The sections in their order."""
    closing: TextField | None = None
    """What comes after the sections."""

    @property
    def all_fields(self) -> tuple[FormField, ...]:
        """The fields of all sections in their order."""
        return tuple(field for section in self.sections for field in section.fields)

    def editions(self, speaking: Speaking[E] | None) -> tuple[E, ...]:
        """Return the editions that it is filled in for on a day; none where there are none.

        Whoever applies and is matched does so for the edition to come, all others are in those
        whose pairs meet.

        Args:
            speaking: whom pages speak to on the day.
        """
        if speaking is None:
            return ()
        if self.stage in _BEFOREHAND:
            return (speaking.joining,)
        return speaking.running or (speaking.edition,)

    def parts(self, sessions: int) -> tuple[Part, ...]:
        """Lay out its sections; those of sessions come together, once for each session.

        Args:
            sessions: how many there are.
        """
        laid: list[Part] = []
        for repeated, sections in groupby(self.sections, lambda each: each.repeat != "once"):
            listed = tuple(sections)
            for number in range(1, sessions + 1) if repeated else (None,):
                laid += (_part(section, number) for section in listed)
        return tuple(laid)

    @property
    def goes_on(self) -> bool:
        """Whether the next paper can be begun from the last."""
        return any(field.carried_from or field.counted for field in self.all_fields)

    @property
    def signatories(self) -> tuple[Signatory, ...]:
        """Who signs it, each once."""
        signed = (each for field in self.all_fields for each in field.signed_by)
        return tuple(dict.fromkeys(signed))


def _part(section: FormSection, number: int | None) -> Part:
    if number is None:
        return Part(section.id, section, None, section.fields)
    counted = (each.model_copy(update={"id": f"{each.id}-{number}"}) for each in section.fields)
    return Part(f"{section.id}-{number}", section, number, tuple(counted))
