"""Engine: every table of a run as one Frictionless package, judged in one pass."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from handbook.problems import Problem
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.faults import FIRST_RECORD, Faults, resource_name
from handbook.reading.sheets.keys import key_values, similar_keys
from handbook.reading.sheets.prepared import Key, Prepared
from handbook.reading.sheets.schemas import SchemaError

_NO_LIMIT = 10**9
_KNOWN = ("name", "type", "format", "trueValues", "falseValues")


@dataclass(frozen=True)
class Judged:
    """The typed records of a table, None where something is wrong with one."""

    records: Sequence[Sequence[Any] | None]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Reference:
    """A foreign key that can be followed."""

    fields: tuple[str, ...]
    target: Key
    target_fields: tuple[str, ...]

    @property
    def resource(self) -> str:
        return f"{resource_name(self.target)}.{'.'.join(self.target_fields)}"


def judge(tables: Mapping[Key, Prepared]) -> dict[Key, Judged]:
    """Let Frictionless judge tables together.

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
                *(_keys(tables[one.target], one, wanted[name]) for name, one in targets.items()),
            ]
        )
        by_resource = {name: tables[one.target] for name, one in targets.items()}
        return {
            key: _judge(package.get_resource(resource_name(key)), table, by_resource)
            for key, table in tables.items()
        }
    except FrictionlessException as error:
        reasons = [reason.note for reason in error.reasons] or [error.error.note]
        raise SchemaError("; ".join(reasons)) from error


def _judge(resource: Any, table: Prepared, resources: Mapping[str, Prepared]) -> Judged:
    rows: list[list[Any]] = []
    if not table.found.columns or not table.cells:
        return Judged([], tuple(table.problems.values()))
    report = resource.validate(
        limit_errors=_NO_LIMIT, on_row=lambda row: rows.append(row.to_list())
    )
    faults = Faults(table, resources)
    problems = list(table.problems.values())
    wrong = {record for record, _ in table.problems} | table.found.doubtful
    for task in report.tasks:
        for error in task.errors:
            wrong.add(getattr(error, "row_number", 1) - FIRST_RECORD)
            problems += faults.problems(error)
        if task.warnings:
            problems.append(Problem(table.found.locate(0), "not-valid", details={"kind": "part"}))
    if not report.valid and not problems and not wrong:
        raise SchemaError(f"{table.found.path}: {report.flatten(['message'])[:3]}")
    similar = dict(similar_keys(table, wrong))
    problems += similar.values()
    wrong |= set(similar)
    records = [None if record in wrong else row for record, row in enumerate(rows)]
    return Judged(records, tuple(problems))


@lru_cache(maxsize=256)
def _schema(descriptor: str) -> Any:
    """Make a schema of its descriptor, once in a process: checking it takes most of the time."""
    from frictionless import Schema  # noqa: PLC0415

    return Schema.from_descriptor(json.loads(descriptor))


def _resource(table: Prepared, references: Sequence[_Reference]) -> Any:
    from frictionless.resources import TableResource  # noqa: PLC0415

    columns = table.found.columns
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
    ]
    return TableResource(
        name=resource_name(table.key),
        # A function, since Frictionless copies lists deeply.
        data=lambda: [names, *(list(cells) for cells in table.cells)],
        schema=_schema(json.dumps(descriptor)),
    )


def _wanted(
    tables: Mapping[Key, Prepared], references: Mapping[Key, Sequence[_Reference]]
) -> Mapping[str, set[tuple[Any, ...]]]:
    """Gather the values that stand in the columns of references, by what they refer to."""
    wanted: dict[str, set[tuple[Any, ...]]] = {}
    for key, found in references.items():
        names = [column.name for column in tables[key].found.columns]
        for one in found:
            positions = [names.index(name) for name in one.fields]
            wanted.setdefault(one.resource, set()).update(
                tuple(cells[position] for position in positions) for cells in tables[key].cells
            )
    return wanted


def _keys(table: Prepared, reference: _Reference, wanted: set[tuple[Any, ...]]) -> Any:
    from frictionless.resources import TableResource  # noqa: PLC0415

    names = list(reference.target_fields)
    fields = [{"name": name, "type": "any"} for name in names]
    columns = [key_values(table, name) for name in names]
    rows = [list(cells) for cells in zip(*columns, strict=True) if cells in wanted]
    return TableResource(
        name=reference.resource,
        data=lambda: [names, *rows],
        schema=_schema(json.dumps({"fields": fields})),
    )


def _descriptor(column: Column) -> dict[str, Any]:
    """Describe a column as its values now stand: lists are split, patterns hold to the end."""
    given = column.field.descriptor
    descriptor = {key: given[key] for key in _KNOWN if key in given}
    descriptor["name"] = column.name
    constraints = {
        name: value
        for name, value in given.get("constraints", {}).items()
        if not name.startswith("item") and name != "required"
    }
    if column.field.type in {"list", "array"}:
        descriptor["type"] = "array"
        descriptor.pop("format", None)
        constraints = {name: constraints[name] for name in constraints if name.endswith("Length")}
    if column.field.vocabulary:
        constraints.pop("enum", None)
    if "pattern" in constraints:
        constraints["pattern"] = rf"(?:{constraints['pattern']})\Z"
    if column.required:
        constraints["required"] = True
    return {**descriptor, "constraints": constraints}


def _references(table: Prepared, tables: Mapping[Key, Prepared]) -> Iterator[_Reference]:
    """Find the foreign keys of a table that can be followed; others would only make noise."""
    names = {column.name for column in table.found.columns}
    for key in table.schema.descriptor.get("foreignKeys", []):
        resource = key["reference"]["resource"] or table.key[0]
        target = next(
            (place for place in ((resource, table.key[1]), (resource, "")) if place in tables), None
        )
        if target is None or not set(key["fields"]) <= names:
            continue
        found = tables[target].found
        fields = key["reference"]["fields"]
        readable = set(fields) <= {column.name for column in found.columns} or not found.problems
        if found.broken or not readable:
            continue
        yield _Reference(tuple(key["fields"]), target, tuple(fields))
