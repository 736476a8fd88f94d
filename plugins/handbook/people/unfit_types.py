"""Types: which content types may not be published as they are made, a fault of their author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handbook.content_type import ContentType, as_it_is
from handbook.problems import Place, Problem
from handbook.reading.sheets.schemas import load_schema
from handbook.row import ExtraField, Privacy


def unfit_types(
    content_types: Sequence[ContentType], extra_fields: Sequence[ExtraField]
) -> Iterator[Problem]:
    """Find the types that would publish what is personal, or hide whose it is."""
    unsafe = {extra.table for extra in extra_fields if extra.privacy is not Privacy.PUBLIC}
    for kind in content_types:
        if kind.singular:
            continue
        if kind.publish is as_it_is:
            yield from _published_whole(kind, kind.name in unsafe)
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
