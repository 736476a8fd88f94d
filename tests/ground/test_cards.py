"""Cards of a directory, told by their shapes: what is read again is what was written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.cards import Card, Cards, around, read_cards, value_in

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TAGS = st.sampled_from(["b", "i", "svg", "br"])
CARDS = st.lists(
    st.builds('<li {}="{}"><{}>{}</b>{}</li>\n'.format, TAGS, TEXTS, TAGS, TEXTS, TEXTS) | TEXTS
)


def people(*cards: tuple[str, str]) -> Cards:
    return Cards(tuple(Card(html, says) for html, says in cards), {})


@given(CARDS, TEXTS)
def test_every_card_comes_back_as_it_was(cards: list[str], says: str) -> None:
    made = people(*((card, says) for card in cards))
    assert read_cards(made.written()) == made
    assert made.written() == made.written()


def test_a_file_says_what_cards_have_in_common_once() -> None:
    made = people(
        *((f'<li class="card"><a href="{name}/">{name.title()}</a></li>', "rows") for name in "ab")
    )
    assert made.written().decode() == (
        '(globalThis.handbookPeople ??= {}).data = {"shapes":{"0":["<li class=\\"card\\">'
        '<a href=\\"","\\">","</a></li>"]},"people":[[0,"rows","a/","A"],\n'
        '[0,"rows","b/","B"]],"options":{}};\n'
    )


def test_choices_that_the_page_leaves_out_are_kept() -> None:
    made = Cards((), {"organisation": [["Acme", "acme", 3]]})
    assert read_cards(made.written()) == made


@pytest.mark.parametrize("taken", ["people", "shapes"])
def test_who_was_taken_out_in_part_is_left_out(taken: str) -> None:
    made = people(*((f"<b>{name}</b><i>{name}</i>", "") for name in ("Ana", "Bo")))
    value = json.loads(value_in(made.written().decode()))
    if taken == "people":
        value["people"][0].pop()
    else:
        value["shapes"]["0"].pop()
    left = read_cards(around(json.dumps(value)).encode()).people
    assert [each.html for each in left] == (["<b>Bo</b><i>Bo</i>"] if taken == "people" else [])


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"{}", around("null").encode(), around('{"people": 1}').encode()],
)
def test_what_is_no_such_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"directory\.js"):
        read_cards(content)
