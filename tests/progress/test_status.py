"""The status of small programmes: what is ready, due, ending, unasked, and to be sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.progress.sections import as_html, as_lines
from handbook.progress.status import Status, status_of
from handbook.reading.documents.package_data import load_catalogue, load_citations
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, HIDDEN, replaced, write_programme

PROGRAMME = "programme/programme.yaml"
EDITION = "programme/editions/2026/edition.yaml"
TIMELINE = "programme/editions/2026/timeline.csv"
MENTORS = "programme/mentors.csv"
COMMITTEE = "programme/committee.csv"
ORGANISATIONS = "programme/organisations.csv"
JANUARY, OCTOBER = date(2026, 1, 5), date(2026, 10, 25)


def status(root: Path, day: date = JANUARY, changes: dict[str, str] | None = None) -> Status:
    write_programme(root, changes)
    return status_of(read_programme(Settings(root, day), REGISTRY), REGISTRY, None)


def lines(made: Status, language: str = "en") -> list[str]:
    return list(as_lines(made, load_catalogue(language), faulty=False))


def places(made: Status) -> list[str]:
    return [str(place) for place in made.unasked]


STEPS = """\
  ☑ Why the programme exists · programme/programme.yaml:11 · evidence 1.1
  ☑ What it does · programme/programme.yaml:12 · evidence 1.1
  ☑ What would be different if it succeeded · programme/programme.yaml:17 · evidence 1.5
  ☑ How needs were gathered, and what was found · programme/programme.yaml:14 · evidence 1.3
  ☑ Whom it is for · programme/programme.yaml:27 · evidence 1.2
  ☑ Postal address of whoever answers for personal data · programme/programme.yaml:47
  ☑ Contact addresses of your own, none of an example · programme/programme.yaml:40 · evidence 2.1
  ☑ A chair in office · programme/committee.csv:2 · evidence 2.1
  ☑ A coordinator in office · programme/committee.csv:3 · evidence 2.1
  ☑ As many partner organisations as the programme wants at least · \
programme/editions/2026/edition.yaml:10 · evidence 2.5
  ☑ A champion in each of them · programme/organisations.csv · evidence 2.4
  ☑ Mentors who serve in it · programme/editions/2026/mentors.csv · evidence 4.7
  ☐ A form or an address of your own to apply to · programme/editions/2026/edition.yaml:16 · \
evidence 4.1
  ☑ The days on which the call opens and closes · programme/editions/2026/timeline.csv:2 · \
evidence 4.1
  ☐ The date of the matching · programme/editions/2026/timeline.csv · evidence 3.2
  ☑ The date of the kick-off · programme/editions/2026/timeline.csv:4 · evidence 6.9
  ☑ The date of the closing · programme/editions/2026/timeline.csv:6 · evidence 3.2
"""
BETWEEN = """\
Whose consent or term of office ends in the next 30 days
  Nobody's.

People who take part without a consent that holds
  programme/organisations.csv:3
  Ask them, and write down their answer with its date, a no as well.

Profiles that nobody has confirmed for a year
  None.

The next message to send
  None goes with a date to come.

Hours of the coordination, month by month
"""
NOTE = """\
  This is an estimate: the minutes in the timeline, and what each kind of date usually asks of \
whoever prepares it (our guess), with every place taken. Letters, calls and what nobody foresees \
come on top.
"""
IN_JANUARY = f"""\
As of 5 January 2026.

15 of 17 ready for the call of Edition 2026
{STEPS}
Due in the next 30 days
  Everybody · 12 January 2026: Call opens · programme/editions/2026/timeline.csv:2 · \
then fill in programme/editions/2026/edition.yaml

{BETWEEN}\
  January 2026    8 hours
  February 2026   1 hour
  March 2026      8 hours
  April 2026      1 hour
  May 2026        1 hour
  June 2026       1 hour
  July 2026       1 hour
  August 2026     5 hours
  September 2026  1 hour
  October 2026    1 hour
  November 2026   4 hours
{NOTE}"""
IN_OCTOBER = f"""\
As of 25 October 2026.

15 of 17 ready for the call of Edition 2026
{STEPS}
Due in the next 30 days
  Everybody · 20 November 2026: Closing · programme/editions/2026/timeline.csv:6

