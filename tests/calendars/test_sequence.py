"""What three builds in a row tell of one date: moved, removed, back again, renamed."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.calendars.calendars_made import STAMP, Made, parsed, timeline, told
from tests.support.programmes import FILES, replaced
from tests.support.small_builds import DAY

FIRST_DAY = date(2020, 1, 1)
KICK_OFF = "kick-off,kick-off,Kick-off,2026-03-16,,17:30,90,mentor; mentee,Port Merrow,,,"
CLOSING = "closing,closing,Closing,2026-11-20,,,,,,,,"
LATER = (date(2026, 2, 3), date(2026, 2, 5))
EDITION = "programme/editions/2026/edition.yaml"
PROGRAMME = "programme/programme.yaml"


class Builds:
    """One build after another, each handed what the last one wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0
        self.last: bytes | None = None

    def __call__(self, *lines: str, today: date = DAY, stamp: date = STAMP, **more: str) -> Made:
        self.number += 1
        changes = {
            **timeline(*lines),
            **{path.replace("__", "/"): text for path, text in more.items()},
        }
        root = self.folder / str(self.number)
        made = told(root, changes, today=today, stamp=stamp, previous=self.last)
        assert made.problems == ()
        self.last = made.written
        return made


@pytest.fixture
def build(tmp_path: Path) -> Builds:
    return Builds(tmp_path)


def of(made: Made, title: str, path: str = "calendar/mentor.ics") -> tuple[int, str, str]:
    """Return number, state and UID of an event."""
    event = made.events(path)[title]
    return event["SEQUENCE"], str(event["STATUS"]), str(event["UID"])


BASE = (STAMP - FIRST_DAY).days


def test_what_nothing_is_known_of_counts_from_the_day_of_the_commit(build: Builds) -> None:
    assert of(build(KICK_OFF, CLOSING), "Kick-off")[0] == BASE


def test_what_stays_keeps_its_number_and_its_day(build: Builds) -> None:
    first = build(KICK_OFF, CLOSING)
    second = build(KICK_OFF, CLOSING, stamp=LATER[0])
    assert second.files["calendar/mentor.ics"] == first.files["calendar/mentor.ics"]
    assert second.written == first.written


def test_what_moves_counts_on_each_time(build: Builds) -> None:
    first = build(KICK_OFF, CLOSING)
    moved = build(KICK_OFF.replace("03-16", "03-17"), CLOSING, stamp=LATER[0])
    again = build(KICK_OFF.replace("17:30", "18:00"), CLOSING, stamp=LATER[1])
    numbers = [of(made, "Kick-off") for made in (first, moved, again)]
    assert [number for number, _, _ in numbers] == [BASE, BASE + 1, BASE + 2]
    assert len({uid for _, _, uid in numbers}) == 1
    # What did not move stays as it was.
    assert of(again, "Closing")[0] == BASE
    event = again.events()["Kick-off"]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == datetime(2026, 2, 5, tzinfo=UTC)


def test_what_counts_from_a_date_moves_with_it(build: Builds) -> None:
    check = "check,follow-up,Check,kick-off + 6 weeks,,,,,,,,"
    build(KICK_OFF, check)
    assert of(build(KICK_OFF.replace("03-16", "03-17"), check), "Check")[0] == BASE + 1


def test_what_is_gone_is_called_off_and_can_come_back(build: Builds) -> None:
    first = build(KICK_OFF, CLOSING)
    gone = build(CLOSING, stamp=LATER[0])
    still = build(CLOSING, stamp=LATER[1])
    back = build(KICK_OFF, CLOSING, stamp=LATER[1])
    uid = of(first, "Kick-off")[2]
    assert of(gone, "Cancelled: Kick-off") == (BASE + 1, "CANCELLED", uid)
    assert of(still, "Cancelled: Kick-off") == (BASE + 1, "CANCELLED", uid)
    assert still.files == gone.files
    assert of(back, "Kick-off") == (BASE + 2, "CONFIRMED", uid)
    called_off = gone.events()["Cancelled: Kick-off"]
    assert called_off["DTSTART"].dt == datetime(2026, 3, 16, 17, 30, tzinfo=UTC)
    assert called_off["DTEND"].dt == datetime(2026, 3, 16, 19, 0, tzinfo=UTC)
    assert not called_off.walk("VALARM")
    # It concerned mentors and mentees.
    assert "Cancelled: Kick-off" not in gone.events("calendar/partner.ics")
    assert "Cancelled: Kick-off" in gone.events("2026/calendar/mentee.ics")
    assert "2026/calendar/event/kick-off.ics" not in gone.files


