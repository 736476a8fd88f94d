"""People who withdrew: an opaque id is left, which nothing is published of and others may count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.mentors import MENTORS as MENTORS_TYPE
from handbook.reading.sheets.typed_table import is_tombstone
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, fault, made, worded

MENTORS = "programme/mentors.csv"
SERVICE = "programme/editions/2025/mentors.csv"
TESTIMONIALS = "programme/editions/2025/testimonials.yaml"
HEADER = FILES[MENTORS].splitlines()[0].split(",")
GONE = "withdrawn-0badcafe"


def row(**cells: str) -> str:
    return ",".join(cells.get(name, "") for name in HEADER) + "\n"


@pytest.mark.parametrize(
    ("id", "is_one"),
    [
        (GONE, True),
        ("withdrawn-0BADCAFE", False),
        ("withdrawn-0badcaf", False),
        ("withdrawn-", False),
        ("ana", False),
        (None, False),
    ],
)
def test_only_an_opaque_id_is_a_tombstone(id: object, is_one: bool) -> None:
    assert is_tombstone(id) is is_one


def test_a_tombstone_needs_nothing_but_its_id_and_is_nobody(tmp_path: Path) -> None:
    first, *others = FILES[MENTORS].splitlines(keepends=True)
    # Between the others: what is told of them must still stand in their own lines.
    table = "".join([first, row(id=GONE, consent="no"), *others])
    changes = {MENTORS: table, SERVICE: FILES[SERVICE] + f"{GONE},1\n"}
    build_ = made(tmp_path, changes)
    assert build_.problems == ()
    assert build_.programme is not None
    assert GONE not in {mentor.id for mentor in build_.programme.kinds["mentors"]}
    assert all(GONE not in page.body for page in (*build_.pages, *build_.entries))
    (edition,) = [one for one in build_.programme.kinds["editions"] if one.id == "2025"]
    plain = made(tmp_path / "plain").programme
    assert plain is not None
    (before,) = [one for one in plain.kinds["editions"] if one.id == "2025"]
    assert edition.mentors_unnamed == before.mentors_unnamed + 1


def test_the_places_of_the_others_stay_right(tmp_path: Path) -> None:
    first, *others = FILES[MENTORS].splitlines(keepends=True)
    broken = others[0].replace(",yes,2026-01-01", ",maybe,2026-01-01")
    assert broken != others[0]
    build_ = made(tmp_path, {MENTORS: "".join([first, row(id=GONE), broken, *others[1:]])})
    places = [fault(problem)[:2] for problem in build_.problems]
    assert (MENTORS, 3) in places
    assert (MENTORS, 2) not in places


def test_a_tombstone_that_still_holds_something_is_told_without_telling_it(tmp_path: Path) -> None:
    table = FILES[MENTORS] + row(id=GONE, name="Ana Remembered", consent="no")
    (problem,) = made(tmp_path, {MENTORS: table}).problems
    line = FILES[MENTORS].count("\n") + 1
    assert fault(problem) == (MENTORS, line, len(GONE) + 2, "tombstone-filled", "error")
    assert "Remembered" not in worded(problem)


def test_a_list_in_yaml_has_tombstones_too(tmp_path: Path) -> None:
    build_ = made(tmp_path, {TESTIMONIALS: f"{FILES[TESTIMONIALS]}\n- id: {GONE}\n"})
    assert build_.problems == ()


def test_the_tables_in_private_are_read_only_when_asked_for(tmp_path: Path) -> None:
    changes = {
        "private/mentees.csv": "id,name,organisation\nmia,Mia Mentee,beta\nmo,Mo Mentee,nowhere\n",
        "private/editions/2026/pairs.csv": "mentor,mentee\nana,mia\nana,nobody\n",
    }
    root = write_programme(tmp_path, changes)
    settings = Settings(root, DAY)
    assert build(settings).problems == ()
    found = build(replace(settings, private=True)).problems
    assert [fault(problem)[:4] for problem in found] == [
        ("private/editions/2026/pairs.csv", 3, 5, "foreign-key"),
        ("private/mentees.csv", 3, 14, "foreign-key"),
    ]
    for problem in found:
        assert "nobody" not in worded(problem)
        assert "nowhere" not in worded(problem)


def test_a_table_of_people_has_to_say_who_they_are(tmp_path: Path) -> None:
    """Or nobody could be taken out of it."""
    schema = (MENTORS_TYPE.folder / "schema.yaml").read_text("utf-8")
    folder = tmp_path / "mentors"
    folder.mkdir()
    (folder / "schema.yaml").write_text(
        "".join(line for line in schema.splitlines(keepends=True) if "person:" not in line)
    )
    careless = replace(MENTORS_TYPE, folder=folder)
    registry = tuple(careless if kind is MENTORS_TYPE else kind for kind in REGISTRY)
    build_ = made(tmp_path / "project", registry=registry)
    assert build_.failed
    nameless = [problem for problem in build_.problems if problem.code == "type-nameless"]
    assert "consent_date" in {problem.field for problem in nameless}
    assert "person: {id: id" in worded(nameless[0])
