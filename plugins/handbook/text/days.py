"""Days: dates as people and spreadsheet programs write them, in the order that is declared.

`any` stands for the order where it is not known which one a programme declares, so that no date
can be called wrong.
"""

from __future__ import annotations

import re
from datetime import date

ANY_ORDER = "any"
ISO_FORM = "2026-03-31"
"""How a day is written that has one meaning only."""
YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
"""What may be a day with its year at the end."""
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def parse_date(text: str, order: str) -> date | None:
    """Read a day in ISO form or in the order that a programme declares; None if it is neither.

    Args:
        text: The text, and nothing around it.
        order: `iso`, `dmy`, `mdy` or `ANY_ORDER`.

    >>> parse_date("31/3/2026", "dmy")
    datetime.date(2026, 3, 31)
    >>> parse_date("31/3/2026", "iso") is None
    True
    """
    iso = _ISO.fullmatch(text)
    if iso:
        return _day(*iso.groups())
    parts = YEAR_LAST.fullmatch(text)
    if parts is None or order == "iso":
        return None
    first, second, year = parts.groups()
    if order == ANY_ORDER:
        return _day(year, second, first) or _day(year, first, second)
    return _day(year, second, first) if order == "dmy" else _day(year, first, second)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