def test_a_date_that_leaves_a_role_is_called_off_for_it_alone(build: Builds) -> None:
    for_mentors = KICK_OFF.replace("mentor; mentee", "mentor")
    first = build(KICK_OFF, CLOSING)
    uid = of(first, "Kick-off")[2]
    left = build(for_mentors, CLOSING, stamp=LATER[0])
    still = build(for_mentors, CLOSING, stamp=LATER[1])
    assert still.files == left.files
    mentee = "calendar/mentee.ics"
    assert of(left, "Kick-off", mentee) == (BASE + 1, "CANCELLED", uid)
    assert of(left, "Kick-off", "2026/calendar/mentee.ics") == (BASE + 1, "CANCELLED", uid)
    event = left.events(mentee)["Kick-off"]
    assert "no longer meant for you" in event["DESCRIPTION"]
    assert not event.walk("VALARM")
    for path in ("calendar/mentor.ics", "calendar/edition.ics"):
        assert of(left, "Kick-off", path) == (BASE + 1, "CONFIRMED", uid)
    # Whoever was never told of it is not told now.
    assert "Kick-off" not in left.events("calendar/partner.ics")
    back = build(KICK_OFF, CLOSING, stamp=LATER[1])
    assert of(back, "Kick-off", mentee) == (BASE + 2, "CONFIRMED", uid)


def test_a_date_for_everybody_that_gets_an_audience_leaves_the_others(build: Builds) -> None:
    build(KICK_OFF, CLOSING)
    left = build(KICK_OFF, CLOSING.removesuffix(",,,,,,,,") + ",,,,committee,,,,", stamp=LATER[0])
    assert of(left, "Closing", "calendar/committee.ics")[1] == "CONFIRMED"
    for role in ("mentor", "mentee", "coordinator", "partner"):
        assert of(left, "Closing", f"calendar/{role}.ics")[:2] == (BASE + 1, "CANCELLED")
    gone = build(KICK_OFF, stamp=LATER[1])
    for role in ("mentor", "committee"):
        assert of(gone, "Cancelled: Closing", f"calendar/{role}.ics")[0] == BASE + 2


def test_what_was_written_before_roles_could_leave_is_read(build: Builds) -> None:
    build(KICK_OFF, CLOSING)
    assert build.last is not None
    build.last = build.last.replace(b'   "formerly": [],\n', b"")
    assert b"formerly" not in build.last
    left = build(KICK_OFF.replace("mentor; mentee", "mentor"), CLOSING)
    assert of(left, "Kick-off", "calendar/mentee.ics")[1] == "CANCELLED"


def test_what_was_called_off_says_nothing_that_somebody_wrote(build: Builds) -> None:
    told_once = "visit,workshop,Visit to Greta Garbo,2026-06-16,,,,,Garbo's,With Greta,,"
    build(KICK_OFF, told_once)
    gone = build(KICK_OFF)
    assert b"Cancelled: Workshop" in gone.files["calendar/mentor.ics"]
    everything = b"".join([*gone.files.values(), gone.written])
    assert b"Greta" not in everything
    assert b"Garbo" not in everything
    assert b"visit" not in everything


def test_a_new_title_is_a_new_number_of_the_same_date(build: Builds) -> None:
    first = build(KICK_OFF)
    second = build(KICK_OFF.replace("Kick-off,2026", "We begin,2026"))
    third = build(
        KICK_OFF.replace("Kick-off,2026", "We begin,2026").replace("Port Merrow", "Online")
    )
    numbers = [of(first, "Kick-off"), of(second, "We begin"), of(third, "We begin")]
    assert [number for number, _, _ in numbers] == [BASE, BASE + 1, BASE + 2]
    assert len({uid for _, _, uid in numbers}) == 1


def test_a_date_that_gets_its_day_is_the_same_date(build: Builds) -> None:
    month = build("kick-off,kick-off,Kick-off,2026-06,,,,,,,,")
    perhaps = build("kick-off,kick-off,Kick-off,2026-06-16,,,,,,,,yes")
    settled = build("kick-off,kick-off,Kick-off,2026-06-16,,,,,,,,")
    seen = [
        of(month, "Kick-off (June 2026)"),
        of(perhaps, "Kick-off (provisional)"),
        of(settled, "Kick-off"),
    ]
    assert [(number, state) for number, state, _ in seen] == [
        (BASE, "TENTATIVE"),
        (BASE + 1, "TENTATIVE"),
        (BASE + 2, "CONFIRMED"),
    ]
    assert len({uid for _, _, uid in seen}) == 1


