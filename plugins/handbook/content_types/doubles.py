"""Doubles: words of a programme's own lists that are written in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from handbook.content_type import ContentType
from handbook.content_types.likeness import one_letter_apart
from handbook.problems import MASK, Problem, warning
from handbook.programme import Programme
from handbook.schema import LISTS, ExtraField, Privacy
from handbook.text.folding import plain
from handbook.text.written_days import month_of, weekday_of

_MOST = 300
"""Words of a list that are compared with each other."""
_SHORTENED = 3
"""Letters that a word has at least that another may begin with."""


def words_once(kind: ContentType, programme: Programme) -> Iterator[Problem]:
    """A word of an own list is written in one way, so that filters show it once."""
    lists: dict[ExtraField, dict[str, list[Any]]] = {}
    for record in programme.kinds.get(kind.name, ()) if kind.extra_columns else ():
        for value in record.extra:
            if value.field.type in LISTS and not value.field.vocabulary:
                for word in value.value or ():
                    lists.setdefault(value.field, {}).setdefault(str(word), []).append(record)
    for field, words in lists.items():
        yield from _told(field, words, programme)


def _told(
    field: ExtraField, words: Mapping[str, list[Any]], programme: Programme
) -> Iterator[Problem]:
    """Tell the rarer of each two ways of writing, where it first stands."""
    count = Counter({word: len(records) for word, records in words.items()})
    by_use = [word for word, _ in count.most_common()]
    hidden = field.privacy is not Privacy.PUBLIC
    told: set[str] = set()
    for usual, rarer in combinations(by_use[:_MOST], 2):
        if rarer in told or usual in told or not _alike(usual, rarer, programme):
            continue
        told.add(rarer)
        value, details = (MASK, {"other": MASK}) if hidden else (rarer, {"other": usual})
        place = words[rarer][0].where(field.name)
        yield warning(place, "words-alike", field.name, value, **details)


def _alike(one: str, other: str, programme: Programme) -> bool:
    first, second = plain(one), plain(other)
    shorter, longer = sorted((first, second), key=len)
    if first == second or one_letter_apart(first, second):
        return True
    if len(shorter) >= _SHORTENED and longer == f"{shorter}s":
        return True
    languages = tuple(programme.languages)
    for meaning in (month_of, weekday_of):
        meant = meaning(one, languages), meaning(other, languages)
        if None not in meant and meant[0] == meant[1]:
            return True
    return False
