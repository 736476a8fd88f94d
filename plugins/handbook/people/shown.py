"""Shown: the published records, and whether what a row holds can be read in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from types import NoneType
from typing import Any

from pydantic import BaseModel

from handbook.content_type import ContentType, never
from handbook.languages import Text
from handbook.programme import Programme
from handbook.row import Link
from handbook.schema import Term

EMPTY = (None, "", ())
"""What a cell is that holds nothing."""
_WORDLESS = (NoneType, int, float, Decimal, date)


class Display:
    """The published records, found by the rows they were made from.

    Nothing but what is in them is taken for public: neither a consent nor a rule is asked a
    second time, so that this cannot differ from what the pages show.
    """

    def __init__(self, shown: Programme, content_types: Sequence[ContentType]) -> None:
        """Index the records.

        Args:
            shown: the programme of what may be seen, as `reading.published` makes it.
            content_types: those it was made with. Records of one that publishes nothing by
                itself are found within others, in an attribute of its name: recognitions in
                their edition.
        """
        self._records: dict[tuple[str, str, str], Any] = {}
        records = [record for kind in shown.kinds.values() for record in kind]
        for kind in content_types:
            own = shown.kinds.get(kind.name, ())
            if kind.publish is never:
                own = tuple(_within(records, kind.name))
            for record in own:
                edition = getattr(record, "edition", "")
                self._records[kind.name, edition, record.id] = record
        self.files = frozenset(shown.files)
        """Paths from `programme/` of the pictures that are shown."""

    def record(self, kind: str, edition: str, id: str) -> Any:
        """Return what may be seen of a record; None where nothing may."""
        return self._records.get((kind, edition, id))


def _within(records: Sequence[Any], name: str) -> Iterator[Any]:
    for record in records:
        for inner in getattr(record, name, ()) or ():
            if hasattr(inner, "id"):
                yield inner


def shows(record: Any, column: str, value: Any) -> bool:
    """Say whether a published record holds the value of a column of its row.

    The column `champion_role` is looked for in `champion_role`, and in `champion.role`.
    """
    if record is None or value in EMPTY:
        return False
    held = _attribute(record, column)
    if held is None or held == value:
        return held is not None
    sought = set(leaves(value))
    return bool(sought) and sought <= set(leaves(held))


def leaves(value: Any) -> Iterable[str]:
    """Give every text in a record, in each language; no dates, numbers or yes and no."""
    if isinstance(value, str):
        return (value,)
    # Most cells of a table, of which there are a hundred thousand.
    if isinstance(value, _WORDLESS):
        return ()
    if isinstance(value, Text):
        return [wording for _, wording in value.versions]
    if isinstance(value, Term):
        return (value.id, *leaves(value.title))
    if isinstance(value, Link):
        return chain(filter(None, (value.target,)), leaves(value.label or ()))
    return chain.from_iterable(map(leaves, _parts(value)))


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, tuple | list | frozenset):
        return value
    if isinstance(value, BaseModel):
        return [getattr(value, name) for name in type(value).model_fields]
    return [getattr(value, each.name) for each in fields(value)] if is_dataclass(value) else ()


def _attribute(record: Any, column: str) -> Any:
    if hasattr(record, column):
        return getattr(record, column)
    head, _, tail = column.rpartition("_")
    return getattr(getattr(record, head, None), tail, None) if head else None
