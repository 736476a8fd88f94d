"""Checking: every table of a run as one Frictionless package, checked in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.clock import spent_on
from handbook.problems import Problem
from handbook.reading.sheets.cells import CellFault
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.faults import Faults, row_of
from handbook.reading.sheets.forms import FORMATS, TYPES
from handbook.reading.sheets.resources import made_resource
from handbook.reading.sheets.schemas import SchemaError
from handbook.reading.sheets.typed_table import TableKey, TypedTable
from handbook.schema import LISTS
from handbook.text.folding import plain

_NO_LIMIT = 10**9
_ASKED = {"email", *FORMATS}
"""Formats that only we know; each cell has been asked already."""
_KNOWN = ("type", "format", "trueValues", "falseValues")


@dataclass(frozen=True)
class Checked:
    """What is sound of a table, and what is not."""

    rows: Mapping[int, Sequence[Any]]
    """Typed cells of the sound rows, by number of the row and in the order of the columns."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Reference:
    """A foreign key that can be followed."""

    fields: tuple[str, ...]
    target: TableKey
    target_fields: tuple[str, ...]
    many: bool
    """Whether its column holds lists, whose items Frictionless cannot look up."""

    @property
    def resource(self) -> str:
        return f"{_resource_name(self.target)}.{'.'.join(self.target_fields)}"


@spent_on("checking")
def check(tables: Mapping[TableKey, TypedTable]) -> dict[TableKey, Checked]:
    """Let Frictionless check tables together.

    Raises:
        SchemaError: a schema is not one that Frictionless understands.
    """
    from frictionless import Package  # noqa: PLC0415 - loads for a third of a second
    from frictionless.exception import FrictionlessException  # noqa: PLC0415

    references = {key: tuple(_references(table, tables)) for key, table in tables.items()}
    targets = {one.resource: one for found in references.values() for one in found}
    wanted = _wanted(tables, references)
    try:
        package = Package(
            resources=[
                *(_resource(table, references[key]) for key, table in tables.items()),
                # References need the keys alone, and those only that somebody refers to: reading
                # whole tables again for each reference would take longer than all the rest.
                *(_keys(tables, targets[name], values) for name, values in wanted.items()),
            ]
        )
        by_resource = {name: tables[one.target] for name, one in targets.items()}
        checked = {
            key: _check(
                package.get_resource(_resource_name(key)), table, by_resource, references[key]
            )
            for key, table in tables.items()
        }
        for resource in package.resources:
            # It refers to itself, and would hold all rows until somebody looks for garbage.
            resource.data = []
        return checked
    except FrictionlessException as error:
        reasons = [reason.note for reason in error.reasons] or [error.error.note]
        raise SchemaError("; ".join(reasons)) from error


def _check(
    resource: Any,
    table: TypedTable,
    targets: Mapping[str, TypedTable],
    references: Sequence[_Reference],
) -> Checked:
    rows: list[list[Any]] = []
    problems = [*table.problems, *(one for told in table.refused.values() for one in told)]
    if not table.sheet.columns or not table.cells:
        return Checked({}, tuple(problems))
    report = resource.validate(
        limit_errors=_NO_LIMIT, on_row=lambda row: rows.append(row.to_list())
    )
    rows = table.with_texts(rows)
    wrong = {number for number, _ in table.refused}
    wrong |= {number for number, row in enumerate(table.sheet.rows) if row.doubtful}
    errors = [error for task in report.tasks for error in task.errors]
    fields = {field.name: field for field in resource.schema.fields}
    faults = Faults(table, targets, rows, fields)
    problems += [problem for error in errors for problem in faults.problems(error)]
    wrong |= {number for number in map(row_of, errors) if number is not None}
    for one in (one for one in references if one.many):
        for number, told in faults.items(one.fields[0], one.resource, one.target_fields[0]):
            problems += told
            wrong.add(number)
    if any(task.warnings for task in report.tasks):
        place = table.sheet.rows[0].where()
        problems.append(Problem(place, "not-valid", details={"kind": "part"}))
    if not report.valid and not problems and not wrong:
        raise SchemaError(f"{table.sheet.path}: {report.flatten(['message'])[:3]}")
    similar = _similar_keys(table, wrong)
    problems += similar.values()
    sound = {
        number: row
        for number, row in enumerate(rows)
        if number not in wrong and number not in similar
    }
    return Checked(sound, tuple(problems))


