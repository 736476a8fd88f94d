"""Cases of rules: a change to the small programme, with marks where problems are to be told."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.support.programmes import FILES
from tests.support.small_builds import Fault

MARK = "§"
"""Stands in a new text just before what is at fault; it is not written to the file."""


@dataclass(frozen=True)
class Case:
    """One case."""

    name: str
    edits: tuple[tuple[str, str, str], ...] = ()
    """Path, text that stands there, and text instead, with marks."""
    codes: tuple[str, ...] = ()
    """What is told at the marks, in reading order; `~` before the code of a warning."""
    elsewhere: tuple[Fault, ...] = ()
    """What is told at other places."""
    files: Mapping[str, str | None] = field(default_factory=dict)
    """Whole files, to write or (None) to leave out."""

    def changes(self) -> dict[str, str | None]:
        """Return the files of this case, without marks."""
        return {path: text and text.replace(MARK, "") for path, text in self._texts().items()}

    def expected(self) -> list[Fault]:
        """Return the problems of this case, in reading order."""
        places = [
            (path, line, column)
            for path, text in sorted(self._texts().items())
            for line, column in _marks(text or "")
        ]
        told = [
            (*place, code.lstrip("~"), "warning" if code.startswith("~") else "error")
            for place, code in zip(places, self.codes, strict=True)
        ]
        return sorted([*told, *self.elsewhere])

    def _texts(self) -> dict[str, str | None]:
        texts = dict(self.files)
        for path, old, new in self.edits:
            text = texts.get(path) or textwrap.dedent(FILES[path])
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
            texts[path] = text.replace(old, new)
        return texts


@dataclass(frozen=True)
class Batch:
    """Cases that change different files, so that one build can try them all."""

    cases: tuple[Case, ...]

    @property
    def name(self) -> str:
        """The names of its cases."""
        return "+".join(case.name.replace(" ", "-") for case in self.cases)

    def changes(self) -> dict[str, str | None]:
        """Return the files of all cases."""
        return {path: text for case in self.cases for path, text in case.changes().items()}

    def expected(self) -> list[Fault]:
        """Return the problems of all cases, in reading order."""
        return sorted(told for case in self.cases for told in case.expected())


def together(cases: Iterable[Case]) -> list[Batch]:
    """Put cases into as few batches as their files allow."""
    batches: list[list[Case]] = []
    for case in cases:
        paths = set(case.changes())
        for batch in batches:
            if not paths & {path for other in batch for path in other.changes()}:
                batch.append(case)
                break
        else:
            batches.append([case])
    return [Batch(tuple(batch)) for batch in batches]


def _marks(text: str) -> list[tuple[int, int]]:
    found = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        found.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + after
    return found


def edition_moved(old: str, new: str) -> dict[str, str | None]:
    """Return the change that renames the folder of an edition."""
    begin = f"programme/editions/{old}/"
    moved = {path: text for path, text in FILES.items() if path.startswith(begin)}
    return {
        **dict.fromkeys(moved),
        **{
            path.replace(begin, f"programme/editions/{new}/"): textwrap.dedent(text)
            for path, text in moved.items()
        },
    }
