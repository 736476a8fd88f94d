"""A long text is searched in pieces, and what it holds is found all the same."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import BETWEEN
from handbook.leaks.portions import portions, windows
from handbook.problems import Place
from tests.support.small_builds import thorough

PLACE = Place("programme/mentors.csv", 2)
SOUGHT = (
    ("Wilhelmina van der Slate", Kind.NAME),
    ("tallow@slipways.example", Kind.TEXT),
    ("+44 1632 960 001", Kind.PHONE),
    ("She mends the hulls of ferries in the yard behind the old lighthouse", Kind.TEXT),
)
WRITTEN = (
    "Slate,   Wilhelmina",
    'Wilhelmina "Willa" Slate',
    "tallow [at] slipways dot example",
    "tallow@slipways.example",
    "(01632) 960-001",
    "+44 1632/960 001",
    "mends the hulls of ferries in the yard behind the old",
)
WORDS = ("ferries", "ropes", "Ann", "Slate", "yard", "01632", "and", "tallow", "a@b.example", "the")


def filler(seed: int, size: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) + chosen.choice(("", "", ",", ".\n")) for _ in range(size))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(Confidential(value, kind, PLACE, "field") for value, kind in SOUGHT)


@thorough
@given(
    seed=st.integers(0, 10_000),
    size=st.integers(2_000, 9_000),
    places=st.lists(st.tuples(st.floats(0, 1), st.sampled_from(WRITTEN)), max_size=3),
    between=st.sampled_from([" ", "\n", BETWEEN]),
)
def test_what_a_long_text_holds_is_found_in_it(
    matcher: Matcher, seed: int, size: int, places: list[tuple[float, str]], between: str
):
    text = filler(seed, size)
    for share, written in places:
        at = text.find(" ", int(share * len(text)))
        text = f"{text[:at]}{between}{written}{between}{text[at:]}" if at >= 0 else text + written
    assert matcher.found_in([text]) == matcher.found(text)


def test_what_only_a_piece_seems_to_hold_is_not_found(matcher: Matcher):
    """A name that goes on before the piece begins is another one."""
    value = Confidential("Ann Slate", Kind.NAME, PLACE, "name", within=("Mary Ann Slate",))
    alone = Matcher([value])
    seemed = 0
    for size in range(3_060, 3_090):
        text = f"{'a ' * size}Mary Ann Slate {'and ropes ' * 1_200}"
        seemed += any(map(alone.found, portions([text])))
        assert alone.found_in([text]) == alone.found(text) == frozenset()
    assert seemed


def test_pieces_are_small_and_share_what_a_value_may_be_long():
    text = filler(1, 20_000)
    pieces = list(portions([text, "short", "and shorter"]))
    assert max(map(len, pieces)) < 20_000
    for one, other in pairwise(pieces[:-1]):
        shared = next(
            length
            for length in range(min(len(one), len(other)), 0, -1)
            if one.endswith(other[:length])
        )
        assert len(other[:shared].split()) >= 100
    assert pieces[-1].endswith(f"short{BETWEEN}and shorter")


@pytest.mark.parametrize("text", ["x" * 50_000, "x" * 9_000 + " " + "y" * 50_000, " " * 40_000])
def test_what_cannot_be_cut_stays_whole(text: str):
    assert max(portions([text]), key=len) in text
    assert sum(map(len, portions([text]))) >= len(text)


@pytest.mark.parametrize("change", ["", "another word or two "])
def test_a_change_leaves_most_windows_as_they_were(change: str):
    text = filler(2, 200_000)
    at = text.index(" ", len(text) // 3)
    before, after = (
        list(windows(each, 64 * 1024)) for each in (text, f"{text[:at]} {change}{text[at + 1 :]}")
    )
    assert len(before) > 15
    assert len(set(after) - set(before)) <= (2 if change else 0)


@thorough
@given(st.text(st.sampled_from("ab \n"), max_size=400), st.integers(64, 128))
def test_windows_leave_nothing_out(text: str, size: int):
    """Each begins where the one before has not ended."""
    monkeypatch = pytest.MonkeyPatch()
    with monkeypatch.context() as patched:
        patched.setattr("handbook.leaks.portions._OVERLAP", 8)
        end = 0
        for window in windows(text, size):
            start = text.index(window, max(end - 8, 0)) if window else end
            assert start <= max(end - 8, 0)
            end = start + len(window)
            assert len(window) <= size
    assert end == len(text)
