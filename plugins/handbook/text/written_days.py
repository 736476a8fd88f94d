"""Written days: days whose month, or weekday, is written in words, in the languages that are known.

A word that means another month in another of the languages asked for is read in none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from handbook.languages import locale
from handbook.text.folding import fold, plain

_WORD = r"[^\W\d_]+"
_SIGNS = r"[\s.,/-]*"
_OF = r"(?:de[l]?\s+|of\s+|d['’]\s*|do\s+)?"
_DAY_FIRST = re.compile(
    rf"(?:(?:el|le|the|am|o)\s+)?([0-9]{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?{_SIGNS}{_OF}({_WORD})"
    rf"{_SIGNS}{_OF}([0-9]{{4}})",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"({_WORD}){_SIGNS}([0-9]{{1,2}})(?:st|nd|rd|th)?[\s,]\s*([0-9]{{4}})", re.IGNORECASE
)
_WEEKDAY_BEFORE = re.compile(rf"({_WORD})\.?,?\s+(?=\S)")
_NO_HOUR = r"(?!\s*(?:[:.h][0-9]|h\b|am\b|pm\b|uhr\b|[0-9]))"
_NUMBERED = re.compile(
    rf"\s*,?\s*(?:(?:the|el|den|le|dia)\s+)?(?:({_WORD})\s+)?([0-9]{{1,2}})(?:st|nd|rd|th|\.|º)?"
    rf"{_NO_HOUR}(?:\s+(?:de\s+|of\s+)?({_WORD}))?"
)
_OF_ANOTHER = re.compile(r"\W*(?:before|after|antes|despues|anterior|siguiente|next)\b")
_NOT_THAT_DAY = re.compile(
    r"(?:every|each|before|after|until|by|till|previous|next|last|first|second|third|fourth|following"
    r"|cada|los|las|todos|antes|despues|hasta|anterior|siguiente|proximo|ultimo|primer)\W*(?:the|del|de|el)?\W*$"
)


@lru_cache
def _months(languages: tuple[str, ...]) -> Mapping[str, int]:
    """Return the month that each word means, by languages; those of two meanings are left out."""
    found: dict[str, set[int]] = {}
    for code in languages:
        for widths in locale(code).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in widths.get(width, {}).items():
                    found.setdefault(plain(name).strip(". "), set()).add(number)
    found.setdefault("sept", set()).add(9)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


@lru_cache
def _weekdays(languages: tuple[str, ...], width: str) -> Mapping[str, int]:
    """Return the number, from Monday as 0, of each name of a weekday."""
    found: dict[str, set[int]] = {}
    for code in languages:
        for widths in locale(code).days.values():
            for number, name in widths.get(width, {}).items():
                found.setdefault(plain(name).strip(". "), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def month_of(word: str, languages: Iterable[str]) -> int | None:
    """Return the month that a word is the name of, whole or shortened."""
    return _months(tuple(languages)).get(plain(word).strip(". "))


def weekday_of(word: str, languages: Iterable[str]) -> int | None:
    """Return the number of the weekday, from Monday as 0, that a word is the name of."""
    codes, name = tuple(languages), plain(word).strip(". ")
    return next(
        (
            names[name]
            for names in (_weekdays(codes, "wide"), _weekdays(codes, "abbreviated"))
            if name in names
        ),
        None,
    )


def written_day(text: str, languages: Iterable[str]) -> date | None:
    """Read a day with the name of its month; None where it is none, or could be two.

    >>> written_day("3 de noviembre de 2026", ["es"]), written_day("Nov 3, 2026", ["en"])
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3))
    >>> written_day("Monday, 3 November 2026", ["en"]) is None  # a Tuesday
    True
    """
    codes = tuple(languages)
    weekday = _WEEKDAY_BEFORE.match(text)
    named = weekday_of(weekday[1], codes) if weekday else None
    if weekday and named is not None:
        text = text[weekday.end() :]
    day = _day_in_words(text, codes)
    return day if day and named in {None, day.weekday()} else None


def _day_in_words(text: str, codes: tuple[str, ...]) -> date | None:
    if first := _DAY_FIRST.fullmatch(text):
        number, word, year = first.groups()
    elif second := _MONTH_FIRST.fullmatch(text):
        word, number, year = second.groups()
    else:
        return None
    month = month_of(word, codes)
    return _day(int(year), month, int(number)) if month else None


def weekday_at_odds(
    text: str, languages: Iterable[str], first: date, last: date, *, alone: bool
) -> str:
    """Return the weekday that a text names and that its days contradict, or nothing.

    Args:
        text: about what happens from `first` to `last`.
        languages: those that it may be in.
        first: the first of its days.
        last: the last of them.
        alone: whether a weekday counts with no number of a day beside it.

    >>> when = date(2026, 3, 3)  # a Tuesday
    >>> weekday_at_odds("Monday 3 March", ["en"], when, when, alone=False)
    'Monday'
    >>> weekday_at_odds("The Monday before, at 10:00", ["en"], when, when, alone=False)
    ''
    """
    codes = tuple(languages)
    days = [first + timedelta(days=n) for n in range(min((last - first).days, 6) + 1)]
    names = _weekdays(codes, "wide")
    folded = fold(text)
    met = [found for found in re.finditer(_WORD, folded) if found[0] in names]
    alone = alone and len({found[0] for found in met}) == 1
    for found in met:
        before, rest = folded[: found.start()], folded[found.end() :]
        said = _numbered(rest, codes, first)
        if said is not None:
            wrong = said.weekday() != names[found[0]]
        else:
            of_another = _NOT_THAT_DAY.search(before) or _OF_ANOTHER.match(rest)
            wrong = alone and not of_another and names[found[0]] not in {d.weekday() for d in days}
        if wrong:
            return text[found.start() : found.end()] if len(folded) == len(text) else found[0]
    return ""


def _numbered(rest: str, codes: tuple[str, ...], near: date) -> date | None:
    """Read the day behind a weekday, if any: of the month that is named, or of its own."""
    found = _NUMBERED.match(rest)
    if found is None:
        return None
    months = [month_of(word, codes) for word in (found[1], found[3]) if word]
    month = next(filter(None, months), None)
    if month is None and int(found[2]) != near.day:
        return None
    years = range(max(near.year - 1, 1), min(near.year + 1, 9999) + 1) if month else (near.year,)
    days = (_day(year, month or near.month, int(found[2])) for year in years)
    return min(filter(None, days), key=lambda day: abs(day - near), default=None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
