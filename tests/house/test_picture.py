"""What `CONTRIBUTING.md` draws and names is what the contract holds and what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PACKAGE = ROOT / "plugins" / "handbook"


def floors(layers: list[str]) -> list[set[str]]:
    return [set(re.split(r"\s*[|:]\s*", layer)) for layer in layers]


def drawn() -> list[str]:
    """Return the floors of the first picture: lines that do not begin with a space."""
    picture = TEXT.split("```\n")[1]
    assert picture.startswith("__main__")
    lines = [line for line in picture.splitlines() if not line.startswith(" ")]
    return [re.split(r"\s{3,}", line)[0] for line in lines]


def contract() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers: list[str] = contracts[0]["layers"]
    return layers


def test_the_picture_is_the_contract():
    assert floors(drawn()) == floors(contract())


def test_every_file_on_the_way_of_a_row_is_there():
    way = TEXT.partition("### The way of a row")[2].partition("###")[0]
    files = re.findall(r"`((?:reading|text|content_types)/[\w/]+\.py)`", way)
    assert 8 <= len(files) <= 12
    assert [file for file in files if not (PACKAGE / file).is_file()] == []


def test_every_path_that_is_named_is_there():
    """Of the newcomer's page and the rules; capital letters stand for any name."""
    prose = TEXT.partition("### What prose and templates can use")[0]
    named = re.findall(r"`([a-z_]+(?:/[\w*]+)+(?:\.\w+)?/?)`", prose)
    paths = [re.sub("[A-Z]{4,}|<language>", "*", path) for path in named]
    bases = (PACKAGE, ROOT)
    missing = [path for path in paths if not any(any(base.glob(path)) for base in bases)]
    assert len(paths) > 20
    assert missing == []


def test_every_command_has_the_file_of_its_name():
    from handbook.cli import main

    assert [name for name in main.commands if not (PACKAGE / "cli" / f"{name}.py").is_file()] == []
