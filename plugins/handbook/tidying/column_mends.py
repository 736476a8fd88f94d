"""Columns: their names as the schema spells them, and their values in one form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handbook.reading.sheets.cells import CellFault, Conventions
from handbook.reading.sheets.columns import Column, meanings_of_titles, title_form
from handbook.reading.sheets.words import converter
from handbook.text.folding import bare, same_number
from handbook.tidying.cell_mends import mender
from handbook.tidying.mends import Notes

Fits = Callable[[int, Column], bool]
"""Says whether the cells below a label, counted from 0, may all stand in a column."""
_SHORTEST = 5
"""Letters that a word needs before one slip in it can be told from another word."""


@dataclass(frozen=True)
class Expected:
    """What a table may hold."""

    path: str
    """From the project's root."""
    columns: Sequence[Column]
    reading: Conventions
    all_known: bool = True
    """Whether the columns that the programme declares itself could be read."""


@dataclass(frozen=True)
class Grid:
    """The trimmed cells of a table by record, mended in place."""

    cells: list[list[str]]
    lines: Sequence[int]
    """Line on which each record begins."""
    header: int
    """Which record names the columns."""
    rows: Sequence[int]
    """Which records have every cell in its column."""
    notes: Notes = field(default_factory=Notes)

    def column(self, index: int) -> list[str]:
        """Return the cells of a column, from 0, in the rows that can be trusted."""
        return [self.cells[row][index] for row in self.rows]


def mend_columns(grid: Grid, expected: Expected) -> None:
    """Mend the labels and the values of a table in place, noting each mend."""
    columns, reading = expected.columns, expected.reading

    def fits(index: int, column: Column) -> bool:
        return _all_sound(grid.column(index), column, reading)

    before = grid.cells[grid.header]
    labels = respelt(before, columns, fits, all_known=expected.all_known)
    for label, old in zip(labels, before, strict=True):
        if label != old:
            grid.notes.add("column", 0, now=label, before=old)
    grid.cells[grid.header] = labels
    by_name = {column.name: column for column in columns}
    for index, label in enumerate(labels):
        if label in by_name and labels.count(label) == 1:
            _mend(grid, index, by_name[label], reading)


def _mend(grid: Grid, index: int, column: Column, reading: Conventions) -> None:
    found = mender(column, grid.column(index), reading)
    if found is None:
        return
    code, mend = found
    for row in grid.rows:
        value = grid.cells[row][index]
        mended = mend(value) if value else value
        if mended != value:
            grid.cells[row][index] = mended
            grid.notes.add(code, grid.lines[row], column=column.name)


def _all_sound(values: Sequence[str], column: Column, reading: Conventions) -> bool:
    """Say whether a column takes all values, once they are mended as it allows."""
    found = mender(column, values, reading)
    mend = found[1] if found else str
    convert = converter(column, reading)
    mended = [mend(value) for value in values if value]
    if any(isinstance(convert(value), CellFault) for value in mended):
        return False
    constraints = column.field.descriptor.get("constraints", {})
    allowed, pattern = constraints.get("enum"), constraints.get("pattern")
    return column.field.type == "list" or all(
        (not allowed or value in allowed) and (not pattern or re.fullmatch(pattern, value))
        for value in mended
    )


def respelt(
    labels: Sequence[str], columns: Sequence[Column], fits: Fits, *, all_known: bool
) -> list[str]:
    """Return the labels of a header, mended where that is beyond doubt.

    Letter case is mended in every known name. A label that names no column is mended where exactly
    one column is meant, which is absent, and which no other label means: by its name with other
    spaces, hyphens or accents, by its title, or by its name with one slip of the pen, provided that
    all cells below it are sound in that column.

    Args:
        labels: The labels, trimmed.
        columns: The columns that the table may have.
        fits: Tells whether cells may stand in a column.
        all_known: Whether `columns` has those that the programme declares itself; where they could
            not be read, no label can be called unknown.
    """
    names = {column.name.casefold(): column.name for column in columns}
    count = Counter(label.casefold() for label in labels)
    mended = [
        names[label.casefold()]
        if count[label.casefold()] == 1 and label.casefold() in names
        else label
        for label in labels
    ]
    if not all_known:
        return mended
    present = {names[key] for key in count if key in names}
    meant = {
        index: name
        for index, label in enumerate(labels)
        if label
        and label.casefold() not in names
        and (name := _meant(label, index, columns, fits)) not in {"", *present}
    }
    claims = Counter(meant.values())
    for index, name in meant.items():
        if claims[name] == 1:
            mended[index] = name
    return mended


def _meant(label: str, index: int, columns: Sequence[Column], fits: Fits) -> str:
    """Return the name of the one column that an unknown label means; empty where in doubt."""
    key = bare(label)
    same = [column.name for column in columns if key and key in _spellings(column)]
    if same:
        return same[0] if len(same) == 1 else ""
    if titled := meanings_of_titles(columns).get(title_form(label)):
        return titled
    stem, _, ending = label.casefold().rpartition("_")
    other_language = any(
        column.field.translatable and column.field.name == stem for column in columns
    )
    if other_language and ending:
        return ""
    near = [column for column in columns if _one_slip(label.casefold(), column.name.casefold())]
    return near[0].name if len(near) == 1 and fits(index, near[0]) else ""


def _spellings(column: Column) -> set[str]:
    titled = column.name == column.field.name
    return {bare(column.name), bare(column.field.title) if titled else ""}


def _one_slip(typed: str, name: str) -> bool:
    """Say whether one letter is too much, missing, wrong or swapped with its neighbour.

    The slip must lie in a word that is long enough to be told from another: `score_b` is not meant
    to be `score_a`, nor `quote_eu` to be `quote_es`. Another number is never a slip, nor a plural.

    >>> _one_slip("organistion", "organisation"), _one_slip("step1", "step2")
    (True, False)
    """
    words, wanted = typed.split("_"), name.split("_")
    differing = [pair for pair in zip(words, wanted, strict=False) if pair[0] != pair[1]]
    if len(words) != len(wanted) or len(differing) != 1:
        return False
    (word, meant), *_ = differing
    too_short = min(len(word), len(meant)) < _SHORTEST
    plural = f"{word}s" == meant or f"{meant}s" == word
    return not too_short and not plural and same_number(word, meant) and _one_letter(word, meant)


def _one_letter(typed: str, word: str) -> bool:
    pairs = enumerate(zip(typed, word, strict=False))
    start = next((at for at, (one, two) in pairs if one != two), min(len(typed), len(word)))
    rest, wanted = typed[start:], word[start:]
    if len(rest) == len(wanted):
        swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
        return bool(rest) and (rest[1:] == wanted[1:] or swapped)
    return rest[1:] == wanted or rest == wanted[1:]
