"""Likeness of people: one person in two rows, though written a little differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from handbook.problems import MASK, Place, Problem, Severity
from handbook.programme import Programme, Rule
from handbook.text.folding import words_of
from handbook.text.names import in_any_order

_LEAST = 8
"""Length from which one letter may differ: short names of two people do so often."""


def same_name(one: str, other: str) -> bool:
    """Say whether two names can be one person's: equal, swapped, or one with words left out."""
    words, others = set(words_of(one)), set(words_of(other))
    fewer = min(words, others, key=len)
    return words == others or (len(fewer) > 1 and (words <= others or others <= words))


def different_people(kind: type[Any]) -> Rule:
    """Make the rule that no two records of `kind` look like one person.

    They do with the same e-mail address, or in one organisation with the same words for a name,
    in any order, or with one letter more, less or other. Says so at the later of the two rows.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        people = programme.all(kind)
        told = dict(_same_address(people))
        for number, earlier in _same_person(people):
            told[number] = (earlier, "name", "person-twice")
        for number, (earlier, field, code) in told.items():
            yield _problem(people[number].where(field), code, field, people[earlier], programme)

    return rule


def _problem(place: Place, code: str, field: str, other: Any, programme: Programme) -> Problem:
    """Name the other by row; by id too where that may be read on the site anyway."""
    consent = getattr(other, "consent", None)
    shown = consent is not None and consent.valid_on(programme.reference_date)
    details = {"line": other.where().line, "other": other.id if shown else MASK}
    return Problem(place, code, field, MASK, Severity.WARNING, details)


def _same_address(people: Sequence[Any]) -> Iterator[tuple[int, tuple[int, str, str]]]:
    first: dict[str, int] = {}
    for number, person in enumerate(people):
        address = getattr(person, "email", "").casefold()
        earlier = first.setdefault(address, number) if address else number
        if earlier != number:
            yield number, (earlier, "email", "email-shared")


def _same_person(people: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Find pairs of rows, the later first.

    Names that differ in one letter have a whole half in common, so that they are neighbours when
    sorted by that half: two sorts do instead of comparing everybody with everybody. A slip in a
    first letter that changes the order of the words goes unseen.
    """
    forms = [
        (person.organisation, " ".join(in_any_order(person.name)), number)
        for number, person in enumerate(people)
    ]
    backwards = [(organisation, form[::-1], number) for organisation, form, number in forms]
    for order in (backwards, forms):
        for (organisation, form, number), (other, like, next_) in pairwise(sorted(order)):
            if organisation == other and form and _alike(form, like):
                yield max(number, next_), min(number, next_)


def _alike(one: str, other: str) -> bool:
    """Say whether two names are equal but for one letter at most; digits tell people apart."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _LEAST:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    if at < 0:
        at = min(len(one), len(other))
    rests = (one[at:], other[at:])
    if any(rest[:1].isdigit() for rest in rests):
        return False
    left, right = rests
    return left[1:] == right[1:] or left == right[1:] or left[1:] == right
