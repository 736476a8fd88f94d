"""Mends: what tidying makes of a file, said without any value of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.languages import Catalogue
from handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class Mend:
    """One kind of mend in one file."""

    code: str
    """Its wording is the string `tidying.<code>` of the catalogues."""
    count: int = 1
    lines: tuple[int, ...] = ()
    """Lines of the file as it stood, in order; empty for the file as a whole."""
    details: Mapping[str, object] = field(default_factory=dict)
    """What the wording needs besides `count`: names of columns, never what a cell holds."""


_ORDER = (
    "column",
    "blank_columns",
    "blank_rows",
    "trimmed",
    "composed",
    "dates",
    "numbers",
    "booleans",
    "lists",
    "ids",
    "emails",
)


class Notes:
    """Collects mends."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = {}

    def add(self, code: str, *lines: int, **details: str) -> None:
        """Note mends of one kind, each on its line; line 0 is no line in particular."""
        if lines:
            self._lines.setdefault((code, tuple(details.items())), []).extend(lines)

    def mends(self) -> tuple[Mend, ...]:
        """Sum up: one mend for each kind and, where a kind names one, each column."""
        found = [
            Mend(code, len(lines), tuple(filter(None, lines)), dict(details))
            for (code, details), lines in self._lines.items()
        ]
        return tuple(sorted(found, key=lambda mend: _ORDER.index(mend.code)))


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after its mends."""

    text: str
    mends: tuple[Mend, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Why (part of) it was left as it is."""


def said(mend: Mend, catalogue: Catalogue) -> str:
    """Put a mend into words, with the lines it touches."""
    text = catalogue.text(f"tidying.{mend.code}", count=mend.count, **mend.details)
    if not mend.lines:
        return text
    first, last = mend.lines[0], mend.lines[-1]
    key = "tidying.on_line" if first == last else "tidying.on_lines"
    return f"{text} {catalogue.text(key, first=first, last=last)}"
