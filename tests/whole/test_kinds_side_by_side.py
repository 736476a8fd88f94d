"""Several kinds of mentoring on one portal, each clear about what it is (evidence 3.7)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from handbook.content_types import REGISTRY
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from handbook.site.built import Build
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import NOTES, made

CLASSIC = "programme/editions/2026"
BESIDE = "programme/editions/beside"
PROGRAMME = "programme/programme.yaml"
SERVING = f"{CLASSIC}/mentors.csv"
SOL = FILES["programme/mentors.csv"].splitlines()[1].replace("ana,Ana <Á> & Sons", "sol,Sol Reef")
SOL = SOL.replace("ana@acme.example", "sol@acme.example").replace("960001", "960007")
KINDS = {"reverse": "Reverse mentoring", "peer": "Peer mentoring", "cascade": "Cascade mentoring"}
SECTION = re.compile(r"\{#(reverse|peer|cascade)\}")


def with_another(direction: str, languages: str = "en") -> dict[str, str | None]:
    """Return the changes that let the small programme run another kind beside its edition."""
    edition = FILES[f"{CLASSIC}/edition.yaml"]
    again = edition.replace("Edition 2026", "Turned Round").replace(
        "kind: career", f"kind: career\ndirection: {direction}"
    )
    return {
        PROGRAMME: FILES[PROGRAMME].replace("languages: [en]", f"languages: [{languages}]"),
        f"{BESIDE}/edition.yaml": again,
        f"{BESIDE}/timeline.csv": FILES[f"{CLASSIC}/timeline.csv"],
        f"{BESIDE}/mentors.csv": "mentor,capacity\nsol,1\n",
        SERVING: FILES[SERVING] + "sol,1\n",
        "programme/mentors.csv": f"{FILES['programme/mentors.csv']}{SOL}\n",
    }


@cache
def built(direction: str, languages: str = "en", day: str = "") -> Build:
    with TemporaryDirectory() as folder:
        return made(
            Path(folder),
            with_another(direction, languages),
            today=date.fromisoformat(day or "2026-03-01"),
        )


def bodies(build: Build) -> dict[str, str]:
    assert build.pages, build.problems
    return {each.path: NOTES.sub("", each.body) for each in (*build.pages, *build.entries)}


def overlaps(root: Path, changes: dict[str, str | None]) -> list[str]:
    write_programme(root, changes)
    told = read_programme(Settings(root, date(2026, 3, 1)), REGISTRY).problems
    return [each.code for each in told if each.code == "editions-overlap"]


@pytest.mark.parametrize("direction", KINDS)
def test_each_says_what_kind_it_is_and_leads_to_its_guide(direction: str) -> None:
    pages, said = bodies(built(direction)), KINDS[direction]
    for path in ("index.md", "guides/mentor.md", "guides/mentee.md"):
        beside = pages[path].partition('data-edition="beside"')[2].partition("</p>")[0]
        assert "Turned Round" in beside, path
        assert re.search(rf'href="[^"]*kinds/#{direction}">{said}', beside), path
    for path, its in (("beside.md", said), ("2026.md", "Classic mentoring")):
        kind = pages[path].partition("<dt>Kind</dt>")[2].partition("</dd>")[0]
        assert its in kind, path
    assert SECTION.findall(pages["kinds.md"]) == [direction]


@pytest.mark.parametrize("direction", KINDS)
def test_the_guide_of_a_kind_is_in_both_languages(direction: str) -> None:
    pages = bodies(built(direction, "en, es"))
    ours, theirs = pages["kinds.md"], pages["es/kinds.md"]
    assert SECTION.findall(theirs) == SECTION.findall(ours) == [direction]
    guides = [SECTION.split(each)[2].partition("\n## ")[0] for each in (ours, theirs)]
    counts = [(len(re.findall(r"^- \[ \] ", one, re.MULTILINE)), one.count("](")) for one in guides]
    assert counts[0] == counts[1]
    assert counts[0][0] == 6


def test_a_portal_of_one_kind_shows_no_other_guide() -> None:
    pages = bodies(built("classic"))
    assert SECTION.findall(pages["kinds.md"]) == []
    for said in ('data-facet="direction"', "data-direction"):
        assert said not in pages["mentors/index.md"]


def test_mentors_are_found_by_the_kind_in_which_they_serve() -> None:
    listing = bodies(built("reverse", day="2026-01-20"))["mentors/index.md"]
    facet = listing.partition('data-facet="direction"')[2].partition("</details>")[0]
    assert re.findall(r'value="(\w+)".*?count">(\d+)', facet) == [
        ("classic", "2"),
        ("reverse", "1"),
    ]
    assert "Kind of mentoring" in facet
    cards = re.findall(r' data-direction="([\w|]*)".*?href="(\w+)/"', listing, re.DOTALL)
    assert cards == [("classic", "ana"), ("classic|reverse", "sol")]


def test_two_calls_at_once_say_that_they_differ() -> None:
    text = bodies(built("reverse", day="2026-01-20"))["take-part.md"]
    assert "It is another" in text
    assert "kinds/#direction" in text or "kinds.md#direction" in text


def test_editions_of_different_kinds_may_run_at_the_same_time(tmp_path: Path) -> None:
    assert overlaps(tmp_path / "same", with_another("classic")) == ["editions-overlap"]
    assert overlaps(tmp_path / "other", with_another("peer")) == []


@pytest.mark.parametrize("word", ["inverse", "Reverse", "[peer]"])
def test_a_kind_that_there_is_not_is_told(tmp_path: Path, word: str) -> None:
    write_programme(tmp_path, with_another(word))
    told = read_programme(Settings(tmp_path, date(2026, 3, 1)), REGISTRY).problems
    assert [(each.code, each.field) for each in told if each.severity.value == "error"] == [
        ("enum", "direction")
    ]
