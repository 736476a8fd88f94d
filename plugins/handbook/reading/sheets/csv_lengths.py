"""Lengths of CSV records: too few cells or too many, told once for each record.

What stands in a record of another length may stand in wrong columns, so nothing more is said of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from handbook.problems import Problem
from handbook.reading.sheets.csv_text import CsvText, Record


def width_of(cells: Sequence[str]) -> int:
    """Count the cells, blank ones at the end left out."""
    return max((index + 1 for index, cell in enumerate(cells) if cell), default=0)


def length_faults(
    source: CsvText, body: Sequence[Record], width: int, labels: int
) -> dict[int, Problem | None]:
    """Find the records with too few or too many cells.

    Args:
        source: The text.
        body: The records below the header.
        width: How many columns there are.
        labels: How many cells the header has, blank ones at its end included.

    Returns:
        Problems by number of the record; None where the problem of the one above covers it.
    """
    faults: dict[int, Problem | None] = {}
    # Blank cells at the end mean nothing where all rows have them; in a single row they are what
    # a separator inside a cell pushed out.
    alike = len(body) > 1 and min(len(record.cells) for record in body) > labels
    most = max(width, labels)
    for number, record in enumerate(body):
        count = len(record.cells)
        if count == width or number in faults:
            continue
        if record.misquoted:
            # Where its cells end is not known; that has been told.
            faults[number] = None
        elif count < width:
            broken = _broken(body, number, width)
            faults[number] = _fault(source, record, count, width, "row-split" if broken else "")
            if broken:
                faults[number + 1] = None
        elif width_of(record.cells) > width or (count > most and not alike):
            faults[number] = _fault(source, record, count, width)
    return faults


def _broken(body: Sequence[Record], number: int, width: int) -> bool:
    """Say whether a record and the next one are the two halves of one row."""
    if number + 1 == len(body):
        return False
    here, below = body[number], body[number + 1]
    halves = len(here.cells) + len(below.cells) == width + 1
    return halves and 1 < len(here.cells) < width and below.line == here.line + 1


def _fault(source: CsvText, record: Record, count: int, width: int, code: str = "") -> Problem:
    code = code or ("row-short" if count < width else "row-long")
    place = source.cell_place(record.line, min(count, width))
    return Problem(place, code, details={"found": count, "expected": width})
