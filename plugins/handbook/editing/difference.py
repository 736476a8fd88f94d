"""The difference between two editions: what is planned otherwise, and how far dates moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from handbook.content_types.service import Service
from handbook.editing.proposals import Note, Proposal, course_of, unknown
from handbook.languages import Text
from handbook.programme import Programme


def difference(programme: Programme, former: str, later: str) -> Proposal:
    """Tell how one edition differs from another.

    Args:
        programme: read without an error.
        former: the folder of one edition.
        later: that of the other.
    """
    courses = [course_of(programme, slug) for slug in (former, later)]
    for slug, course in zip((former, later), courses, strict=True):
        if course is None:
            return unknown(programme, slug)
    one, other = (course for course in courses if course)
    notes = [
        Note("differs", {"setting": key, "before": before, "after": after})
        for key, (before, after) in _changed(_plain(one.settings), _plain(other.settings)).items()
    ]
    notes += _dates(
        {each.id: each.date for each in one.timeline},
        {each.id: each.date for each in other.timeline},
    )
    notes += _mentors(programme, former, later)
    return Proposal(notes=tuple(notes) or (Note("same", {"former": former, "later": later}),))


def _plain(model: BaseModel, path: str = "") -> dict[str, str]:
    """Return the settings of an edition in a line each, by their dotted key."""
    found: dict[str, str] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            found |= _plain(value, f"{path}{name}.")
        elif isinstance(value, tuple):
            found[f"{path}{name}"] = "; ".join(map(_line, value))
        else:
            found[f"{path}{name}"] = _line(value)
    return found


def _line(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, Text | str | int | date) else repr(value)


def _changed(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, str]]:
    keys = dict.fromkeys([*before, *after])
    pairs = {key: (before.get(key, ""), after.get(key, "")) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _dates(before: dict[str, date], after: dict[str, date]) -> Iterator[Note]:
    """Tell the dates that are new or gone, and those that did not move with most of them."""
    moved = [after[id] - before[id] for id in before if id in after]
    usual = max(set(moved), key=moved.count, default=timedelta())
    if usual:
        yield Note("moved", {"days": usual.days})
    for id in dict.fromkeys([*before, *after]):
        if id not in after:
            yield Note("date_gone", {"id": id})
        elif id not in before:
            yield Note("date_new", {"id": id, "day": after[id]})
        elif after[id] - before[id] != usual:
            details = {"id": id, "day": after[id], "days": (after[id] - before[id]).days}
            yield Note("date_moved", details)


def _mentors(programme: Programme, former: str, later: str) -> Iterator[Note]:
    """Count who stayed and who is new; names would be more than a comparison needs."""
    before, after = (
        {one.mentor for one in programme.all(Service, slug)} for slug in (former, later)
    )
    if before or after:
        yield Note(
            "mentors",
            {"stay": len(before & after), "gone": len(before - after), "new": len(after - before)},
        )
