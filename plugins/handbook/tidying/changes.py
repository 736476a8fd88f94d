"""Changes: what tidying mends, said without any value of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbook.languages import Catalogue
from handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class Change:
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
    "booleans",
    "lists",
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

    def changes(self) -> tuple[Change, ...]:
        """Sum up: one change for each kind and, where a kind names one, each column."""
        found = [
            Change(code, len(lines), tuple(filter(None, lines)), dict(details))
            for (code, details), lines in self._lines.items()
        ]
        return tuple(sorted(found, key=lambda change: _ORDER.index(change.code)))


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after its mends."""

    text: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Why (part of) it was left as it is."""


def said(change: Change, catalogue: Catalogue) -> str:
    """Put a change into words, with the lines it touches."""
    text = catalogue.text(f"tidying.{change.code}", count=change.count, **change.details)
    if not change.lines:
        return text
    first, last = change.lines[0], change.lines[-1]
    key = "tidying.on_line" if first == last else "tidying.on_lines"
    return f"{text} {catalogue.text(key, first=first, last=last)}"


def counted(code: str, lines: Sequence[int], **details: object) -> tuple[Change, ...]:
    """Return one change for mends of one kind at `lines`, or none where there are none."""
    return (Change(code, len(lines), tuple(lines), details),) if lines else ()
