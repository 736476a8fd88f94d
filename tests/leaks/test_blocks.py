"""What pages share is looked at once, and what one of them says besides is found all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.leaks import Confidential, Kind
from handbook.leaks.blocks import CleanBlocks, blocks
from handbook.leaks.matcher import Matcher
from handbook.leaks.search import search
from handbook.leaks.views import views
from handbook.problems import Place
from tests.support.small_builds import thorough

PLACE = Place("programme/mentors.csv", 2)
NAME = Confidential("Mara Tidewell", Kind.NAME, PLACE, "name")
SOUGHT = (
    NAME,
    Confidential("mara@slipways.example", Kind.TEXT, PLACE, "email"),
    Confidential("+44 1632 960 001", Kind.PHONE, PLACE, "phone"),
    Confidential("she mends hulls in the yard behind the old lighthouse", Kind.TEXT, PLACE, "note"),
)
SAID = (
    *("Mara", "Tidewell", " ", "\n", "Ma", "ra", "&nbsp;", "MaraTidewell", "Mara%20Tidewell"),
    *("mara", "@slipways.example", "+44 1632 ", "960 001", "she mends hulls in the yard"),
    *(
        " behind the old lighthouse",
        "&lt;b&gt;",
        "&LT;p&GT;",
        "\\u004dara",
        "<!--",
        "-->",
        "{",
        "[",
    ),
    *('<script type="application/json">', "</script>", '{"a":"Mara","b":"Tidewell"}', "BEGIN:V"),
    *("<b>", "</b>", "<br>", '<i title="Mara">', "<td>", "</td>", "<tr>", "<p", ">", "<"),
)
BLOCKS = tuple(
    f"\n<{end}{name}>" for name in ("p", "div", "li", "tr", "td", "script") for end in ("", "/")
)
PAGES = st.lists(st.sampled_from((*SAID, *BLOCKS * 3)), max_size=40).map("".join)


@thorough
@given(PAGES)
def test_blocks_say_what_their_page_says(page: str):
    parts = blocks(page)
    assert "".join(parts) == page
    # A matcher remembers what held nothing.
    alone = [Matcher(SOUGHT).found_in(views(part)) for part in parts]
    assert frozenset().union(*alone) == Matcher(SOUGHT).found_in(views(page))


def test_blocks_of_a_page_are_cut_at_its_lines():
    page = "<h1>Ann</h1>\n<p>one\ntwo <b>three</b></p>\n<td>four</td>\n<li>five<p>six</p></li>"
    cut = ["<h1>Ann</h1>\n", "<p>one\ntwo <b>three</b></p>\n<td>four</td>\n"]
    assert blocks(page) == [*cut, "<li>five<p>six</p></li>"]


@pytest.mark.parametrize(
    "page",
    [
        "Ma<!--\n<p>one</p>\n-->ra Tidewell",
        '<script type="application/json">["Mara\n<p>", "Tidewell"]\n</script>',
        "<td>Mara</td>\n<td>Tidewell</td>",
        "&lt;!-- Ma\n<p>ra Tidewell",
        '{"text": "\n<p>Mara Tidewell"}',
    ],
)
def test_what_is_read_across_blocks_stays_together(page: str):
    assert len(blocks(page)) == 1


def test_a_block_that_held_nothing_is_looked_at_no_more():
    known = CleanBlocks()
    page = "<h1>Ann</h1>\n<p>one</p>\n<p>two</p>\n<p>one</p>\n"
    assert known.others(page) == ["<h1>Ann</h1>\n", "<p>one</p>\n", "<p>two</p>\n"]
    known.add(["<p>one</p>\n"])
    assert known.others(page) == ["<h1>Ann</h1>\n", "<p>two</p>\n"]


def test_blocks_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("handbook.leaks.blocks._MOST", 20)
    known = CleanBlocks()
    known.add(["<p>one</p>\n"])
    known.add(["<p>two</p>\n"])
    assert known.others("\n<p>one</p>\n<p>two</p>\n") == ["\n", "<p>one</p>\n"]


@pytest.mark.parametrize("said", ["Mara Tidewell", "Ma<!--\n<p>-->ra Tidewell"])
def test_each_page_with_a_value_is_told_whatever_it_shares(tmp_path: Path, said: str):
    site = tmp_path / "site"
    site.mkdir()
    shared = "<body>\n<p>Welcome to Mara</p>\n<p>and to her</p>\n"
    for name, text in (("a", "nobody"), ("b", said), ("c", "nobody"), ("d", said)):
        (site / f"{name}.html").write_text(f"{shared}<div>{text}</div>\n<p>Tidewell</p>", "utf-8")
    told = {leak.file for leak in search(site, SOUGHT).leaks}
    assert told == {"b.html", "d.html"}
