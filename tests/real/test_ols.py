"""A real programme's data, converted and published: Open Life Science, cohorts 7 and 8.

The data lies beside the repository, never in it; where it is absent, nothing here runs.
"""

from __future__ import annotations

import csv
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.outputs import EntryPage, Page
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build

from .convert_ols import ROOT, Conversion, convert
from .schedule import read_day
from .synthesised_consent import TODAY

SOURCE = ROOT.parent / "shared" / "data" / "ols"
COHORTS = ("7", "8")

pytestmark = [
    pytest.mark.skipif(not SOURCE.is_dir(), reason="../shared/data/ols is not there"),
]


def read(name: str) -> Any:
    return yaml.safe_load((SOURCE / name).read_text(encoding="utf-8"))


def mentors_of(cohort: str) -> set[str]:
    return {
        mentor for project in read(f"ols-{cohort}/projects.yaml") for mentor in project["mentors"]
    }


def dates_of(cohort: str) -> list[dict[str, Any]]:
    schedule = read(f"ols-{cohort}/schedule.yaml")
    calls = [call for week in schedule["weeks"].values() for call in week["calls"]]
    entries = [{**entry, "title": entry["description"]} for entry in schedule["timeline"]]
    return entries + calls


def dated(cohort: str) -> list[dict[str, Any]]:
    return [item for item in dates_of(cohort) if item.get("date")]


def text_of(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    # Not pytest's own folder, which outlives the test: nothing of real people is kept.
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder).resolve()


@pytest.fixture(scope="module")
def conversion(root: Path) -> Conversion:
    return convert(SOURCE, root, COHORTS)


