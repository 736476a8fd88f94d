"""Faults of the package's own: one line for people, a traceback only for who asks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs
from mkdocs.exceptions import PluginError

from handbook.cli import common, main
from handbook.mkdocs_plugins.faults import in_one_line
from handbook.reading import programme
from tests.site.commands import with_config
from tests.support.programmes import replaced, write_programme

SPANISH = replaced("programme/programme.yaml", "languages: [en]", "languages: [es]")


@pytest.fixture(autouse=True)
def logs() -> Iterator[None]:
    """Set logs up again as they were: commands do it for a process that ends with them."""
    loggers = [logging.getLogger(name) for name in ("", "mkdocs")]
    before = [(each.level, each.propagate, each.handlers[:]) for each in loggers]
    yield
    for each, (level, propagate, handlers) in zip(loggers, before, strict=True):
        each.setLevel(level)
        each.propagate, each.handlers[:] = propagate, handlers


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the reading of rows fail as a mistake in it would."""

    def fail(*_: Any) -> NoReturn:
        raise KeyError("Ana Secret")

    monkeypatch.setattr(programme, "read_rows", fail)
    monkeypatch.delenv("HANDBOOK_DEBUG", raising=False)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("command", [["check"], ["check", "--format", "json"], ["build"]])
def test_a_command_says_it_in_one_line(tmp_path: Path, command: list[str]) -> None:
    root = with_config(write_programme(tmp_path))
    result = CliRunner().invoke(main, [*command, "--root", str(root)])
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "(KeyError, reading/programme.py:" in line
    assert "Secret" not in line


@pytest.mark.usefixtures("broken")
def test_a_command_says_it_in_the_programmes_language(tmp_path: Path) -> None:
    root = write_programme(tmp_path, SPANISH)
    result = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert "fallo propio" in result.stderr


@pytest.mark.usefixtures("broken")
def test_who_asks_sees_the_traceback(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    result = CliRunner().invoke(main, ["check", "--root", str(root)], env={"HANDBOOK_DEBUG": "1"})
    assert isinstance(result.exception, KeyError)


def test_even_a_fault_of_the_words_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> NoReturn:
        raise RecursionError

    monkeypatch.setattr(common, "declared_languages", fail)
    root = write_programme(tmp_path)
    result = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "RecursionError" in line


@pytest.mark.parametrize(("code", "words"), [("es", "no es una palabra"), ("", "is not a word")])
def test_mkdocs_tells_problems_in_the_language_of_the_environment(
    tmp_path: Path, code: str, words: str
) -> None:
    wrong = replaced("programme/faq.yaml", "section: meeting", "section: meating")
    root = with_config(write_programme(tmp_path, wrong))
    (root / "content").mkdir()
    told = ["build", "-f", str(root / "mkdocs.yml")]
    result = CliRunner().invoke(mkdocs, told, env={"HANDBOOK_LANG": code})
    assert result.exit_code == 1
    assert words in result.output


@pytest.mark.usefixtures("broken")
def test_mkdocs_by_itself_says_it_in_one_line(tmp_path: Path) -> None:
    root = with_config(write_programme(tmp_path, SPANISH))
    (root / "content").mkdir()
    result = CliRunner().invoke(mkdocs, ["build", "-q", "-f", str(root / "mkdocs.yml")])
    assert result.exit_code == 1
    assert "(KeyError, reading/programme.py:" in result.output
    assert "fallo propio" in result.output
    assert "Traceback" not in result.output
    assert not (root / "site").exists()


def test_what_the_machine_refuses_is_one_line_under_mkdocs(tmp_path: Path) -> None:
    with (
        pytest.raises(PluginError, match=r"^/etc/shadow: Permission denied$"),
        in_one_line(tmp_path),
    ):
        raise PermissionError(13, "Permission denied", "/etc/shadow")


def test_who_asks_sees_the_traceback_under_mkdocs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDBOOK_DEBUG", "1")
    with pytest.raises(KeyError), in_one_line(tmp_path):
        raise KeyError
