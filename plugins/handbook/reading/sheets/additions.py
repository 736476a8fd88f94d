"""Additions: the words and columns that a programme adds, held against the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handbook.content_type import ContentType, RecordList, Table, YamlDocument
from handbook.problems import Place, Problem
from handbook.reading.documents.declarations import Additions
from handbook.reading.files import FIELDS, VOCABULARY, label
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Privacy
from handbook.text.folding import suggestion


def taken_names(content_types: Sequence[ContentType], additions: Additions) -> list[Problem]:
    """Find the extra columns that a table has already, or that no page would ever show."""
    problems = []
    kinds = {
        kind.name: kind for kind in content_types if isinstance(kind.source, Table | RecordList)
    }
    showing = sorted(name for name, kind in kinds.items() if kind.extra_columns)
    for extra in additions.extra_fields:
        kind = kinds.get(extra.table)
        place = additions.places.get((extra.table, extra.name), Place(label(FIELDS)))
        unseen = extra.privacy is not Privacy.PRIVATE and extra.table not in showing
        if kind is None or unseen:
            details = {"allowed": ", ".join(showing)}
            problems.append(Problem(place, "field-table", extra.name, extra.table, details=details))
        elif extra.name in {field.name for field in load_schema(kind.schema).fields}:
            problems.append(Problem(place, "field-taken", extra.name, extra.name))
    return problems


def unused_words(content_types: Sequence[ContentType], additions: Additions) -> Iterator[Problem]:
    """Find the lists of words that no column chooses from: most likely they are misspelt."""
    asked = {extra.vocabulary for extra in additions.extra_fields}
    for kind in content_types:
        if not isinstance(kind.source, YamlDocument):
            asked |= {field.vocabulary for field in load_schema(kind.schema).fields}
    where = additions.words_places
    if where.path != label(VOCABULARY):
        return
    for name in additions.vocabularies:
        if name not in asked and name in where.keys and not additions.fields_lost:
            details = suggestion(name, sorted(asked - {""}))
            yield Problem(where.key(name), "vocabulary-unused", "", name, details=details)
