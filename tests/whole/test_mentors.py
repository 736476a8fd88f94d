"""Mentors of all kinds: with hardly anything said of them, with several organisations, with all."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.mentors import Mentor
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from handbook.site import Build
from tests.support.programmes import write_programme
from tests.support.small_builds import DAY, Seen, made

MENTORS = "programme/mentors.csv"
CONSENT = "consent,consent_date,consent_scope,consent_wording"
GIVEN = "yes,2026-01-01,,1"
OTHERS = "ben,Ben No,{0}no,2026-01-05,,\neva,Eva Expired,{0}no,2026-01-05,,\n"
BARE = f"id,name,{CONSENT}\nana,Ana Á,{GIVEN}\n" + OTHERS.format("")
"""Mentors with the columns alone that nobody can do without."""


def page_of(build: Build, id: str) -> str:
    return next(entry.body for entry in build.entries if entry.id == id)


def directory_of(build: Build) -> str:
    return next(page.body for page in build.pages if page.path == "mentors/index.md")


def told(build: Build) -> list[tuple[int, str, str]]:
    return [
        (each.place.line, each.field, each.code)
        for each in build.problems
        if each.place.path == MENTORS and each.code != "profile-empty"
    ]


def test_what_nobody_said_is_nowhere(tmp_path: Path) -> None:
    result = made(tmp_path, {MENTORS: BARE})
    assert not told(result)
    profile, directory = Seen(page_of(result, "ana")), Seen(directory_of(result))
    assert "Ana Á" in profile.words
    assert page_of(result, "ana").count("<dt>") == 1, "the editions served in"
    for word in ("Can help with", "Languages", "Organisation", "—", "None", "Availability"):
        assert word not in profile.words
        assert word not in directory.words
    assert "<dt></dt>" not in page_of(result, "ana")
    assert 'data-facet="' not in directory_of(result)
    for empty in ("<p></p>", "<ul></ul>", "<dd></dd>", "<span></span>", "hb-availability"):
        assert empty not in page_of(result, "ana").replace("\n", "")
    for empty in ("hb-person__post", "hb-person__meta", "hb-chips", "hb-availability"):
        assert empty not in directory_of(result)
    data = next(each.content for each in result.files if each.path == "data/mentors.csv")
    assert b"None" not in data


def test_somebody_with_two_organisations_is_at_both(tmp_path: Path) -> None:
    rows = (
        f"id,name,organisation,position,{CONSENT}\nana,Ana Á,beta; acme,Pilot,{GIVEN}\n"
    ) + OTHERS.format(",,")
    result = made(tmp_path, {MENTORS: rows})
    assert not told(result)
    assert "Pilot, Beta Barges, Acme Ferries" in Seen(page_of(result, "ana")).words
    for organisation in ("acme", "beta"):
        assert "Ana Á" in page_of(result, organisation)
    assert 'data-organisation="beta|acme"' in directory_of(result)
    facet = (
        directory_of(result).partition('data-facet="organisation"')[2].partition("</details>")[0]
    )
    assert (facet.count('value="acme"'), facet.count('value="beta"')) == (1, 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("acme; nowhere", [(2, "organisation", "foreign-key")]),
        ("nowhere; elsewhere", [(2, "organisation", "foreign-key")] * 2),
        ("acme; beta;", []),
        ("; acme", []),
        ("acme; acme", []),
    ],
)
def test_each_organisation_is_looked_up(
    tmp_path: Path, cell: str, expected: list[tuple[int, str, str]]
) -> None:
    rows = f"id,name,organisation,{CONSENT}\nana,Ana Á,{cell},{GIVEN}\n"
    rows += OTHERS.format(",")
    assert told(made(tmp_path, {MENTORS: rows})) == expected


def test_a_pair_with_one_organisation_in_common_is_told(tmp_path: Path) -> None:
    rows = (f"id,name,organisation,{CONSENT}\nana,Ana Á,acme; beta,{GIVEN}\n") + OTHERS.format(",")
    changes = {
        MENTORS: rows,
        "private/mentees.csv": "id,name,organisation\ntom,Tom Learner,beta\nuna,Una Learner,\n"
        "vic,Vic Learner,\n",
        "private/editions/2026/pairs.csv": "mentor,mentee\nana,tom\nana,una\nben,vic\n",
    }
    write_programme(tmp_path, changes)
    read = read_programme(Settings(tmp_path, DAY, private=True), REGISTRY)
    pairs = [each for each in read.problems if each.code == "pair-organisation"]
    assert [(each.place.path, each.place.line) for each in pairs] == [
        ("private/editions/2026/pairs.csv", 2)
    ]
    assert read.programme.find(Mentor, "ana").organisation == ("acme", "beta")
