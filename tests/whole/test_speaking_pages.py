"""What pages say of the editions on a day: the small programme with a successor, and its forms."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import made

NEW = "programme/editions/2026"
NEXT = "programme/editions/2027"
FORMS = """application:
  how: Write to us.
  mentor_form: https://forms.acme.example/YEAR/mentor
  mentee_form: https://forms.acme.example/YEAR/mentee
"""
HEADER = "id,kind,title,date,end,time,minutes,audience,place,detail,url\n"
DATES = (
    "planning,planning,Plans,2026-06-01,2026-09-30,,,coordinator,,,\n"
    "call-open,call-open,Call of the next,2026-10-01,,,,mentor; mentee,,,\n"
    "call-close,call-close,End of the call,2026-10-30,,,,mentor; mentee,,,\n"
    "kick-off,kick-off,Kick-off of the next,2027-02-01,,,,,,,\n"
    "closing,closing,Closing of the next,2027-11-19,,,,,,,\n"
)
HALVES = (
    "mid-a,mid-term,Half of the mentors,2026-08-03,,,,mentor,,,\n"
    "mid-b,mid-term,Half of the mentees,2026-08-04,,,,mentee,,,\n"
)


def with_next() -> dict[str, str | None]:
    """Return the small programme's changes: a third edition planned while the second meets."""
    second = FILES[f"{NEW}/edition.yaml"].replace(
        "application:\n  how: Write to us.\n", FORMS.replace("YEAR", "2026")
    )
    third = (
        second.replace("2026", "2027")
        .replace("starts: 2027-01-01", "starts: 2026-06-01")
        .replace("minutes: 90", "minutes: 75")
        .replace("The first crossing.", "The second crossing.")
    )
    timeline = FILES[f"{NEW}/timeline.csv"].replace("mid,mid-term,Workshop", "rest,event,Rest")
    return {
        f"{NEW}/edition.yaml": second,
        f"{NEW}/timeline.csv": timeline + HALVES,
        f"{NEXT}/edition.yaml": third,
        f"{NEXT}/timeline.csv": HEADER + DATES,
        f"{NEXT}/mentors.csv": FILES[f"{NEW}/mentors.csv"].splitlines()[0] + "\n",
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_programme(tmp_path_factory.mktemp("speaking"), with_next())


@cache
def on(root: Path, day: str) -> Build:
    """Build on a day, once for all tests."""
    return build(Settings(root, date.fromisoformat(day)))


def words(built: Build) -> dict[str, str]:
    assert built.pages, built.problems
    return {page.path: " ".join(re.sub(r"<[^>]+>", " ", page.body).split()) for page in built.pages}


def test_pages_speak_to_the_pairs_that_meet_while_the_next_is_planned(root: Path) -> None:
    pages = words(on(root, "2026-07-01"))
    for path in ("guides/mentor.md", "guides/mentee.md"):
        assert "Your part in Edition 2026" in pages[path]
    for path in ("templates/agreement.md", "templates/minutes.md"):
        assert "Ferry Mentoring · Edition 2026" in pages[path]
        assert "Ferry Mentoring · Edition 2027" not in pages[path]
    assert (
        "Edition 2026 foresees 10 sessions of about 90 minutes" in pages["templates/agreement.md"]
    )
    assert "75 minutes" not in pages["templates/agreement.md"]
    assert pages["timeline.md"].startswith("# Timeline: Edition 2026")
    for path in ("index.md", "guides/mentee.md", "guides/coordinator.md", "first-meeting.md"):
        assert "Applications open on 1 October 2026." in pages[path]
        assert pages[path].index("Edition 2026") < pages[path].index("Edition 2027")
    assert pages["index.md"].startswith("\x0e Edition 2026 Pairs are meeting")


def test_the_next_dates_of_a_role_are_its_own(root: Path) -> None:
    pages = words(on(root, "2026-07-01"))
    mentee, mentor = pages["guides/mentee.md"], pages["guides/mentor.md"]
    assert "Half of the mentees" in mentee
    assert "Half of the mentors" not in mentee
    assert "workshop on 4 August 2026" in mentee
    assert "Half of the mentees" not in mentor
    assert "workshop on 3 August 2026" in mentor
    assert "Plans" in pages["guides/coordinator.md"]
    assert "Plans" not in mentee + mentor
    assert "Call of the next" in mentee
    home = pages["index.md"]
    assert home.index("Half of the mentors") < home.index("Plans") < home.index("Call of the next")


@pytest.mark.parametrize(
    ("day", "shown", "said"),
    [
        ("2026-01-11", "", "You can apply from 12 January 2026"),
        ("2026-01-12", "2026", "You can apply now** for Edition 2026, until 9 February 2026"),
        ("2026-02-09", "2026", "You can apply now** for Edition 2026"),
        ("2026-02-10", "", "You can apply from 1 October 2026"),
        ("2026-09-30", "", "You can apply from 1 October 2026"),
        ("2026-10-01", "2027", "You can apply now** for Edition 2027, until 30 October 2026"),
        ("2026-10-30", "2027", "You can apply now** for Edition 2027"),
        ("2026-10-31", "", "Applications for Edition 2027 are over"),
        ("2028-06-01", "", "Applications for Edition 2027 are over"),
    ],
)
def test_forms_are_linked_while_their_call_is_open(
    root: Path, day: str, shown: str, said: str
) -> None:
    built = on(root, day)
    everything = "\n".join([*(each.body for each in built.pages), *(e.body for e in built.entries)])
    found = set(re.findall(r"https://forms\.acme\.example/(\d+)/", everything))
    assert found == ({shown} if shown else set())
    pages = words(built)
    assert said in pages["take-part.md"]
    assert ("Apply now" in pages["index.md"]) is bool(shown)
    assert ("How to apply" in pages["index.md"]) is bool(shown)
    assert ("Find your guide" in pages["index.md"]) is (day not in {"2026-01-12", "2026-02-09"})


def test_taking_part_begins_with_the_forms_or_with_a_reminder(root: Path) -> None:
    """Open: the deadline, then buttons. Not open: how one is told of the opening."""
    ahead, during, after = (
        next(page.body for page in on(root, day).pages if page.path == "take-part.md")
        for day in ("2026-09-30", "2026-10-01", "2026-10-31")
    )
    deadline = during.index("until 30 October 2026")
    buttons = [during.index(f"/2027/{who}") for who in ("mentee", "mentor")]
    assert deadline < min(buttons) < max(buttons) < during.index("## How to apply")
    assert "{#reminder}" not in during
    assert ahead.index("{#reminder}") < ahead.index("## How to apply")
    assert "2027/calendar/event/call-open.ics" in ahead
    assert "{#reminder}" in after
    assert "call-open.ics" not in after


def test_a_door_for_those_who_want_a_mentor_and_one_for_those_who_have(root: Path) -> None:
    (home,) = (page.body for page in on(root, "2026-10-01").pages if page.path == "index.md")
    doors = dict(re.findall(r'hb-door__title"><a href="([^"]+)">([^<]+)<', home)[::-1])
    assert doors["take-part/"] == "I want a mentor"
    assert doors["guides/mentee/"] == "I have a mentor"
    assert "(first-meeting.md)" in home


def test_an_invitation_speaks_of_the_call_and_the_agreement_of_the_pairs(root: Path) -> None:
    pages = words(on(root, "2026-10-30"))
    assert "75 minutes" in pages["take-part.md"]
    assert "10 sessions of about 90 minutes" in pages["templates/agreement.md"]
    assert "Its pairs meet until 20 November 2026." in pages["index.md"]
    assert "You can apply until 30 October 2026." in pages["index.md"]


def test_after_the_closing_the_next_comes_first_and_what_is_left_stands_beside(root: Path) -> None:
    pages = words(on(root, "2026-11-21"))
    assert "Your part in Edition 2027" in pages["guides/mentee.md"]
    assert "Edition 2026 Looking back Its pairs have closed" in pages["guides/mentee.md"]
    assert "Ferry Mentoring · Edition 2027" in pages["templates/agreement.md"]


def test_what_is_over_says_so_where_nothing_follows(tmp_path: Path) -> None:
    pages = words(made(tmp_path, today=date(2027, 1, 4)))
    for path in ("templates/agreement.md", "guides/mentee.md", "first-meeting.md"):
        assert "It ended on 31 December 2026" in pages[path]


def test_a_cancelled_edition_says_so_and_takes_nobody(tmp_path: Path) -> None:
    changes = with_next()
    changes[f"{NEXT}/edition.yaml"] = f"{changes[f'{NEXT}/edition.yaml']}cancelled: yes\n"
    built = made(tmp_path, changes, today=date(2026, 10, 15))
    assert "forms.acme.example" not in "".join(page.body for page in built.pages)
    pages = words(built)
    assert "Edition 2027" not in pages["index.md"]
    assert "Edition 2027" not in pages["guides/mentee.md"]
    (entry,) = (each for each in built.entries if each.path == "2027.md")
    assert "This edition does not take place." in entry.body


def test_both_are_named_while_the_pairs_of_two_meet(tmp_path: Path) -> None:
    changes = with_next()
    early = str(changes[f"{NEXT}/timeline.csv"]).replace("2027-02-01", "2026-11-02")
    pages = words(
        made(tmp_path, {**changes, f"{NEXT}/timeline.csv": early}, today=date(2026, 11, 3))
    )
    assert "Ferry Mentoring · Edition 2026 · Edition 2027" in pages["templates/agreement.md"]
    assert (
        "Edition 2027 foresees 10 sessions of about 75 minutes" in pages["templates/agreement.md"]
    )
    assert "Closing of the next" in pages["guides/mentee.md"]
    assert "Your part in Edition 2026" in pages["guides/mentee.md"]


def test_the_words_are_there_in_spanish(tmp_path: Path) -> None:
    changes = with_next()
    spoken = replaced("programme/programme.yaml", "languages: [en", "languages: [es, en")
    built = made(tmp_path, {**changes, **spoken}, today=date(2026, 7, 1))
    (home,) = (page for page in built.pages if page.path == "index.md" and page.language == "es")
    assert "La convocatoria se abre el 1 de octubre de 2026." in home.body
