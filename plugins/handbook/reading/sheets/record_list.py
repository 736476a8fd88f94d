"""Record lists: YAML files whose top level is a list of maps, read as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.languages import Languages
from handbook.problems import Place, Problem
from handbook.reading.documents.yaml_text import Places, parse_yaml
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.found import FoundTable, nothing
from handbook.reading.sheets.items import versions_fault
from handbook.reading.sheets.values import Fault
from handbook.text.suggestions import closest

Refused = dict[tuple[int, str], Problem]


def read_record_list(text: str, path: str, columns: Sequence[Column]) -> FoundTable:
    """Read a YAML text as a table that may have `columns`, one key each."""
    value, where, problems = parse_yaml(text, path)
    if value is None:
        return nothing(path, problems)
    if not isinstance(value, list):
        return nothing(path, (*problems, Problem(where(), "records-expected")))
    reader = _Reader(where, columns, {}, list(problems))
    records = [reader.record(number, item) for number, item in enumerate(value)]
    return FoundTable(
        path,
        tuple(columns),
        records,
        reader.locate,
        tuple(reader.problems),
        broken=bool(problems),
        doubtful=frozenset(reader.doubtful),
        refused=reader.refused,
    )


@dataclass
class _Reader:
    """Reads the records of one list."""

    where: Places
    columns: Sequence[Column]
    refused: Refused
    problems: list[Problem]

    def __post_init__(self) -> None:
        self.doubtful: set[int] = set()
        self._by_name = {column.name: column for column in self.columns}
        self._by_version = {
            (column.field.name, column.language): column.name
            for column in self.columns
            if column.language
        }
        codes = dict.fromkeys(column.language for column in self.columns if column.language)
        self._languages = Languages(tuple(codes) or ("en",))
        self._paths = {name: f"{field}.{code}" for (field, code), name in self._by_version.items()}

    def locate(self, record: int, column: str = "") -> Place:
        """Return the place of a record or of one of its values."""
        if not column:
            return self.where(str(record))
        version = f"{record}.{self._paths.get(column, column)}"
        return self.where(version if version in self.where.values else f"{record}.{column}")

    def record(self, number: int, item: Any) -> list[Any]:
        """Return the cells of one record."""
        if not isinstance(item, dict):
            self.problems.append(Problem(self.where(str(number)), "record-expected"))
            self.doubtful.add(number)
            return [None] * len(self.columns)
        cells: dict[str, Any] = {}
        for key, value in item.items():
            column = self._by_name.get(key)
            if column is None:
                self._unknown(number, key, item)
            elif isinstance(value, dict) and column.field.translatable:
                self._versions(number, column, value, cells)
            else:
                cells[key] = value
        return [cells.get(column.name) for column in self.columns]

    def _versions(
        self, number: int, column: Column, versions: Mapping[str, Any], cells: dict[str, Any]
    ) -> None:
        fault = self._fault(column, versions)
        if fault is None:
            for code, wording in versions.items():
                cells[self._by_version[column.field.name, code]] = wording
            return
        path = f"{number}.{column.name}"
        language = f"{path}.{fault.details.get('language', '')}"
        place = self.where.key(language if language in self.where.keys else path)
        self.refused[number, column.name] = Problem(
            place, fault.code, column.name, details=fault.details
        )

    def _fault(self, column: Column, versions: Mapping[str, Any]) -> Fault | None:
        if column.field.type not in {"list", "array"}:
            return versions_fault(versions, self._languages)
        # A map of languages to lists: the lists are examined cell by cell.
        return versions_fault(dict.fromkeys(versions, "-"), self._languages)

    def _unknown(self, number: int, key: str, item: Mapping[str, Any]) -> None:
        place = self.where.key(f"{number}.{key}")
        absent = [name for name in self._by_name if name not in item]
        close = closest(key, absent)
        details = {"suggestion": close} if close else {}
        problem = Problem(place, "key-unknown", value=key, details=details)
        if close and (number, close) not in self.refused:
            # What was meant is not reported as missing too.
            self.refused[number, close] = problem
        else:
            self.problems.append(problem)
