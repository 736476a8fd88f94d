"""What the handbook says in two places agrees, in the example and in texts for any programme.

What agrees in English agrees in Spanish: a Spanish page shows the numbers of its English twin.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.editions import PublicEdition
from handbook.content_types.editions.hours import in_hours
from handbook.content_types.first_meeting import FirstMeeting
from handbook.content_types.training import PublicModule
from handbook.programme import Programme
from handbook.reading.documents.defaults import default_data
from handbook.reading.documents.package_data import load_citations
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings, default_folder
from handbook.site import build
from handbook.site.built import Build
from tests.site.sourcedata import read
from tests.whole.test_two_languages import DIGITS, TONGUES, spans

ROOT = Path(__file__).parents[2]
DAY = date(2026, 5, 12)
MOST_SOURCES = 3
"""How many publications may say one thing before a citation hides which of them does."""
ROLES = ("mentor", "mentee")
PLAN = re.compile(r"^\| (?:Minutes|Minutos) \|.*?(?=^$)", re.MULTILINE | re.DOTALL)
NOT_SAID = re.compile(r"<[^>]*>|\{[#.:][^}]*\}|&#?\w+;|(?<=\])\([^)]*\)")
"""Tags, attributes, entities and targets of links."""
SPANISH = default_folder("content") / "es"
DATED = re.compile(r"^ *- \[ \] \*\*\d.+$", re.MULTILINE)


@pytest.fixture(scope="module")
def example() -> Programme:
    """What may be seen of the worked example."""
    return published(read_programme(Settings(ROOT, DAY), REGISTRY).programme, REGISTRY)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The prose of its handbook in both languages, by path."""
    root = tmp_path_factory.mktemp("both")
    shutil.copytree(ROOT / "programme", root / "programme")
    described = root / "programme" / "programme.yaml"
    languages = f"languages: [{', '.join(TONGUES)}]"
    described.write_text(re.sub(r"(?m)^languages:.*", languages, described.read_text("utf-8")))
    made: Build = build(Settings(root, DAY))
    return {page.path: page.body for page in made.pages}


@pytest.fixture(scope="module")
def current(example: Programme) -> PublicEdition:
    """The edition whose pairs are meeting."""
    (edition,) = (each for each in example.all(PublicEdition) if each.id == "2026")
    return edition


def test_the_dates_of_the_training_have_room_for_its_modules(example: Programme) -> None:
    modules = [each for each in example.all(PublicModule) if each.stage == "initial"]
    ahead = [each for each in example.all(PublicEdition) if each.id in {"2026", "2027"}]
    assert len(ahead) == 2
    for edition in ahead:
        dates = [each for each in edition.timeline if each.kind == "training"]
        for role in ROLES:
            there = sum(each.minutes or 0 for each in dates if each.concerns(role))
            assert there >= sum(each.minutes for each in modules if role in each.audience)
        together = [each for each in dates if all(map(each.concerns, ROLES))]
        joint = [each for each in modules if set(ROLES) <= set(each.audience)]
        assert sum(each.minutes or 0 for each in together) >= sum(each.minutes for each in joint)


def test_the_dates_that_are_for_one_module_last_as_long_as_it(
    example: Programme, current: PublicEdition
) -> None:
    modules = {each.id: each.minutes for each in example.all(PublicModule)}
    dates = {each.id: each.minutes for each in current.timeline}
    for date_of, module in {
        "mentors-exchange": "supervision-among-mentors",
        "wider-skill": "wider-skills",
        "projects-begin": "joint-projects",
    }.items():
        assert dates[date_of] == modules[module]


def test_the_plan_of_each_module_adds_up_to_its_minutes() -> None:
    minutes = {each["id"]: int(each["minutes"]) for each in read("training.yaml")}
    material = sorted((default_data() / "training").glob("*.md"))
    assert {each.name.split(".")[0] for each in material} == set(minutes)
    for each in material:
        plan = PLAN.search(each.read_text("utf-8"))
        assert plan, each.name
        rows = re.findall(r"^\| (\d+) \|", plan[0], re.MULTILINE)
        assert sum(map(int, rows)) == minutes[each.name.split(".")[0]], each.name


def test_the_guides_name_the_training_that_their_role_has(
    example: Programme, pages: dict[str, str]
) -> None:
    for role in ROLES:
        mine = [
            each
            for each in example.all(PublicModule)
            if each.stage == "initial" and role in each.audience
        ]
        (taken,) = re.findall(
            r"- \[ \] Take the \[training\].*?in all\.", pages[f"guides/{role}.md"], re.DOTALL
        )
        assert re.findall(r"training/([a-z-]+)/", taken) == [each.id for each in mine]
        assert f"{sum(each.minutes for each in mine)} minutes" in taken


