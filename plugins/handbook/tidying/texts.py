"""Texts: the mends that need no table, of line ends and of the white space of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.reading.documents.yaml_text import parse_yaml
from handbook.tidying.changes import Change, Mended, counted

_INDENT = re.compile(r"[ \t]*(?:-[ \t]+)*")
_TAB_WIDTHS = (2, 4, 8)


def with_line_feeds(text: str) -> Mended:
    """End every line as LF does."""
    if "\r" not in text:
        return Mended(text)
    return Mended(text.replace("\r\n", "\n").replace("\r", "\n"), (Change("line_ends"),))


def tidy_yaml(text: str) -> Mended:
    """Indent a YAML text by spaces, and end its lines without any, where nothing else changes.

    Comments, quotation marks and the order of keys stay as they are.
    """
    indented = _without_tabs(text)
    trimmed = _without_trailing_spaces(indented.text)
    return Mended(trimmed.text, (*indented.changes, *trimmed.changes))


def _without_tabs(text: str) -> Mended:
    """Replace tabs in the indentation if every width a reader may see them in reads the same."""
    lines = text.split("\n")
    touched = [number for number, line in enumerate(lines) if "\t" in _indent(line)]
    if not touched or all(told.code != "yaml-tab" for told in parse_yaml(text, "").problems):
        return Mended(text)
    candidates = ["\n".join(_expanded(line, width) for line in lines) for width in _TAB_WIDTHS]
    readings = [(one, parse_yaml(one, "").value) for one in candidates]
    sound = [(one, value) for one, value in readings if value is not None]
    if not sound or any(value != sound[0][1] for _, value in sound):
        return Mended(text)
    inside = {line for wording in _long_texts(sound[0][1]) for line in wording.split("\n")}
    if any(lines[number].strip() in {line.strip() for line in inside} for number in touched):
        # The tab belongs to a text of several lines.
        return Mended(text)
    return Mended(sound[0][0], counted("tabs", [number + 1 for number in touched]))


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found.group() if found else ""


def _expanded(line: str, width: int) -> str:
    indent = _indent(line)
    return indent.expandtabs(width) + line[len(indent) :]


def _long_texts(value: Any) -> Iterator[str]:
    """Find the texts of more than one line in a document."""
    if isinstance(value, str):
        if "\n" in value:
            yield value
    else:
        for child in value.values() if isinstance(value, dict) else value:
            yield from _long_texts(child)


def _without_trailing_spaces(text: str) -> Mended:
    """Trim line ends, unless a text means them (two spaces break a line in Markdown)."""
    lines = text.split("\n")
    trimmed = [line.rstrip(" \t") for line in lines]
    touched = [number for number, line in enumerate(lines, 1) if line != trimmed[number - 1]]
    if not touched:
        return Mended(text)
    before, after = parse_yaml(text, ""), parse_yaml("\n".join(trimmed), "")
    if before.value is None or before.value != after.value:
        return Mended(text)
    return Mended("\n".join(trimmed), counted("trailing_spaces", touched))
