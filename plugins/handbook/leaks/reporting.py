"""Reporting: what was found, as problems that name file and row, and never the value."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from handbook.leaks.binaries import as_text
from handbook.leaks.matcher import Group, Matcher
from handbook.leaks.reader import Unread
from handbook.leaks.views import views
from handbook.problems import MASK, Place, Problem, Severity, in_reading_order

_MOST_FILES = 5
_MOST_ROWS = 3
_MOST_LINES = 100
"""Leaks whose line is looked up; so many that one cause must be behind them."""


class Found:
    """What a search has found so far, by value and by file."""

    def __init__(self, matcher: Matcher, in_names: Mapping[str, frozenset[int]]) -> None:
        """Begin with the values that names of files and folders hold."""
        self.matcher = matcher
        self.in_names = in_names
        self.files: dict[int, set[str]] = defaultdict(set)
        """Files, by the number of the value they hold."""
        self.unread: dict[str, frozenset[Unread]] = {}
        for name, numbers in in_names.items():
            self.add(name, numbers)

    def add(self, name: str, numbers: Iterable[int], unread: Iterable[Unread] = ()) -> None:
        """Remember what a file holds, and what of it could not be read."""
        for number in numbers:
            self.files[number].add(name)
        if reasons := frozenset(unread):
            self.unread[name] = reasons

    def shown(self, name: str) -> str:
        """Write the name of a file without the values that it holds, in letters that print."""
        if name not in self.in_names:
            return name.encode("utf-8", "replace").decode("utf-8")
        parts = name.split("/")
        ends = [f"{part}\n{part.rpartition('.')[0]}" for part in parts]
        holding = [any(self.matcher.found(view) for view in views(part)) for part in ends]
        hidden = holding if any(holding) else [True] * len(parts)
        shown = (MASK if hide else part for part, hide in zip(parts, hidden, strict=True))
        return "/".join(shown).encode("utf-8", "replace").decode("utf-8")

    def line(self, site: Path, name: str, number: int) -> int:
        """Find the first line of a file on which a value is complete; 0 where it has no lines."""
        path = site / name
        text = as_text(path.read_bytes()) if path.is_file() else None
        if text is None:
            return 0
        lines = text.splitlines(keepends=True)

        def is_said(count: int) -> bool:
            part = "".join(lines[:count])
            return any(number in self.matcher.found(view) for view in views(part))

        line = bisect_left(range(len(lines)), True, key=is_said)
        return line if is_said(line) else 0


def problems_of(found: Found, site: Path) -> tuple[Problem, ...]:
    """Put into problems what was found in the folder of a site."""
    problems: list[Problem] = []
    for number, names in sorted(found.files.items()):
        group = found.matcher.groups[number]
        for name in sorted(names)[:_MOST_FILES]:
            line = found.line(site, name, number) if len(problems) < _MOST_LINES else 0
            place = Place(f"{site.name}/{found.shown(name)}", line)
            details = {"rows": _rows(group), "count": len(names)}
            problems.append(Problem(place, "leak", group[0].field, MASK, details=details))
    for name, reasons in found.unread.items():
        place = Place(f"{site.name}/{found.shown(name)}")
        problems += [Problem(place, str(code), severity=Severity.WARNING) for code in reasons]
    return in_reading_order(problems)


def _rows(group: Group) -> str:
    places = sorted({value.place for value in group})
    more = ["…"] if len(places) > _MOST_ROWS else []
    return ", ".join([*map(str, places[:_MOST_ROWS]), *more])
