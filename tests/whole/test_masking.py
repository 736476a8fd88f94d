"""No problem, in whatever form it is told, repeats what is private or depends on consent."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import read_programme
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Privacy
from handbook.settings import Settings
from handbook.wording import as_line
from handbook.wording.formats import as_github, as_gitlab, as_json
from tests.support.mutations import TABLES
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY

MARK = "Zebedee"
FAULTS = (
    MARK,
    f"={MARK}",
    f"<script>{MARK}</script>",
    f"{MARK}\x07",
    f"{MARK}@x, {MARK}@y",
    f"javascript:{MARK}",
    f"{MARK} 2026-02-30",
    f"{MARK}; {MARK}s",
)
PRIVATE = {
    "private/mentees.csv": "id,name,organisation,email,phone,notes\nmia,Mia,acme,,,\nmo,Mo,,,,\n",
    "private/editions/2026/pairs.csv": "mentor,mentee,since,until\nana,mia,,\nana,mo,,\n",
}
EVERY = {
    **{path: FILES[path] for path in TABLES},
    **PRIVATE,
}


def kind_of(path: str) -> Path:
    """Return the schema of a table."""
    for kind in REGISTRY:
        if Path(path).match(kind.file):
            return kind.schema
    raise KeyError(path)


def faulty(path: str, fault: str) -> tuple[str, int]:
    """Put a fault into every cell of a table that is not public; say into how many columns."""
    rows = list(csv.reader(io.StringIO(EVERY[path], newline="")))
    schema = load_schema(kind_of(path))
    hidden = [
        index
        for index, name in enumerate(rows[0])
        if schema.field(name).privacy is not Privacy.PUBLIC
    ]
    for row in rows[1:]:
        for index in hidden:
            row[index] = fault
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue(), len(hidden)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_not_public_is_never_told(tmp_path: Path, fault: str) -> None:
    changed = {path: faulty(path, fault) for path in EVERY}
    assert sum(count for _, count in changed.values()) > 40
    root = write_programme(tmp_path, {path: text for path, (text, _) in changed.items()})
    problems = read_programme(Settings(root, DAY, private=True), REGISTRY).problems
    # Whom projects name is behind the faults of the tables that they refer to.
    hidden = {path for path, (_, count) in changed.items() if count and "projects" not in path}
    places = {place for problem in problems for place in (problem.place, *problem.also)}
    assert hidden <= {place.path for place in places}
    for language in ("en", "es"):
        catalogue = load_catalogue(language)
        told = [form(problems, catalogue) for form in (as_json, as_github, as_gitlab)]
        told += [as_line(problem, catalogue) for problem in problems]
        assert MARK.casefold() not in "\n".join(told).casefold()


@pytest.mark.parametrize(
    ("shown", "hidden", "value", "masked"),
    [
        ("organisation", "name", "Zebedee Quist", True),
        ("organisation", "name", "Цебеди Квист", True),
        ("organisation", "email", "zebedee@quist.example", True),
        ("expertise", "email", "zebedee@quist.example", True),
        ("availability", "phone", "01632 960 555", True),
        ("organisation", "name", "acmee", False),
        ("availability", "notes", "two evenings", True),
    ],
)
def test_what_slipped_into_a_public_column_is_not_told_either(
    tmp_path: Path, shown: str, hidden: str, value: str, masked: bool
) -> None:
    """Headings or cells that have changed places."""
    rows = list(csv.reader(io.StringIO(FILES["programme/mentors.csv"], newline="")))
    one, other = rows[0].index(shown), rows[0].index(hidden)
    rows[1][other] = value
    rows[0][one], rows[0][other] = rows[0][other], rows[0][one]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    root = write_programme(tmp_path, {"programme/mentors.csv": text.getvalue()})
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    lines = [as_line(problem, load_catalogue("en")) for problem in problems]
    there = [line for line in lines if "mentors.csv:2:" in line and f" {shown}:" in line]
    assert there
    assert any(value in line for line in lines) is not masked
