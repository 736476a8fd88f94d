"""What `people` claims: real people stay private, consenting ones are public by their consent."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import MASK, Problem, Severity
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import DAY, worded

PROGRAMME, MENTORS = "programme/programme.yaml", "programme/mentors.csv"
CLAIM = replaced(PROGRAMME, "people: fictional", "people: consenting")
REAL = replaced(PROGRAMME, "people: fictional", "people: real")
HEADER = (
    "id,name,organisation,expertise,languages,availability,email,phone,"
    "consent,consent_date,consent_scope,consent_wording\n"
)
ANA = "ana,Ana One,acme,rowing,en,open,{email},{phone},yes,2025-02-01,{scope},1\n"
SERVICE = "mentor,capacity\nana,2\n"


def told(root: Path, changes: dict[str, str | None], repository=None) -> list[Problem]:
    settings = Settings(write_programme(root, changes), DAY, repository=repository)
    found = read_programme(settings, REGISTRY).problems
    return [each for each in found if each.code.startswith(("people-", "repository-"))]


def consenting(email: str = "", phone: str = "", scope: str = "") -> dict[str, str | None]:
    """Return a programme in which one mentor is the only person."""
    row = ANA.format(email=email, phone=phone, scope=scope)
    gone = {path: None for path in FILES if path.startswith("programme/mentors/")}
    return {
        **CLAIM,
        **gone,
        MENTORS: HEADER + row,
        "programme/committee.csv": FILES["programme/committee.csv"].splitlines()[0] + "\n",
        "programme/organisations.csv": "id,name,summary\nacme,Acme,Boats.\nbeta,Beta,Ropes.\n",
        "programme/editions/2026/mentors.csv": SERVICE,
        "programme/editions/2025/mentors.csv": SERVICE,
        "programme/editions/2025/recognitions.csv": None,
        "programme/editions/2025/testimonials.yaml": None,
        "programme/editions/2025/projects.csv": None,
        "programme/former_mentees.csv": None,
    }


@pytest.mark.parametrize("people", ["people: real", ""])
def test_real_people_are_refused_in_a_public_repository(tmp_path: Path, people: str) -> None:
    change = replaced(PROGRAMME, "people: fictional\n", f"{people}\n" if people else "")
    (problem,) = told(tmp_path, change, "public")
    assert (problem.code, problem.field, problem.place.path) == (
        "repository-public",
        "people",
        PROGRAMME,
    )
    assert problem.place.line == (6 if people else 1)
    assert "private" in worded(problem)


@pytest.mark.parametrize("repository", ["private", "internal", None])
def test_real_people_may_stand_in_a_private_one(tmp_path: Path, repository) -> None:
    assert told(tmp_path, REAL, repository) == []


def test_invented_people_may_stand_anywhere(tmp_path: Path) -> None:
    assert told(tmp_path, {}, "public") == []


def test_the_claim_holds_where_everybody_consents(tmp_path: Path) -> None:
    assert told(tmp_path, consenting(), "public") == []
    whole = consenting(email="ana@acme.example", scope="contact")
    assert told(tmp_path / "contact", whole, "public") == []


@pytest.mark.parametrize("repository", ["public", "private", None])
def test_the_claim_is_checked_whatever_the_repository(tmp_path: Path, repository) -> None:
    problems = told(tmp_path, CLAIM, repository)
    places = [(each.code, str(each.place)) for each in problems]
    assert ("people-private-filled", f"{MENTORS}:2:135") in places
    assert ("people-without-consent", f"{MENTORS}:3:63") in places
    assert ("people-without-consent", "programme/editions/2025/recognitions.csv:3:54") in places
    assert ("people-without-consent", "programme/editions/2025/testimonials.yaml:13:12") in places
    assert len({(each.code, each.place) for each in problems}) == len(problems)


def test_a_champion_without_consent_is_a_person_too(tmp_path: Path) -> None:
    table = (
        "id,name,summary,champion,champion_consent,champion_consent_date,"
        "champion_consent_wording\nacme,Acme,Boats.,Cara Champion,no,,\nbeta,Beta,Ropes.,,,,\n"
    )
    (problem,) = told(tmp_path, {**consenting(), "programme/organisations.csv": table})
    assert (problem.code, problem.field) == ("people-without-consent", "champion_consent")
    assert str(problem.place) == "programme/organisations.csv:2:32"


def test_a_consent_that_has_ended_does_not_keep_the_last_site_up(tmp_path: Path) -> None:
    """A daily build has to go on, or the person would stay on the site."""
    header = HEADER.replace("wording\n", "wording,consent_expiry\n")
    row = ANA.format(email="", phone="", scope="").replace(",1\n", ",1,2026-02-28\n")
    (problem,) = told(tmp_path, {**consenting(), MENTORS: header + row})
    assert (problem.code, problem.severity) == ("people-without-consent", Severity.WARNING)
    never = row.replace(",yes,2025", ",no,2025")
    (problem,) = told(tmp_path / "never", {**consenting(), MENTORS: header + never})
    assert (problem.code, problem.severity) == ("people-without-consent", Severity.ERROR)


def test_a_private_column_is_named_and_its_value_is_not(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, consenting(phone="+34 600 960 001"))
    assert (problem.code, problem.field, problem.value) == (
        "people-private-filled",
        "phone",
        MASK,
    )
    assert "960" not in worded(problem)
    assert "(phone)" in worded(problem)


def test_a_private_column_of_ones_own_counts(tmp_path: Path) -> None:
    fields = "- {table: mentors, name: illness, title: Illness}\n"
    changes = consenting()
    text = str(changes[MENTORS]).replace("_wording\n", "_wording,illness\n")
    changes[MENTORS] = text.replace(",1\n", ",1,Zanzibar\n")
    (problem,) = told(tmp_path, {**changes, "programme/fields.yaml": fields})
    assert (problem.code, problem.field) == ("people-private-filled", "illness")
    assert "Zanzibar" not in worded(problem)


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("programme/photos/ana.jpg", "photo"),
        ("programme/mentors/ana.en.md", "biography"),
        ("", "contact"),
    ],
)
def test_more_than_the_consent_covers_is_told(tmp_path: Path, path: str, part: str) -> None:
    files = {path: "Anything."} if path else {}
    email = "" if path else "ana@acme.example"
    (problem,) = told(tmp_path, {**consenting(email=email), **files})
    assert (problem.code, problem.details) == ("people-beyond-scope", {"part": part})
    assert f'"{part}"' in worded(problem)
    assert "acme.example" not in worded(problem)
    assert told(tmp_path / "covered", {**consenting(email=email, scope=part), **files}) == []


def test_an_example_address_of_consenting_people_is_told(tmp_path: Path) -> None:
    settings = Settings(write_programme(tmp_path, consenting()), DAY)
    found = read_programme(settings, REGISTRY).problems
    assert "address-example" in {each.code for each in found}
