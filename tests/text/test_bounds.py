"""Texts that are longer or deeper than any text needs, and all those that only look so."""

from __future__ import annotations

import pytest

from handbook.text.bounds import LONGEST_TEXT, LONGEST_VALUE, MOST_WORK, out_of_bounds

PAGE = "Words of a page, [a link](https://a.example), (an aside) and 5) a number.\n\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("x" * (LONGEST_VALUE + 1), "text-long", 0),
        (f"Hello.\n\n{'a|' * 300}\n{'-|' * 300}\n" + "a|b\n" * 1900, "text-cells", 2),
        ("a\n" * 2001, "text-lines", 2000),
        ("***\n" * 5000, "text-lines", 2000),
        ("- " * 700, "text-deep", 0),
        ("1. " * 700, "text-deep", 0),
        ("1) " * 700, "text-deep", 0),
        ("> " * 700, "text-deep", 0),
        (">" * 700, "text-deep", 0),
        ("> - " * 60, "text-deep", 0),
        ("Hello.\n\n* + - " + "> 1. " * 50, "text-deep", 2),
        ("\n".join("    " * depth + "- a" for depth in range(40)), "text-deep", 21),
        ("\n".join("\t" * depth + "1. a" for depth in range(40)), "text-deep", 21),
        ("![" * 5000, "text-open", 0),
        ("[" * 201, "text-open", 0),
        ("Hello.\n\nAnd\n" + "[a](b" * 60, "text-open", 2),
        (")[" * 300, "text-open", 0),
        ("[](" * 300, "text-open", 0),
        ("[a]((" * 60, "text-open", 0),
        ("(" * 60 + "x" * 200, "text-open", 0),
        ("Hello.\n\n" + '[a](b "c) ' * 1900, "text-signs", 2),
        ("Hello.\n\n" + '[a](b "c)\n' * 1900, "text-signs", 2),
        ("Hello.\n" + '- [a](b "c)\n' * 1600, "text-signs", 0),
        ("a\n---\n" + '[a](b "c)\n' * 1900, "text-signs", 0),
        ("a|b\n-\n" + '[a](b "c)\n' * 1900, "text-signs", 0),
    ],
)
def test_what_no_text_needs(text: str, code: str, line: int) -> None:
    found = out_of_bounds(text)
    assert found is not None
    assert found[:2] == (code, line)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- " * 90,
        PAGE * 250,
        "| a | [b](c) |\n" * 900,
        "- [a](https://a.example/b_(c))\n" * 500,
        "> 1. [a](b 'c') *and* `d`\n" * 600,
        "| a | b |\n|---|---|\n" + "| [a](b 'c') | *b* `c` |\n" * 500,
        "**Bold** and *italic*, `code` & [a link](https://a.example/b). " * 120,
        ("See [a](https://a.example) and [b](https://b.example). " * 12 + "\n\n") * 25,
        "- - -\n\n" * 300,
        "-" * 900,
        "- " + "-" * 900,
        "*" * 900,
        "2026-01-02. " * 100,
        "    " * 10 + "- a\n" + "b " * 200,
        "> quoted\n" * 400,
        "1. one\n2. two\n" * 400,
        "[ ] to do\n" * 400,
        "Sad :( and sad :( \n\n" * 400,
        "a)" * 3000,
        "ж" * LONGEST_VALUE,
    ],
)
def test_what_texts_are_like(text: str) -> None:
    assert out_of_bounds(text) is None


def test_a_text_with_a_file_of_its_own_may_be_longer() -> None:
    text = PAGE * 1200
    assert out_of_bounds(text, LONGEST_TEXT) == ("text-lines", 2000, 2000)
    assert out_of_bounds(text.replace("\n\n", "  "), LONGEST_TEXT) is None
    assert out_of_bounds(text) == ("text-long", 0, LONGEST_VALUE)


@pytest.mark.parametrize("unit", ["\\\\`", "*_", "**a*", "&#1;", "`a "])
def test_signs_without_end_are_refused_in_a_long_text(unit: str) -> None:
    assert out_of_bounds(unit * (99_000 // len(unit)), LONGEST_TEXT) == ("text-signs", 0, MOST_WORK)
