"""Columns that a programme adds itself: shown where a page shows them, refused elsewhere."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest

from handbook.settings import Settings
from handbook.site import Build, build
from tests.support.programmes import FILES, write_programme

MENTORS = "programme/mentors.csv"


def made(root: Path, fields: str, **columns: str) -> Build:
    """Build the small programme with columns added to its first mentor."""
    header, first, *rest = FILES[MENTORS].splitlines()
    lines = [",".join([header, *columns]), ",".join([first, *columns.values()])]
    lines += [row + "," * len(columns) for row in rest]
    changes = {"programme/fields.yaml": fields, MENTORS: "\n".join(lines) + "\n"}
    return build(Settings(write_programme(root, changes), date(2026, 3, 1)))


def body_of(build: Build, id: str) -> str:
    return next(entry.body for entry in build.entries if entry.id == id)


def test_a_column_is_shown_as_far_as_it_may_be(tmp_path: Path) -> None:
    fields = (
        "- {name: boat, title: Boat, type: string, privacy: public, filter: yes}\n"
        "- {name: knots, title: Knots, type: integer, privacy: consent}\n"
        "- {name: debts, title: Debts, type: string, privacy: private}\n"
    )
    result = made(tmp_path, fields, boat="Skiff", knots="17", debts="Heavyweather")
    assert not result.problems
    assert "Skiff" in body_of(result, "ana")
    assert "17" in body_of(result, "ana")
    directory = next(page.body for page in result.pages if page.path == "mentors/index.md")
    assert "Skiff" in directory
    everything = "".join(page.body for page in result.pages)
    everything += "".join(entry.body for entry in result.entries)
    assert "Heavyweather" not in everything


@pytest.mark.parametrize(("scope", "there"), [("biography", False), ("biography;contact", True)])
def test_an_address_in_it_needs_consent_for_contact(
    tmp_path: Path, scope: str, there: bool
) -> None:
    fields = (
        "- {name: home, title: Home address, type: string, privacy: consent}\n"
        "- {name: boat, title: Boat, type: string, privacy: consent}\n"
    )
    given, changed = "yes,2026-01-01,biography,1,", f"yes,2026-01-01,{scope},1,"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(FILES, MENTORS, FILES[MENTORS].replace(given, changed, 1))
        result = made(tmp_path, fields, home="ana at home: a@home.example", boat="Skiff")
    body = unescape(body_of(result, "ana"))
    assert "Skiff" in body
    assert ("a@home.example" in body) is there
    assert ("a@home.example" in {each.value for each in result.confidential}) is not there


def test_its_cells_are_checked(tmp_path: Path) -> None:
    fields = "- {name: knots, title: Knots, type: integer, privacy: consent}\n"
    result = made(tmp_path, fields, knots="fast")
    assert [(each.place.line, each.field, each.code) for each in result.problems] == [
        (2, "knots", "type-integer")
    ]


def test_a_column_that_no_page_shows_is_refused_on_its_line(tmp_path: Path) -> None:
    fields = (
        "- {name: boat, title: Boat, privacy: public}\n"
        "- {table: results, name: mood, title: Mood, privacy: public}\n"
        "- {table: service, name: memo, title: Memo, privacy: private}\n"
    )
    result = made(tmp_path, fields, boat="Skiff")
    assert [(each.place.line, each.code, each.value) for each in result.problems] == [
        (2, "field-table", "results")
    ]


def test_a_private_column_needs_a_type_that_leaves_it_out(tmp_path: Path) -> None:
    fields = "- {table: faq, name: hush, title: Hush, type: string, privacy: private}\n"
    problems = made(tmp_path, fields).problems
    assert ("programme/fields.yaml", "type-unsafe") in {
        (problem.place.path, problem.code) for problem in problems
    }
