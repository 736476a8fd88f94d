"""Mentors of an edition who have not said yes: neither counted nor shown in it, nor told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types.editions import PublicEdition
from handbook.content_types.mentors import PublicMentor
from handbook.site.built import Build
from tests.support.programmes import write_programme
from tests.support.small_builds import made

TABLE = "programme/editions/2026/mentors.csv"


def of_2026(build: Build) -> tuple[PublicEdition, PublicMentor]:
    assert build.programme is not None, build.problems
    (edition,) = [one for one in build.programme.all(PublicEdition) if one.id == "2026"]
    (mentor,) = [one for one in build.programme.all(PublicMentor) if one.id == "ana"]
    return edition, mentor


@pytest.mark.parametrize(
    ("cell", "shown"), [("no", 0), ("yes", 1), ("", 1), ("No", 0), ("FALSE", 0)]
)
def test_who_has_not_said_yes_is_not_in_it(tmp_path: Path, cell: str, shown: int) -> None:
    changes = {TABLE: f"mentor,capacity,confirmed\nana,1,{cell}\n"}
    edition, mentor = of_2026(made(tmp_path, changes))
    assert len(edition.mentors) == shown
    assert ("2026" in mentor.editions) == bool(shown)
    assert "2025" in mentor.editions


def test_an_edition_tells_where_somebody_worked_then(tmp_path: Path) -> None:
    changes = {TABLE: "mentor,capacity,organisation,position\nana,1,beta,Purser\n"}
    edition, mentor = of_2026(made(tmp_path, changes))
    (serving,) = edition.mentors
    assert (serving.organisation, str(serving.position)) == ("Beta Barges", "Purser")
    assert mentor.organisation != serving.organisation


def test_an_organisation_of_then_that_there_is_not_is_told(tmp_path: Path) -> None:
    changes = {TABLE: "mentor,capacity,organisation\nana,1,betta\n"}
    problems = made(tmp_path, changes).problems
    assert ("foreign-key", "organisation") in {(each.code, each.field) for each in problems}


def test_no_position_of_whoever_is_not_shown_stands_on_the_site(tmp_path: Path) -> None:
    root = write_programme(
        tmp_path, {TABLE: "mentor,capacity,organisation,position\nben,1,beta,Zeppelin captain\n"}
    )
    build = made(root, {TABLE: (root / TABLE).read_text("utf-8")})
    assert not build.failed
    assert all("Zeppelin" not in page.body for page in (*build.pages, *build.entries))