@pytest.fixture(scope="module")
def table(root: Path, conversion: Conversion) -> list[dict[str, str]]:
    text = (root / "programme" / "mentors.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


@pytest.fixture(scope="module")
def built(root: Path, conversion: Conversion) -> Build:
    return build(Settings(root=root, today=TODAY))


@pytest.fixture(scope="module")
def entries(built: Build) -> dict[tuple[str, str], EntryPage]:
    return {(entry.kind, entry.id): entry for entry in built.entries}


def outputs(built: Build) -> Iterator[tuple[str, str]]:
    """Everything that would be published, as path and content."""
    pages: tuple[Page | EntryPage, ...] = (*built.pages, *built.entries)
    for page in pages:
        yield page.path, "\n".join((page.title, page.description, page.body))
    for file in built.files:
        yield file.path, file.content.decode("utf-8", errors="replace")


def shown(conversion: Conversion) -> list[str]:
    return sorted(set(conversion.mentors.values()) - conversion.hidden)


def test_every_mentor_is_converted_or_refused(conversion: Conversion) -> None:
    wanted = mentors_of("7") | mentors_of("8")
    assert set(conversion.mentors) | set(conversion.refused) == wanted
    assert not set(conversion.mentors) & set(conversion.refused)
    assert len(set(conversion.mentors.values())) == len(conversion.mentors)


def test_whatever_was_refused_or_renamed_is_noted(conversion: Conversion) -> None:
    notes = "\n".join(conversion.notes)
    for refused in conversion.refused:
        assert f"people.yaml: {refused}: refused" in notes
    for before, after in conversion.mentors.items():
        if before != after:
            assert f"people.yaml: {before}: id: changed to {after}" in notes
    assert "CONSENT IS SYNTHESISED" in notes


@pytest.mark.parametrize("cohort", COHORTS)
def test_counts_equal_the_source(conversion: Conversion, cohort: str) -> None:
    (edition,) = (each for each in conversion.editions if each.slug == f"ols-{cohort}")
    assert len(edition.mentors) == len(mentors_of(cohort) - set(conversion.refused))
    assert edition.dates == len(dated(cohort))
    assert edition.refused_dates == len(dates_of(cohort)) - len(dated(cohort))
    notes = [note for note in conversion.notes if note.startswith(f"ols-{cohort}/schedule.yaml")]
    assert sum("refused" in note for note in notes) == edition.refused_dates
    mentees: dict[str, set[str]] = {}
    for project in read(f"ols-{cohort}/projects.yaml"):
        for mentor in project["mentors"]:
            mentees.setdefault(conversion.mentors[mentor], set()).update(project["participants"])
    assert edition.mentors == {id: max(len(theirs), 1) for id, theirs in mentees.items()}


def test_invented_consent_takes_every_form(
    conversion: Conversion, table: list[dict[str, str]]
) -> None:
    hidden = [row for row in table if row["id"] in conversion.hidden]
    assert any(row["consent"] == "no" for row in hidden)
    assert any(row["consent"] == "yes" and row["consent_expiry"] for row in hidden)
    assert any(not row["consent_scope"] for row in table if row["id"] not in conversion.hidden)
    assert len(hidden) < len(table) / 4


def test_the_repository_is_refused_as_a_target() -> None:
    with pytest.raises(ValueError, match="repository"):
        convert(SOURCE, ROOT / "tests" / "real", COHORTS)


def test_there_are_no_errors(built: Build) -> None:
    errors = [f"{p.place} {p.code} {p.field}" for p in built.problems if p.severity == "error"]
    assert errors == []


def test_each_mentor_who_consents_is_shown(
    conversion: Conversion, table: list[dict[str, str]], entries: dict[tuple[str, str], EntryPage]
) -> None:
    assert sorted(id for kind, id in entries if kind == "mentors") == shown(conversion)
    for row in table:
        if row["id"] in conversion.hidden:
            continue
        entry = entries["mentors", row["id"]]
        text = text_of(entry.body)
        assert row["name"] in (entry.title, text_of(entry.title))
        assert row["name"] in text
        for term in filter(None, row["expertise"].split(";")):
            assert conversion.expertise[term] in text, (row["id"], term)


def test_a_biography_is_shown_only_where_the_consent_covers_it(
    root: Path, conversion: Conversion, table: list[dict[str, str]], built: Build
) -> None:
    everything = text_of("\n".join(content for _, content in outputs(built)))
    checked = set()
    for row in table:
        path = root / "programme" / "mentors" / f"{row['id']}.en.md"
        if not path.exists():
            continue
        # A stretch of letters that no Markdown changes.
        opening = re.findall(r"[\w ]{20,}", path.read_text(encoding="utf-8"))[0].strip()
        covered = row["id"] not in conversion.hidden and bool(row["consent_scope"])
        assert (opening in everything) == covered, row["id"]
        checked.add(covered)
    assert checked == {True, False}


def test_who_does_not_consent_appears_nowhere(conversion: Conversion, built: Build) -> None:
    for path, content in outputs(built):
        seen = text_of(content).casefold()
        for id in conversion.hidden:
            assert f"/{id}" not in f"/{path}", "path of a hidden person"
            assert f"mentors/{id}" not in content, path
            assert conversion.names[id].casefold() not in seen, path


@pytest.mark.parametrize("cohort", COHORTS)
def test_each_dated_call_is_in_the_edition(
    cohort: str, entries: dict[tuple[str, str], EntryPage]
) -> None:
    body = entries["editions", f"ols-{cohort}"].body
    text = text_of(body)
    for item in dated(cohort):
        assert " ".join(item["title"].split()) in text
    days = [read_day(str(item["date"])) for item in dated(cohort)]
    for day in days:
        assert body.count(f'datetime="{day}"') >= days.count(day), day


@pytest.mark.parametrize("cohort", COHORTS)
def test_the_edition_shows_its_mentors(
    cohort: str, conversion: Conversion, entries: dict[tuple[str, str], EntryPage]
) -> None:
    (edition,) = (each for each in conversion.editions if each.slug == f"ols-{cohort}")
    found = re.findall(r'href="[^"]*mentors/([a-z0-9-]+)/"', entries["editions", edition.slug].body)
    assert set(found) == set(edition.mentors) - conversion.hidden


@pytest.mark.parametrize("cohort", COHORTS)
def test_each_project_stands_with_its_edition_and_its_mentors(
    cohort: str, conversion: Conversion, entries: dict[tuple[str, str], EntryPage]
) -> None:
    (edition,) = (each for each in conversion.editions if each.slug == f"ols-{cohort}")
    source = read(f"ols-{cohort}/projects.yaml")
    assert len(edition.projects) == len(source)
    text = text_of(entries["editions", edition.slug].body)
    assert [title for title in edition.projects if title not in text] == []
    for project, title in zip(source, edition.projects, strict=True):
        for mentor in {conversion.mentors.get(each.strip()) for each in project["mentors"]}:
            if mentor and mentor not in conversion.hidden:
                assert title in text_of(entries["mentors", mentor].body), (mentor, title)


def test_links_lead_to_addresses(
    table: list[dict[str, str]],
    conversion: Conversion,
    entries: dict[tuple[str, str], EntryPage],
) -> None:
    rows = [row for row in table if row["links"] and row["id"] not in conversion.hidden]
    assert rows
    for row in rows:
        for link in row["links"].split("; "):
            address = html.escape(link.partition(": ")[2])
            assert f'href="{address}"' in entries["mentors", row["id"]].body, (row["id"], link)


@pytest.fixture(scope="module")
def site(root: Path, conversion: Conversion) -> Path:
    """The site as the command builds it."""
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    paths = [str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-m", "handbook", "build", "--today", str(TODAY)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_mkdocs_makes_a_page_of_each_mentor(site: Path, conversion: Conversion) -> None:
    pages = sorted(path.parent.name for path in (site / "mentors").glob("*/index.html"))
    assert pages == shown(conversion)


def test_who_does_not_consent_is_nowhere_in_the_site(site: Path, conversion: Conversion) -> None:
    kinds = {".csv", ".html", ".ics", ".json", ".txt", ".xml"}
    assert (site / "search" / "search_index.json").is_file()
    for path in (path for path in site.rglob("*") if path.suffix in kinds):
        seen = text_of(path.read_text(encoding="utf-8")).casefold()
        for id in conversion.hidden:
            assert conversion.names[id].casefold() not in seen, path
