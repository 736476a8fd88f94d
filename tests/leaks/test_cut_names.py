"""A name that emphasis or a link cuts in Markdown is a name, and what only looks so is none."""

from __future__ import annotations

import pytest

from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import parted_markdown
from handbook.leaks.views import views
from handbook.problems import Place

FINDER = Matcher(
    [Confidential("Mara Tidewell", Kind.NAME, Place("programme/mentors.csv", 5), "name")]
)


def is_found(text: str) -> bool:
    return bool(FINDER.found_in(views(parted_markdown(text))))


@pytest.mark.parametrize(
    "text",
    [
        "Ask Ma**ra** Tidewell.",
        "Ask M*ar*a Tidewell.",
        "Ask **Ma**ra *Tide*well.",
        "Ask Mara Tide***well***.",
        "Ask Ma~~ra~~ Tidewell.",
        "Ask Ma`ra` Tidewell.",
        "Ask Ma[ra](x.md) Tidewell.",
        "Ask [Ma](x.md)ra Tidewell.",
        "Ask Mara Tide[well][1].",
        "# Why Ma**ra** Tide**well**?",
        "| a | Ma**ra** Tidewell |",
        "- Mara\n  Ti*de*well",
    ],
)
def test_what_cuts_a_name_hides_it_from_nobody(text: str) -> None:
    assert is_found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ma**rt**a Tidewell.",
        "Mara Tide**pool**.",
        "Mara\n\nTide**well**",
        "- Ma**ra**\n- Tidewell",
        "| Ma**ra** | Tidewell |",
        "Mara*2 = 4*Tidewell*2",
        "2*3*4 and a*b",
        "Ma[ri](x.md)a Tidewell",
        "Samara Tide**well**",
        "Mara Tide**well**ington-on-Sea",
        "`mara` and `tidewell`",
    ],
)
def test_what_is_no_name_is_not_found(text: str) -> None:
    assert not is_found(text)
