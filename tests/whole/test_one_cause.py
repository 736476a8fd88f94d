"""A fault of YAML in `programme.yaml` is told alone: whatever depends on the file waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import Problem
from handbook.reading.documents.conventions import declared_conventions
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme

NAME = "programme/programme.yaml"
SPANISH = FILES[NAME].replace("languages: [en]", "languages: [es]\ndate_order: dmy")
LINES = SPANISH.splitlines()
OTHERS = {
    path: FILES[path].replace(",yes,2026-01-01,", ",s\u00ed,31/01/2026,")
    for path in FILES
    if path.endswith(".csv")
}
"""Tables that only make sense in a Spanish programme whose days come before the month."""


def unclosed(line: str) -> str:
    key, colon, value = line.partition(": ")
    return f'{key}: "{value}' if colon and '"' not in value else ""


def indented(line: str) -> str:
    return f" {line}"


def tab(line: str) -> str:
    return f"\t{line}"


def colonless(line: str) -> str:
    return line.replace(":", "", 1) if ":" in line else ""


def bracket(line: str) -> str:
    key, colon, value = line.partition(": ")
    return f"{key}: [{value}" if colon else ""


def spaced(line: str) -> str:
    return f"\u00a0{line}"


BREAKING = (unclosed, indented, tab, colonless, bracket, spaced)
INNOCENT = {(indented, "  name: The Ferry Association")}
"""An only key may stand anywhere below its map."""


def broken() -> Iterator[tuple[int, Callable[[str], str]]]:
    """Break each line some way, and those of the conventions in every way."""
    for number, line in enumerate(LINES):
        ways = [way for way in BREAKING if way(line) and (way, line) not in INNOCENT]
        all_ways = line.startswith(("languages", "date_order", "time_zone", "name"))
        for way in ways if all_ways else ways[number % len(ways) :][:1]:
            yield number, way


def with_line(number: int, line: str) -> str:
    return "\n".join([*LINES[:number], line, *LINES[number + 1 :]]) + "\n"


def problems(root: Path) -> list[Problem]:
    return list(read_programme(Settings(root, date(2026, 3, 1)), REGISTRY).problems)


@pytest.fixture(scope="module")
def spanish(tmp_path_factory) -> tuple[Path, list[tuple[object, str]]]:
    root = tmp_path_factory.mktemp("spanish")
    write_programme(root, {**OTHERS, NAME: SPANISH})
    return root, [(one.place, one.code) for one in problems(root)]


@pytest.mark.parametrize(("number", "way"), tuple(broken()))
def test_a_broken_line_is_one_problem_in_its_place(number, way, spanish):
    root, before = spanish
    (root / NAME).write_text(with_line(number, way(LINES[number])), "utf-8")
    after = problems(root)
    told = [one for one in after if (one.place, one.code) not in before]
    assert len(told) == 1, told
    assert told[0].place.path == NAME
    # A line that is indented too far is part of the one above.
    assert number <= told[0].place.line <= number + 2


@pytest.mark.parametrize("way", BREAKING)
def test_languages_and_order_of_dates_are_those_last_known(way, spanish):
    for number, line in enumerate(LINES):
        (spanish[0] / NAME).write_text(with_line(number, way(line) or line), "utf-8")
        declared = declared_conventions(spanish[0])
        assert (declared.languages.codes, declared.date_order) == (("es",), "dmy"), number + 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("languages: [es, en\n", ("es", "en")),
        ('languages: ["es, pt-BR]\nname: x\n', ("es", "pt-BR")),
        ("languages\n  - es\n  - en\nname: x\n", ("es", "en")),
        ("\tlanguages: es\n", ("es",)),
        ("languages: [ES]\nname: 'x\n", ("es",)),
        ("<<<<<<< HEAD\nlanguages: [es]\n=======\nlanguages: [en]\n>>>>>>> b\n", ("es",)),
        ("languages: [es] # and en\nname: 'x\n", ("es",)),
        ("name: 'x\n", ("en",)),
    ],
)
def test_languages_are_picked_out_of_what_cannot_be_read(text, codes, tmp_path):
    write_programme(tmp_path, {NAME: text})
    assert declared_conventions(tmp_path).languages.codes == codes


def test_yes_and_no_of_no_known_language_wait(tmp_path):
    write_programme(tmp_path, {**OTHERS, NAME: SPANISH.replace("languages: [es]", "lenguas: [es]")})
    told = problems(tmp_path)
    assert [one.code for one in told if one.place.path == NAME] == ["key-unknown"]
    assert [one for one in told if one.code == "type-boolean"] == []


@pytest.mark.parametrize(("code", "usual"), [("EN", "en"), ("En", "en"), ("en_gb", "en-GB")])
def test_a_code_in_other_letters_is_told_with_the_usual_one(code, usual, tmp_path):
    write_programme(tmp_path, {NAME: FILES[NAME].replace("[en]", f"[{code}]")})
    told = problems(tmp_path)
    (fault,) = [one for one in told if one.place.path == NAME]
    assert (fault.code, fault.details["detail"], fault.place.line) == ("language-form", usual, 8)
    assert [one for one in told if one.code == "file-case"] == []
