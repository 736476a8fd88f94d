"""`handbook check` in workflows and languages, and `handbook schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from tests.support.programmes import replaced, write_programme

WRONG = {
    **replaced("programme/mentors.csv", ",yes,2026", ",yess,2026"),
    **replaced("programme/faq.yaml", "section: meeting", "section: meating"),
}
TODAY = ("--today", "2026-05-12")


def handbook(*arguments: str | Path, root: Path, **environment: str) -> Result:
    """Run the command in this process; that it is whole as a program others test."""
    unset = {"GITHUB_WORKSPACE": None, "GITHUB_STEP_SUMMARY": None, "CI_PROJECT_DIR": None}
    given = [*map(str, arguments), "--root", str(root)]
    return CliRunner().invoke(main, given, env={**unset, **environment})


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_programme(tmp_path_factory.mktemp("repository") / "mentoring", WRONG)


def test_github_annotates_the_files_of_the_repository(faulty: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    result = handbook(
        "check", "--format", "github", *TODAY,
        root=faulty, GITHUB_WORKSPACE=str(faulty.parent), GITHUB_STEP_SUMMARY=str(summary),
    )  # fmt: skip
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("::error file=mentoring/programme/faq.yaml,line=4,col=")
    assert lines[1].startswith("::error file=mentoring/programme/mentors.csv,line=2,col=")
    assert [line.partition(":")[0] for line in lines[3:5]] == [
        "programme/faq.yaml",
        "programme/mentors.csv",
    ]
    assert lines[-1].startswith("2 errors")
    assert result.stderr == ""
    written = summary.read_text("utf-8")
    assert written.startswith("before\n<h3>2 errors")
    assert written.count("<tr><td><code>programme/") == 2
    for text in (result.stdout, written):
        assert "yess" not in text
        assert "•••" in text


def test_github_needs_no_summary(faulty: Path) -> None:
    result = handbook("check", "--format", "github", *TODAY, root=faulty, GITHUB_STEP_SUMMARY="")
    assert result.stdout.startswith("::error file=programme/faq.yaml,")


def test_gitlab_gets_a_report_and_people_the_list(faulty: Path) -> None:
    result = handbook(
        "check", "--format", "gitlab", *TODAY, root=faulty, CI_PROJECT_DIR=str(faulty.parent)
    )
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert [row["location"]["path"] for row in report] == [
        "mentoring/programme/faq.yaml",
        "mentoring/programme/mentors.csv",
    ]
    assert len(result.stderr.splitlines()) == 3
    assert "yess" not in result.stdout + result.stderr


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
def test_every_format_speaks_the_language_that_is_asked_for(faulty: Path, form: str) -> None:
    result = handbook("check", "--format", form, "--lang", "es", *TODAY, root=faulty)
    assert result.exit_code == 1
    assert "no es una palabra" in result.stdout + result.stderr
    assert "is not a word" not in result.stdout + result.stderr


def test_the_language_is_the_programmes_first(tmp_path: Path) -> None:
    root = write_programme(
        tmp_path, replaced("programme/programme.yaml", "languages: [en]", "languages: [es]")
    )
    assert "0 errores" in handbook("check", *TODAY, root=root).stdout
    assert "0 errors" in handbook("check", *TODAY, "--lang", "en", root=root).stdout


def test_a_language_without_words_is_english_and_says_so(faulty: Path) -> None:
    result = handbook("check", "--lang", "fr", *TODAY, root=faulty)
    assert result.exit_code == 1
    assert (
        result.stderr.splitlines()[0] == "--lang fr: not spoken here; what follows is in English."
    )
    assert "2 errors" in result.stderr
    regional = handbook("check", "--lang", "es-MX", *TODAY, root=faulty)
    assert "2 errores" in regional.stderr


@pytest.mark.parametrize("code", ["zz", "../es", ""])
def test_a_language_that_is_none_is_refused(faulty: Path, code: str) -> None:
    result = handbook("check", "--lang", code, root=faulty)
    assert result.exit_code == 2
    assert "--lang" in result.stderr


def test_an_error_of_the_build_is_told_in_that_language(faulty: Path) -> None:
    result = handbook("build", "--lang", "es", *TODAY, root=faulty)
    assert result.exit_code == 1
    assert "No se ha publicado nada." in result.stderr


def test_the_environment_can_name_the_language(faulty: Path) -> None:
    result = handbook("check", *TODAY, root=faulty, HANDBOOK_LANG="es")
    assert "2 errores" in result.stderr


def test_private_tables_are_checked_too_and_nothing_of_them_is_told(tmp_path: Path) -> None:
    table = "id,name,organisation\nSecret Id,Sigrid Secret,acme\n"
    root = write_programme(tmp_path, {"private/mentees.csv": table})
    result = handbook("check", *TODAY, root=root)
    assert result.exit_code == 1
    assert "private/mentees.csv:2:1: id: " in result.stderr
    assert "ecret" not in result.output


def test_real_people_in_a_public_repository_stop_the_workflow(tmp_path: Path) -> None:
    root = write_programme(
        tmp_path, replaced("programme/programme.yaml", "people: fictional", "people: real")
    )
    for refused in (
        handbook("check", "--repository", "public", root=root),
        handbook("check", root=root, HANDBOOK_REPOSITORY="public"),
    ):
        assert refused.exit_code == 1
        assert "programme/programme.yaml:6:9: people: this repository is public" in refused.stderr
    assert handbook("check", "--repository", "private", root=root).exit_code == 0


@pytest.mark.parametrize("visibility", ["", "null", "hidden"])
def test_a_visibility_that_nobody_knows_is_refused(tmp_path: Path, visibility: str) -> None:
    result = handbook("check", "--repository", visibility, root=write_programme(tmp_path))
    assert result.exit_code == 2
    assert "--repository" in result.stderr


def test_the_schemas_are_written_with_how_to_use_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_programme(tmp_path)
    monkeypatch.chdir(root)
    result = handbook("schema", "schemas", root=Path())
    assert result.exit_code == 0
    written = {path.name for path in (root / "schemas").iterdir()}
    settings = json.loads((root / "schemas" / "vscode-settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"]["./schemas/editions.schema.json"] == [
        "/programme/editions/*/edition.yaml"
    ]
    named = {Path(path).name for path in settings["yaml.schemas"]}
    assert written == named | {"vscode-settings.json"}
    lines = result.stdout.splitlines()
    assert lines[0] == f"Wrote {len(named)} schemas to schemas."
    assert "schemas/vscode-settings.json" in lines[1]
    assert lines[-1].startswith("# yaml-language-server: $schema=../schemas/programme.schema.json")
    before = {path.name: path.read_bytes() for path in (root / "schemas").iterdir()}
    assert handbook("schema", "schemas", root=root).exit_code == 0
    assert {path.name: path.read_bytes() for path in (root / "schemas").iterdir()} == before


def test_schemas_elsewhere_are_named_by_their_whole_path(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    root = write_programme(tmp_path / "root", WRONG)
    result = handbook("schema", target, root=root)
    assert result.exit_code == 0
    assert f"$schema={target}/programme.schema.json" in result.stdout
    settings = json.loads((target / "vscode-settings.json").read_text("utf-8"))
    assert f"{target}/faq.schema.json" in settings["yaml.schemas"]
