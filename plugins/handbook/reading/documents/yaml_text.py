"""YAML: from text to plain maps, lists and text, with the place of every key and value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from handbook.problems import Problem
from handbook.reading.documents.yaml_tree import LINE_SEPARATOR, Places, TreeBuilder
from handbook.reading.files import decode
from handbook.text.decoding import NEWLINE, bad_character, position

if TYPE_CHECKING:
    from pathlib import Path

_SEPARATORS = "\u2028\u2029"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
"""They end a line for the parser and for no editor, so that every later place would be wrong."""


class Parsed(NamedTuple):
    """A YAML document: maps, lists and text, without what was left empty."""

    value: Any
    """None where there is nothing, or nothing that can be read."""
    where: Places
    problems: tuple[Problem, ...]


def load_yaml(path: Path, label: str = "") -> Parsed:
    """Read a YAML file that is not below `programme/`, such as a catalogue.

    Args:
        path: the file.
        label: what problems call it, by default its path.

    Raises:
        OSError: there is no such file.
    """
    label = label or str(path)
    found = decode(path.read_bytes(), label)
    if found.text is None:
        return Parsed(None, Places(label), found.problems)
    return parse_yaml(found.text, label)


def parse_yaml(text: str, path: str, first_line: int = 1) -> Parsed:
    r"""Read a YAML text; any fault becomes a problem.

    Args:
        text: The document.
        path: What problems call the file.
        first_line: Line of the file on which the text starts, for front matter.

    >>> parsed = parse_yaml("open: no\ntitle: {en: 'It''s on', es: Vale}", "programme/a.yaml")
    >>> parsed.value
    {'open': 'no', 'title': {'en': "It's on", 'es': 'Vale'}}
    >>> str(parsed.where("title.es"))
    'programme/a.yaml:2:29'
    >>> [(str(one.place), one.code) for one in parse_yaml("a: 1\na: 2", "a.yaml").problems]
    [('a.yaml:2:1', 'yaml-duplicate-key')]
    """
    bad = bad_character(text)
    uneven = bad is None and any(letter in text for letter in _SEPARATORS)
    even = _SEPARATOR.sub(" ", text) if uneven else text
    builder = TreeBuilder(Places(path), first_line, NEWLINE.split(even))
    if bad:
        builder.report(bad[0], *position(text, bad[1]))
        return Parsed(None, builder.places, tuple(builder.problems))
    for separator in _SEPARATOR.finditer(text) if uneven else ():
        builder.report(LINE_SEPARATOR, *position(text, separator.start()))
    builder.read(even)
    value = builder.tree
    return Parsed(value, builder.places, tuple(builder.problems))
