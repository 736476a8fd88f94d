"""Samples: of very many records, those that tell whether templates can show them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, TypeVar

R = TypeVar("R")
FEW = 50
"""Up to so many records are all looked at."""


def sample(records: Sequence[R]) -> tuple[R, ...]:
    """Return all records where they are few, else the first few and one of each shape.

    Two records are of one shape where the same of their attributes are filled: a template that
    can show the one can show the other.
    """
    if len(records) <= FEW:
        return tuple(records)
    shape = _shapes(type(records[0]))
    first = records[:FEW]
    seen = {shape(record) for record in first}
    others: list[R] = []
    for record in records[FEW:]:
        if (own := shape(record)) not in seen:
            seen.add(own)
            others.append(record)
    return (*first, *others)


def _shapes(kind: type[Any]) -> Callable[[Any], tuple[bool, ...]]:
    """Return what tells, very quickly, which attributes of a record are filled."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    if len(names) > 1:
        values = attrgetter(*names)
        return lambda record: tuple(map(bool, values(record)))
    return lambda record: tuple(bool(getattr(record, name)) for name in names)
