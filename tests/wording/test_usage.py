"""Usage: the help and the errors of the command are there in every language of the package."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.reading.documents.package_data import strings_of
from tests.support.codes import PACKAGE
from tests.support.programmes import replaced, write_programme

OTHERS = sorted({folder.name for folder in (PACKAGE / "locale").iterdir()} - {"en"})
ENGLISH = re.compile(r"\b(?:Usage|Options|Commands|the|and|Show|exit|Missing|Invalid|No such)\b")
every = pytest.mark.parametrize("language", OTHERS)


def commands(command: click.Command = main, path: str = "") -> dict[str, click.Command]:
    found = {path: command}
    for name, inner in command.commands.items() if isinstance(command, click.Group) else ():
        found |= commands(inner, f"{path} {name}".strip())
    return found


def asked(*arguments: str, **environment: str) -> str:
    return CliRunner().invoke(main, arguments, env={"HANDBOOK_LANG": "", **environment}).output


@every
@pytest.mark.parametrize("path", commands())
def test_every_command_and_option_is_explained_in_every_language(language, path):
    explained = asked(*path.split(), "--help", HANDBOOK_LANG=language)
    assert not ENGLISH.search(explained), explained
    assert "Usage:" in asked(*path.split(), "--help", HANDBOOK_LANG="en")


@every
def test_nothing_is_explained_that_is_not_there(language):
    paths = {path or "handbook" for path in commands()}
    options = {
        name
        for path, command in commands().items()
        for option in command.params
        for name in (option.opts[0], f"{path or 'handbook'} {option.opts[0]}")
    }
    for key in strings_of(language):
        said = key.split(".", 2)
        if said[:2] == ["usage", "commands"]:
            assert said[2] in paths
        elif said[:2] == ["usage", "options"]:
            assert said[2] in options


@every
@pytest.mark.skipif(not version("click").startswith("8.5"), reason="others say it otherwise")
def test_what_click_says_is_what_is_translated(language):
    folder = Path(click.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    for key, wording in strings_of(language).items():
        if key.startswith("click."):
            message = key.removeprefix("click.")
            assert f'"{message}"' in code, message
            gaps = [set(re.findall(r"{(\w+)", text)) for text in (message, str(wording))]
            assert gaps[1] <= gaps[0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chek"], "No existe la orden «chek»"),
        (["check", "--al"], "No existe la opción «--al»"),
        (["check", "--format", "jsn"], "«jsn» no es ninguno de estos: 'text'"),
        (["check", "--root", "/nowhere"], "Carpeta '/nowhere'"),
        (["check", "--today", "soon"], "«soon» no es una fecha"),
        (["check", "--today"], "necesita un valor"),
        (["check", "here"], "Sobra un argumento (here)"),
        (["check", "--all=2"], "no lleva ningún valor"),
        (["withdraw"], "Falta el argumento 'ID'"),
    ],
)
@pytest.mark.skipif(not version("click").startswith("8.5"), reason="others say it otherwise")
def test_what_cannot_be_done_is_told_in_the_language_of_who_asks(arguments, expected):
    told = asked(*arguments, HANDBOOK_LANG="es")
    assert expected in told
    assert not ENGLISH.search(told)


def test_the_language_is_that_of_the_option_of_the_variable_or_of_the_programme(tmp_path):
    languages = replaced("programme/programme.yaml", "languages: [en]", "languages: [es]")
    root = str(write_programme(tmp_path, languages))
    assert "Uso:" in asked("check", "--root", root, "--help")
    assert "Usage:" in asked("check", "--root", root, "--lang", "en", "--help")
    assert "Usage:" in asked("check", "--root", root, "--help", HANDBOOK_LANG="en")
    assert "Uso:" in asked("check", "--lang=es-MX", "--help", HANDBOOK_LANG="en")
    assert "no es el código de ningún idioma" in asked("check", "--lang", "zz", "--root", root)