def test_there_is_one_plan_for_the_workshop_in_the_middle(
    example: Programme, pages: dict[str, str]
) -> None:
    (plan,) = (each for each in example.all(PublicModule) if each.id == "halfway-workshop")
    for edition in example.all(PublicEdition):
        lengths = {each.minutes for each in edition.timeline if each.kind == "mid-term"}
        assert lengths == {plan.minutes}
    section = pages["guides/coordinator.md"].partition("{#mid-term}")[2].partition("\n## ")[0]
    assert re.findall(r"(\d+) min", section) == [str(plan.minutes)]


def test_the_exercise_of_the_first_meeting_is_in_its_agenda(
    example: Programme, pages: dict[str, str]
) -> None:
    (meeting,) = example.all(FirstMeeting)
    (exercise,) = (each for each in meeting.agenda if each.id == "expectations")
    assert exercise.minutes == 10
    assert "**Together, ten minutes.**" in pages["first-meeting.md"]
    assert f"**Allow {meeting.minutes} minutes.**" in pages["first-meeting.md"]


def test_hours_come_from_the_dates(current: PublicEdition, pages: dict[str, str]) -> None:
    hours = {role: current.hours_for(role) for role in ROLES}
    both = current.hours_for(*ROLES)
    assert f"about {both} working hours" in " ".join(pages["purpose.md"].split())
    for role in ROLES:
        assert f"about {hours[role]} hours" in pages[f"guides/{role}.md"]


def test_what_one_does_before_one_joins_and_a_session_twice_count_for_nothing(
    current: PublicEdition,
) -> None:
    asked = [each for each in current.timeline if each.concerns("mentor") and each.minutes]
    assert {"information", "kick-off", "mid-term"} <= {each.kind for each in asked}
    shared = sum(each.minutes or 0 for each in asked if each.kind != "information")
    rounds = [each for each in current.timeline if each.kind == "follow-up"]
    answers = 30 + 10 * len(rounds) + 3 * 15
    assert current.minutes_for("mentor") == 12 * 90 + shared + answers


def test_the_coordinator_sees_every_date_once_and_the_rounds_that_are_planned(
    example: Programme, current: PublicEdition, pages: dict[str, str]
) -> None:
    desk = pages["guides/desk.md"]
    (planned,) = (each for each in example.all(PublicEdition) if each.id == "2027")
    dates = len(current.timeline) + len(planned.timeline)
    assert len(DATED.findall(desk)) == dates
    guide = pages["guides/coordinator.md"]
    rounds = sum(each.kind == "follow-up" for each in current.timeline)
    assert f"{rounds} rounds" in guide
    asked = current.hours("coordinator")
    assert f"{in_hours(rounds * current.capacity.mentees * 10)} hours" in guide
    assert f"<strong>{asked.total} hours</strong>" in guide


def test_minutes_are_written_within_the_same_days(pages: dict[str, str]) -> None:
    for path in ("templates/minutes.md", "guides/mentee.md"):
        assert "within two days" in pages[path]
        assert not re.search(r"few days|pocos días", pages[path] + pages[f"es/{path}"])


def figures(body: str) -> tuple[Counter[str], Counter[tuple[int, str]]]:
    """Count the numbers that a page shows, and lengths of time in the words of any language.

    Points and commas are left out, since languages change them; numbers of claims have them too.
    """
    said = NOT_SAID.sub(" ", body)
    numbers = (re.sub("[.,]", "", each) for each in DIGITS.findall(said))
    return Counter(numbers), Counter(span for code in TONGUES for span in spans(said, code))


@pytest.mark.parametrize(
    "page", sorted(path.relative_to(SPANISH).as_posix() for path in SPANISH.rglob("*.md"))
)
def test_a_page_shows_the_same_figures_in_both_languages(pages: dict[str, str], page: str) -> None:
    english, spanish = figures(pages[page]), figures(pages[f"es/{page}"])
    assert english == spanish
    assert pages[page] != pages[f"es/{page}"]


def test_a_claim_of_many_sources_says_which_of_them_says_what() -> None:
    claims = load_citations().claims.values()
    assert [each.id for each in claims if len(each.sources) > MOST_SOURCES and not each.parts] == []
    parts = [part for each in claims for part in each.parts]
    assert [part.id for part in parts if len(part.sources) > MOST_SOURCES] == []
