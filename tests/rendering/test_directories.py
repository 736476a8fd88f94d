"""A directory on several pages: what each shows, and how they lead to one another."""

from __future__ import annotations

import pytest

from handbook.rendering.directories import ON_A_LEAF, WHOLE, Directory


def directory(count: int, number: int = 1, data: str = "directory.js") -> Directory:
    cards = tuple(
        f'<a href="p{each}/">x</a><img src="../assets/{each}.png"><a href="https://a.example/">y</a>'
        for each in range(count)
    )
    return Directory(tuple(range(count)), count, cards, ("",) * count, (), data, number)


@pytest.mark.parametrize(
    ("count", "last"),
    [(0, 1), (1, 1), (WHOLE, 1), (WHOLE + 1, 3), (300, 3), (301, 4), (10_000, 100)],
)
def test_it_has_pages_where_it_is_long(count: int, last: int) -> None:
    its = directory(count)
    assert (its.last, its.leaved) == (last, count > WHOLE)
    shown = [its.at(number).shown.count(">x<") for number in range(1, last + 1)]
    assert sum(shown) == count
    assert directory(count, data="").last == 1


def test_links_of_a_later_page_start_there() -> None:
    second = directory(WHOLE + 1, 2)
    assert (second.begin, second.end) == (ON_A_LEAF, 2 * ON_A_LEAF)
    first_card = second.shown.split("\n")[0]
    assert 'href="../../p100/"' in first_card
    assert 'src="../../../assets/100.png"' in first_card
    assert 'href="https://a.example/"' in first_card


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, [1, 2, 3, None, 100]),
        (4, [1, 2, 3, 4, 5, 6, None, 100]),
        (5, [1, 2, 3, 4, 5, 6, 7, None, 100]),
        (50, [1, None, 48, 49, 50, 51, 52, None, 100]),
        (97, [1, None, 95, 96, 97, 98, 99, 100]),
        (100, [1, None, 98, 99, 100]),
    ],
)
def test_the_nearest_pages_are_linked(number: int, numbers: list[int | None]) -> None:
    leaves = directory(10_000, number).leaves
    assert [leaf and leaf.number for leaf in leaves] == numbers


def test_pages_lead_to_one_another() -> None:
    first, third = directory(500), directory(500, 3)
    assert [first.leaf(number).url for number in (1, 2)] == ["./", "page/2/"]
    assert [third.leaf(number).url for number in (1, 4)] == ["../../", "../../page/4/"]
