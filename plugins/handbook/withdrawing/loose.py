"""Loose tables: rows of a file that may be broken elsewhere, each with where it stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts another text in place of a part of one."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LooseRow:
    """One record, as far as it can be told apart."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last one, before the end of the line."""
    line: int
    cells: tuple[str, ...]
    """Every value, in order."""
    values: Mapping[str, str]
    """Values by column, as far as columns are known."""
    spans: Mapping[str, tuple[int, int]]
    """Where the values by column stand."""
    cell_spans: tuple[tuple[int, int], ...] = ()
    """Where the cells stand, in their order; empty for a list in YAML."""
    aligned: bool = True
    """Whether each value surely stands under its heading."""


class LooseTable(Protocol):
    """A table read without judging it."""

    @property
    def rows(self) -> Sequence[LooseRow]:
        """Its records."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The names of its columns; a list in YAML has none."""
        ...

    def tombstone(self, row: LooseRow, values: Mapping[str, str]) -> Edit:
        """Replace a row by one with these values and nothing else."""
        ...

    def added(self, values: Mapping[str, str]) -> Edit:
        """Add a row with these values and nothing else at the end."""
        ...


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with parts of it replaced; the parts do not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))
