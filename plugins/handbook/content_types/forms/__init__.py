"""Forms: the papers that people fill in, each a file of sections and fields (evidence 6.10, 6.12).

One record is shown in every shape: as a page to fill in, and by `papers/` as DOCX, PDF and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import Field

from handbook.content_type import ContentType, Entries, YamlDocument
from handbook.content_type.models import SLUG, Document, MarkdownField, Model, Slug, TextField
from handbook.content_types.editions.speaking import Dated, Speaking
from handbook.content_types.forms.wording import with_wording, wording_in_force
from handbook.problems import Place, Problem
from handbook.programme import Programme

AGREEMENT, MINUTES = "agreement", "minutes"
"""The two forms that every pair uses."""
REQUIRED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    AGREEMENT: (
        "sections",
        "6.10",
        (
            "purpose",
            "logistics",
            "duration",
            "frequency",
            "initiative",
            "success",
            "objectives",
            "action-plan",
            "confidentiality",
            "no-fault-termination",
            "signatures",
        ),
    ),
    MINUTES: (
        "fields",
        "6.12",
        (
            "date",
            "mentor",
            "mentee",
            "session",
            "topics",
            "ongoing-actions",
            "future-actions",
            "observations",
        ),
    ),
}
"""What a form has by all means: ids of sections or fields, and the evidence that asks for them."""

Role = Literal["mentor", "mentee", "coordinator", "committee", "partner"]
Signatory = Literal["mentor", "mentee", "organisation", "coordinator", "committee", "partner"]
Stage = Literal["joining", "matching", "beginning", "meeting", "review", "organising"]
STAGES: tuple[str, ...] = get_args(Stage)
"""The stages of an edition, in their order; a form belongs to one."""
_BEFOREHAND = ("joining", "matching")
"""Stages before the pairs meet."""
E = TypeVar("E", bound=Dated)
Rows = Annotated[int, Field(ge=1, le=30)]


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


def published(form: Form, programme: Programme) -> Form:
    """Give a form with the wordings that its sections are to show."""
    if not any(section.wording for section in form.sections):
        return form
    wording = wording_in_force(programme)
    sections = tuple(
        section.model_copy(update={"text": with_wording(section.text, wording)})
        if section.wording
        else section
        for section in form.sections
    )
    return form.model_copy(update={"sections": sections})


def complete(programme: Programme) -> Iterator[Problem]:
    """The agreement and the minutes hold what the evidence asks for."""
    for form in programme.all(Form):
        part, evidence, ids = REQUIRED.get(form.id, ("", "", ()))
        items = form.sections if part == "sections" else form.all_fields
        present = {item.id for item in items}
        code = "clause-missing" if part == "sections" else "minutes-field-missing"
        for id in ids:
            if id not in present:
                details = {"missing": id, "evidence": evidence}
                yield Problem(form.where("sections"), code, "sections", details=details)


def told_apart(programme: Programme) -> Iterator[Problem]:
    """Sections are told apart by their ids, and so are the fields of a whole form."""
    for form in programme.all(Form):
        sections: set[str] = set()
        fields: set[str] = set()
        for number, section in enumerate(form.sections):
            yield from _again(form, f"sections.{number}.id", section.id, sections)
            for place, field in enumerate(section.fields):
                path = f"sections.{number}.fields.{place}"
                yield from _again(form, f"{path}.id", field.id, fields)
                columns: set[str] = set()
                for at, column in enumerate(field.columns):
                    yield from _again(form, f"{path}.columns.{at}.id", column.id, columns)


def _again(form: Form, path: str, id: str, seen: set[str]) -> Iterator[Problem]:
    if id in seen:
        yield Problem(form.where(path), "item-duplicate", path, id)
    seen.add(id)


NEEDED = {"choice": "options", "signature": "signed_by"}
"""What a field of some kinds cannot do without."""
ONLY = {
    "value": ("text", "long", "number"),
    "options": ("choice",),
    "several": ("choice",),
    "lowest": ("scale",),
    "highest": ("scale",),
    "lowest_title": ("scale",),
    "highest_title": ("scale",),
    "rows": ("long", "list", "actions"),
    "columns": ("list",),
    "signed_by": ("signature",),
    "counted": ("number",),
}
"""The kinds of field that a key is for."""
LONGEST_SCALE = 11


def fitting(programme: Programme) -> Iterator[Problem]:
    """A field has what its kind needs, and nothing that its kind does not know."""
    for form in programme.all(Form):
        for number, section in enumerate(form.sections):
            for place, field in enumerate(section.fields):
                for key, code, details in _misfits(field):
                    path = f"sections.{number}.fields.{place}"
                    at = form.where(f"{path}.{key}" if key in field.model_fields_set else path)
                    yield Problem(at, code, key, details={"kind": field.kind, **details})


def _misfits(field: FormField) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    needed = NEEDED.get(field.kind)
    if needed and not getattr(field, needed):
        yield needed, "field-lacks", {}
    for key, kinds in ONLY.items():
        if key in field.model_fields_set and field.kind not in kinds:
            yield key, "field-key-unfit", {"allowed": ", ".join(kinds)}
    marks = field.highest - field.lowest + 1
    if field.kind == "scale" and not 2 <= marks <= LONGEST_SCALE:
        yield "highest", "scale-length", {"most": LONGEST_SCALE}


def carried(programme: Programme) -> Iterator[Problem]:
    """What begins a field of the next paper is a field that is there once, of the same kind."""
    for form in programme.all(Form):
        once = [section for section in form.sections if section.repeat == "once"]
        shapes = {field.id: _shape(field) for section in once for field in section.fields}
        for number, section in enumerate(form.sections):
            for place, field in enumerate(section.fields):
                for at, id in enumerate(field.carried_from):
                    if field.id not in shapes or shapes.get(id) != _shape(field):
                        path = f"sections.{number}.fields.{place}.carried_from.{at}"
                        details = {"kind": field.kind}
                        yield Problem(
                            form.where(path), "carried-unfit", "carried_from", id, details=details
                        )


def _shape(field: FormField) -> tuple[object, ...]:
    columns = tuple(column.id for column in field.table)
    return field.kind, columns, len(field.options), field.several, field.signed_by


def well_named(programme: Programme) -> Iterator[Problem]:
    """The name of a form's file makes its address, and is a short one."""
    for form in programme.all(Form):
        if not re.fullmatch(SLUG, form.id):
            yield Problem(Place(form.where("").path), "form-name", value=form.id)


def by_stage(forms: Sequence[Form]) -> Sequence[Form]:
    """Put forms in the order in which an edition needs them."""
    return sorted(forms, key=lambda form: (STAGES.index(form.stage), form.id))


FORMS = ContentType(
    name="forms",
    folder=Path(__file__).parent,
    source=YamlDocument("forms/*.yaml", Form),
    publish=published,
    order=by_stage,
    entries=Entries(
        title=lambda form: form.title,
        description=lambda form: (form.title, form.when),
        path="templates/{id}.md",
        prose_first=True,
    ),
    rules=(complete, told_apart, fitting, carried, well_named),
)
