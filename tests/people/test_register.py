"""The register: what is about to become public, by person, and by which consent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.content_types import REGISTRY
from handbook.languages import Text
from handbook.people.personal_tables import personal_tables
from handbook.people.register import Reason, Register, register
from handbook.reading.programme import published, read_programme
from handbook.schema import ExtraField, Privacy
from handbook.settings import Settings
from tests.support.programmes import FILES, HIDDEN, replaced, write_programme
from tests.support.small_builds import DAY


def made_register(root: Path) -> Register:
    reading = read_programme(Settings(root, DAY), REGISTRY)
    return register(reading, published(reading.programme, REGISTRY), REGISTRY)


@pytest.fixture(scope="module")
def found(small_root: Path) -> Register:
    return made_register(small_root)


def privacy(root: Path, *arguments: str, ci: str = "") -> Result:
    options = ["privacy", "--root", str(root), "--today", DAY.isoformat(), *arguments]
    return CliRunner(env={"CI": ci}).invoke(main, options)


def test_what_is_shown_of_a_mentor(found: Register):
    person = next(one for one in found.people if one.name.startswith("Ana"))
    assert [(entry.table, entry.edition, entry.id) for entry in person.entries] == [
        ("mentors", "", "ana"),
        ("service", "2025", "ana"),
        ("service", "2026", "ana"),
        ("recognitions", "2025", "r1"),
    ]
    profile = person.entries[0]
    assert {datum.field for datum in profile.shown} == {
        *("id", "name", "organisation", "position", "expertise", "languages", "location", "meets"),
        *("availability", "experience", "strengths", "gain", "interests", "confirmed"),
        "biography",
    }
    assert {datum.field for datum in profile.kept_back} == {"email", "phone", "notes"}
    assert profile.consent is not None
    assert profile.consent.wording == "1"
    assert profile.scoped


def test_who_is_not_shown_and_why(found: Register):
    assert {(entry.table, entry.id, entry.reason) for entry in found.hidden} == {
        ("organisations", "beta", Reason.REFUSED),
        ("mentors", "ben", Reason.REFUSED),
        ("mentors", "eva", Reason.EXPIRED),
        ("service", "ben", Reason.OTHER),
        ("service", "eva", Reason.OTHER),
        ("recognitions", "r2", Reason.REFUSED),
        ("testimonials", "t2", Reason.REFUSED),
        ("former_mentees", "olaf-unseen", Reason.REFUSED),
    }


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        ("no,,,,", Reason.REFUSED),
        ("yes,,,1,", Reason.UNDATED),
        ("yes,2027-01-01,,1,", Reason.FUTURE),
        ("yes,2025-01-01,,1,2026-02-28", Reason.EXPIRED),
    ],
)
def test_each_reason(tmp_path: Path, consent: str, reason: Reason):
    change = replaced("programme/mentors.csv", "yes,2026-01-01,biography,1,", consent)
    found = made_register(write_programme(tmp_path, change))
    (entry,) = [one for one in found.hidden if (one.table, one.id) == ("mentors", "ana")]
    assert entry.reason is reason
    assert entry.shown == ()


def test_rows_of_one_name_and_organisation_are_one_person(tmp_path: Path):
    committee = FILES["programme/committee.csv"]
    row = "ana-sons,Ana A & Sons,member,{},,2025-01-01,,,yes,2025-01-02,,1,\n"
    for organisation, entries in (("acme", 5), ("beta", 4)):
        changes = {
            **replaced("programme/mentors.csv", "Ana <Á> & Sons", "Sons & Ána A"),
            **replaced("programme/editions/2025/recognitions.csv", "Ana <Á> & Sons", "Ana A Sons"),
            "programme/committee.csv": committee + row.format(organisation),
        }
        found = made_register(write_programme(tmp_path / organisation, changes))
        person = next(
            one
            for one in found.people
            if ("mentors", "ana") in {(entry.table, entry.id) for entry in one.entries}
        )
        assert len(person.entries) == entries


def test_the_command_prints_what_is_shown_with_its_consent(small_root: Path):
    result = privacy(small_root)
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[:2] == ["About to become public on 1 March 2026:", "6 people"]
    start = lines.index("Ana <Á> & Sons")
    assert lines[start + 1 : start + 3] == [
        "Mentors · programme/mentors.csv:2 · ana",
        "consent of 1 January 2026; wording 1; covers biography too; no end",
    ]
    assert "Experience: Ten years at sea" in lines
    assert "Expertise: Rowing; Steering & charts" in lines
    assert "not shown: E-mail, Phone, Notes" in lines
    assert "wording 1, since 1 January 2025" in lines
    assert "I agree that my profile is shown." in lines
    assert "8 rows are not shown:" in lines
    assert "programme/mentors.csv:3 (ben)" in lines
    assert "PERSONAL DATA" in result.stderr
    assert [text for text in HIDDEN if text in result.stdout] == []


def test_it_speaks_spanish(small_root: Path):
    result = privacy(small_root, "--lang", "es")
    assert "A punto de ser público el 1 de marzo de 2026:" in result.stdout
    assert "texto 1, desde el 1 de enero de 2025" in result.stdout


def test_json_says_the_same(small_root: Path):
    result = privacy(small_root, "--format", "json")
    told = json.loads(result.stdout)
    person = next(one for one in told["people"] if one["name"].startswith("Ana"))
    row = person["rows"][0]
    assert (row["path"], row["line"], row["id"]) == ("programme/mentors.csv", 2, "ana")
    assert row["consent"] == {
        "date": "2026-01-01",
        "scope": ["biography"],
        "wording": "1",
        "expiry": None,
    }
    assert {"field": "experience", "value": "Ten years at sea"} in row["shown"]
    assert row["kept_back"] == ["email", "phone", "notes"]
    assert {"table": "mentors", "id": "eva", "reason": "expired"}.items() <= next(
        one for one in told["hidden"] if (one["table"], one["id"]) == ("mentors", "eva")
    ).items()
    assert [text for text in HIDDEN if text in result.stdout] == []


def test_it_refuses_where_a_log_is_kept(small_root: Path):
    refused = privacy(small_root, ci="true")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert "--force" in refused.stderr
    assert privacy(small_root, "--force", ci="true").exit_code == 0
    assert privacy(small_root, ci="no").exit_code == 0


def test_a_value_cannot_steer_the_terminal(tmp_path: Path):
    change = replaced("programme/mentors.csv", "Ten years at sea", "Ten\u202eyears")
    result = privacy(write_programme(tmp_path, change))
    assert "\u202e" not in result.stdout


def test_errors_are_said_since_their_rows_are_missing(tmp_path: Path):
    root = write_programme(tmp_path, replaced("programme/mentors.csv", "ana,Ana", "ben,Ana"))
    result = privacy(root)
    assert result.exit_code == 1
    assert "handbook check" in result.stderr


def test_the_overview_names_what_a_schema_says():
    tables = {table.name: table for table in personal_tables(REGISTRY, (), ())}
    assert list(tables) == [
        *("organisations", "committee", "mentors", "recognitions", "testimonials"),
        *("former_mentees", "mentees", "pairs"),
    ]
    mentors = tables["mentors"]
    assert mentors.hidden == ("Phone", "Notes")
    assert mentors.contact == ("E-mail",)
    assert mentors.files
    assert "Expertise" in mentors.public
    assert "Id" not in mentors.consented
    assert tables["organisations"].consented == ("Champion", "Champion's role")
    assert tables["organisations"].public == ()
    assert tables["mentees"].local
    assert tables["mentees"].consented == ()


@pytest.mark.parametrize("privacy", Privacy)
def test_the_overview_names_a_programmes_own_columns_where_they_are_shown(privacy: Privacy):
    own = ExtraField("mentors", "boat", Text.of("Boat", "en"), "string", privacy, filter=False)
    tables = {table.name: table for table in personal_tables(REGISTRY, (own,), ())}
    told = [
        (name, part)
        for name, table in tables.items()
        for part in ("public", "consented", "contact", "hidden")
        if own.title in getattr(table, part)
    ]
    shown = {Privacy.PUBLIC: "public", Privacy.CONSENT: "consented"}
    assert told == ([("mentors", shown[privacy])] if privacy in shown else [])
    assert [name for name, table in tables.items() if table.more_hidden] == (
        ["mentors"] if privacy is Privacy.PRIVATE else []
    )
