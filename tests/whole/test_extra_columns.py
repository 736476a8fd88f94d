"""Columns that a programme adds itself: shown where a page shows them, refused elsewhere."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest

from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
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


OPTIONS = "options: [Weekly, {en: Every month}, Às vezes]"
OWN = (
    f"- {{name: often, title: How often, privacy: public, filter: yes, {OPTIONS}}}\n"
    "- {name: moods, title: Moods, type: list, privacy: public,"
    " options: [Calm, Brisk, Stormy]}\n"
    "- {name: crew, title: Crew, type: range, privacy: public, filter: yes}\n"
    "- {name: talk, title: Talk, type: uri, privacy: public}\n"
)


def facet_of(build: Build, name: str) -> list[str]:
    """Return the choices of a filter, in order."""
    directory = next(page.body for page in build.pages if page.path == "mentors/index.md")
    facet = directory.partition(f'data-facet="x-{name}"')[2].partition("</details>")[0]
    return [unescape(part.partition("<")[0]) for part in facet.split('hb-check__label">')[1:]]


def several(root: Path, rows: list[str], fields: str = OWN) -> Build:
    """Build the small programme with mentors whose columns of the programme's own hold this."""
    text = f"id,name,consent,consent_date,consent_wording,{rows[0]}\n"
    names = ["ana,Ana Á", "ben,Ben No", "eva,Eva Expired", "kim,Kim Lee"]
    text += "".join(
        f"{name},yes,2026-01-01,1,{row}\n" for name, row in zip(names, rows[1:], strict=False)
    )
    programme = FILES["programme/programme.yaml"]
    changes = {
        "programme/fields.yaml": fields,
        MENTORS: text,
        "programme/programme.yaml": programme,
    }
    return build(Settings(write_programme(root, changes), date(2026, 3, 1)))


def faults(build: Build) -> list[tuple[int, str, str]]:
    return [
        (each.place.line, each.field, each.code)
        for each in build.problems
        if each.place.path in {MENTORS, "programme/fields.yaml"} and each.code != "profile-empty"
    ]


def test_options_are_listed_and_filtered_in_the_order_given(tmp_path: Path) -> None:
    rows = [
        "often,moods,crew,talk",
        "às vezes,stormy; Calm,10+,My talk: https://talk.example/1",
        "EVERY MONTH,,2-4,",
        "weekly,,2,https://talk.example/2",
        "as vezes,,12 to 14,",
    ]
    result = several(tmp_path, rows)
    assert not faults(result)
    assert facet_of(result, "often") == ["Weekly", "Every month", "Às vezes"]
    assert facet_of(result, "crew") == ["2", "2–4", "10+", "12–14"]
    body = body_of(result, "ana")
    assert "Calm · Stormy" in body
    assert '<a href="https://talk.example/1" rel="noopener">My talk</a>' in body
    assert '<a href="https://talk.example/2" rel="noopener">talk.example/2</a>' in body_of(
        result, "eva"
    )
    for id in ("ben", "eva", "kim"):
        assert "Moods" not in body_of(result, id)
    data = next(each.content for each in result.files if each.path == "data/mentors.csv").decode()
    assert "12-14" in data
    assert "Calm;Stormy" in data


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Daily,,,", "option-unknown"),
        ("Weekly; Every month,,,", "option-unknown"),
        (",Calm; Cross,,", "option-unknown"),
        (',"Calm, Brisk",,', "list-separator"),
        (",,4 to 2,", "type-range"),
        (",,06-Mar,", "type-range"),
        (",,,javascript:alert(1)", "web-address"),
        (",,,data:text/html;x", "web-address"),
        (",,,http://talk.example", "web-address-insecure"),
        (',,,"https://talk.example/""x"', "web-address"),
        (",,,Mine: https://talk.example/<b>", "web-address"),
    ],
)
def test_what_no_option_range_or_address_is_is_told(tmp_path: Path, row: str, code: str) -> None:
    column = ("often", "moods", "crew", "talk")[
        next(at for at, cell in enumerate(row.replace(", B", "; B").split(",")) if cell)
    ]
    assert faults(several(tmp_path, ["often,moods,crew,talk", row])) == [(2, column, code)]


@pytest.mark.parametrize(
    ("declared", "codes"),
    [
        ("type: integer, options: [a, b]", ["options-misplaced"]),
        ("vocabulary: expertise, options: [a, b]", ["options-misplaced"]),
        ("options: [Café, cafe]", ["item-duplicate"]),
        ("options: [{en: A}, B, a]", ["item-duplicate"]),
        ("options: []", []),
        ("type: url", ["enum"]),
    ],
)
def test_options_are_checked(tmp_path: Path, declared: str, codes: list[str]) -> None:
    fields = f"- {{name: knots, title: Knots, {declared}}}\n"
    result = several(tmp_path, ["knots", ""], fields)
    found = [each.code for each in result.problems if each.place.path == "programme/fields.yaml"]
    assert found == codes
