"""Parting: what stands in cells and fields of their own says nothing together.

Between these a word is put that means nothing, so that no value is found across them. A given and
a family name in neighbouring cells are one all the same.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping

from handbook.leaks.binaries import as_text
from handbook.text.folding import GAP

BETWEEN = f" {GAP} "
_SEPARATORS = ",;\t"
_FIELD = re.compile(r'("(?:[^"\\]|\\[\s\S])*+(?:"|\\?\Z))\s*(?P<key>:)?|[^\s",:\[\]{}]+')
NAME_PART = r"[^\W\d_a-z][^\W\d_]*+(?:[ ’'-][^\W\d_a-z][^\W\d_]*+){0,2}"
"""What a cell holds that may be the given or the family name of the next: words with capitals."""
_NAME_PART = re.compile(NAME_PART)
_BLOCK = re.compile(r"\n\s*\n|\n[ \t>]*(?:[-*+]|\d{1,9}[.)])\s|(?<!\\)\|")
_CUT = re.compile(r"(?<=\w)(?:\*{1,3}|~~|`)(?=\w)")
_LINK = re.compile(r"\[([^\[\]\n]{0,200})\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,200}\])")
_CUTTING = re.compile(r"\w(?:[*~`]+\w|\[)|\)\w")
"""Where emphasis, or a link, may cut a word in Markdown."""


def parted(name: str, content: bytes) -> bytes:
    """Part a file of the site, if it is a text of a format that its name tells."""
    if name.rpartition(".")[2].casefold() not in _FORMATS:
        return content
    text = as_text(content)
    return content if text is None else parted_text(name, text).encode("utf-8", "replace")


def parted_text(name: str, text: str) -> str:
    """Part a text of the site by the format that the name of its file tells.

    Args:
        name: of the file; its ending counts.
        text: of the file, or of the first lines of it.
    """
    part = _FORMATS.get(name.rpartition(".")[2].casefold())
    return part(text) if part else text


def parted_table(text: str) -> str:
    """Part a table into its cells."""
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return text
    return "\n".join(map(joined, rows))


def parted_json(text: str) -> str:
    """Part a text of JSON into its keys and values, without their escapes."""
    keys: list[str] = []
    values: list[str] = []
    for found in _FIELD.finditer(text):
        (keys if found["key"] else values).append(_unescaped(found[1] or found[0]))
    return BETWEEN.join([*keys, joined(values)])


def parted_markdown(text: str) -> str:
    """Part a text of Markdown into its paragraphs, items of lists and cells of tables.

    Its lines stay; after them it stands once more where emphasis or a link cuts a word.

    >>> "Mara" in parted_markdown("Ask Ma**ra**."), "Mara" in parted_markdown("Ask M[ar](b)a.")
    (True, True)
    """
    whole = _CUT.sub("", _LINK.sub(r"\1", text)) if _CUTTING.search(text) else text
    again = "" if whole == text else f"\n{BETWEEN}\n{whole}"
    return _BLOCK.sub(rf"\g<0>{BETWEEN}", f"{text}{again}")


def _unescaped(literal: str) -> str:
    try:
        return str(json.loads(literal)) if literal[0] == '"' else literal
    except ValueError:
        return literal


def joined(cells: Iterable[str]) -> str:
    """Join cells so that nothing is found across two, but for the parts of a name."""
    joined: list[str] = []
    before = False
    for cell in cells:
        part = _NAME_PART.fullmatch(cell) is not None
        joined += [" " if part and before else BETWEEN, cell]
        before = part
    return "".join(joined)


_FORMATS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("csv", "tsv"), parted_table),
    **dict.fromkeys(("json", "webmanifest"), parted_json),
    "md": parted_markdown,
}