def test_a_new_name_of_the_programme_leaves_its_dates_what_they_are(tmp_path: Path) -> None:
    first = told(tmp_path / "a")
    renamed = replaced(PROGRAMME, "Ferry Mentoring", "Harbour Mentoring")
    second = told(tmp_path / "b", renamed, previous=first.written)
    assert of(second, "Kick-off") == of(first, "Kick-off")
    assert of(told(tmp_path / "c", renamed), "Kick-off")[2] != of(first, "Kick-off")[2]


def test_an_edition_that_is_called_off_counts_on(tmp_path: Path) -> None:
    first = told(tmp_path / "a")
    off = {EDITION: f"{FILES[EDITION]}cancelled: yes\n"}
    second = told(tmp_path / "b", off, previous=first.written)
    number, state, uid = of(second, "Cancelled: Kick-off")
    assert (number, state, uid) == (BASE + 1, "CANCELLED", of(first, "Kick-off")[2])
    third = told(tmp_path / "c", previous=second.written)
    assert of(third, "Kick-off") == (BASE + 2, "CONFIRMED", uid)


def test_an_edition_that_is_gone_is_called_off_until_it_would_be_over(tmp_path: Path) -> None:
    first = told(tmp_path / "a")
    left_out = {path: None for path in FILES if path.startswith("programme/editions/2026/")}
    second = told(tmp_path / "b", left_out, previous=first.written)
    own = [
        e for e in parsed(second.files["calendar/mentor.ics"]) if str(e["STATUS"]) == "CANCELLED"
    ]
    assert len(own) == 5
    assert not [path for path in second.files if path.startswith("2026/")]
    last = told(tmp_path / "c", left_out, previous=second.written, today=date(2027, 1, 1))
    assert b"CANCELLED" not in b"".join(last.files.values())
    assert not [each for each in last.publication.events.values() if each.edition == "2026"]


@pytest.mark.parametrize(("today", "kept"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_it_is_told_for_as_long_as_the_edition_runs(build: Builds, today: date, kept: bool) -> None:
    build(KICK_OFF, CLOSING)
    made = build(CLOSING, today=today)
    assert ("Cancelled: Kick-off" in made.events("2026/calendar/edition.ics")) is kept


def test_a_number_that_was_lost_is_never_lower(build: Builds, tmp_path: Path) -> None:
    build(KICK_OFF)
    moved = build(KICK_OFF.replace("03-16", "03-17"))
    lost = told(tmp_path / "lost", timeline(KICK_OFF), stamp=LATER[0])
    assert of(lost, "Kick-off")[0] > of(moved, "Kick-off")[0]


@pytest.mark.parametrize("stamp", [date(1970, 1, 1), date(2019, 12, 31), FIRST_DAY])
def test_a_number_is_never_less_than_nothing(tmp_path: Path, stamp: date) -> None:
    assert of(told(tmp_path, stamp=stamp), "Kick-off")[0] == 0


def test_the_day_is_that_of_the_reference_where_nobody_knows_another(tmp_path: Path) -> None:
    event = told(tmp_path, stamp=None).events()["Kick-off"]
    assert event["DTSTAMP"].dt.date() == DAY
    assert event["SEQUENCE"] == (DAY - FIRST_DAY).days


def test_what_no_build_wrote_is_told_and_passed_over(tmp_path: Path) -> None:
    made = told(tmp_path, previous=b"<!doctype html><title>Sign in</title>")
    assert [each.code for each in made.problems] == ["previous-unusable"]
    assert of(made, "Kick-off")[0] == BASE


def test_the_day_is_that_of_the_commit(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@b.example")
        dates = {f"GIT_{who}_DATE": "2026-01-05T23:30:00-0500" for who in ("AUTHOR", "COMMITTER")}
        command = ("git", *identity, *arguments)
        subprocess.run(command, cwd=tmp_path, check=True, env={**os.environ, **dates})

    git("init", "-q")
    # Before there is any commit the reference date counts.
    assert of(told(tmp_path, stamp=None), "Kick-off")[0] == (DAY - FIRST_DAY).days
    git("commit", "-q", "--allow-empty", "-m", "x")
    assert of(told(tmp_path, stamp=None), "Kick-off")[0] == (date(2026, 1, 6) - FIRST_DAY).days
    assert of(told(tmp_path), "Kick-off")[0] == BASE
    # An example is as it was made.
    example = told(tmp_path, stamp=None, pinned=True)
    assert of(example, "Kick-off")[0] == (DAY - FIRST_DAY).days


def test_an_unknown_kind_is_called_off_as_an_event(build: Builds) -> None:
    build(KICK_OFF, CLOSING)
    assert build.last is not None
    build.last = build.last.replace(b'"kind": "kick-off"', b'"kind": "feast"')
    assert "Cancelled: Event" in build(CLOSING).events()
