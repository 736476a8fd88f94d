"""A bare Frictionless validation of the rows of a programme: its tables inline, and nothing else.

    python benchmarks/bare.py FOLDER [--alone]

With `--alone` only the mentors and the organisations they refer to, without the editions.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

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


def validate(folder: Path, *, alone: bool) -> int:
    """Validate the tables of a programme as Frictionless does by itself.

    Returns:
        How many errors it found.
    """
    resources = [
        _resource(path, kind, number) for number, (path, kind) in enumerate(_tables(folder, alone))
    ]
    report = Package(resources=resources).validate(limit_errors=10**9)
    return sum(len(task.errors) for task in report.tasks)


def _tables(folder: Path, alone: bool) -> Iterator[tuple[Path, str]]:
    programme = folder / "programme"
    for kind in ALONE if alone else TABLES:
        yield programme / f"{kind}.csv", kind
    for edition in () if alone else sorted((programme / "editions").iterdir()):
        for name, kind in IN_EDITIONS.items():
            if (path := edition / f"{name}.csv").is_file():
                yield path, kind


def _resource(path: Path, kind: str, number: int) -> TableResource:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    described = yaml.safe_load((SCHEMAS / kind / "schema.yaml").read_text("utf-8"))
    fields = {field["name"]: field for field in described["fields"]}
    for field in described["fields"]:
        # Our own, which Frictionless knows nothing of.
        field.get("constraints", {}).pop("itemEnum", None)
    # A column that the programme added itself is in no schema.
    described["fields"] = [
        fields.get(label, {"name": label, "type": "string"}) for label in rows[0]
    ]
    # The kinds of recognition are no table.
    described["foreignKeys"] = [
        key for key in described.get("foreignKeys", []) if key["reference"]["resource"] in TABLES
    ]
    name = kind if kind in TABLES else f"{kind}-{number}"
    return TableResource(name=name, data=rows, schema=Schema.from_descriptor(described))


if __name__ == "__main__":
    sys.exit(1 if validate(Path(sys.argv[1]), alone="--alone" in sys.argv) else 0)
