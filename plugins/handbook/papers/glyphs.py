"""Glyphs: which texts of a paper hold a letter that no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handbook.papers.fonts import missing
from handbook.papers.paper import Paper, PaperField, PaperSection, UnmadeError


def unwritable(paper: Paper) -> Iterator[UnmadeError]:
    """Give a fault for each text of a paper that cannot be written whole."""
    texts = tuple(_texts(paper))
    if not missing("".join(text for _, text in texts)):
        return
    for id, text in texts:
        letters = missing(text)
        if letters:
            named = ", ".join(f"{each} ({_name(each)})" for each in letters)
            yield UnmadeError("glyph-missing", id, text, letters=named)


def _name(letter: str) -> str:
    r"""Name a letter for whoever has no glyph of it either.

    >>> _name("\N{THUMBS UP SIGN}")
    'U+1F44D THUMBS UP SIGN'
    """
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()


def _texts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give all that a paper says, with the id of the section or field that says it."""
    yield from (
        ("", text)
        for text in (
            paper.title,
            paper.programme,
            paper.edition,
            paper.dates,
            paper.who,
            paper.when,
            paper.introduction,
            paper.closing,
            *(f"{whose}: {address}" for whose, address in paper.contacts),
        )
    )
    for section in paper.sections:
        yield from ((section.id, text) for text in _of_section(section))
        for field in section.fields:
            yield from ((field.id, text) for text in _of_field(field))


def _of_section(section: PaperSection) -> Iterator[str]:
    yield section.title
    yield from (block.text for block in section.text)


def _of_field(field: PaperField) -> Iterator[str]:
    yield from (field.title, field.hint, field.value, *field.options)
    yield from (field.lowest_title, field.highest_title)
    yield from (column.title for column in field.columns)
    yield from (who for _, who in field.parties)
