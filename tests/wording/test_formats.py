"""Problems as programs read them: what no value can break."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.problems import Place, Problem, Severity, in_reading_order
from handbook.reading.documents.package_data import load_catalogue
from handbook.wording import as_line, in_lines, in_short, of_own_fault
from handbook.wording.formats import as_github, as_gitlab, as_json, as_summary
from tests.support.small_builds import texts, thorough

ENGLISH, SPANISH = load_catalogue("en"), load_catalogue("es")
MARKS = "a%:,;=\r\n\x00\x1b\u2028 ::##[]stop-commands"
WORDS = texts | st.text(st.sampled_from(MARKS), max_size=30)


def problem(
    value: str = "acmee", line: int = 7, column: int = 18, severity: Severity = Severity.ERROR
) -> Problem:
    place = Place("programme/mentors.csv", line, column)
    return Problem(place, "item-duplicate", "organisation", value, severity)


def understood(output: str) -> tuple[list[tuple[str, dict[str, str], str]], list[str]]:
    """Read commands as the runner of GitHub does; return them, and what is only printed."""
    commands, printed, stopped = [], [], ""
    for line in output.split("\n"):
        match = re.fullmatch(r"::([^\s:]+)(?: ([^:]*))?::(.*)", line.lstrip(), re.DOTALL)
        if stopped and line.strip() == f"::{stopped}::":
            stopped = ""
        elif stopped or not match:
            printed.append(line)
        elif match[1] == "stop-commands":
            stopped = match[3]
        else:
            given = dict(each.split("=", 1) for each in (match[2] or "").split(",") if each)
            commands.append((match[1], {k: unescaped(v) for k, v in given.items()}, match[3]))
    assert not stopped
    return [(name, given, unescaped(text)) for name, given, text in commands], printed


def unescaped(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_an_annotation_says_where_and_what() -> None:
    assert as_github([problem()], ENGLISH).split("\n")[0] == (
        "::error file=programme/mentors.csv,line=7,col=18,title=item-duplicate::"
        'organisation: "acmee" stands here twice. '
        "Give each item an id of its own, or remove one of the two."
    )


def test_an_annotation_leaves_out_what_is_not_known() -> None:
    first = as_github([problem(line=0, column=0, severity=Severity.WARNING)], ENGLISH)
    assert first.startswith("::warning file=programme/mentors.csv,title=item-duplicate::")
    assert as_github([problem(column=0)], ENGLISH).startswith(
        "::error file=programme/mentors.csv,line=7,title="
    )


def test_an_annotation_escapes_what_ends_a_property() -> None:
    odd = Problem(Place("programme/a,b:c%.csv", 1), "item-duplicate", value="100%")
    (_, given_, text), *_ = understood(as_github([odd], ENGLISH))[0]
    assert given_["file"] == "programme/a,b:c%.csv"
    assert "file=programme/a%2Cb%3Ac%25.csv," in as_github([odd], ENGLISH)
    assert '"100%"' in text


def test_the_list_follows_the_annotations() -> None:
    many = [problem(f"value-{number}", number) for number in range(1, 31)]
    commands, printed = understood(as_github(many, ENGLISH, "handbook/"))
    assert len(commands) == 30
    assert {given_["file"] for _, given_, _ in commands} == {"handbook/programme/mentors.csv"}
    assert printed[:-1] == [as_line(each, ENGLISH) for each in many[:10]]
    assert "20 more problems" in printed[-1]


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    assert as_github([], ENGLISH) == ""
    assert json.loads(as_gitlab([], ENGLISH)) == []
    assert json.loads(as_json([], ENGLISH)) == []
    assert as_summary([], ENGLISH, "0 errors") == "<h3>0 errors</h3>\n"


@thorough
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_no_value_becomes_a_command_or_a_line(values: list[tuple[str, str]]) -> None:
    found = [
        Problem(Place(path, 1, 1), "item-duplicate", "id", value, Severity.WARNING)
        for value, path in values
    ]
    commands, printed = understood(as_github(found, ENGLISH))
    assert [name for name, _, _ in commands] == ["warning"] * len(found)
    assert printed == [as_line(each, ENGLISH) for each in found]
    assert all(len(line.splitlines()) == 1 for line in printed)


class Cells(HTMLParser):
    """What a browser shows in the cells of a table."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@thorough
