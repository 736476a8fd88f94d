"""Ranges: a number, two between which another lies, or one and all beyond."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,2})?"
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


def range_of(raw: str) -> Range | None:
    """Return the range that a text says, the second number not less than the first; else None.

    >>> [str(range_of(text)) for text in ("3 to 6", "2-4", "1.5", "10+", "4-2")]
    ['3–6', '2–4', '1.5', '10+', 'None']
    """
    found = _RANGE.fullmatch(raw)
    if found is None:
        return None
    low, high = Decimal(found[1]), Decimal(found[2] or found[1])
    return Range(low, None if found[3] else high) if low <= high else None
