"""A small programme in a folder of its own, with content types that exist only here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handbook.content_type import ContentType, RecordList, Table, as_it_is
from handbook.languages import Languages
from handbook.reading.documents.conventions import DeclaredConventions
from handbook.reading.documents.declarations import Additions, read_additions
from handbook.reading.sheets.rows import Rows, read_rows

Fault = tuple[int, int, str]


@dataclass
class Project:
    root: Path
    languages: Languages = field(default_factory=lambda: Languages(("en", "es")))
    kinds: list[ContentType] = field(default_factory=list)
    date_order: str = "iso"
    decimal_mark: str = "."

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.root / "programme" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def kind(self, name: str, schema: str, path: str = "", *, optional: bool = False) -> None:
        folder = self.root / "kinds" / name
        folder.mkdir(parents=True)
        (folder / "schema.yaml").write_text(schema)
        path = path or f"{name}.csv"
        source = Table if path.endswith(".csv") else RecordList
        self.kinds.append(ContentType(name, folder, source(path, optional), as_it_is))

    def setup(self) -> Additions:
        return read_additions(self.root, self.languages)

    def read(self, *editions: str) -> Rows:
        declared = DeclaredConventions(
            self.languages, self.date_order, self.decimal_mark, frozenset()
        )
        return read_rows(self.root, self.kinds, editions, declared, self.setup())

    def faults(self, path: str = "", *editions: str) -> list[Fault]:
        return [
            (problem.place.line, problem.place.column, problem.code)
            for problem in self.read(*editions).problems
            if not path or problem.place.path == f"programme/{path}"
        ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "programme").mkdir()
    return Project(tmp_path)


@pytest.fixture
def table(project: Project) -> Callable[..., list[Fault]]:
    """Read one table of one field (`v`) besides its id, and return its faults."""

    def read(fields: str, content: str | bytes, date_order: str = "iso") -> list[Fault]:
        project.date_order = date_order
        project.kind("things", f"primaryKey: [id]\nfields:\n  - {{name: id}}\n{fields}")
        project.write("things.csv", content)
        return project.faults("things.csv")

    return read