@given(WORDS)
def test_a_summary_is_inert(value: str) -> None:
    summary = as_summary([problem(value)], ENGLISH, "1 error")
    seen = Cells(summary)
    assert seen.tags <= {"h3", "table", "tr", "th", "td", "code"}
    assert "\n\n" not in summary
    assert as_line(problem(value), ENGLISH).partition("18: ")[2] in seen.words


def test_a_summary_stays_below_what_github_shows() -> None:
    many = [problem("x" * 80, number) for number in range(1, 6000)]
    summary = as_summary(many, SPANISH, "6000 errores")
    assert len(summary.encode()) < 1_000_000
    rows = summary.count("<tr><td><code>")
    assert html.unescape(summary).endswith(
        f"y {len(many) - rows} más, en el registro del trabajo</td></tr>\n</table>\n"
    )


def test_a_code_quality_report_has_what_gitlab_wants() -> None:
    (row,) = json.loads(as_gitlab([problem(line=0)], SPANISH, "handbook/"))
    fingerprint = row.pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint)
    assert row == {
        "description": "organisation: «acmee» está aquí dos veces. "
        "Da a cada elemento un id propio, o quita uno de los dos.",
        "check_name": "item-duplicate",
        "severity": "critical",
        "location": {"path": "handbook/programme/mentors.csv", "lines": {"begin": 1}},
    }
    (warning,) = json.loads(as_gitlab([problem(severity=Severity.WARNING)], ENGLISH))
    assert warning["severity"] == "minor"


def test_fingerprints_are_unique_and_outlive_a_moved_line() -> None:
    before = [problem(line=3), problem(line=9), problem("other", 9)]
    after = [problem(line=5), problem(line=11), problem("other", 11)]
    first = [row["fingerprint"] for row in json.loads(as_gitlab(before, ENGLISH))]
    assert len(set(first)) == 3
    assert [row["fingerprint"] for row in json.loads(as_gitlab(after, SPANISH))] == first


@pytest.mark.parametrize("language", [ENGLISH, SPANISH], ids=["en", "es"])
def test_a_fault_of_our_own_is_one_line_without_data(language) -> None:
    try:
        load_catalogue("en").text("Ana Secret")
    except KeyError as error:
        said = of_own_fault(error, language)
    assert "KeyError, languages.py:" in said
    assert "Secret" not in said
    assert "HANDBOOK_DEBUG=1" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("errors", "warnings", "day", "pinned", "said"),
    [
        (0, 0, None, False, "0 errors · 0 warnings"),
        (1, 2, None, True, "1 error · 2 warnings"),
        (2, 1, "2026-03-01", False, "2 errors · 1 warning · as of 2026-03-01 · 7 pages"),
        (
            *(0, 1, "2026-03-01", True),
            "0 errors · 1 warning · as of 2026-03-01, the date of the example · 7 pages",
        ),
    ],
)
def test_a_run_in_short(errors: int, warnings: int, day: str | None, pinned: bool, said: str):
    problems = [problem() for _ in range(errors)]
    problems += [problem(severity=Severity.WARNING) for _ in range(warnings)]
    on = date.fromisoformat(day) if day else None
    assert in_short(problems, ENGLISH, on, 7, pinned=pinned) == said


