"""Texts: the mends that need no table, of line ends and of the white space of YAML."""

from __future__ import annotations

from handbook.reading.documents.yaml_text import parse_yaml
from handbook.tidying.changes import Change, Mended, counted


def with_line_feeds(text: str) -> Mended:
    """End every line as LF does."""
    if "\r" not in text:
        return Mended(text)
    return Mended(text.replace("\r\n", "\n").replace("\r", "\n"), (Change("line_ends"),))


def tidy_yaml(text: str) -> Mended:
    """End the lines of a YAML text without spaces, unless a text means them.

    Two of them break a line in Markdown. Comments, quotation marks and the order of keys stay as
    they are.
    """
    lines = text.split("\n")
    trimmed = [line.rstrip(" \t") for line in lines]
    touched = [number for number, line in enumerate(lines, 1) if line != trimmed[number - 1]]
    if not touched:
        return Mended(text)
    before, after = parse_yaml(text, ""), parse_yaml("\n".join(trimmed), "")
    if before.value is None or before.value != after.value:
        return Mended(text)
    return Mended("\n".join(trimmed), counted("trailing_spaces", touched))
