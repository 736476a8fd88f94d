"""A paper as plain text: every line as it stands there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.papers.paper import Paper, PaperColumn, PaperField
from handbook.papers.plain import as_text
from handbook.reading.documents.package_data import load_catalogue
from tests.support.papers import PAPER, field, said

EN = load_catalogue("en")
LINE = "_" * 40


def lines(paper: Paper = PAPER) -> list[str]:
    text = as_text(paper, EN).decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.split("\r\n")


def room(each: PaperField) -> list[str]:
    """What stands below the title of a field."""
    section = replace(PAPER.sections[1], fields=(each,))
    found = lines(replace(PAPER, sections=(section,), closing="", contacts=()))
    at = found.index(each.title)
    return found[at + 1 : found.index("", at)]


def test_head_and_foot_say_whose_it_is():
    found = lines()
    assert found[0] == "Ferry Mentoring · Ferry 2026 · 1 March 2026 – 30 June 2026"
    assert found[2:7] == ["A paper", "=======", "Mentor. At the first meeting", "", "Fill it in."]
    assert found[-4:] == [
        "-" * 76,
        "Coordinator: we@ferry.example",
        "Safeguarding: safe@ferry.example",
        "",
    ]


def test_sections_are_numbered_and_say_their_text():
    found = lines()
    at = found.index("1. What you say")
    assert found[at + 1 : at + 5] == [
        "---------------",
        "We meet:",
        "  1. At noon.",
        "  2. See the map (https://example.org/a?b=1&c=é).",
    ]
    assert "What you say" in lines(replace(PAPER, numbered=False))


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        (field("a", "text"), [f"  {LINE}"]),
        (field("a", "text", hint="How."), ["  How.", f"  {LINE}"]),
        (field("a", "text", value="Known"), ["  Known"]),
        (field("a", "long", rows=3), [f"  {LINE}"] * 3),
        (field("a", "long", rows=3, value="One.\nTwo."), ["  One.", "  Two."]),
        (
            field("a", "choice", options=("Yes", "No")),
            ["  Tick one answer.", "  [ ] Yes", "  [ ] No"],
        ),
        (
            field("a", "choice", options=("Yes", "No"), several=True),
            ["  Tick all that apply.", "  [ ] Yes", "  [ ] No"],
        ),
        (field("a", "scale", marks=(1, 2)), ["  1 [ ]  2 [ ]"]),
        (
            field("a", "scale", marks=(1, 2), lowest_title="low", highest_title="high"),
            ["  low  1 [ ]  2 [ ]  high"],
        ),
        (field("a", "checkbox"), ["  [ ]"]),
        (
            field("a", "list", rows=2, columns=(PaperColumn("item", "Item", "text"),)),
            [f"  1. {LINE}", f"  2. {LINE}"],
        ),
        (
            field("a", "signature", parties=(("mentor", "Mentor"),)),
            [f"  Mentor: {LINE}", f"  Signature: {LINE}", f"  Date: {LINE}"],
        ),
    ],
)
def test_each_kind_leaves_its_room(each, expected):
    assert room(each) == expected


def test_a_long_column_has_its_line_below():
    columns = (PaperColumn("a", "Where I stand now, and what explains it", "text"),)
    columns += (PaperColumn("who", "Who", "text"),)
    assert room(field("a", "list", columns=columns)) == [
        "  1.",
        "     Where I stand now, and what explains it:",
        f"       {LINE}",
        f"     Who: {LINE}",
    ]


def test_no_line_is_wider_than_a_message_but_for_what_cannot_be_broken():
    long = said(PAPER, lambda text: f"{text} {'and so on ' * 20}".strip() if text else "")
    assert max(map(len, lines(long))) <= 76
    word = "x" * 10_000
    assert word in "".join(lines(said(PAPER, lambda text: text and word)))


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;",
        "=cmd|' /C calc'!A0",
        "]]>",
        "{} {0} %s",
        "\u202eabc",
        "[x] - 1.",
        "Ελλάδα عربي 日本",
    ],
)
def test_whatever_is_written_comes_out_as_it_is(text):
    found = lines(said(PAPER, lambda words: f"{words}{text}" if words else ""))
    assert f"Hours{text}" in found
    assert f"  [ ] By video{text}" in found


@pytest.mark.parametrize("text", ["\x00", "\x1b", "\x0b\x0c", "\x9f", "\ufffe"])
def test_controls_are_left_out(text):
    found = lines(said(PAPER, lambda words: f"{words}{text}" if words else ""))
    assert not set(text) & set("".join(found))
    assert {"Hours", "  [ ] By video", "A paper"} <= set(found)


def test_half_a_letter_does_no_harm():
    assert "Hours?" in lines(said(PAPER, lambda words: f"{words}\ud800" if words else ""))
