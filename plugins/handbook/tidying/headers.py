"""Headers: names of columns spelt as the schema spells them, where only one can be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from handbook.reading.sheets.columns import Column
from handbook.text.folding import bare

Fits = Callable[[int, Column], bool]
"""Says whether the cells below a label, counted from 0, may all stand in a column."""
_SHORTEST = 5
"""Letters that a label needs before one slip in it can be told from another word."""


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
    stem, _, ending = label.casefold().rpartition("_")
    other_language = any(
        column.field.translatable and column.field.name == stem for column in columns
    )
    if len(label) < _SHORTEST or (other_language and ending):
        return ""
    near = [column for column in columns if _one_slip(label.casefold(), column.name.casefold())]
    return near[0].name if len(near) == 1 and fits(index, near[0]) else ""


def _spellings(column: Column) -> set[str]:
    titled = column.name == column.field.name
    return {bare(column.name), bare(column.field.title) if titled else ""}


def _one_slip(typed: str, name: str) -> bool:
    """Say whether one letter is too much, missing, wrong or swapped with its neighbour."""
    if _digits(typed) != _digits(name):
        return False
    pairs = enumerate(zip(typed, name, strict=False))
    start = next((at for at, (one, two) in pairs if one != two), min(len(typed), len(name)))
    rest, wanted = typed[start:], name[start:]
    if len(rest) == len(wanted):
        swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
        return bool(rest) and (rest[1:] == wanted[1:] or swapped)
    return rest[1:] == wanted or rest == wanted[1:]


def _digits(word: str) -> list[str]:
    return [letter for letter in word if letter.isdigit()]
