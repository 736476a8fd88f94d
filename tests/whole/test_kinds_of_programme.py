"""What pages say where mentees choose their mentor, and where there are no editions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from handbook.problems import Severity
from handbook.site.built import Build
from tests.support.programmes import FILES
from tests.support.small_builds import NOTES, made

PROGRAMME = "programme/programme.yaml"
TIMELINE = "programme/editions/2026/timeline.csv"
OURS = {f"programme/{name}.yaml": None for name in ("matching", "faq", "messages")}
"""What the small programme says in its own words, left out, so that the handbook's stand."""
ASKING = "how_to_ask: Press the button, or *ask* | us & [x](y).\n"
FORM = "apply_link: https://forms.acme.example/ask\n"


@cache
def chosen(*lines: str) -> Build:
    """Build the small programme with lines added to its description."""
    changes = {**OURS, PROGRAMME: FILES[PROGRAMME] + "".join(lines)}
    with TemporaryDirectory() as folder:
        return made(Path(folder), changes)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def pages(built: Build) -> dict[str, str]:
    """Give the words of its pages, without what their sources say of any kind of programme."""
    assert built.pages, built.problems
    return {each.path: words(NOTES.sub("", each.body)) for each in (*built.pages, *built.entries)}


def profile(*lines: str) -> str:
    return pages(chosen(*lines))["mentors/ana.md"]


def test_where_the_coordinator_matches_the_profile_says_so() -> None:
    assert "Pairs are made by the programme. To ask about this mentor, write to" in profile()
    assert profile("matching_by: coordinator\n") == profile()
    assert "choose" not in profile()


def test_where_mentees_choose_the_profile_says_how_to_ask() -> None:
    told = profile("matching_by: mentee\n")
    assert "Here you choose your mentor yourself. To ask this mentor, write to" in told
    assert "Pairs are made by the programme" not in told


def test_the_programmes_own_words_on_asking_are_text_on_every_profile() -> None:
    told = profile("matching_by: mentee\n", ASKING)
    assert "yourself. Press the button, or *ask* | us &amp; [x](y)." in told
    assert "write to" not in told
    assert "Pairs are made by the programme. Press the button" in profile(ASKING)


def test_a_mentors_own_address_is_the_way_where_mentees_choose() -> None:
    mentors = FILES["programme/mentors.csv"]
    shown = mentors.replace("2026-01-01,biography,1", "2026-01-01,biography; contact,1", 1)
    assert shown != mentors
    for by, told in (
        ("mentee", "To ask this mentor, write to the address above."),
        ("coordinator", "The address above is the mentor's own; to be matched, write to"),
    ):
        text = f"{FILES[PROGRAMME]}matching_by: {by}\n"
        with TemporaryDirectory() as folder:
            built = made(Path(folder), {PROGRAMME: text, "programme/mentors.csv": shown})
        assert told in pages(built)["mentors/ana.md"].replace("&#39;", "'")


def test_the_link_is_a_button_on_profiles_and_pages() -> None:
    built = chosen("matching_by: mentee\n", FORM)
    ana = next(each for each in built.entries if each.id == "ana")
    assert 'href="https://forms.acme.example/ask"' in ana.body
    bodies = {page.path: page.body for page in built.pages}
    for path in ("take-part.md", "matching.md", "mentors/index.md"):
        assert "(https://forms.acme.example/ask)" in bodies[path], path
    assert all("forms.acme.example" not in each.body for each in chosen().entries)


def test_every_page_follows_who_makes_the_pairs() -> None:
    ours, theirs = pages(chosen()), pages(chosen("matching_by: mentee\n", ASKING))
    for path, mentee, coordinator in (
        ("matching.md", "Mentees choose a mentor and ask", "The coordinator proposes each pair"),
        ("matching.md", "A first conversation", "A second pair of eyes"),
        ("matching.md", "Choose again", "Match again"),
        ("matching.md", "How to ask", "Meeting before the match"),
        ("faq.md", "How do I find a mentor?", "Who decides on the pairs?"),
        ("index.md", "You choose a mentor", "We look for a good match"),
        ("take-part.md", "You then choose a mentor yourself", "The pairs are then made"),
        ("timeline.md", "Mentees choose a mentor, and ask", "Pairs are made by open criteria"),
        ("guides/mentor.md", "they read your profile and ask", ""),
        ("guides/coordinator.md", "Mentees choose.", "Half an hour to get to know you"),
        ("guides/mentee.md", "You choose your mentor yourself", "It is used for matching"),
        ("mentors/index.md", "You choose your mentor yourself", "A profile is no booking"),
    ):
        assert mentee in theirs[path], (path, mentee)
        assert mentee not in ours[path], (path, mentee)
        if coordinator:
            assert coordinator in ours[path], (path, coordinator)
            assert coordinator not in theirs[path], (path, coordinator)


