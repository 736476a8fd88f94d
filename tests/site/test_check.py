"""`handbook check`: every mistake at once, each at its place, for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.site.commands import PATIENCE, copy_of_repository, environment, handbook
from tests.site.conftest import Shared
from tests.site.mistakes import MASK, MISTAKES, Mistake, put
from tests.support.programmes import FILES, replaced, write_programme

KEYS = [
    *("path", "line", "column", "field", "code", "message", "value", "remedy", "severity"),
    "also",
]


@pytest.fixture(scope="module")
def broken(shared: Shared) -> Path:
    """A copy of the example with mistakes, what was said of them, and where they are."""

    def make(target: Path) -> None:
        spots = put(copy_of_repository(target), MISTAKES)
        for form in ("json", "text"):
            result = handbook("check", "--root", target, "--format", form, cwd=target.parent)
            said = {"code": result.returncode, "out": result.stdout, "err": result.stderr}
            (target / f"said.{form}").write_text(json.dumps(said), "utf-8")
        (target / "spots").write_text(json.dumps(spots), "utf-8")

    return shared("broken", make)


def said(folder: Path, form: str) -> dict[str, Any]:
    return dict(json.loads((folder / f"said.{form}").read_text("utf-8")))


@pytest.fixture(scope="module")
def problems(broken: Path) -> list[dict[str, Any]]:
    return list(json.loads(said(broken, "json")["out"]))


def test_more_than_ten_files_are_broken() -> None:
    assert len({mistake.file for mistake in MISTAKES}) == len(MISTAKES) >= 10


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.file)
def test_each_mistake_is_told_at_its_place(
    mistake: Mistake, problems: list[dict[str, Any]], broken: Path
) -> None:
    line, column = json.loads((broken / "spots").read_text("utf-8"))[mistake.path]
    found = [each for each in problems if each["path"] == mistake.path and each["line"] == line]
    assert [(each["column"], each["code"], each["field"]) for each in found] == [
        (column, mistake.code, mistake.field)
    ]
    assert found[0]["value"].startswith(mistake.value)
    assert found[0]["severity"] == "error"
    assert found[0]["message"]
    assert found[0]["remedy"]


def test_nothing_else_is_called_an_error(problems: list[dict[str, Any]]) -> None:
    errors = [problem for problem in problems if problem["severity"] == "error"]
    assert sorted(each["path"] for each in errors) == sorted(each.path for each in MISTAKES)


def test_the_keys_are_the_promised_ones(problems: list[dict[str, Any]]) -> None:
    assert {tuple(problem) for problem in problems} == {tuple(KEYS)}
    assert all(isinstance(problem["line"], int) for problem in problems)
    assert {problem["severity"] for problem in problems} <= {"error", "warning"}


def test_they_come_in_the_order_of_reading(problems: list[dict[str, Any]]) -> None:
    places = [(each["path"], each["line"], each["column"]) for each in problems]
    assert places == sorted(places)


@pytest.mark.parametrize("form", ["json", "text"])
def test_errors_end_in_one_and_tell_nothing_private(broken: Path, form: str) -> None:
    heard = said(broken, form)
    assert heard["code"] == 1
    everything = heard["out"] + heard["err"]
    assert MASK in everything
    for private in ("HYPERLINK", "960101", "eleni-vourliot", "12 March"):
        assert private not in everything


def test_text_is_a_line_for_each(broken: Path, problems: list[dict[str, Any]]) -> None:
    heard = said(broken, "text")
    lines = heard["out"].splitlines() + heard["err"].splitlines()
    for each in problems:
        place = f"{each['path']}:{each['line']}:{each['column']}: "
        level = "" if each["severity"] == "error" else "warning: "
        line = f"{place}{level}{each['field']}: {each['message']} {each['remedy']}"
        assert line in lines
    errors = sum(each["severity"] == "error" for each in problems)
    assert len(lines) == len(problems) + 1
    assert lines[-1].startswith(f"{errors} errors")


def test_a_mistake_in_the_vocabulary_hides_none_elsewhere(tmp_path: Path) -> None:
    doubled = replaced("programme/vocabulary.yaml", "{id: steering", "{id: rowing")
    unknown = replaced("programme/faq.yaml", "section: meeting", "section: meating")
    root = write_programme(tmp_path, {**doubled, **unknown})
    result = handbook("check", "--root", root, "--format", "json", cwd=tmp_path)
    told = {(each["path"], each["code"]) for each in json.loads(result.stdout)}
    assert ("programme/vocabulary.yaml", "duplicate-id") in told
    assert ("programme/faq.yaml", "vocabulary-unknown") in told


def test_a_sound_programme_ends_in_zero(small: Path) -> None:
    result = handbook(
        "check", "--root", small, "--format", "json", "--today", "2026-05-12", cwd=small
    )
    assert result.returncode == 0
    assert json.loads(result.stdout) == []
    text = handbook("check", "--today", "2026-05-12", cwd=small)
    assert text.returncode == 0
    assert text.stdout.startswith("0 errors")
    assert "2026-05-12" in text.stdout


def test_warnings_alone_do_not_fail(tmp_path: Path) -> None:
    change = replaced(
        "programme/organisations.csv", "Cara Champion,Head of people,yes,2025-02-01,1", ",,,,"
    )
    root = write_programme(tmp_path, change)
    result = handbook("check", "--root", root, "--format", "json", cwd=tmp_path)
    assert result.returncode == 0
    assert [each["severity"] for each in json.loads(result.stdout)] == ["warning"]


@pytest.mark.parametrize(
    ("command", "language", "words"),
    [("check", "en", "There is no folder programme/"), ("build", "es", "No hay ninguna carpeta")],
)
def test_without_a_programme_one_line_and_two(
    command: str, language: str, words: str, tmp_path: Path
) -> None:
    result = handbook(command, "--lang", language, cwd=tmp_path)
    assert result.returncode == 2
    assert len((result.stdout + result.stderr).splitlines()) == 1
    assert words in result.stderr
    assert "--root" in result.stderr
    assert "handbook new" in result.stderr


@pytest.mark.parametrize("command", ["build", "serve"])
def test_without_settings_of_mkdocs_one_line_and_what_to_do(command: str, tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    result = handbook(command, "--today", "2026-05-12", "--without", "documents", cwd=root)
    assert result.returncode == 2
    *_, line = result.stderr.splitlines()
    assert line.startswith(f"There is no mkdocs.yml in {root}.")
    assert "--root" in line
    assert "handbook new" in line


def test_a_date_that_is_none_is_refused(small: Path) -> None:
    result = handbook("check", "--root", small, "--today", "2026-02-30", cwd=small)
    assert result.returncode == 2
    assert "2026-02-30" in result.stderr


@pytest.mark.parametrize("command", ["check", "build", "serve", "status"])
@pytest.mark.parametrize("time", ["abc", "-5", " 5", "1.5", "\u0663", "4294967296", "9" * 5000])
def test_a_time_to_stamp_that_is_none_is_refused(small: Path, command: str, time: str) -> None:
    for language in ("en", "es"):
        asked = (command, "--root", small, "--lang", language)
        result = handbook(*asked, cwd=small, SOURCE_DATE_EPOCH=time)
        assert result.returncode == 2
        assert result.stdout == ""
        (line,) = result.stderr.splitlines()
        assert line.startswith("SOURCE_DATE_EPOCH ")
        assert time in line
        assert "1772323200" in line
        assert ("seconds" if language == "en" else "segundos") in line


@pytest.mark.parametrize(
    ("console", "form"),
    [("cp1252", "json"), ("latin-1", "gitlab"), ("ascii", "github"), ("cp437", "text")],
)
@pytest.mark.skipif(sys.platform == "darwin", reason="a name there is UTF-8")
def test_any_console_gets_an_answer(tmp_path: Path, console: str, form: str) -> None:
    changes = {"programme/mentors.csv": FILES["programme/mentors.csv"].replace("acme", "\u0430cme")}
    write_programme(tmp_path, changes)
    (tmp_path / "programme" / "Bego\udcf1a \u2192.csv").write_bytes(b"x")
    arguments = ("check", "--root", str(tmp_path), "--format", form)
    said = subprocess.run(
        [sys.executable, "-m", "handbook", *arguments],
        env=environment(PYTHONIOENCODING=console, PYTHONUTF8="0"),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert said.returncode == 1, said.stderr
    known = "programme/Bego\ufffda \u2192.csv"
    if form == "text":
        assert known.encode(console, "replace") in said.stdout
    else:
        assert known in said.stdout.decode("utf-8")
