"""Display: what of a row may be seen, told by the records that the pages are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from handbook.content_type import ContentType, never
from handbook.languages import Text
from handbook.programme import Programme
from handbook.row import ExtraValue

_NOTHING = (None, "", ())


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


def shows(record: Any, column: str, value: Any) -> bool:
    """Say whether a published record holds the value of a column of its row.

    The column `champion_role` is looked for in `champion_role`, and in `champion.role`.
    """
    if record is None or value in _NOTHING:
        return False
    held = _attribute(record, column)
    if held is None:
        return False
    if held == value:
        return True
    here = set(leaves(held))
    sought = set(leaves(value))
    return bool(sought) and sought <= here


def shows_extra(record: Any, value: ExtraValue) -> bool:
    """Say whether a published record holds the value of a column the programme added."""
    return value in getattr(record, "extra", ())


def shows_text(record: Any, text: str) -> bool:
    """Say whether a published record holds a whole text in one of its attributes."""
    return record is not None and text in set(leaves(record))


def leaves(value: Any) -> Iterator[str]:
    """Give every text in a record, in each language; no dates, numbers or yes and no."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Text):
        yield from (wording for _, wording in value.versions)
    else:
        for part in _parts(value):
            yield from leaves(part)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, BaseModel):
        return [getattr(value, name) for name in type(value).model_fields]
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value)]
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple | list | frozenset) else ()


def _within(records: Sequence[Any], name: str) -> Iterator[Any]:
    for record in records:
        for inner in getattr(record, name, ()) or ():
            if hasattr(inner, "id"):
                yield inner


def _attribute(record: Any, column: str) -> Any:
    if hasattr(record, column):
        return getattr(record, column)
    head, _, tail = column.rpartition("_")
    return getattr(getattr(record, head, None), tail, None) if head else None
