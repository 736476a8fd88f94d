"""Personal tables: what each holds of people and who sees it, as those whom it concerns are told.

And which content types may not be published as they are made, a fault of their author.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.content_type import ContentType, as_it_is, no_pictures
from handbook.content_types.programme_description.sections import Retention
from handbook.languages import Text
from handbook.problems import Place, Problem
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import ExtraField, Field, Privacy, Schema

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
        if not kind.documents
        and ((schema := load_schema(kind.schema)).person is not None or kind.private)
    )


def is_of_people(kind: ContentType) -> bool:
    """Say whether a row of a type is about a person."""
    return kind.schema.is_file() and load_schema(kind.schema).person is not None


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


def unfit_types(
    content_types: Sequence[ContentType], extra_fields: Sequence[ExtraField]
) -> Iterator[Problem]:
    """Find the types that would publish what is personal, or hide whose it is."""
    schemas = {kind.name: load_schema(kind.schema) for kind in content_types if not kind.documents}
    people = {name for name, schema in schemas.items() if schema.person and schema.person.id}
    unsafe = {extra.table for extra in extra_fields if extra.privacy is not Privacy.PUBLIC}
    for kind in content_types:
        if kind.documents:
            continue
        if kind.publish is as_it_is:
            yield from _published_whole(kind, kind.name in unsafe)
        # Whom a row refers to is found by that.
        if not people & set(schemas[kind.name].references.values()):
            yield from _nameless(kind)


def _published_whole(kind: ContentType, has_personal_columns: bool) -> Iterator[Problem]:
    """Refuse a type with personal fields that would publish its records whole."""
    if has_personal_columns:
        yield Problem(Place("programme/fields.yaml"), "type-unsafe", "table", kind.name)
    for field in load_schema(kind.schema).fields:
        if field.privacy is not Privacy.PUBLIC:
            place = Place(f"{kind.name}/schema.yaml")
            yield Problem(place, "type-unsafe", field.name, kind.name)


def _nameless(kind: ContentType) -> Iterator[Problem]:
    """Refuse a type whose people nobody could find again, to show or to remove them."""
    schema = load_schema(kind.schema)
    if schema.person is not None:
        return
    keys = {name for key in schema.descriptor["foreignKeys"] for name in key["fields"]}
    for field in schema.fields:
        if field.privacy is Privacy.CONSENT and field.name not in keys:
            place = Place(f"{kind.name}/schema.yaml")
            yield Problem(place, "type-nameless", field.name, kind.name)
