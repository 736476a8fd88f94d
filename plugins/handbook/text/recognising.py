"""Recognising: what a text looks like, be it a day, a code or a telephone number."""

from __future__ import annotations

import re
from datetime import date

from handbook.text.oddities import straight
from handbook.text.phones import SHORTEST, numbers_in

_PART = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"\d{{4}}([-/.]){_PART}\1{_PART}|{_PART}([-/.]){_PART}\2(?:\d\d)?\d\d",
)
_SIGNS = r"[\s()./–-]"
"""What stands between the digits of a telephone number in prose."""
_LONG = rf"\d(?:{_SIGNS}{{0,3}}\d){{{SHORTEST - 1},}}"
_NOTHING_ELSE = re.compile(rf"\+?{_SIGNS}*\d(?:{_SIGNS}*\d)*{_SIGNS}*")
_NUMBER_IN_PROSE = re.compile(rf"(?<![\w-])[+(]{{0,2}}{_LONG}(?![\w-])")
_DAY_IN_PROSE = re.compile(
    rf"(?<!\d)(?:{_YEAR}[-/.]{_PART}[-/.]{_PART}|{_PART}[-/.]{_PART}[-/.]{_YEAR})(?!\d)"
)
_YEARS = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_COMPACT = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]?\d|2[0-3])\.[0-5]\d"
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")
_NO_TELEPHONE = re.compile(
    rf"(?:(?:{_YEAR}|{_COMPACT}){_SIGNS}*)+"
    rf"|{_CLOCK}\s*[–-]\s*{_CLOCK}"
    rf"|{_ORCID.pattern}"
    r"|97[89](?:[ -]?\d){10}|\d{1,5}-\d{1,7}-\d{1,7}-\d"
)
"""Years and days, the hours from and to which something lasts, an ORCID, a book's ISBN."""


def is_day(text: str) -> bool:
    """Say whether a text looks like a day, in whatever order and with whatever sign between.

    >>> is_day("31.3.2026"), is_day("2026/03/31"), is_day("123-45-6789")
    (True, True, False)
    """
    return _DAY.fullmatch(text) is not None


def is_orcid(text: str) -> bool:
    """Say whether a text looks like the number by which a researcher is known."""
    return _ORCID.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Say whether a text holds nothing but digits, and what telephone numbers are set with."""
    return _NOTHING_ELSE.fullmatch(text) is not None


def phones_in(text: str) -> tuple[str, ...]:
    """Find the telephone numbers that stand in a text among words, days and codes.

    >>> phones_in("From 2026-03-01 on ring 600 123 456; see ISBN 978-0-306-40615-7.")
    ('600 123 456',)
    """
    found: list[str] = []
    for run in _NUMBER_IN_PROSE.findall(_DAY_IN_PROSE.sub(";", text)):
        if not _NO_TELEPHONE.fullmatch(run):
            # A year may stand before a number, and be a part of one.
            for part in (run, *_YEARS.split(run)):
                found += numbers_in(part.strip(" .-–/"))
    return tuple(dict.fromkeys(found))


ANY_ORDER = "any"
ISO_FORM = "2026-03-31"
"""How a day is written that has one meaning only."""
YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
"""What may be a day with its year at the end."""
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
"""How a date of a plan is written of which no more is known: `2027-03`."""
COUNTED = re.compile(
    r"(?P<milestone>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r" (?P<sign>[+-]) (?P<count>[0-9]{1,4}) (?P<unit>day|week)s?"
)
"""How a day is written that counts from another date: `kick-off + 6 weeks`."""


def parse_date(text: str, order: str) -> date | None:
    """Read a day in ISO form or in the order that a programme declares; None if it is neither.

    Signs that look like a hyphen are hyphens: nothing else can be meant between digits.

    Args:
        text: The text, and nothing around it.
        order: `iso`, `dmy`, `mdy` or `ANY_ORDER`.

    >>> parse_date("31/3/2026", "dmy")
    datetime.date(2026, 3, 31)
    >>> parse_date("31/3/2026", "iso") is None
    True
    """
    text = straight(text)
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
