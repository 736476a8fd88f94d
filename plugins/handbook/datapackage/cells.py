"""Cells: values of the data as CSV holds them, safe to open in a spreadsheet program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from handbook.days import is_month
from handbook.languages import Text
from handbook.row import Link
from handbook.schema import Term
from handbook.text.ranges import Range

DELIMITER = ";"
_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet program would run."""
_PLAIN = (str, int, Decimal, float, date, time, Text, Term, Link, Range)


class UnknownValueError(TypeError):
    """A value is of no kind that the data shows, such as a person's consent."""


def cell(value: Any, kind: str, language: str = "") -> str:
    """Write a value.

    Args:
        value: of a record that may be seen; None for nothing.
        kind: type of the column in the Table Schema.
        language: language to write texts in, and nothing where they are not in it; empty for the
            programme's own.

    Raises:
        UnknownValueError: nobody has said how to write such a value.
    """
    if isinstance(value, tuple):
        items = [written for item in value if (written := _plain(item, language))]
        if kind == "array":
            return json.dumps(items, ensure_ascii=False) if items else ""
        return guarded(DELIMITER.join(items))
    written = _plain(value, language)
    return guarded(written) if kind == "string" else written


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet program would take for a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def kind_of(declared: str, values: Sequence[Any]) -> str:
    """Choose the type of a column by what it holds.

    A date counted from another one is a text in its table, and a date here. A list of texts that
    have the delimiter in them is written as an array, since it could not be taken apart again.
    """
    present = [value for value in values if value is not None and value != ""]
    if declared == "date" and any(map(is_month, present)):
        return "string"
    if (
        declared == "string"
        and present
        and all(isinstance(value, date) and not is_month(value) for value in present)
    ):
        return "date"
    if declared == "list" and any(DELIMITER in _plain(item, "") for one in present for item in one):
        return "array"
    # Clock times are told without seconds, which the type `time` asks for; others are ours alone.
    return "string" if declared in {"time", "range", "uri"} else declared


def _plain(value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, _PLAIN):
        raise UnknownValueError(type(value).__name__)
    if isinstance(value, Term):
        return value.id
    if language and isinstance(value, Text | Link):
        return _in_language(value, language)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        value = f"{value:f}"
    return str(value).replace("–", "-") if isinstance(value, Range) else str(value)


def _in_language(value: Text | Link, language: str) -> str:
    """Write it in a language; nothing where it is not in it."""
    if isinstance(value, Link):
        return value.in_language(language)
    return dict(value.versions).get(language, "")
