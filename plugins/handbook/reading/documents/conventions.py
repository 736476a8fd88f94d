"""Conventions: languages, and how dates and decimals are written, as `programme.yaml` tells them.

Even where that file is at fault itself, other files are read by what it says; what it does not say
of them is not held against them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.languages import Languages, is_language, language_code
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import PROGRAMME, read_bytes, read_text
from handbook.text.ranges import ANY_MARK, COMMA, POINT
from handbook.text.recognising import ANY_ORDER

_FALLBACK = Languages(("en",))
_ORDERS = ("iso", "dmy", "mdy")
_NONE: frozenset[str] = frozenset()
_OF_LANGUAGES = frozenset({"column-language", "text-language", "text-default"})
_OF_WORDS = frozenset({"type-boolean"})
"""What says yes or no depends on the languages."""
_LISTED = re.compile(
    r"^[^\w\n\r#]*languages\b[\"']?[ \t]*:?([^\n\r#]*(?:\r?\n[ \t]*-[^\n\r#]*)*)", re.MULTILINE
)
_ORDER = re.compile(r"^[^\w\n\r#]*date_order\b[^\w\n\r#]*([a-z]+)", re.MULTILINE)
_MARK = re.compile(r"^[^\w\n\r#]*decimal_mark\b[\"']?[ \t]*:[ \t]*[\"']?([,.])", re.MULTILINE)
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?\b")


@dataclass(frozen=True, slots=True)
class DeclaredConventions:
    """What the other files of a programme are read by."""

    languages: Languages
    """English where none can be told; what is wrong with them is told by `read_document`."""
    date_order: str
    """`iso`, `dmy`, `mdy`, or `ANY_ORDER` where it cannot be told."""
    decimal_mark: str
    """`POINT`, `COMMA`, or `ANY_MARK` where it cannot be told."""
    silenced: frozenset[str]
    """Codes that cannot be told of other files, since they may follow from the faults of this."""


def declared_conventions(root: Path) -> DeclaredConventions:
    """Look up languages and how dates and decimals are written, whatever state the file is in."""
    text = read_text(root, PROGRAMME).text
    value = parse_yaml(text, PROGRAMME).value if text else None
    if not isinstance(value, dict):
        return _glimpsed(root)
    listed = value.get("languages")
    codes = list(listed) if isinstance(listed, list | dict) else [listed]
    order = value.get("date_order", _ORDERS[0])
    return _conventions([str(code) for code in codes], order, value.get("decimal_mark", POINT))


def _conventions(
    codes: Sequence[str], order: object, mark: object, silenced: frozenset[str] = _NONE
) -> DeclaredConventions:
    usual = dict.fromkeys(language_code(code) for code in codes)
    known = tuple(code for code in usual if is_language(code))
    if len(known) < max(len(codes), 1):
        silenced |= _OF_LANGUAGES
    return DeclaredConventions(
        Languages(known) if known else _FALLBACK,
        str(order) if order in _ORDERS else ANY_ORDER,
        str(mark) if mark in {POINT, COMMA} else ANY_MARK,
        silenced if known else silenced | _OF_WORDS,
    )


def _glimpsed(root: Path) -> DeclaredConventions:
    """Pick languages and date order out of a file that cannot be read as YAML."""
    content, _ = read_bytes(root, PROGRAMME)
    text = (content or b"").replace(b"\0", b"").decode("utf-8", "ignore")
    listed, order, mark = _LISTED.search(text), _ORDER.search(text), _MARK.search(text)
    codes = _CODE.findall(listed[1]) if listed else ()
    return _conventions(codes, order[1] if order else "", mark[1] if mark else "", _OF_LANGUAGES)


def declared_languages(root: Path) -> Languages:
    """Return the languages of a programme, before its texts can be read."""
    return declared_conventions(root).languages
