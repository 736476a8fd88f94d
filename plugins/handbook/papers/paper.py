"""Paper: a form as it stands in one language, from which every document of it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.content_types.editions import PublicEdition
from handbook.content_types.forms.record import Column, Form, FormField, Part
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.days import date_range
from handbook.languages import Catalogue, Text, is_right_to_left
from handbook.papers.blocks import Block, blocks_of
from handbook.rendering.markdown_text import markdown_to_html
from handbook.rendering.values import plain

_SIDE_BY_SIDE = " · "
_BY_HAND = {"list": 4, "actions": 4}
"""How many rows of a kind there are on paper, where none can be added."""


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of a list: `kind` is `text`, `date` or `number`."""

    id: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class PaperField:
    """A field, with its words; what its kind does not know is empty."""

    id: str
    kind: str
    """As in the form: `text`, `long`, `date`, `number`, `choice` and so on."""
    title: str
    hint: str
    value: str
    options: tuple[str, ...]
    several: bool
    marks: tuple[int, ...]
    """The marks of a scale."""
    lowest_title: str
    highest_title: str
    rows: int
    """How many lines or rows to leave."""
    columns: tuple[PaperColumn, ...]
    """The columns of a list or of actions."""
    parties: tuple[tuple[str, str], ...]
    """Who signs: id and words."""


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section, with what it says in paragraphs and items."""

    id: str
    title: str
    text: tuple[Block, ...]
    fields: tuple[PaperField, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed, in one language: a form with what is known filled in, or a report."""

    id: str
    language: str
    """The language that the form is really in."""
    right_to_left: bool
    title: str
    programme: str
    edition: str
    """Name of the edition, or of those that run side by side."""
    dates: str
    """First and last day of the edition."""
    who: str
    """Who fills it in."""
    when: str
    introduction: str
    numbered: bool
    """Whether its sections are counted."""
    layout: str
    """`standard`, `page` (one page of A4) or `halves` (twice on one page, to be cut)."""
    sections: tuple[PaperSection, ...]
    closing: str
    contacts: tuple[tuple[str, str], ...]
    """Whom to write to: whose address it is, and the address."""

    @property
    def fields(self) -> tuple[PaperField, ...]:
        """All fields in their order."""
        return tuple(field for section in self.sections for field in section.fields)


class UnmadeError(Exception):
    """A document cannot be made; tells why, in a problem whose place is still to be found."""

    def __init__(self, code: str, field: str = "", value: str = "", **details: object) -> None:
        """Take the parts of the problem, and the id of the field it is about."""
        super().__init__(code)
        self.code, self.field, self.value, self.details = code, field, value, details


def paper_of(
    form: Form,
    description: ProgrammeDescription,
    editions: Sequence[PublicEdition],
    words: Catalogue,
) -> Paper:
    """Write a form out in a language.

    Args:
        form: with its texts filled in.
        description: of the programme.
        editions: those that the form is for; none in a programme that has no editions.
        words: of the language. It has to be the one that the form is really in, so that a
            document is never in two (`language_of`).
    """
    writer = _Writer(words)
    code = words.language
    sessions = editions[0].settings.sessions.count if editions else 1
    known = description.contacts.programme, description.contacts.safeguarding
    dated = editions[0].settings if len(editions) == 1 else None
    return Paper(
        id=form.id,
        language=code,
        right_to_left=is_right_to_left(code),
        title=writer.said(form.title),
        programme=writer.said(description.name),
        edition=_SIDE_BY_SIDE.join(writer.said(edition.title) for edition in editions),
        dates=date_range(dated.starts, dated.ends, words) if dated else "",
        who=_SIDE_BY_SIDE.join(words.text(f"role.{role}") for role in form.filled_in_by),
        when=writer.said(form.when),
        introduction=writer.said(form.introduction),
        numbered=form.numbered,
        layout=form.layout,
        sections=tuple(writer.section(part) for part in form.parts(sessions)),
        closing=writer.said(form.closing),
        contacts=tuple((writer.said(each.title), each.email) for each in known),
    )


def language_of(form: Form, language: str) -> str:
    """Return the language that a form is really in for readers of `language`."""
    return form.title.wording(language)[1]


class _Writer:
    """Writes the parts of a form in one language."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def said(self, text: Text | str | None) -> str:
        return plain(text, self._words.language).strip()

    def section(self, part: Part) -> PaperSection:
        section = part.section
        title = self.said(section.title)
        if part.number:
            title = f"{self._words.text('form.session', number=part.number)} · {title}"
        html = markdown_to_html(self.said(section.text)) if section.text else ""
        fields = tuple(map(self._field, part.fields))
        return PaperSection(part.id, title, blocks_of(html), fields)

    def _field(self, field: FormField) -> PaperField:
        rows = field.rows or _BY_HAND.get(field.kind, field.length)
        listed = field.kind in _BY_HAND
        marks = range(field.lowest, field.highest + 1) if field.kind == "scale" else ()
        return PaperField(
            id=field.id,
            kind=field.kind,
            title=self.said(field.title),
            hint=self.said(field.hint),
            value=self.said(field.value),
            options=tuple(map(self.said, field.options)),
            several=field.several,
            marks=tuple(marks),
            lowest_title=self.said(field.lowest_title),
            highest_title=self.said(field.highest_title),
            rows=rows,
            columns=tuple(map(self._column, field.table)) if listed else (),
            parties=tuple(
                (each, self._words.text(f"form.party.{each}")) for each in field.signed_by
            ),
        )

    def _party(self, party: str) -> tuple[str, str]:
        return party, self._words.text(f"form.party.{party}")

    def _column(self, column: Column) -> PaperColumn:
        title = self.said(column.title) or self._words.text(f"form.column.{column.id}")
        return PaperColumn(column.id, title, column.kind)
