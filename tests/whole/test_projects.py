"""Projects and former mentees: shown with consent, wherever there is something to show."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.former_mentees import PublicFormerMentee
from handbook.content_types.projects import PublicProject
from handbook.editing.next_edition import next_edition
from handbook.outputs import NavigationItem
from handbook.problems import Severity
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from handbook.site.built import Build
from tests.support.programmes import FILES, HIDDEN, write_programme
from tests.support.small_builds import made
from tests.support.withdrawals import withdrawn

MENTEES = "programme/former_mentees.csv"
OLD, NEW = "programme/editions/2025/projects.csv", "programme/editions/2026/projects.csv"
HEADER = "id,title,summary,mentors,mentees,link\n"
TOOK_PART = {MENTEES: FILES[MENTEES].replace(",,acme,", ",2025,acme,")}
NONE: dict[str, str | None] = {MENTEES: None, OLD: None}
SAME = HEADER + "chart,A second chart,Of deeper water.,ana,,\n"


@cache
def built(*changes: tuple[str, str | None], day: str = "2026-03-01") -> Build:
    with TemporaryDirectory() as folder:
        return made(Path(folder), dict(changes), today=date.fromisoformat(day))


def everything(build: Build) -> str:
    assert build.pages, build.problems
    parts = [page.body + page.title + page.description for page in (*build.pages, *build.entries)]
    parts += [page.path for page in (*build.pages, *build.entries)]
    data = [each.content.decode("utf-8", "replace") for each in build.files]
    return "\n".join((*parts, *data))


def body(build: Build, path: str) -> str:
    found = {page.path: page.body for page in (*build.pages, *build.entries)}
    return " ".join(re.sub(r"<[^>]+>", " ", found[path]).split())


def menu(items: tuple[NavigationItem, ...]) -> list[str]:
    return [path for item in items for path in (item.path, *menu(item.children))]


def told(root: Path, changes: dict[str, str | None]) -> list[tuple[str, int | None, str]]:
    reading = read_programme(Settings(write_programme(root, changes), date(2026, 3, 1)), REGISTRY)
    return [
        (each.place.path, each.place.line, each.code)
        for each in reading.problems
        if each.place.path in (MENTEES, OLD, NEW)
    ]


def test_a_project_stands_with_its_edition_its_mentors_and_its_mentees() -> None:
    for path in ("projects/index.md", "2025.md", "mentors/ana.md", "former-mentees/ida.md"):
        assert "A chart of the shallows" in body(built(), path), path
    assert "A chart" not in body(built(), "2026.md")
    page = body(built(), "projects/2025-chart.md")
    assert "Ana &lt;Á&gt; &amp; Sons" in page
    assert "Ida &lt;Á&gt; Former" in page
    shown = built(*TOOK_PART.items())
    assert "Steers a ferry of her own" in body(shown, "2025.md")
    assert "Edition 2025" in body(shown, "former-mentees/ida.md")


def test_who_said_no_or_whose_consent_ended_is_nowhere() -> None:
    text = everything(built())
    assert [hidden for hidden in (*HIDDEN, "olaf", "Eva Expired") if hidden in text] == []
    later = everything(built((MENTEES, FILES[MENTEES].replace(",1,\n", ",1,2026-02-28\n"))))
    assert "Former\n" not in later
    assert "Steers a ferry" not in later
    assert "ida.example" not in later
    assert "A chart of the shallows" in later


def test_the_data_name_whom_the_pages_name() -> None:
    tables = {
        file.path: list(csv.DictReader(io.StringIO(file.content.decode())))
        for file in built().files
        if file.path.endswith(".csv")
    }
    assert [
        (row["edition"], row["id"], row["mentors"], row["mentees"])
        for row in tables["data/projects.csv"]
    ] == [("2025", "chart", "ana", "ida")]
    assert [row["id"] for row in tables["data/former_mentees.csv"]] == ["ida"]
    assert set(tables["data/former_mentees.csv"][0]) == {
        *("id", "name", "editions", "organisation", "now", "link"),
        *({"consent"} & set(tables["data/former_mentees.csv"][0])),
    }


def test_without_a_file_there_is_neither_page_nor_entry_of_the_menu() -> None:
    without = built(*NONE.items())
    names = {page.path for page in without.pages}
    for page in ("projects/index.md", "former-mentees/index.md"):
        assert page in menu(built().navigation["en"])
        assert page not in names
        assert page not in menu(without.navigation["en"])
    assert not re.search(r"(?i)former mentee|\bprojects\b", body(without, "2025.md"))
    assert "projects" not in body(without, "mentors/ana.md").casefold()


def test_a_page_stays_when_the_last_consent_has_ended() -> None:
    ended = FILES[MENTEES].replace(",1,\n", ",1,2026-02-28\n")
    page = body(built((MENTEES, ended)), "former-mentees/index.md")
    assert "There are no former mentees to show yet." in page


def test_projects_of_one_id_in_two_editions_have_a_page_each() -> None:
    two = built((NEW, SAME))
    assert "Of deeper water." in body(two, "projects/2026-chart.md")
    assert "Drawn anew" in body(two, "projects/2025-chart.md")
    assert body(two, "projects/index.md").index("Edition 2026") < body(
        two, "projects/index.md"
    ).index("Edition 2025")
    assert two.programme is not None
    assert [each.edition for each in two.programme.all(PublicProject)] == ["2025", "2026"]


@pytest.mark.parametrize("id", ["ida", "olaf-unseen"])
def test_whoever_withdraws_goes_from_every_list(tmp_path: Path, id: str) -> None:
    withdrawn(write_programme(tmp_path), id)
    row = (tmp_path / OLD).read_text("utf-8").splitlines()[1]
    assert id not in row
    assert re.search(r"\bwithdrawn-\w+", row)
    assert "ana; eva" in row
    again = read_programme(Settings(tmp_path, date(2026, 3, 1)), REGISTRY)
    assert [each for each in again.problems if each.place.path in (MENTEES, OLD)] == []


@pytest.mark.parametrize(
    ("path", "row", "codes"),
    [
        (OLD, "a,T,S,ben,,\n", ["project-mentor"]),
        (OLD, "a,T,S,ana; nobody,,\n", ["foreign-key"]),
        (OLD, "a,T,S,,nobody,\n", ["foreign-key"]),
        (OLD, "a,T,S,,ana,\n", ["foreign-key"]),
        (OLD, "a,T,S,,Ida <Á> Former,\n", ["id-wanted"]),
        (OLD, "a,T,S,,,javascript:alert(1)\n", ["web-address"]),
        (OLD, "a,T,S,,,charts.example\n", ["web-address"]),
        (OLD, "a,<b>T</b>,S,,,\n", ["html-in-text"]),
        (OLD, ",T,S,,,\n", ["required"]),
        (OLD, "a,,S,,,\n", ["required"]),
        (OLD, "a,T,,,,\n", ["required"]),
        (OLD, "A b,T,S,,,\n", ["id-form"]),
        (OLD, "a,T,S,,,\n", []),
        (MENTEES, "i,Ira Vane,2019,,,,yes,2026-01-05,1,\n", ["foreign-key"]),
        (MENTEES, "i,Ira Vane,,nowhere,,,yes,2026-01-05,1,\n", ["foreign-key"]),
        (MENTEES, "i,Ira Vane,,,,,yes,,1,\n", ["consent-undated"]),
        (MENTEES, "i,Ira Vane,,,,,1,2026-01-05,1,\n", ["type-boolean"]),
        (MENTEES, "i,Ira Vane,,,,,,,,\n", ["required"]),
        (MENTEES, "i,,,,,,yes,2026-01-05,1,\n", ["required"]),
        (MENTEES, "i,Ira Vane,,,,,yes,2026-01-05,1,\n", []),
        (MENTEES, "i,Ira Vane,,,,,no,,,\n", []),
    ],
)
def test_what_cannot_be_meant_is_told(
    tmp_path: Path, path: str, row: str, codes: list[str]
) -> None:
    text = FILES.get(path, HEADER)
    found = told(tmp_path, {path: text + row})
    assert found == [(path, text.count("\n") + 1, code) for code in codes]


def test_a_mentee_of_another_edition_is_told(tmp_path: Path) -> None:
    row = HEADER + "a,T,S,ana,ida,\n"
    assert told(tmp_path, {**TOOK_PART, NEW: row}) == [(NEW, 2, "project-mentee")]


def test_what_looks_like_markup_stays_text() -> None:
    row = 'b,"[x](y) *T* | {{ 7*7 }} &amp;","{% if %} # S `c`",ana,ida,https://x.example/?a=1&b=2\n'
    text = everything(built((OLD, FILES[OLD] + row)))
    assert "<em>T</em>" not in text
    assert "{{ 7*7 }}" in text
    assert 'href="https://x.example/?a=1&amp;b=2"' in text


def test_the_next_edition_begins_without_what_came_of_the_last(tmp_path: Path) -> None:
    settings = Settings(write_programme(tmp_path), date(2026, 3, 1))
    programme = read_programme(settings, REGISTRY).programme
    begun = next_edition(tmp_path, programme, "2027", "2025", {"en": load_catalogue("en")})
    assert begun.changes
    assert not any("projects" in path for path in begun.changes)


def test_a_page_that_needs_what_nobody_knows_is_told() -> None:
    page = "---\ntitle: X\ndescription: Y.\nneeds: wishes\n---\n\n# X\n"
    faulty = built(("content/en/x.md", page))
    assert [(each.place.path, each.place.line, each.code) for each in faulty.problems] == [
        ("content/en/x.md", 4, "needs-unknown")
    ]


def test_public_records_have_nothing_of_consent() -> None:
    assert not {"consent", "organisation"} & set(PublicFormerMentee.__slots__)


def test_of_two_mentors_of_a_project_one_may_be_shown_alone() -> None:
    """The list of both is no name, and whoever is shown has consented."""
    mentors = FILES["programme/mentors.csv"]
    shown = mentors.splitlines()[1].replace("ana,Ana <Á> & Sons", "ivo-sands,Ivo Sands")
    ended = next(row for row in mentors.splitlines() if row.startswith("eva,"))
    ended = ended.replace("eva,Eva", "ella-quit,Ella")
    row = "chart,A chart,Of the shallows.,ella-quit; ivo-sands,,\n"
    changes = {
        "programme/mentors.csv": f"{mentors}{ended}\n{shown}\n",
        OLD: HEADER + row,
    }
    found = built(*changes.items())
    assert [each.code for each in found.problems if each.severity is Severity.ERROR] == []
    hidden = {each.value for each in found.confidential}
    assert hidden & {"ella-quit", "ivo-sands", "Ella Expired", "Ivo Sands"} == {
        "ella-quit",
        "Ella Expired",
    }
    assert "Ivo Sands" in everything(found)
