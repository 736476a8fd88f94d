"""A bare Frictionless validation of the rows of a programme: its tables inline, and nothing else.

    python benchmarks/bare.py FOLDER [--alone | --lean]

With `--alone` only the mentors and the organisations they refer to, without the editions.

With `--lean` all tables, in the cheapest way that we know of: the rows come from a function, since
Frictionless copies lists deeply, and what others refer to stands once more in the package as a
table of its keys alone, since Frictionless reads every column of a table anew for each table that
refers to it.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from frictionless import Package, Schema
from frictionless.resources import TableResource

SCHEMAS = Path(__file__).resolve().parents[1] / "plugins" / "handbook" / "content_types"
ALONE = ("organisations", "mentors")
TABLES = (*ALONE, "committee")
IN_EDITIONS = {
    "mentors": "service",
    "timeline": "timeline",
    "recognitions": "recognitions",
    "results": "results",
}
"""By name of the file: the content type of which an edition has a table of its own."""


def validate(folder: Path, *, alone: bool = False, lean: bool = False) -> int:
    """Validate the tables of a programme as Frictionless does by itself.

    Returns:
        How many errors it found.
    """
    resources = []
    for number, (path, kind) in enumerate(_tables(folder, alone)):
        rows, described = _rows(path), _described(kind)
        labels = {field["name"]: field for field in described["fields"]}
        # A column that the programme added itself is in no schema.
        described["fields"] = [
            labels.get(label, {"name": label, "type": "string"}) for label in rows[0]
        ]
        # An optional column that a table does not have refers to nothing, nor can a list.
        described["foreignKeys"] = [
            key
            for key in described["foreignKeys"]
            if set(key["fields"]) <= set(rows[0])
            and not any(labels[name]["type"] == "list" for name in key["fields"])
        ]
        name = kind if kind in TABLES else f"{kind}-{number}"
        if lean:
            resources += _lean(name, rows, described)
        else:
            resources.append(_resource(name, rows, described))
    package = Package(resources=resources)
    report = package.validate(limit_errors=10**9)
    return sum(len(task.errors) for task in report.tasks)


def _tables(folder: Path, alone: bool) -> Iterator[tuple[Path, str]]:
    programme = folder / "programme"
    for kind in ALONE if alone else TABLES:
        yield programme / f"{kind}.csv", kind
    for edition in () if alone else sorted((programme / "editions").iterdir()):
        for name, kind in IN_EDITIONS.items():
            if (path := edition / f"{name}.csv").is_file():
                yield path, kind


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _described(kind: str) -> dict[str, Any]:
    """Read a Table Schema, less what Frictionless knows nothing of."""
    described: dict[str, Any] = yaml.safe_load((SCHEMAS / kind / "schema.yaml").read_text("utf-8"))
    for field in described["fields"]:
        field.get("constraints", {}).pop("itemEnum", None)
        if field["type"] == "range":
            field["type"] = "string"
        if field.get("format") in {"time_zone", "link"}:
            del field["format"]
    # The kinds of recognition are no table.
    described["foreignKeys"] = [
        key for key in described.get("foreignKeys", []) if key["reference"]["resource"] in TABLES
    ]
    return described


def _resource(name: str, rows: Any, described: dict[str, Any]) -> TableResource:
    return TableResource(name=name, data=rows, schema=Schema.from_descriptor(described))


def _lean(name: str, rows: list[list[str]], described: dict[str, Any]) -> Iterator[TableResource]:
    """Give a table, and another of its ids if others refer to it by them."""
    for key in described["foreignKeys"]:
        key["reference"]["resource"] += "-ids"
    yield _resource(name, lambda: iter(rows), described)
    if name in TABLES:
        ids = [[cells[rows[0].index("id")]] for cells in rows]
        yield _resource(f"{name}-ids", lambda: iter(ids), {"fields": [{"name": "id"}]})


def main() -> int:
    """Validate; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--lean", action="store_true")
    asked = parser.parse_args()
    return 1 if validate(asked.folder, alone=asked.alone, lean=asked.lean) else 0


if __name__ == "__main__":
    sys.exit(main())
