"""Peeking: what `programme.yaml` says of languages and dates, before it can be read whole.

Even where it is at fault itself, other files are read by what it says; what it does not say of them
is not held against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.languages import Languages, locale
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import PROGRAMME, read_text
from handbook.reading.sheets.values import ANY_ORDER

_FALLBACK = Languages(("en",))
_ORDERS = ("iso", "dmy", "mdy")
_OF_LANGUAGES = frozenset({"column-language", "text-language", "text-default"})


@dataclass(frozen=True, slots=True)
class Peek:
    """What the other files of a programme are read by."""

    languages: Languages
    """English where none can be told; what is wrong with them is told by `read_document`."""
    date_order: str
    """`iso`, `dmy`, `mdy`, or `ANY_ORDER` where it cannot be told."""
    silenced: frozenset[str]
    """Codes that cannot be told of other files, since they may follow from the faults of this."""


def peek(root: Path) -> Peek:
    """Look up languages and date order in `programme/programme.yaml`, whatever state it is in."""
    text = read_text(root, PROGRAMME).text
    value = parse_yaml(text, PROGRAMME).value if text else None
    if not isinstance(value, dict):
        return Peek(_FALLBACK, ANY_ORDER, _OF_LANGUAGES)
    listed = value.get("languages")
    codes = listed if isinstance(listed, list) else [listed]
    known = tuple(dict.fromkeys(str(code) for code in codes if _known(code)))
    order = value.get("date_order", _ORDERS[0])
    return Peek(
        Languages(known) if known else _FALLBACK,
        order if order in _ORDERS else ANY_ORDER,
        frozenset() if len(known) == len(codes) else _OF_LANGUAGES,
    )


def peek_languages(root: Path) -> Languages:
    """Return the languages of a programme, before its texts can be read."""
    return peek(root).languages


def _known(code: Any) -> bool:
    if not isinstance(code, str):
        return False
    try:
        locale(code)
    except ValueError:
        return False
    return True