def _similar_keys(table: TypedTable, wrong: Collection[int]) -> dict[int, Problem]:
    """Find rows whose key differs from an earlier one only in case or accents.

    Args:
        table: The table.
        wrong: Rows that have a problem already, which are passed over.
    """
    names = table.schema.descriptor.get("primaryKey", [])
    columns = {column.name: column for column in table.sheet.columns}
    if not names or not set(names) <= set(columns):
        return {}
    parts = [map(str, table.keys(name)[: len(table.cells)]) for name in names]
    keys = list(map("\0".join, zip(*parts, strict=True)))
    # Of most tables this is the whole cost: their keys are plain letters, and all differ.
    alike = str.casefold if all(map(str.isascii, keys)) else plain
    if len(set(map(alike, keys))) == len(keys):
        return {}
    first: dict[str, int] = {}
    similar: dict[int, Problem] = {}
    for number, key in enumerate(keys):
        if number in wrong:
            continue
        earlier = first.setdefault(plain(key), number)
        if earlier != number and keys[earlier] != key:
            line = table.sheet.rows[earlier].where().line
            fault = CellFault("id-similar", {"first": line})
            similar[number] = table.problem(number, columns[names[0]], fault)
    return similar


def _resource(table: TypedTable, references: Sequence[_Reference]) -> Any:
    columns = table.sheet.columns
    names = [column.name for column in columns]
    keys = table.schema.descriptor.get("primaryKey", [])
    descriptor: dict[str, Any] = {"fields": [_descriptor(column) for column in columns]}
    if set(keys) <= set(names):
        descriptor["primaryKey"] = keys
    descriptor["foreignKeys"] = [
        {
            "fields": list(one.fields),
            "reference": {"resource": one.resource, "fields": list(one.target_fields)},
        }
        for one in references
        if not one.many
    ]
    # A function, since Frictionless copies lists deeply.
    return made_resource(_resource_name(table.key), descriptor, lambda: [names, *table.judged()])


def _wanted(
    tables: Mapping[TableKey, TypedTable], references: Mapping[TableKey, Sequence[_Reference]]
) -> Mapping[str, set[tuple[Any, ...]]]:
    """Gather the values that stand in the columns of references, by what they refer to."""
    wanted: dict[str, set[tuple[Any, ...]]] = {}
    for key, found in references.items():
        names = [column.name for column in tables[key].sheet.columns]
        for one in (one for one in found if not one.many):
            positions = [names.index(name) for name in one.fields]
            wanted.setdefault(one.resource, set()).update(
                tuple(cells[position] for position in positions) for cells in tables[key].cells
            )
    return wanted


def _keys(
    tables: Mapping[TableKey, TypedTable], reference: _Reference, wanted: set[tuple[Any, ...]]
) -> Any:
    table = tables[reference.target]
    names = list(reference.target_fields)
    fields = [{"name": name, "type": "any"} for name in names]
    columns = [table.keys(name) for name in names]
    rows = [list(cells) for cells in zip(*columns, strict=True) if cells in wanted]
    return made_resource(reference.resource, {"fields": fields}, lambda: [names, *rows])


def _descriptor(column: Column) -> dict[str, Any]:
    """Describe a column as its values now stand: lists are split, patterns hold to the end."""
    given = column.field.descriptor
    descriptor = {"name": column.name, **{key: given[key] for key in _KNOWN if key in given}}
    constraints = {
        name: value
        for name, value in given.get("constraints", {}).items()
        if not name.startswith("item") and name != "required"
    }
    if column.field.type in LISTS:
        descriptor["type"] = "array"
        descriptor.pop("format", None)
        constraints = {name: constraints[name] for name in constraints if name.endswith("Length")}
    if descriptor.get("format") in _ASKED:
        descriptor.pop("format")
    if descriptor["type"] in TYPES:
        descriptor["type"] = "any"
    if "pattern" in constraints:
        constraints["pattern"] = rf"(?:{constraints['pattern']})\Z"
    if column.field.required:
        constraints["required"] = True
    return {**descriptor, "constraints": constraints}


def _references(table: TypedTable, tables: Mapping[TableKey, TypedTable]) -> Iterator[_Reference]:
    """Find the foreign keys of a table that can be followed; others would only make noise."""
    names = {column.name for column in table.sheet.columns}
    for key in table.schema.descriptor.get("foreignKeys", []):
        resource = key["reference"]["resource"] or table.key[0]
        target = next(
            (place for place in ((resource, table.key[1]), (resource, "")) if place in tables), None
        )
        if target is None or not set(key["fields"]) <= names:
            continue
        sheet = tables[target].sheet
        fields = key["reference"]["fields"]
        readable = set(fields) <= {column.name for column in sheet.columns} or not sheet.problems
        if sheet.broken or not readable:
            continue
        many = any(table.schema.field(name).type in LISTS for name in key["fields"])
        yield _Reference(tuple(key["fields"]), target, tuple(fields), many)


def _resource_name(key: TableKey) -> str:
    """Name the resource of a table: `mentors`, or `2026--timeline`."""
    name, edition = key
    return f"{edition}--{name}" if edition else name
