"""Finished values: what the records of content types get, made of what Frictionless returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handbook.languages import Text
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.items import terms_by_id
from handbook.reading.sheets.prepared import Prepared
from handbook.reading.sheets.values import Fault, Reading
from handbook.row import Field, Term

Cells = Sequence[Any]


def finished(field: Field, cells: Cells, reading: Reading) -> Cells:
    """Make lists tuples, and ids the terms they stand for."""
    many = field.type in {"list", "array"}
    if not field.vocabulary:
        return [tuple(cell or ()) for cell in cells] if many else cells
    terms = terms_by_id(field.vocabulary, reading)

    def term(word: str) -> Term:
        return terms.get(word) or Term(word, Text.of(word, reading.languages.default))

    if many:
        return [tuple(map(term, cell or ())) for cell in cells]
    return [None if cell is None else term(cell) for cell in cells]


def texts(
    table: Prepared, numbers: Sequence[int], siblings: Mapping[str, tuple[Column, Cells]]
) -> Cells:
    """Join the columns of a translatable field, noting what is wrong in the table.

    Args:
        table: The table they are of.
        numbers: The records that the cells belong to.
        siblings: Columns and their cells by language, the default language first.
    """
    languages = list(siblings)
    columns = [column for column, _ in siblings.values()]
    many = columns[0].field.type in {"list", "array"}
    if not many and all(cell is None for _, cells in [*siblings.values()][1:] for cell in cells):
        # Most texts are in one language.
        only = languages[0]
        return [None if cell is None else Text.of(cell, only) for cell in siblings[only][1]]
    result: list[Any] = []
    for position, cells in enumerate(zip(*(cells for _, cells in siblings.values()), strict=True)):
        value = _items(languages, cells) if many else _text(languages, cells)
        if isinstance(value, Fault):
            index = next(i for i, cell in enumerate(cells) if i and cell is not None)
            spot = (numbers[position], columns[index].name)
            table.problems[spot] = table.problem(numbers[position], columns[index], value)
            value = None
        result.append(value)
    return result


def _text(languages: Sequence[str], cells: Cells) -> Text | Fault | None:
    versions = tuple(
        (code, cell) for code, cell in zip(languages, cells, strict=True) if cell is not None
    )
    if not versions:
        return None
    if cells[0] is None:
        return Fault("text-default", {"language": languages[0]}, "")
    return Text(versions)


def _items(languages: Sequence[str], cells: Cells) -> tuple[Text, ...] | Fault:
    filled = [(code, cell) for code, cell in zip(languages, cells, strict=True) if cell]
    if not filled:
        return ()
    if not cells[0]:
        return Fault("text-default", {"language": languages[0]}, "")
    counts = {len(cell) for _, cell in filled}
    if len(counts) > 1:
        return Fault("text-count", {"language": languages[0], "expected": len(cells[0])}, "")
    result = []
    for position in range(len(cells[0])):
        first = cells[0][position]
        versions = tuple((code, str(cell[position])) for code, cell in filled)
        result.append(first if isinstance(first, Text) else Text(versions))
    return tuple(result)
