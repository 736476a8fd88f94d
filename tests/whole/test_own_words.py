"""Every sentence is our own: no eight words in a row are those of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.languages import Languages
from handbook.reading.documents.defaults import default_texts
from handbook.reading.documents.package_data import load_citations
from handbook.settings import default_folder

SOURCES = Path(__file__).parents[3] / "shared" / "seeds"
"""The texts that the evidence was drawn from; they are not ours to publish."""
TONGUES = Languages(("en", "es"))
IN_A_ROW = 8
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>|\]\([^)]*\)|\{[#.:][^}]*\}", re.DOTALL)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def rows(text: str) -> Iterator[tuple[str, ...]]:
    """Give all runs of so many words, whatever their letter case and stops."""
    words = WORD.findall(CODE.sub(" ", text).casefold())
    yield from zip(*(words[start:] for start in range(IN_A_ROW)), strict=False)


def said() -> Iterator[str]:
    """Give all that the handbook says; titles of publications are as they are."""
    for file in default_folder("content").rglob("*.md"):
        yield file.read_text("utf-8")
    yield from default_texts(TONGUES)
    for claim in load_citations().claims.values():
        yield from (wording for _, wording in claim.claim.versions)


def test_rows_of_words_are_known_again() -> None:
    first = "One, two three four; five six seven **Eight** nine"
    assert set(rows(first)) & set(rows("(TWO three four five six seven eight nine ten)"))
    assert not set(rows(first)) & set(rows("two three four five other six seven eight nine"))
    assert [*rows("a b {{ c }} c d [e](x.md) f g h")] == [*rows("A b c d e f g h")]
    assert len([*rows("a b c d e f g h")]) == 1
    assert [*rows("a b c d e f g")] == []


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not here")
def test_no_sentence_is_that_of_a_source() -> None:
    theirs = {row for file in SOURCES.glob("*.txt") for row in rows(file.read_text("utf-8"))}
    assert len(theirs) > 10_000
    assert sorted({" ".join(row) for text in said() for row in rows(text) if row in theirs}) == []
