"""Showing: what may be seen of a record, on pages and in the published data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.languages import Text
from handbook.programme import Programme

Publish = Callable[[Any, Programme], Any]
"""Makes of a record what may be seen on the reference date, or None where nothing may."""


def as_it_is(record: Any, programme: Programme) -> Any:
    """Publish a record whole: for records in which no field is personal."""
    return record


def never(record: Any, programme: Programme) -> None:
    """Publish nothing of a record by itself: others show what may be seen of it."""


@dataclass(frozen=True, slots=True)
class Entries:
    """How a page for each record is made, from `entry.html`."""

    title: Callable[[Any], Text | str]
    description: Callable[[Any], Text | str | tuple[Text | str | None, ...]]
    """One sentence for search results, or its parts."""
    path: str = "{kind}/{id}.md"


@dataclass(frozen=True, slots=True)
class Data:
    """How the published data, `data/*.csv`, show the records of a type.

    Without a word a type joins by itself: its records that may be seen, with the columns of its
    schema that are not private and that the seen record has as attributes.
    """

    within: str = ""
    """Attribute of a published edition that holds the records, for types that publish none by
    themselves."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column to the attribute of the seen record that it shows (`award.id`), where that is not
    the one of its name."""


def no_pictures(record: Any) -> tuple[str, ...]:
    """Give no picture: for records that have none."""
    return ()
