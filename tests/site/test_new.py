"""`handbook new`, as somebody uses it who begins: questions, a file of answers, or neither."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from handbook.cli import main
from tests.site.commands import PATIENCE, REPOSITORY, built, environment, handbook
from tests.site.conftest import Shared

TODAY = ("--today", "2026-11-28")
ASKED = 12


def names_of_the_example() -> set[str]:
    """Return the names of people, organisations, places and editions that are the example's."""
    found = {"Crosscurrents", "Port Merrow", "Hinterland", "Ropewalk"}
    programme = REPOSITORY / "programme"
    for table in ("mentors", "committee", "organisations"):
        with (programme / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found |= {row["name"], row.get("champion", ""), row["id"]}
    for edition in (programme / "editions").iterdir():
        text = (edition / "edition.yaml").read_text("utf-8")
        found.add(str(yaml.safe_load(text)["title"]))
    return {name for name in found if len(name) > 5}


@pytest.fixture(scope="module", params=["en", "es"])
def begun(request: pytest.FixtureRequest, shared: Shared) -> Path:
    """A repository of which nothing was said but its language, and its site."""

    def make(target: Path) -> None:
        target.mkdir(parents=True)
        (target / "answers.yaml").write_text(f"languages: [{request.param}]\n", "utf-8")
        root = target / "own"
        said = ("--yes", "--answers", target / "answers.yaml", *TODAY)
        result = handbook("new", root, *said, cwd=target)
        assert result.returncode == 0, result.stderr
        built(root, target / "site", *TODAY)

    return shared(f"begun-{request.param}", make)


def test_nothing_of_the_example_is_in_it(begun: Path) -> None:
    names = re.compile("|".join(map(re.escape, names_of_the_example())), re.IGNORECASE)
    assert names.search("by Mirela Sandqvist-Dumbrava")
    # A line that many pages have is searched once.
    lines = {
        line: path
        for folder in (begun / "own", begun / "site")
        for path in folder.rglob("*")
        if path.suffix in {".html", ".json", ".csv", ".yaml", ".yml", ".md", ".xml", ".txt"}
        for line in path.read_text("utf-8").splitlines()
    }
    assert len(lines) > 1000
    assert [(path, found) for line, path in lines.items() if (found := names.search(line))] == []


def test_its_pages_are_complete(begun: Path) -> None:
    pages = {path.parent.name for path in (begun / "site").rglob("index.html")}
    assert {"purpose", "timeline", "mentor", "mentee", "agreement", "minutes", "2027"} <= pages
    purpose = (begun / "site/purpose/index.html").read_text("utf-8")
    language = "es" if "begun-es" in str(begun) else "en"
    said = {
        "en": "What the programme is for will be said here",
        "es": "para qué existe el programa",
    }
    assert said[language] in purpose
    assert f'<html lang="{language}"' in purpose
    dates = (begun / "site/timeline/index.html").read_text("utf-8")
    assert {"en": "Kick-off", "es": "Arranque"}[language] in dates


def test_a_folder_with_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = handbook("new", tmp_path, "--yes", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.strip() == f"{tmp_path} is not empty; name a new folder."
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_faults_of_the_answers_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("languages: [es]\nfocus: carer\nminutes: many\n", "utf-8")
    result = handbook("new", "own", "--answers", answers, "--yes", cwd=tmp_path)
    assert result.returncode == 1
    assert [line.partition(" ")[0] for line in result.stderr.splitlines()] == [
        "answers.yaml:2:8:",
        "answers.yaml:3:10:",
    ]
    assert "querías decir" in result.stderr.lower()
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("content", [b"languages: [", b"\xff\xfe\x00", b"- 1\n"])
def test_a_file_that_is_none_of_answers_is_told_in_a_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "answers.yaml").write_bytes(content)
    result = handbook("new", "own", "--answers", "answers.yaml", "--yes", cwd=tmp_path)
    assert result.returncode in {1, 2}
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("answers.yaml")
    assert not (tmp_path / "own").exists()


def test_a_dozen_questions_and_a_slip_is_asked_again(tmp_path: Path) -> None:
    typed = [
        *("es", "Asociación del Faro", "Dos Luces", "", "skills", "", "2027-13", "2027-09"),
        *("", "", "Faro Norte; Faro Sur", "hola@faro.org", ""),
    ]
    own = tmp_path / "own"
    result = CliRunner().invoke(main, ["new", str(own), *TODAY], input="\n".join(typed) + "\n")
    assert result.exit_code == 0, result.output
    assert result.output.count("]: ") + result.output.count("Intro") >= ASKED
    assert "«2027-13» no es un mes" in result.output
    said = yaml.safe_load((own / "programme/programme.yaml").read_text("utf-8"))
    assert said["association"]["name"] == "Asociación del Faro"
    assert said["name"] == "Dos Luces"
    assert said["contacts"]["programme"]["email"] == "hola@faro.org"
    edition = yaml.safe_load((own / "programme/editions/2027/edition.yaml").read_text("utf-8"))
    assert edition["partners"] == ["faro-norte", "faro-sur"]
    assert edition["sessions"] == {"count": 6, "every_weeks": 4, "minutes": 90}


def test_without_anybody_to_ask_it_stops(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", str(tmp_path / "own")], input="")
    assert result.exit_code == 1
    assert not (tmp_path / "own").exists()


def test_a_repository_can_be_an_archive(begun: Path, tmp_path: Path) -> None:
    said = ("--yes", "--answers", begun / "answers.yaml", *TODAY)
    made = [tmp_path / "first.zip", tmp_path / "second.zip"]
    for path in made:
        result = handbook("new", path, *said, cwd=tmp_path)
        assert result.returncode == 0, result.stderr
    assert made[0].read_bytes() == made[1].read_bytes()
    with zipfile.ZipFile(made[0]) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    own = begun / "own"
    files = {path.relative_to(own).as_posix(): path for path in own.rglob("*") if path.is_file()}
    # What builds keep for the next one is in no archive.
    assert packed == {
        name: path.read_bytes() for name, path in files.items() if not name.startswith(".cache/")
    }
    assert handbook("new", made[0], *said, cwd=tmp_path).returncode == 2


@pytest.mark.full
@pytest.mark.parametrize("language", ["en", "es"])
def test_make_site_makes_it_from_its_own_wheel(tmp_path: Path, language: str) -> None:
    """With everything that it does by itself: environment, pins, wheel."""
    answers = tmp_path / "answers.yaml"
    answers.write_text(f"languages: [{language}]\n", "utf-8")
    result = handbook("new", "own", "--yes", "--answers", answers, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    make = shutil.which("make") or "make"
    kept = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    made = subprocess.run(
        [make, "site"], cwd=tmp_path / "own", env=kept | {"PATH": os.environ["PATH"]},
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    assert (tmp_path / "own/site/index.html").is_file()


def test_a_repository_of_today_is_up_to_date(begun: Path, tmp_path: Path) -> None:
    root = shutil.copytree(begun / "own", tmp_path / "own")
    result = handbook("upgrade", "--lang", "en", cwd=root)
    assert (result.returncode, result.stdout) == (0, "Everything is up to date.\n")
    (wheel,) = (root / "vendor").iterdir()
    wheel.write_bytes(b"no wheel")
    broken = handbook("upgrade", "--lang", "en", cwd=root)
    assert broken.returncode == 2
    assert broken.stderr.startswith("The wheel in vendor/")
    wheel.unlink()
    without = handbook("upgrade", "--dry-run", "--lang", "en", cwd=root)
    assert without.returncode == 0
    assert "There is no wheel in vendor/" in without.stdout
