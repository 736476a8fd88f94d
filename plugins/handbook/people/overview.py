"""An overview for those whom it concerns: what each table holds of people, and who sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.content_type import ContentType, no_pictures
from handbook.content_types.programme_description.sections import Retention
from handbook.languages import Text
from handbook.reading.sheets.schemas import load_schema
from handbook.row import ExtraField, Field, Privacy, Schema

Titles = tuple[Text | str, ...]


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """What one table holds of people."""

    name: str
    title: str
    public: Titles
    """What everybody sees with the person's row, or beside a row that only holds a person."""
    consented: Titles
    """What everybody sees only while the person allows it."""
    contact: Titles
    """What everybody sees only where that consent covers contact."""
    hidden: Titles
    """What nobody sees but those who organise the programme."""
    more_hidden: bool
    """Whether the programme keeps further columns there that it does not show."""
    local: bool
    """Whether the table never leaves the machine of those who organise the programme."""
    files: bool
    """Whether a photo and a biography can belong to a row."""
    retention: Retention | None
    """How long a row is kept; None where the programme has not said."""


def personal_tables(
    content_types: Sequence[ContentType],
    extra_fields: Sequence[ExtraField],
    rules: Sequence[Retention],
) -> tuple[PersonalTable, ...]:
    """Describe every table of people, as its schema and the programme's own columns say.

    Columns that a programme adds and does not show are not named: their very titles may tell.
    """
    by_table = {rule.table: rule for rule in rules}
    return tuple(
        _described(kind, schema, extra_fields, by_table.get(kind.name))
        for kind in content_types
        if not kind.singular
        and ((schema := load_schema(kind.schema)).person is not None or kind.private)
    )


def _described(
    kind: ContentType, schema: Schema, extra_fields: Sequence[ExtraField], rule: Retention | None
) -> PersonalTable:
    person = schema.person
    own = [extra for extra in extra_fields if extra.table == kind.name]
    told = [field for field in schema.fields if not _is_for_machines(field, schema)]

    def titles(privacy: Privacy) -> Titles:
        fields = [f.title for f in told if f.privacy is privacy and not _is_contact(f)]
        return (*fields, *(extra.title for extra in own if extra.privacy is privacy))

    is_person = person is not None and bool(person.id)
    return PersonalTable(
        kind.name,
        schema.title,
        public=titles(Privacy.PUBLIC) if is_person else (),
        consented=titles(Privacy.CONSENT),
        contact=tuple(field.title for field in told if _is_contact(field)),
        hidden=tuple(field.title for field in told if field.privacy is Privacy.PRIVATE),
        more_hidden=any(extra.privacy is Privacy.PRIVATE for extra in own),
        local=kind.private,
        files=is_person and kind.pictures is not no_pictures,
        retention=rule,
    )


def _is_contact(field: Field) -> bool:
    return field.privacy is Privacy.CONSENT and field.descriptor.get("format") == "email"


def _is_for_machines(field: Field, schema: Schema) -> bool:
    """Say whether a column only tells rows apart, or holds the consent itself."""
    person = schema.person
    if person is None:
        return False
    if field.name == person.id or (person.consent and field.name.startswith(person.consent)):
        return True
    return field.privacy is Privacy.CONSENT and field.name in schema.references
