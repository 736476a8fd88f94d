"""Discretion: what messages repeat of what people wrote, so that a log tells nobody's data.

A message names the place; whoever may read the file finds the value there. Of a table that holds
what is not for everybody it repeats only what is nearly the right word, of somebody who is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from handbook.consent import Consent
from handbook.problems import MASK, Place, Problem
from handbook.reading.files import FOLDER
from handbook.reading.sheets.typed_table import TableKey, TypedTable
from handbook.text.folding import apart, closest, words_of

_PHOTOS = "photos"
_SUGGESTION = "suggestion"


@dataclass(frozen=True)
class Discretion:
    """Knows the people of a programme who are not shown on a day."""

    tables: Mapping[TableKey, TypedTable]
    day: date
    root: Path
    """The project's folder, in which the files of people are counted."""

    def told(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Give problems without what stands in rows, or in names of files, of people not shown."""
        for problem in problems:
            kept = problem
            if problem.value not in {"", MASK} and self._is_hidden(problem.place):
                kept = replace(kept, value=MASK, details=_without(problem, _SUGGESTION))
            yield self._by_number(kept)

    def _is_hidden(self, place: Place) -> bool:
        starts, hidden = self._rows.get(place.path, ((), ()))
        at = bisect_right(starts, place.line) - 1
        return at >= 0 and hidden[at]

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Sequence[int], Sequence[bool]]]:
        """First lines of the rows of each table, and whether each is of somebody not shown."""
        return {
            table.sheet.path: (
                [row.where().line for row in table.sheet.rows],
                list(self._hidden(table)),
            )
            for table in self.tables.values()
        }

    def _hidden(self, table: TypedTable) -> Iterator[bool]:
        people = {key[0]: ids for key, ids in self._shown.items() if not key[1]}
        names = [column.name for column in table.sheet.columns]
        if table.schema.person and table.schema.person.id:
            yield from (not shown for shown in self._consents(table))
            return
        referred = [
            (names.index(name), people[target])
            for name, target in table.schema.references.items()
            if name in names and target in people
        ]
        for row in table.sheet.rows:
            yield any(row.cells[at] and row.cells[at] not in ids for at, ids in referred)

    @cached_property
    def _shown(self) -> Mapping[TableKey, frozenset[str]]:
        """The ids of those who are shown, by table of people."""
        return {
            key: frozenset(
                str(id)
                for id, shown in zip(table.keys(person.id), self._consents(table), strict=False)
                if shown
            )
            for key, table in self.tables.items()
            if (person := table.schema.person) and person.id
        }

    def _consents(self, table: TypedTable) -> Iterator[bool]:
        """Say of each row whether its person may be seen; what cannot be read allows nothing."""
        person = table.schema.person
        assert person is not None
        names = [column.name for column in table.sheet.columns]
        prefix = person.consent

        def value(number: int, name: str) -> Any:
            return table.cells[number][names.index(name)] if name in names else None

        days = [f"{prefix}_expiry", *filter(None, (person.since, person.until))]
        for number, row in enumerate(table.sheet.rows):
            since, until = (value(number, f"{prefix}_{each}") for each in ("date", "expiry"))
            given = bool(prefix) and value(number, prefix) is True
            unsure = row.doubtful or any((number, each) in table.refused for each in days)
            consent = Consent(given, since, frozenset(), "", until)
            begins, ends = (value(number, each) for each in (person.since, person.until))
            in_term = (begins or self.day) <= self.day <= (ends or self.day)
            yield consent.valid_on(self.day) and in_term and not unsure

    def _by_number(self, problem: Problem) -> Problem:
        """Write the name of a file by its number in the folder, where it is of somebody not shown.

        In a folder of people every file is that bears no id of theirs; elsewhere one that is called
        by the name or id of somebody.
        """
        path = PurePath(problem.place.path)
        folder = path.parent.name
        tables = [key for key in self._shown if folder in (key[0], _PHOTOS)]
        stem, dot, ending = path.name.partition(".")
        of_people = bool(tables) and path.parent == PurePath(FOLDER, folder)
        told = self._is_shown(stem, tables) if of_people else not self._names_hidden(problem.place)
        if told or not (self.root / path.parent).is_dir():
            return problem
        names = sorted(each.name for each in (self.root / path.parent).iterdir())
        if path.name not in names:
            return problem
        details = {
            key: value.replace(stem, MASK) if isinstance(value, str) else value
            for key, value in problem.details.items()
        }
        hidden = f"{MASK} ({names.index(path.name) + 1}){dot}{ending}"
        place = replace(problem.place, path=(path.parent / hidden).as_posix())
        return replace(problem, place=place, details=details)

    def _is_shown(self, stem: str, tables: Sequence[TableKey]) -> bool:
        """Say whether a file is named by the id of somebody who is shown, or nearly so."""
        shown = {id for key in tables for id in self._shown[key]}
        hidden = {str(id) for key in tables for id in self._ids(key)} - shown
        return stem in shown or (stem not in hidden and bool(closest(stem, shown)))

    def _names_hidden(self, place: Place) -> bool:
        """Say whether a file beside the tables is called by somebody who is not shown."""
        if place.line or place.path in self._rows or place.path.partition("/")[0] != FOLDER:
            return False
        stem = PurePath(place.path).stem
        said = {*words_of(stem), *words_of(apart(stem))}
        return frozenset({stem}) in self._unshown or any(
            len(called) > 1 and called <= said for called in self._unshown
        )

    @cached_property
    def _unshown(self) -> frozenset[frozenset[str]]:
        """The words of each name, and the id, of those who are not shown."""
        shown: set[frozenset[str]] = set()
        hidden: set[frozenset[str]] = set()
        for table in self.tables.values():
            if person := table.schema.person:
                # A column that is not there has no values.
                columns = [keys for each in (person.id, person.name) if (keys := table.keys(each))]
                for number, visible in enumerate(self._consents(table)):
                    values = [str(column[number] or "") for column in columns]
                    (shown if visible else hidden).update(map(_called, values))
        return frozenset(hidden - shown - {frozenset()})

    def _ids(self, key: TableKey) -> Iterable[Any]:
        table = self.tables[key]
        assert table.schema.person is not None
        return table.keys(table.schema.person.id)


def _called(value: str) -> frozenset[str]:
    """Return what a file has in its name that is called by a name or an id."""
    words = frozenset(words_of(value))
    return words if len(words) > 1 else frozenset({value} - {""})


def _without(problem: Problem, name: str) -> Mapping[str, object]:
    return {key: value for key, value in problem.details.items() if key != name}
