"""Numbers and ranges: a number, two between which another lies, or one and all beyond."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,2})?"
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,15})?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]{1,15},(?:[0-9]{1,2}|[0-9]{4,15})", re.ASCII)
POINT, COMMA = ".", ","
ANY_MARK = "any"
"""The mark before decimals where it cannot be told which one is meant."""
_RANGE = re.compile(
    rf"({_NUMBER})(?:\s*(?:[-–—]|to|a)\s*({_NUMBER})|(\+))?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Range:
    """A number, two between which another lies, or one and all beyond."""

    low: Decimal
    high: Decimal | None
    """None where there is no end to it."""

    @property
    def rank(self) -> tuple[Decimal, Decimal]:
        """By what ranges are put in order."""
        return self.low, Decimal("Infinity") if self.high is None else self.high

    def written(self, number: Callable[[Decimal], str]) -> str:
        """Write it, each number as one is written."""
        if self.high is None:
            return f"{number(self.low)}+"
        ends = (self.low,) if self.low == self.high else (self.low, self.high)
        return "–".join(map(number, ends))

    def __str__(self) -> str:
        """Write it in figures."""
        return self.written("{:f}".format)


def number_of(raw: str, mark: str = POINT) -> Decimal | None:
    """Return the number that a text says; None for none.

    Args:
        raw: the text. Where the mark is a comma, a point is one too where it cannot part thousands.
        mark: what stands before decimals, `POINT`, `COMMA` or `ANY_MARK`.

    >>> number_of("1,5"), number_of("1,5", COMMA), number_of("1.500", COMMA)
    (None, Decimal('1.5'), None)
    """
    if mark == COMMA and _THOUSANDS.fullmatch(raw):
        return None
    plain = raw if mark == POINT else raw.replace(COMMA, POINT)
    return Decimal(plain) if _DECIMAL.fullmatch(plain) else None


def has_decimal_comma(raw: str) -> bool:
    """Say whether a text is a number with a comma that cannot part thousands.

    >>> has_decimal_comma("1,5"), has_decimal_comma("1,500")
    (True, False)
    """
    return _DECIMAL_COMMA.fullmatch(raw) is not None


def without_thousands(raw: str) -> str:
    """Leave out the points that part thousands, where commas stand before decimals; "" for none.

    >>> without_thousands("1.234,5"), without_thousands("12.5")
    ('1234,5', '')
    """
    return raw.replace(POINT, "") if _THOUSANDS.fullmatch(raw) else ""


def range_of(raw: str, mark: str = POINT) -> Range | None:
    """Return the range that a text says, the second number not less than the first; else None.

    >>> [str(range_of(text)) for text in ("3 to 6", "2-4", "1.5", "10+", "4-2")]
    ['3–6', '2–4', '1.5', '10+', 'None']
    """
    found = _RANGE.fullmatch(raw if mark == POINT else raw.replace(COMMA, POINT))
    if found is None:
        return None
    low, high = Decimal(found[1]), Decimal(found[2] or found[1])
    return Range(low, None if found[3] else high) if low <= high else None
