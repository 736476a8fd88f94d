"""Telephone numbers: found by their digits, however these are set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from handbook.text.folding import fold

SHORTEST = 7
"""Digits below which a number is too short to be told from any other."""
_LONGEST = 20
"""Digits of the longest number with all that may be dialled before it."""
_ONE_DIGIT = frozenset("17")
_TWO_DIGITS = frozenset(
    str(code)
    for first, last in (
        (27, 27),
        (30, 34),
        (36, 36),
        (39, 41),
        (43, 49),
        (51, 58),
        (60, 66),
        (81, 82),
        (84, 84),
        (86, 86),
        (90, 95),
        (98, 98),
        (20, 20),
    )
    for code in range(first, last + 1)
)
"""Country codes by ITU-T E.164; all others have three digits."""
_TRUNK = re.compile(r"\(\s*0\s*\)")
# In a cell of telephone numbers, and on the site, anything but letters may stand between digits.
_DIGITS = rf"\d(?:[^0-9a-z]{{0,5}}\d){{{SHORTEST - 1},}}"
_NUMBER = re.compile(rf"(?<![+(])[+(]*+{_DIGITS}")
# Not inside a longer number or a hash. It looks behind second: a search for a digit is fast.
_RUN = re.compile(rf"\d(?<![0-9a-f]\d){_DIGITS[2:]}(?![0-9a-f])")
_GROUP = re.compile(r"\d+")
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_BETWEEN = re.compile(r"[,;|\n]|\s[-–—/]\s|\s(?:or|and|o|u|y|e)\s", re.IGNORECASE)
_MOST = 15
"""Digits of the longest number by ITU-T E.164."""
_ANY_CODE = re.compile(r"0|(?:00)?[1-9]\d{0,2}0?")


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it is dialled inside its country, without leading zeros."""

    digits: str
    country: str = ""
    """Its country code; empty where the data does not give it."""

    def may_be(self, other: Phone) -> bool:
        """Say whether both can be one number, as far as their countries are given."""
        return self.digits == other.digits and (
            not self.country or not other.country or self.country == other.country
        )

    def may_follow(self, prefix: str) -> bool:
        """Say whether the digits before the number are a way to dial it."""
        if not self.country:
            return _ANY_CODE.fullmatch(prefix) is not None
        codes = (self.country, f"00{self.country}", "")
        return prefix in {f"{code}{zero}" for code in codes for zero in ("", "0")}


# One cell is asked about many times in a row.
@lru_cache(maxsize=64)
def phone_of(value: str) -> Phone | None:
    """Read a telephone number; None where it is too short to be searched for.

    >>> phone_of("+44 (0)1632 960001"), phone_of("12 34 56")
    (Phone(digits='1632960001', country='44'), None)
    """
    found = _NUMBER.search(_TRUNK.sub(" ", fold(value)))
    if found is None:
        return None
    digits = "".join(_GROUP.findall(found[0]))
    if not (found[0].lstrip("(").startswith("+") or digits.startswith("00")):
        digits = digits.lstrip("0")
        return Phone(digits) if len(digits) >= SHORTEST else None
    digits = digits.lstrip("0")
    size = 1 if digits[:1] in _ONE_DIGIT else 2 if digits[:2] in _TWO_DIGITS else 3
    country, national = digits[:size], digits[size:].lstrip("0")
    if len(national) >= SHORTEST:
        return Phone(national, country)
    # A small country: only together with its code is the number long enough.
    return Phone(digits) if len(digits) >= SHORTEST else None


def numbers_in(cell: str) -> tuple[str, ...]:
    """Return the telephone numbers that a cell holds: two of `943 123 456 / 600 123 456`.

    Where it may be one number all the same, such as `0171/5551234`, that is among them.
    """
    parts = (part.strip() for each in _BETWEEN.split(cell) for part in _at_strokes(each))
    found = [part for part in parts if phone_of(part)]
    if not found or sum(map(len, _GROUP.findall(cell))) <= _MOST:
        found.append(cell)
    return tuple(dict.fromkeys(one for one in found if phone_of(one)))


def _at_strokes(text: str) -> list[str]:
    """Part a text at strokes where each part is long enough to be a number."""
    parts = text.split("/")
    return parts if all(phone_of(part) for part in parts) else [text]


def digits_of(folded: str) -> str:
    """Give the digits of a folded text, among which those of any ending stand side by side.

    >>> digits_of("tel. 01632-960 001, room 7")
    '016329600017'
    """
    said = _TRUNK.sub(" ", folded) if "(" in folded else folded
    return said.encode("ascii", "ignore").translate(None, _NO_DIGITS).decode("ascii")


def endings(folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List what may be the end of a telephone number in a folded text.

    Returns:
        The last digits by which to look a number up, and the groups of digits up to there.
    """
    for run in _RUN.findall(_TRUNK.sub(" ", folded)):
        yield from _endings_of_run(run)


# The same drawings, whose coordinates are runs too, stand on many pages.
@lru_cache(maxsize=4_096)
def _endings_of_run(run: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    groups: list[str] = []
    for group in _GROUP.findall(run):
        groups.append(group[-2 * _LONGEST :])
        while sum(map(len, groups[1:])) >= _LONGEST:
            del groups[0]
        digits = "".join(groups)
        if len(digits) >= SHORTEST:
            found.append((digits[-SHORTEST:], tuple(groups)))
    return tuple(found)


def ends_with(phone: Phone, groups: tuple[str, ...]) -> bool:
    """Say whether groups of digits end with a number, from the beginning of one of them."""
    digits = "".join(groups)
    if not digits.endswith(phone.digits):
        return False
    first = len(digits) - len(phone.digits)
    begun = max(start for start in accumulate(map(len, groups), initial=0) if start <= first)
    return begun == first or phone.may_follow(digits[begun:first])
