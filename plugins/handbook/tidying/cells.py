"""Cells: one form for values that say the same, and nothing that would change what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from handbook.reading.sheets.cells import CellFault, Conventions
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.words import converter
from handbook.text.addresses import is_email
from handbook.text.decoding import clean
from handbook.tidying.dates import date_mender

Mend = Callable[[str], str]
_SEPARATORS = re.compile(r"[;,\n]")
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)


def mender(column: Column, values: Sequence[str], reading: Conventions) -> tuple[str, Mend] | None:
    """Return the code of the mends that a column allows, and what makes them.

    Args:
        column: What the cells mean.
        values: The cells of the column that stand in their place, trimmed.
        reading: What is needed to make sense of them.
    """
    field = column.field
    if field.type == "date":
        return "dates", date_mender(values, reading.date_order)
    if field.type == "boolean":
        return "booleans", _boolean_mender(column, reading)
    if field.type == "list" and _closed(column, reading):
        return "lists", _list_mender(column, reading)
    if field.descriptor.get("format") == "email":
        return "emails", _mail_mender
    return None


def _closed(column: Column, reading: Conventions) -> bool:
    """Say whether every item of a list must be a word that is known."""
    constraints = column.field.descriptor.get("constraints", {})
    known = column.field.vocabulary in reading.vocabularies and not reading.lenient
    return known or "itemEnum" in constraints or "enum" in constraints


def _boolean_mender(column: Column, reading: Conventions) -> Mend:
    convert = converter(column, reading)
    yes, no = (column.field.descriptor[key] for key in ("trueValues", "falseValues"))

    def mend(value: str) -> str:
        if value in (*yes, *no):
            return value
        meant = convert(value)
        return value if isinstance(meant, CellFault) else (yes if meant else no)[0]

    return mend


def _list_mender(column: Column, reading: Conventions) -> Mend:
    convert = converter(column, reading)
    delimiter = str(column.field.descriptor.get("delimiter", ";"))

    def mend(value: str) -> str:
        if not isinstance(convert(value), CellFault):
            return value
        items = [item for item in map(clean, _SEPARATORS.split(value)) if item]
        joined = f"{delimiter} ".join(items)
        return value if isinstance(convert(joined), CellFault) else joined

    return mend


def _mail_mender(value: str) -> str:
    address = _MAILTO.sub("", value, count=1)
    return address if _MAILTO.match(value) and is_email(address) else value
