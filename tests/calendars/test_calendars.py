"""What stands in the calendars, and where they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.calendars.calendars_made import Made, held_to_the_rules, parsed, timeline, told
from tests.support.programmes import FILES, replaced
from tests.support.small_builds import DAY

GOLDEN = Path(__file__).parent / "golden"
AUDIENCES = ("mentor", "mentee", "coordinator", "committee", "partner")
PROGRAMME = "programme/programme.yaml"
EDITION = "programme/editions/2026/edition.yaml"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return told(tmp_path_factory.mktemp("small"))


def test_each_calendar_has_its_address(small: Made) -> None:
    ongoing = {f"calendar/{who}.ics" for who in ("edition", *AUDIENCES)}
    lasting = {f"{year}/{path}" for year in (2025, 2026) for path in ongoing}
    own = {path for path in small.files if path.startswith("2026/calendar/event/")}
    assert set(small.files) == ongoing | lasting | own
    # The call opened before the day of the build: that is no date to add any more.
    assert {path.rpartition("/")[2] for path in own} == {"kick-off.ics", "mid.ics", "closing.ics"}


def test_both_parsers_read_every_file(small: Made) -> None:
    for content in small.files.values():
        assert parsed(content)


@pytest.mark.parametrize("name", ["calendar/mentor.ics", "2026/calendar/event/kick-off.ics"])
def test_a_calendar_is_written_as_it_was(small: Made, name: str) -> None:
    assert small.files[name] == (GOLDEN / name.replace("/", "_")).read_bytes()


def test_a_role_is_told_what_concerns_it(small: Made) -> None:
    everything = list(small.events("2026/calendar/edition.ics"))
    assert everything == ["Call opens", "Call closes", "Kick-off", "Workshop", "Closing"]
    without = {"mentor": set(), "mentee": {"Workshop"}}
    for who in AUDIENCES:
        missing = without.get(who, {"Kick-off", "Workshop"})
        assert set(everything) - set(small.events(f"2026/calendar/{who}.ics")) == missing, who


def test_hours_are_in_utc_and_days_are_whole(small: Made) -> None:
    events = small.events()
    assert events["Kick-off"]["DTSTART"].dt == datetime(2026, 3, 16, 17, 30, tzinfo=UTC)
    assert events["Kick-off"]["DTEND"].dt == datetime(2026, 3, 16, 19, 0, tzinfo=UTC)
    assert (
        b"DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261121\r\n"
        in (small.files["calendar/edition.ics"])
    )


def test_an_event_says_what_is_to_be_known(small: Made) -> None:
    event = small.events()["Kick-off"]
    page = "https://crosscurrents.example/2026/#date-2026-kick-off"
    assert str(event["DESCRIPTION"]).split("\n") == [
        *("Edition 2026", "Monday, 16 March 2026, 17:30, London time", "Bring a pen"),
        *("For: Mentors, Mentees", page),
    ]
    assert str(event["LOCATION"]) == "Port Merrow"
    assert str(event["URL"]) == page
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    alarms = [each["TRIGGER"].dt for each in event.walk("VALARM")]
    assert alarms == [timedelta(days=-1), timedelta(hours=-1)]


def test_a_deadline_reminds_a_week_and_a_day_before_its_last_day(small: Made) -> None:
    event = small.events()["Call closes"]
    last = event["DTEND"].dt - timedelta(days=1)
    for alarm, before in zip(event.walk("VALARM"), (7, 1), strict=True):
        assert alarm["TRIGGER"].params["RELATED"] == "END"
        reminded = datetime.combine(event["DTEND"].dt, datetime.min.time()) + alarm["TRIGGER"].dt
        assert reminded == datetime.combine(last, datetime.min.time()) + timedelta(
            days=-before, hours=9
        )


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        # The clock of London is put forward on 29 March, and back on 25 October.
        ("Europe/London", "2026-03-27", "10:00", datetime(2026, 3, 27, 10, 0, tzinfo=UTC)),
        ("Europe/London", "2026-03-30", "10:00", datetime(2026, 3, 30, 9, 0, tzinfo=UTC)),
        ("Europe/Madrid", "2026-10-23", "10:00", datetime(2026, 10, 23, 8, 0, tzinfo=UTC)),
        ("Europe/Madrid", "2026-10-26", "10:00", datetime(2026, 10, 26, 9, 0, tzinfo=UTC)),
        ("Asia/Kolkata", "2026-06-01", "02:00", datetime(2026, 5, 31, 20, 30, tzinfo=UTC)),
        ("Pacific/Kiritimati", "2026-06-01", "09:00", datetime(2026, 5, 31, 19, 0, tzinfo=UTC)),
        ("America/Los_Angeles", "2026-06-01", "22:00", datetime(2026, 6, 2, 5, 0, tzinfo=UTC)),
        ("Australia/Lord_Howe", "2026-06-01", "10:00", datetime(2026, 5, 31, 23, 30, tzinfo=UTC)),
        ("UTC", "2026-06-01", "10:00", datetime(2026, 6, 1, 10, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_is_that_of_the_programmes_clock(
    tmp_path: Path, zone: str, day: str, hour: str, utc: datetime
) -> None:
    changes = {
        **replaced(PROGRAMME, "Europe/London", zone),
        **timeline(f"talk,event,Talk,{day},,{hour},60,,,,,"),
    }
    assert told(tmp_path, changes).events()["Talk"]["DTSTART"].dt == utc


@pytest.mark.parametrize(
    ("line", "name", "first", "after", "status"),
    [
        ("2027-02,,,", "T (February 2027)", date(2027, 2, 1), date(2027, 3, 1), "TENTATIVE"),
        ("2028-02,,,", "T (February 2028)", date(2028, 2, 1), date(2028, 3, 1), "TENTATIVE"),
        (
            "2026-12,,17:30,60",
            "T (December 2026)",
            date(2026, 12, 1),
            date(2027, 1, 1),
            "TENTATIVE",
        ),
        (
            "2026-05,2026-06,,",
            "T (May 2026 – June 2026)",
            date(2026, 5, 1),
            date(2026, 7, 1),
            "TENTATIVE",
        ),
        (
            *("2026-05-12,2026-06,,", "T (Tuesday, 12 May 2026 – June 2026)"),
            *(date(2026, 5, 12), date(2026, 7, 1), "TENTATIVE"),
        ),
        ("2026-05-12,2026-05-15,,", "T", date(2026, 5, 12), date(2026, 5, 16), "CONFIRMED"),
        ("2026-05-12,2026-05-15,10:00,60", "T", date(2026, 5, 12), date(2026, 5, 16), "CONFIRMED"),
        ("2026-12-31,,,", "T", date(2026, 12, 31), date(2027, 1, 1), "CONFIRMED"),
        ("2028-02-29,,,", "T", date(2028, 2, 29), date(2028, 3, 1), "CONFIRMED"),
    ],
)
def test_no_day_or_hour_is_made_up(
    tmp_path: Path, line: str, name: str, first: date, after: date, status: str
) -> None:
    day, end, hour, minutes = line.split(",")
    event = told(tmp_path, timeline(f"t,event,T,{day},{end},{hour},{minutes},,,,,")).events()[name]
    assert (event["DTSTART"].dt, event["DTEND"].dt, str(event["STATUS"])) == (first, after, status)
    assert len(event.walk("VALARM")) == (0 if status == "TENTATIVE" else 1)


def test_a_month_is_told_as_one(tmp_path: Path) -> None:
    made = told(
        tmp_path, timeline("t,event,T,2027-02,,,,,,,,", "u,event,U,t + 5 days,,10:00,,,,,,")
    )
    for event in made.events().values():
        assert "Only the month is known yet: February 2027." in event["DESCRIPTION"]
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert event["DTSTART"].dt == date(2027, 2, 1)


def test_a_provisional_hour_may_still_move(tmp_path: Path) -> None:
    lines = ("k,kick-off,K,2026-05-12,,17:30,60,,,,,yes", "s,session,S,k + 1 week,,10:00,,,,,,")
    events = told(tmp_path, timeline(*lines)).events()
    first, second = events["K (provisional)"], events["S (provisional)"]
    assert first["DTSTART"].dt == datetime(2026, 5, 12, 16, 30, tzinfo=UTC)
    assert second["DTSTART"].dt == datetime(2026, 5, 19, 9, 0, tzinfo=UTC)
    assert "DTEND" not in second
    assert {str(each["STATUS"]) for each in (first, second)} == {"TENTATIVE"}


def test_an_edition_that_is_called_off_calls_off_its_dates(tmp_path: Path) -> None:
    changes = {EDITION: f"{FILES[EDITION]}cancelled: yes\n"}
    made = told(tmp_path, changes)
    for path in ("calendar/mentor.ics", "2026/calendar/edition.ics"):
        own = [e for e in parsed(made.files[path]) if "Edition 2026" in e["DESCRIPTION"]]
        assert own
        assert {str(each["STATUS"]) for each in own} == {"CANCELLED"}
        assert all(str(each["SUMMARY"]).startswith("Cancelled: ") for each in own)
        assert not [alarm for each in own for alarm in each.walk("VALARM")]
    assert not [path for path in made.files if path.startswith("2026/calendar/event/")]


def test_several_editions_that_pages_speak_of_are_in_one_calendar(tmp_path: Path) -> None:
    later = FILES[EDITION].replace("2026", "2027").replace("The first", "The next")
    dates = FILES["programme/editions/2026/timeline.csv"].replace("2026-", "2027-")
    changes = {
        "programme/editions/2027/edition.yaml": later,
        "programme/editions/2027/timeline.csv": dates,
        "programme/editions/2027/mentors.csv": "mentor,capacity\nana,1\n",
    }
    made = told(tmp_path, changes)
    both = {
        each["UID"]
        for path in ("2026", "2027")
        for each in parsed(made.files[f"{path}/calendar/edition.ics"])
    }
    assert {each["UID"] for each in parsed(made.files["calendar/edition.ics"])} == both
    assert len(both) == 10
    assert made.files["2027/calendar/event/call-open.ics"]


def test_languages_have_calendars_of_their_own(tmp_path: Path) -> None:
    changes = {
        **replaced(PROGRAMME, "languages: [en]", "languages: [en, es]"),
        "programme/editions/2026/timeline.csv": (
            "id,kind,title,title_es,date,time,place\n"
            "kick-off,kick-off,Kick-off,Arranque,2026-03-16,17:30,Port Merrow\n"
            "mid,workshop,Workshop,,2026-06-16,,\n"
        ),
    }
    made = told(tmp_path, changes)
    here = {str(each["UID"]): each for each in parsed(made.files["calendar/mentor.ics"])}
    there = {str(each["UID"]): each for each in parsed(made.files["es/calendar/mentor.ics"])}
    assert set(here) == set(there)
    said = {str(each["SUMMARY"]): each["SUMMARY"].params["LANGUAGE"] for each in there.values()}
    assert said == {"Arranque": "es", "Workshop": "en"}
    (kick_off,) = (each for each in there.values() if str(each["SUMMARY"]) == "Arranque")
    assert "lunes, 16 de marzo de 2026, 17:30, hora de Londres" in kick_off["DESCRIPTION"]
    assert str(kick_off["URL"]) == "https://crosscurrents.example/es/2026/#date-2026-kick-off"
    assert "es/2026/calendar/event/kick-off.ics" in made.files
    assert b"NAME:Ferry Mentoring: Mentores y mentoras\r\n" in made.files["es/calendar/mentor.ics"]


def test_without_an_address_nothing_leads_anywhere(tmp_path: Path) -> None:
    made = told(tmp_path, replaced(PROGRAMME, "site_url: https://crosscurrents.example/\n", ""))
    for content in made.files.values():
        assert b"https:" not in content
        assert b"URL" not in content
        parsed(content)


def test_the_address_of_the_site_may_have_a_path(tmp_path: Path) -> None:
    made = told(tmp_path, site_url="https://x.example/mentoring")
    content = made.files["2026/calendar/mentor.ics"]
    address = "https://x.example/mentoring/2026/"
    assert str(parsed(content)[0]["URL"]) == f"{address}#date-2026-call-open"
    unfolded = content.replace(b"\r\n ", b"")
    assert f"SOURCE;VALUE=URI:{address}calendar/mentor.ics\r\n".encode() in unfolded


def test_without_editions_or_dates_there_is_no_calendar(tmp_path: Path) -> None:
    left_out = {path: None for path in FILES if path.startswith("programme/editions/")}
    rolling = told(
        tmp_path / "rolling",
        {
            **left_out,
            **replaced(PROGRAMME, "languages: [en]", "editions: none\nlanguages: [en]"),
            "programme/former_mentees.csv": None,
        },
    )
    undated = told(
        tmp_path / "undated", {**timeline(), "programme/editions/2025/timeline.csv": HEADER}
    )
    for made in (rolling, undated):
        assert made.files == {}
        assert made.publication.events == {}


HEADER = "id,kind,title,date\n"


def test_a_role_without_dates_keeps_its_address(tmp_path: Path) -> None:
    lines = timeline("t,event,T,2026-05-12,,,,mentor,,,,")
    made = told(tmp_path, {**lines, "programme/editions/2025/timeline.csv": HEADER})
    assert len(parsed(made.files["calendar/mentor.ics"])) == 1
    assert parsed(made.files["calendar/partner.ics"]) == []
    held_to_the_rules(made.files["calendar/partner.ics"])


def test_the_last_edition_goes_on_being_told_of(tmp_path: Path) -> None:
    made = told(tmp_path, today=date(2030, 1, 1))
    assert "Kick-off" in made.events("calendar/mentor.ics")
    assert not [path for path in made.files if "/event/" in path]


def test_two_builds_write_the_same(tmp_path: Path) -> None:
    first, second = told(tmp_path / "a"), told(tmp_path / "b")
    assert first.files == second.files
    assert first.written == second.written
    again = told(tmp_path / "c", previous=first.written, today=DAY + timedelta(days=1))
    assert again.files["calendar/mentor.ics"] == first.files["calendar/mentor.ics"]
