"""What is not in the site any more is linked nowhere: in pages, directories and the search."""

from __future__ import annotations

import json
from pathlib import Path

from handbook.cards import NAME, Card, Cards, read_cards
from handbook.finishing.unlinking import unlink

GONE = "mentors/ana/index.html"


def card(name: str) -> str:
    return f'<li><a href="{name.lower()}/">{name}</a></li>'


def test_a_directory_and_its_page_lose_the_same_link(tmp_path: Path) -> None:
    folder = tmp_path / "mentors"
    folder.mkdir()
    html = card("Ana") + card("Bo")
    (folder / "index.html").write_text(html, "utf-8")
    people = Cards((Card(card("Ana"), "rows"), Card(card("Bo"), "sails")), {"x": [["a", "b", 1]]})
    (folder / NAME).write_bytes(people.written())
    assert unlink(tmp_path, {GONE}) == 1
    left = read_cards((folder / NAME).read_bytes())
    assert [each.says for each in left.people] == ["rows", "sails"]
    assert left.options == people.options
    assert (folder / "index.html").read_text("utf-8") == "".join(each.html for each in left.people)
    assert left.people[0].html == "<li><a>Ana</a></li>"
    assert left.people[1].html == card("Bo")


def test_the_search_leads_nowhere_that_is_gone(tmp_path: Path) -> None:
    index = tmp_path / "search" / "search_index.json"
    index.parent.mkdir()
    docs = [{"location": place} for place in ("mentors/ana/", "mentors/ana/#x", "mentors/bo/", "")]
    index.write_text(json.dumps({"config": {"lang": ["en"]}, "docs": docs}), "utf-8")
    unlink(tmp_path, {GONE})
    left = json.loads(index.read_text("utf-8"))
    assert left["config"] == {"lang": ["en"]}
    assert [each["location"] for each in left["docs"]] == ["mentors/bo/", ""]


def test_what_is_no_directory_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("ours()", "utf-8")
    unlink(tmp_path, {GONE})
    assert (tmp_path / NAME).read_text("utf-8") == "ours()"