{BETWEEN}\
  October 2026   1 hour
  November 2026  4 hours
{NOTE}"""


@pytest.mark.parametrize(("day", "text"), [(JANUARY, IN_JANUARY), (OCTOBER, IN_OCTOBER)])
def test_the_status_of_the_small_programme(tmp_path: Path, day: date, text: str):
    assert "\n".join(lines(status(tmp_path, day))) + "\n" == text


@pytest.mark.parametrize(
    ("path", "old", "new", "requirement", "place"),
    [
        (PROGRAMME, "statement: We bring people", "statement: # We", "statement", ":11"),
        (PROGRAMME, "  mission: To strengthen the craft of ferrying.\n", "", "mission", ""),
        (PROGRAMME, "vision: Every member knows somebody elsewhere.", 'vision: ""', "vision", ""),
        (
            PROGRAMME,
            "audience:\n  - id: early\n    title: People",
            "audience: #",
            "audience",
            ":26",
        ),
        (PROGRAMME, "address: 1 Quay, Port Merrow", "address:", "address", ""),
        (PROGRAMME, "people: fictional", "people: real", "contacts", ":40"),
        (COMMITTEE, "chair,acme,Director,2025-01-01,", "member,acme,,2025-01-01,", "chair", ""),
        (COMMITTEE, "Director,2025-01-01,,", "Director,2025-01-01,2025-12-31,", "chair", ""),
        (COMMITTEE, "coordinator,,,2025-01-01", "coordinator,,,2026-01-06", "coordinator", ""),
        (EDITION, "partners: [acme, beta]", "partners: [acme]", "partners", ":10"),
        (ORGANISATIONS, "Cara Champion,Head of people,yes", ",,no", "champions", ":2"),
        (TIMELINE, "call-close,call-close", "call-close,event", "call", ":2"),
        (TIMELINE, "kick-off,kick-off", "kick-off,event", "kick-off", ""),
        (TIMELINE, "closing,closing", "closing,event", "closing", ""),
    ],
)
def test_what_is_still_to_be_said(
    tmp_path: Path, path: str, old: str, new: str, requirement: str, place: str
):
    made = status(tmp_path, changes=replaced(path, old, new))
    found = next(each for each in made.requirements if each.id == requirement)
    assert not found.done
    assert found.place.path == path
    assert not place or f":{found.place.line}" == place
    assert made.ready == 14 if requirement != "contacts" else made.ready < 15


@pytest.mark.parametrize(
    ("given", "people", "done"),
    [
        ("email: apply@ferry.example", "fictional", True),
        ("email: apply@ferry.example", "real", False),
        ("email: apply@ferrymen.org", "real", True),
        ("email: apply@example.org", "real", False),
        ("mentor_form: https://forms.example/m", "real", False),
        ("mentor_form: https://forms.ferrymen.org/m", "real", True),
        ("mentee_form: https://forms.ferrymen.org/m", "real", True),
    ],
)
def test_a_way_to_apply_is_ones_own(tmp_path: Path, given: str, people: str, done: bool):
    changes = {
        EDITION: FILES[EDITION].replace("application:\n", f"application:\n  {given}\n"),
        PROGRAMME: FILES[PROGRAMME].replace("fictional", people),
    }
    made = status(tmp_path, changes=changes)
    assert [each.done for each in made.requirements if each.id == "application"] == [done]


def test_without_an_edition_one_is_what_is_needed(tmp_path: Path):
    changes = {path: "" for path in FILES if "/editions/" in path}
    write_programme(tmp_path, dict.fromkeys(changes))
    made = status_of(read_programme(Settings(tmp_path, JANUARY), REGISTRY), REGISTRY, None)
    assert [each.id for each in made.requirements][-1] == "edition"
    assert (made.due, made.messages, made.months) == ((), (), ())
    assert "9 of 10 ready for the call" in lines(made)


def test_of_a_faulty_table_nothing_is_told_to_be_missing(tmp_path: Path):
    changes = {
        **replaced(COMMITTEE, "chair,acme,Director", "chairr,acme,Director"),
        **replaced(PROGRAMME, "style: guide", "style: guyde"),
    }
    made = status(tmp_path, changes=changes)
    ids = [each.id for each in made.requirements]
    assert ids[:2] == ["coordinator", "partners"]
    told = list(as_lines(made, load_catalogue("en"), faulty=True))
    assert told[0].startswith("There are errors in the data")


def test_a_date_is_due_while_it_lasts_and_to_each_whom_it_concerns(tmp_path: Path):
    rows = (
        "over,event,Over,2025-12-01,2026-01-04,,,,,,\n"
        "lasts,planning,Lasts,2025-12-01,2026-01-05,,,committee;coordinator,,,\n"
        "last,report,In time,2026-02-04,,,,partner,,,\n"
        "late,event,Too late,2026-02-05,,,,,,,\n"
    )
    made = status(tmp_path, changes={TIMELINE: FILES[TIMELINE] + rows})
    said = lines(made)
    due = said[said.index("Due in the next 30 days") + 1 :]
    assert [line.split(" · ")[0].strip() for line in due[: due.index("")]] == [
        "Everybody",
        "Coordinators",
        "Committee",
        "Partners",
    ]
    assert due[1].endswith(f"1 December 2025 – 5 January 2026: Lasts · {TIMELINE}:8")
    assert due[3].endswith("then fill in programme/editions/2026/report.yaml")


@pytest.mark.parametrize(("day", "told"), [("2026-02-04", True), ("2026-02-05", False)])
def test_a_consent_that_ends_soon_is_told_by_its_row_alone(tmp_path: Path, day: str, told: bool):
    text = FILES[MENTORS].replace(",biography,1,,Private", f",biography,1,{day},Private")
    made = status(tmp_path, changes={MENTORS: text})
    assert [str(each.place) for each in made.endings] == ([f"{MENTORS}:2"] if told else [])
    said = " ".join(lines(made))
    assert ("the consent ends on 4 February 2026" in said) is told
    assert "Ana <" not in said


def test_a_term_of_office_that_ends_is_told_as_such(tmp_path: Path):
    text = FILES[COMMITTEE].replace("Director,2025-01-01,", "Director,2025-01-01,2026-01-20")
    made = status(tmp_path, changes={COMMITTEE: text})
    assert f"  {COMMITTEE}:2: the term of office ends on 20 January 2026." in lines(made)


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        (MENTORS, ",no,2026-01-05,", ",no,,", [f"{MENTORS}:3"]),
        (ORGANISATIONS, "Hidden Hilda,Director,no,,", "Hidden Hilda,Director,no,2025-03-01,", None),
        (ORGANISATIONS, "Hidden Hilda,Director,no,,", ",,no,,", None),
        (ORGANISATIONS, "no,,,", "no,2025-03-01,1,", None),
        (ORGANISATIONS, "yes,2025-02-01,1,", "yes,2025-02-01,1,2025-12-31", [f"{ORGANISATIONS}:2"]),
        (COMMITTEE, "yes,2025-01-02,,1,", "no,,,,", [f"{COMMITTEE}:2"]),
        (COMMITTEE, "01-01,,,yes,2025-01-02,,1,", "01-01,2025-12-31,,no,,,,", []),
    ],
)
def test_whom_nobody_has_asked(
    tmp_path: Path, path: str, old: str, new: str, found: list[str] | None
):
    """None: not even the champion whom nobody had asked is left."""
    made = status(tmp_path, changes=replaced(path, old, new))
    expected = [] if found is None else sorted([*found, f"{ORGANISATIONS}:3"])
    assert sorted(places(made)) == expected


def test_a_mentor_who_serves_unasked_and_one_whose_profile_is_old(tmp_path: Path):
    changes = {
        MENTORS: FILES[MENTORS]
        .replace(",no,2026-01-05,", ",no,,")
        .replace(",2026-01-01,yes,2026-01-01", ",2025-01-04,yes,2025-01-04"),
    }
    made = status(tmp_path, changes=changes)
    assert f"{MENTORS}:3" in places(made)
    assert [str(place) for place in made.stale] == [f"{MENTORS}:2"]


@pytest.mark.parametrize(
    ("day", "kinds", "sent"),
    [
        (date(2026, 1, 12), ("kick-off", "call-open"), ("call-open", date(2026, 1, 12))),
        (date(2026, 1, 13), ("kick-off", "call-open"), ("kick-off", date(2026, 3, 16))),
        (date(2026, 11, 20), ("closing",), ("closing", date(2026, 11, 20))),
        (date(2026, 11, 21), ("closing",), None),
        (date(2026, 1, 12), ("report",), None),
    ],
)
def test_the_next_message_goes_with_the_next_date_that_has_one(
    tmp_path: Path, day: date, kinds: tuple[str, ...], sent: tuple[str, date] | None
):
    texts = [
        f"- id: m-{kind}\n  kind: {kind}\n  audience: [mentor]\n  channel: [email]\n"
        f"  subject: About {kind}\n  body: Text.\n"
        for kind in kinds
    ]
    made = status(tmp_path, day, {"programme/messages.yaml": "".join(texts)})
    found = [(str(each.subject), each.day) for each in made.messages]
    assert found == ([(f"About {sent[0]}", sent[1])] if sent else [])


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("day", [JANUARY, date(2026, 5, 12), OCTOBER, date(2027, 1, 1)])
def test_nobody_who_is_hidden_is_named_in_any_language(tmp_path: Path, language: str, day: date):
    made = status(tmp_path, day)
    words = load_catalogue(language)
    html = as_html(made, words, faulty=False)
    said = "\n".join(lines(made, language)) + html
    assert [name for name in HIDDEN if name in said] == []
    assert html.count("<h2>") == 7
    assert words.text("status.title") in html


def test_markup_in_a_title_is_text_on_the_page(tmp_path: Path):
    made = status(tmp_path, changes=replaced(TIMELINE, "Call opens", "Call & <opens"))
    assert "Call &amp; &lt;opens" in as_html(made, load_catalogue("en"), faulty=False)


def test_every_step_rests_on_a_claim_that_there_is(tmp_path: Path):
    claims = load_citations().claims
    made = status(tmp_path)
    assert [
        each.id for each in made.requirements if each.evidence and each.evidence not in claims
    ] == []
    assert [each.id for each in made.requirements if not each.evidence] == ["address"]


@pytest.mark.parametrize(("cell", "done"), [("no", False), ("yes", True), ("", True)])
def test_mentors_who_have_not_said_yes_are_not_counted(
    tmp_path: Path, cell: str, done: bool
) -> None:
    table = f"mentor,capacity,confirmed\nana,1,{cell}\n"
    made = status(tmp_path, changes={"programme/editions/2026/mentors.csv": table})
    assert [each.done for each in made.requirements if each.id == "mentors"] == [done]
