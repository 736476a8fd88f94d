"""Causes: why a cell is refused that only looks right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handbook.reading.sheets.cells import CellFault, Conventions, Convert
from handbook.text.oddities import is_spreadsheet_remains, oddity, plainly


def explained(convert: Convert, conventions: Conventions) -> Convert:
    """Return what converts the same, and says why a text is refused that only looks right."""

    def told(raw: Any) -> Any:
        value = convert(raw)
        if not isinstance(value, CellFault) or not isinstance(raw, str):
            return value
        cause = cause_of(
            raw, lambda meant: not isinstance(convert(meant), CellFault), conventions.spreadsheet
        )
        return cause or value

    return told


def cause_of(raw: str, accepts: Callable[[str], bool], spreadsheet: bool) -> CellFault | None:
    """Say why a text is refused where its form is not the cause; None where it is.

    Args:
        raw: The text.
        accepts: Says whether another would be taken in its place.
        spreadsheet: Whether spreadsheet programs open the table.
    """
    if spreadsheet and is_spreadsheet_remains(raw):
        return CellFault("spreadsheet-value")
    odd = oddity(raw)
    if odd is None:
        return None
    meant = plainly(raw)
    if not meant or meant == raw or not accepts(meant):
        return None
    return CellFault(odd[0], {"at": odd[1], "suggestion": meant})
