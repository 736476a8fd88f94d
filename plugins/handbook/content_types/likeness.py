"""Likeness of people: one person in two rows, though written a little differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handbook.content_type.records import PeopleTable
from handbook.content_types.organisations import ORGANISATIONS
from handbook.problems import MASK, Problem, warning
from handbook.programme import Programme
from handbook.row import Row, several
from handbook.schema import Schema
from handbook.text.folding import words_of
from handbook.text.names import in_any_order

_LEAST = 8
"""Length from which one letter may differ: short names of two people do so often."""


def same_name(one: str, other: str) -> bool:
    """Say whether two names can be one person's: equal, swapped, or one with words left out.

    >>> same_name("Sanz, Ana", "Dr Ana Sanz")
    True
    >>> same_name("Ana Sanz", "Ana Gil")
    False
    """
    words, others = set(words_of(one)), set(words_of(other))
    fewer = min(words, others, key=len)
    return words == others or (len(fewer) > 1 and (words <= others or others <= words))


def different_people(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """No two rows of a table of people look like one person.

    They do with the same e-mail address, or in one organisation with the same words for a name,
    in any order, or with one letter more, less or other. Says so at the later of the two rows.
    """
    rows, name = table.rows, table.person.name
    told = dict(_same_address(rows, table.schema))
    people = list(_named(table))
    for later, former in one_person([(organisation, name) for _, organisation, name in people]):
        number, earlier = people[later][0], people[former][0]
        if number != earlier:
            told[number] = (earlier, name, "person-twice")
    for number, (earlier, field, code) in told.items():
        other = _shown_id(table, earlier, programme)
        details = {"line": rows[earlier].where().line, "other": other}
        place = rows[number].where(field)
        yield warning(place, code, field, MASK, **details)


def _shown_id(table: PeopleTable, number: int, programme: Programme) -> str:
    """Name a person by id where that may be read on the site anyway."""
    row, person = table.rows[number], table.person
    shown = person.consent and row.consent(person.consent).valid_on(programme.reference_date)
    return str(row[person.id]) if shown and person.id else MASK


def _named(table: PeopleTable) -> Iterator[tuple[int, str, str]]:
    """Give the row and the name of each person with each organisation, or with none."""
    references = table.schema.references
    at = next((column for column, kind in references.items() if kind == ORGANISATIONS.name), "")
    for number, row in enumerate(table.rows):
        for organisation in several(row[at] if at else None) or ("",):
            yield number, organisation, str(row[table.person.name] or "")


def _same_address(
    rows: Sequence[Row], schema: Schema
) -> Iterator[tuple[int, tuple[int, str, str]]]:
    for field in schema.fields:
        if field.descriptor.get("format") != "email":
            continue
        first: dict[str, int] = {}
        for number, row in enumerate(rows):
            address = (row[field.name] or "").casefold()
            earlier = first.setdefault(address, number) if address else number
            if earlier != number:
                yield number, (earlier, field.name, "email-shared")


def one_person(people: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Find pairs of people that can be one, by their places in the list, the later first.

    Names that differ in one letter have a whole half in common, so that they are neighbours when
    sorted by that half: two sorts do instead of comparing everybody with everybody. A slip in a
    first letter that changes the order of the words goes unseen.

    Args:
        people: organisation and name of each.
    """
    forms = [
        (organisation, " ".join(in_any_order(name)), number)
        for number, (organisation, name) in enumerate(people)
    ]
    backwards = [(organisation, form[::-1], number) for organisation, form, number in forms]
    for order in (backwards, forms):
        for (organisation, form, number), (other, like, next_) in pairwise(sorted(order)):
            if organisation == other and form and one_letter_apart(form, like):
                yield max(number, next_), min(number, next_)


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether two texts are equal but for one letter at most; digits tell things apart."""
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
