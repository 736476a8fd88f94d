"""Dates: written in ISO form where no other day can be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from handbook.text.days import YEAR_LAST, parse_date

_ORDERS = ("dmy", "mdy")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


def date_mender(values: Iterable[str], declared: str) -> Callable[[str], str]:
    """Return what writes the dates of a column in ISO form, and leaves alone what is in doubt.

    A date with the year first has one meaning. One with the year last has the meaning that
    `date_order` declares; where nothing is declared, the whole column must read as days in one
    order and not in the other, as one date such as 31/03/2026 shows.

    Args:
        values: The cells of the column that stand in their place.
        declared: The programme's `date_order`; where it cannot be told, no such date is certain.
    """
    rendered = {bare for bare in map(_bare, values) if YEAR_LAST.fullmatch(bare)}
    orders = _ORDERS if declared == "iso" else tuple(one for one in _ORDERS if one == declared)
    read = [found for order in orders if None not in (found := _days(rendered, order)).values()]
    days = read[0] if len(read) == 1 else {}

    def mend(value: str) -> str:
        day = _year_first(_bare(value)) or days.get(_bare(value))
        return day.isoformat() if day else value

    return mend


def _days(rendered: Iterable[str], order: str) -> Mapping[str, date | None]:
    return {value: parse_date(value, order) for value in rendered}


def _bare(value: str) -> str:
    """Leave out the midnight that spreadsheet programs add to a day."""
    return _MIDNIGHT.sub("", value)


def _year_first(value: str) -> date | None:
    found = _YEAR_FIRST.fullmatch(value)
    return parse_date("{}-{:0>2}-{:0>2}".format(*found.groups()), "iso") if found else None
