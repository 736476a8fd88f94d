"""YAML lists: files whose top level is a list of maps, read as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handbook.languages import Languages
from handbook.problems import MASK, Place, Problem, has_errors
from handbook.reading.documents.yaml_text import Parsed
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.sheets.cells import CellFault
from handbook.reading.sheets.columns import Column, is_personal, without_value
from handbook.reading.sheets.typed_table import Sheet, SheetRow, empty_sheet
from handbook.reading.sheets.words import versions_fault
from handbook.schema import LISTS, Privacy
from handbook.text.folding import suggested_name


@dataclass(frozen=True)
class _Keys:
    """The keys that a record may have, one for each column."""

    columns: Mapping[str, Column]
    languages: Languages
    versions: Mapping[tuple[str, str], str]
    """Names of the columns of a field by its name and a language."""

    @classmethod
    def of(cls, columns: Sequence[Column]) -> _Keys:
        codes = dict.fromkeys(column.language for column in columns if column.language)
        return cls(
            {column.name: column for column in columns},
            Languages(tuple(codes) or ("en",)),
            {(one.field.name, one.language): one.name for one in columns if one.language},
        )


@dataclass(frozen=True, slots=True)
class _YamlPlace:
    """Where one record stands, and its values."""

    where: Places
    number: int
    keys: _Keys

    def __call__(self, field: str = "") -> Place:
        if not field:
            return self.where(str(self.number))
        column = self.keys.columns.get(field)
        if column and column.language:
            # In a map of languages, a wording stands under its language.
            version = f"{self.number}.{column.field.name}.{column.language}"
            if version in self.where.values:
                return self.where(version)
        return self.where(f"{self.number}.{field}")

    def key(self, name: str) -> Place:
        """Return the place of a key."""
        return self.where.key(f"{self.number}.{name}")


def yaml_list(tree: Parsed, columns: Sequence[Column]) -> Sheet:
    """Take a YAML document as a table that may have `columns`, one key each."""
    value, where, problems = tree
    path = where.path
    if value is None:
        return empty_sheet(path, problems)
    if not isinstance(value, list):
        return empty_sheet(path, (*problems, Problem(where(), "records-expected")))
    keys = _Keys.of(columns)
    blanks = _blanks(where)
    read = [
        _row(item, _YamlPlace(where, number, keys), blanks.get(str(number), ()))
        for number, item in enumerate(value)
    ]
    told = [problem for _, found in read for problem in found]
    rows = [row for row, _ in read]
    told = [*problems, *told]
    if is_personal(columns):
        told = [each if each.value in keys.columns else without_value(each) for each in told]
        rows = [replace(row, refused=_without_values(row.refused)) for row in rows]
    return Sheet(path, tuple(columns), rows, tuple(told), broken=has_errors(problems))


def _without_values(refused: Mapping[str, Problem]) -> Mapping[str, Problem]:
    return {name: without_value(problem) for name, problem in refused.items()}


def _row(item: Any, place: _YamlPlace, blanks: Sequence[str]) -> tuple[SheetRow, list[Problem]]:
    """Read one record; a problem that is of no column of its own is told beside it."""
    columns = place.keys.columns
    if not isinstance(item, dict):
        blank = SheetRow([None] * len(columns), place, doubtful=True)
        return blank, [Problem(place(), "record-expected")]
    cells: dict[str, Any] = {}
    refused: dict[str, Problem] = {}
    problems: list[Problem] = []
    for key in blanks:
        if "." in key:
            problems += _unknown_language(key, place)
    for key, value in (*item.items(), *((key, None) for key in blanks if "." not in key)):
        column = columns.get(key)
        if column is None:
            close = suggested_name(key, [name for name in columns if name not in item])
            problem = Problem(place.key(key), "key-unknown", value=key, details=close)
            # What was meant is not reported as missing too.
            if close and refused.setdefault(str(close["suggestion"]), problem) is problem:
                continue
            problems.append(problem)
        elif not (isinstance(value, dict) and column.field.translatable):
            cells[key] = value
        elif fault := _versions_fault(column, value, place.keys.languages):
            refused[key] = _versions_problem(column, fault, place)
        else:
            for code, wording in value.items():
                cells[place.keys.versions[column.field.name, code]] = wording
    return SheetRow([cells.get(name) for name in columns], place, refused=refused), problems


def _blanks(where: Places) -> Mapping[str, Sequence[str]]:
    """Give the keys of each record that stand there without a value, by its number."""
    found: dict[str, list[str]] = {}
    for path in where.blank:
        number, _, key = path.partition(".")
        found.setdefault(number, []).append(key)
    return found


def _unknown_language(key: str, place: _YamlPlace) -> Iterator[Problem]:
    """Tell a language without a wording that the programme has not."""
    name, _, code = key.partition(".")
    languages = place.keys.languages
    unknown = code not in languages.codes and (name, languages.default) in place.keys.versions
    if unknown and (fault := versions_fault({code: "-"}, languages)):
        yield Problem(place.key(key), fault.code, name, details=fault.details)


def _versions_fault(
    column: Column, versions: Mapping[str, Any], languages: Languages
) -> CellFault | None:
    if column.field.type not in LISTS:
        return versions_fault(versions, languages)
    # A map of languages to lists: the lists are examined cell by cell.
    return versions_fault(dict.fromkeys(versions, "-"), languages)


def _versions_problem(column: Column, fault: CellFault, place: _YamlPlace) -> Problem:
    """Tell a fault of a map of languages at the language, where it is one of its keys."""
    language = f"{column.name}.{fault.details.get('language', '')}"
    here = f"{place.number}.{language}" in place.where.keys
    shown = column.field.privacy is Privacy.PUBLIC
    return Problem(
        place.key(language if here else column.name),
        fault.code,
        column.name,
        (fault.value or "") if shown else MASK,
        details=fault.details,
    )