def test_of_very_many_of_a_kind_the_first_are_told_and_the_rest_counted() -> None:
    many = [Problem(Place("a.csv", line), "html-in-text", "name", "<b>") for line in range(2, 1002)]
    other = Problem(Place("b.csv", 3), "html-in-text", "name", "<i>")
    warned = replace(many[0], severity=Severity.WARNING)
    catalogue = load_catalogue("en")
    lines = [line for _, line in in_lines([*many, warned, other], catalogue)]
    assert [line.partition(" ")[0] for line in lines] == [
        "a.csv:2:",
        *(f"a.csv:{line}:" for line in range(2, 12)),
        "a.csv:",
        "b.csv:3:",
    ]
    assert lines[0].startswith("a.csv:2: warning: ")
    assert "990 more problems" in lines[-2]
    assert "html-in-text" in lines[-2]
    assert len(list(in_lines([*many, other], catalogue, None))) == 1001
    github = as_github(many, catalogue)
    assert "990 more problems" in github
    assert github.count("::error") == 100
    assert len(json.loads(as_json(many, catalogue))) == 1000


def test_the_first_annotations_are_of_what_stops_the_publication() -> None:
    warnings = [
        Problem(Place("a.csv", line), "photo-undescribed", severity=Severity.WARNING)
        for line in range(200)
    ]
    fault = Problem(Place("b.csv", 3), "html-in-text", "name", "<i>")
    lines = as_github([*warnings, fault], load_catalogue("en")).split("\n")
    assert lines[0].startswith("::error file=b.csv,line=3")
    assert [line for line in lines if line.startswith("b.csv")] == [lines[-2]]


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ([3], "Line 3 has the same."),
        ([3, 9, 3], "2 more lines have the same: 3, 9."),
        (range(3, 14), "11 more lines have the same: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …."),
    ],
)
def test_a_cause_is_told_with_its_lines(also: Iterable[int], said: str) -> None:
    places = [Place("a.csv", 2, 4), *(Place("a.csv", line, 7) for line in also)]
    (told,) = in_reading_order(
        Problem(place, "html-in-text", "name", "<b>", cause="b") for place in places
    )
    line = as_line(told, ENGLISH)
    assert line.startswith("a.csv:2:4: ")
    assert said in line
    places_told = json.loads(as_json([told], ENGLISH))[0]["also"]
    assert [place["line"] for place in places_told] == sorted(set(also))


def test_a_cause_in_other_files_is_told_with_their_names() -> None:
    places = [Place("b.yaml", 5, 3), Place("a.csv", 2), Place("a.csv", 4), Place("b.yaml", 5, 9)]
    (told,) = in_reading_order(
        Problem(place, "html-in-text", "name", "<b>", cause="b") for place in reversed(places)
    )
    line = as_line(told, ENGLISH)
    assert "Line 4 has the same. The same is in b.yaml:5." in line
    (again,) = in_reading_order([told, replace(told, place=Place("c.csv", 1), also=())])
    assert again.also[-1] == Place("c.csv", 1)


def test_what_differs_in_cause_code_or_gravity_is_told_apart() -> None:
    one = Problem(Place("a.csv", 2), "html-in-text", cause="b")
    others = (
        replace(one, place=Place("a.csv", 3), cause="c"),
        replace(one, place=Place("a.csv", 4), code="enum"),
        replace(one, place=Place("a.csv", 5), severity=Severity.WARNING),
        replace(one, place=Place("a.csv", 6), cause=""),
        replace(one, place=Place("a.csv", 7), cause=""),
    )
    assert in_reading_order([one, *others]) == (one, *others)


def test_a_cause_is_never_shown() -> None:
    problem = Problem(Place("a.csv", 2), "html-in-text", cause="Zanzibar")
    shown = (as_json([problem], ENGLISH), as_gitlab([problem], ENGLISH), repr(problem))
    assert not any("Zanzibar" in each for each in shown)


@pytest.mark.parametrize("form", [as_json, as_github, as_gitlab])
def test_a_name_that_is_no_text_is_written_as_text(form: Callable[..., str]) -> None:
    problem = Problem(
        Place("programme/Bego\udcf1a.csv"), "file-stranger", severity=Severity.WARNING
    )
    assert "programme/Bego\ufffda.csv" in form([problem], ENGLISH).encode().decode()