def test_steps_for_other_programmes_are_left_out_of_ones_own_too() -> None:
    matching = FILES["programme/matching.yaml"]
    step = "steps:\n  - {title: Only theirs, detail: They ask., when: [mentee]}\n"
    changed = {"programme/matching.yaml": matching.replace("steps:\n", step, 1)}
    with TemporaryDirectory() as folder:
        assert "Only theirs" not in pages(made(Path(folder), changed))["matching.md"]
    changed[PROGRAMME] = FILES[PROGRAMME] + "matching_by: mentee\n"
    with TemporaryDirectory() as folder:
        assert "Only theirs" in pages(made(Path(folder), changed))["matching.md"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("matching_by: nobody\n", "enum"),
        ("matching_by: Mentee\n", "enum"),
        ("matching_by: [mentee]\n", "enum"),
        ("matching_by: mentees\n", "enum"),
        ("apply_link: http://forms.acme.example/ask\n", "address-insecure"),
        ("apply_link: forms.acme.example\n", "address-expected"),
        ("apply_link: ftp://forms.acme.example\n", "address-expected"),
        ("apply_link: mailto:us@acme.example\n", "address-expected"),
        ("apply_link: 'https://'\n", "address-expected"),
        ("apply_link: HTTP://forms.acme.example\n", "address-insecure"),
        ("how_to_ask: [a, b]\n", "text-expected"),
        ("how_to_ask: {fr: Écrivez-nous.}\n", "text-language"),
        ("how_to_ask: <b>Write</b> to us.\n", "html-in-text"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_line(line: str, code: str) -> None:
    built = chosen(line)
    told = [each for each in built.problems if each.severity is Severity.ERROR]
    assert [(each.place.path, each.code) for each in told] == [(PROGRAMME, code)]
    assert told[0].place.line == FILES[PROGRAMME].count("\n") + 1


ROLLING = "editions: none\n"
EVERYTHING = (*OURS, *(f"programme/{name}.yaml" for name in ("agreement", "first_meeting")))
EXPLAINED = re.compile(
    r"(?i)\beditions?\b|\btimeline\b|\bapplications (?:for|are|open)\b|\bthe call\b|kick-off date"
)
"""What only editions explain."""


def without_editions(*lines: str) -> dict[str, str | None]:
    """Return the small programme's changes: no editions, and the handbook's own texts."""
    text = FILES[PROGRAMME].replace("    - {table: recognitions, months: 60, after: edition}\n", "")
    changes: dict[str, str | None] = dict.fromkeys(
        path for path in FILES if path.startswith("programme/editions/")
    )
    changes |= dict.fromkeys(
        (*EVERYTHING, "programme/forms/minutes.yaml", "programme/evaluation.yaml")
    )
    changes["programme/former_mentees.csv"] = FILES["programme/former_mentees.csv"].replace(
        ",2025,", ",,"
    )
    changes[PROGRAMME] = text + ROLLING + "".join(lines)
    return changes


@cache
def rolling(*lines: str) -> Build:
    """Build it."""
    with TemporaryDirectory() as folder:
        return made(Path(folder), without_editions(*lines))


def test_a_round_table_has_its_day_its_sheet_and_its_invitation() -> None:
    dates = FILES[TIMELINE] + "meet,round-table,Rounds,2026-02-18,,17:30,120,mentor; mentee,,,\n"
    with TemporaryDirectory() as folder:
        told = made(Path(folder), {**OURS, TIMELINE: dates})
    pages = {page.path: page.body for page in told.pages}
    evening = pages["matching.md"].partition("{#round-table}")[2]
    assert "Edition 2026 had one: Rounds, Wednesday, 18 February 2026." in evening
    assert "templates/round-table" in evening
    assert "Meet several people before we make the pairs" in pages["guides/coordinator.md"]
    assert "Round table, 18 February 2026" in pages["guides/communication.md"]
    assert "had one" not in next(each for each in chosen().pages if each.path == "matching.md").body


@pytest.mark.parametrize("lines", [(), ("matching_by: mentee\n", ASKING, FORM)])
def test_without_editions_nothing_is_said_of_them(lines: tuple[str, ...]) -> None:
    built = rolling(*lines)
    said = {
        path: EXPLAINED.findall(text)
        for path, text in pages(built).items()
        if path not in ("data-dictionary.md", "sources.md")
    }
    assert {path: found for path, found in said.items() if found} == {}
    titles = " ".join(f"{page.title} {page.description}" for page in built.pages)
    assert not EXPLAINED.search(titles)


def test_without_editions_there_are_no_pages_about_them() -> None:
    built = rolling()
    names = {page.path for page in built.pages}
    assert not names & {"editions.md", "timeline.md", "projects/index.md"}
    stays = {"index.md", "take-part.md", "mentors/index.md", "recognition.md", "complaints.md"}
    assert stays <= names
    assert "editions.md" not in str(built.navigation)
    assert not any(file.path.startswith("data/timeline") for file in built.files)
    assert "mentors/ana.md" in pages(built)


def test_without_editions_the_review_of_the_whole_stands_with_the_purpose() -> None:
    assert "Looking at the whole" not in pages(rolling())["purpose.md"]
    said = "review:\n  planned: 2027-06\n  done: 2024-06-03\n  outcome: Fewer forms.\n"
    told = pages(rolling(said))["purpose.md"]
    for each in ("June 2027", "3 June 2024", "Fewer forms."):
        assert each in told


def test_without_editions_one_can_join_at_any_time() -> None:
    told = pages(rolling())["take-part.md"]
    assert "You can join at any time." in told
    asked = rolling("matching_by: mentee\n", ASKING, FORM)
    front = next(page.body for page in asked.pages if page.path == "index.md")
    assert front.count("https://forms.acme.example/ask") == 2
    assert "You choose your mentor yourself" in pages(asked)["take-part.md"]


def test_folders_of_editions_where_there_are_none_are_told_and_the_other_way_about() -> None:
    told = chosen(ROLLING)
    assert [each.code for each in told.problems if each.severity is Severity.ERROR] == [
        "edition-unwanted"
    ]
    without = dict.fromkeys(path for path in FILES if path.startswith("programme/editions/"))
    with TemporaryDirectory() as folder:
        built = made(Path(folder), without)
    assert "edition-none" in {each.code for each in built.problems}


@pytest.mark.parametrize("word", ["None of them", "no", "0", "[]", "rolling"])
def test_what_else_is_said_of_editions_is_told(word: str) -> None:
    told = chosen(f"editions: {word}\n")
    assert [each.code for each in told.problems if each.severity is Severity.ERROR] == ["enum"]
