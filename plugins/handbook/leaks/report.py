"""Report: what a search of the site has found, put into problems that never hold a value."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.leaks import Kind
from handbook.leaks.binaries import as_text
from handbook.leaks.matcher import Group, Matcher
from handbook.leaks.parting import parted_text
from handbook.leaks.unread import Unread
from handbook.leaks.views import views
from handbook.problems import MASK, Place, Problem, Severity

_MOST_FILES = 5
_MOST_ROWS = 3
_MOST_LINES = 100
"""Leaks whose line is looked up; so many that one cause must be behind them."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A confidential value that a file of the site holds, in its text or its name."""

    number: int
    """The value, by its group in the matcher."""
    file: str
    """Path from the folder of the site."""


@dataclass(frozen=True)
class Report:
    """What a search of the site has found."""

    problems: tuple[Problem, ...]
    files: int
    """How many files there are."""
    values: int
    """How many values were searched for."""
    unsearchable: int
    """How many values are too short to be searched for."""
    holds_value: Callable[[str], bool]
    """Says whether a text holds a confidential value, and so may not be printed."""
    leaks: frozenset[Leak] = frozenset()
    """Every value that was found, and the file that holds it."""
    groups: tuple[Group, ...] = ()
    """What was searched for, by the number that a leak gives."""

    @property
    def only_ended(self) -> bool:
        """Whether there are leaks, and all of them are of people whose consent has ended."""
        numbers = {leak.number for leak in self.leaks}
        found = [value for number in numbers for value in self.groups[number]]
        return bool(found) and all(value.ended for value in found)

    @property
    def leaked(self) -> bool:
        """Whether the site may not be published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Telling:
    """Puts into problems what the search of a site has found."""

    site: Path
    matcher: Matcher
    named: frozenset[str]
    """Files whose very names hold a value."""

    def leaks(self, leaks: Iterable[Leak]) -> Iterator[Problem]:
        """Tell of each value the first files that hold it."""
        files: dict[int, list[str]] = defaultdict(list)
        for leak in sorted(leaks):
            files[leak.number].append(leak.file)
        looked_up = 0
        for number, names in files.items():
            group = self.matcher.groups[number]
            for name in names[:_MOST_FILES]:
                line = self._line(name, number) if looked_up < _MOST_LINES else 0
                looked_up += 1
                place = Place(self._path(name), line)
                details = {"rows": rows_of(group), "count": len(names)}
                code = "leak-similar" if group[0].in_parts else "leak"
                if group[0].kind is Kind.FINGERPRINT:
                    code = "leak-withdrawn"
                yield Problem(place, code, group[0].field, MASK, details=details)

    def unread(self, unread: Mapping[str, Iterable[Unread]]) -> Iterator[Problem]:
        """Tell what could not be searched."""
        for name, reasons in unread.items():
            for code in reasons:
                yield Problem(Place(self._path(name)), str(code), severity=Severity.WARNING)

    def _path(self, name: str) -> str:
        """Write the name of a file without the values that it holds, in letters that print."""
        parts = name.split("/")
        if name in self.named:
            ends = [f"{part}\n{part.rpartition('.')[0]}" for part in parts]
            holding = [bool(self.matcher.found_in(views(part))) for part in ends]
            hidden = holding if any(holding) else [True] * len(parts)
            parts = [MASK if hide else part for part, hide in zip(parts, hidden, strict=True)]
        printed = "/".join(parts).encode("utf-8", "replace").decode("utf-8")
        return f"{self.site.name}/{printed}"

    def _line(self, name: str, number: int) -> int:
        """Find the first line of a file on which a value is complete; 0 where it has no lines."""
        path = self.site / name
        text = as_text(path.read_bytes()) if path.is_file() else None
        if text is None:
            return 0
        lines = text.splitlines(keepends=True)

        # Of this value alone: a text that holds many takes long to be searched for all of them.
        alone = Matcher(self.matcher.groups[number])

        def is_said(count: int) -> bool:
            return bool(alone.found_in(views(parted_text(name, "".join(lines[:count])))))

        line = bisect_left(range(len(lines)), True, key=is_said)
        return line if is_said(line) else 0


def rows_of(group: Group) -> str:
    """Name the first places of the data where a value stands."""
    places = sorted({value.place for value in group})
    more = ["…"] if len(places) > _MOST_ROWS else []
    return ", ".join([*map(str, places[:_MOST_ROWS]), *more])
