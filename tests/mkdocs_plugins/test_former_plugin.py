"""A configuration from when there were two plugins says which line to take out."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from handbook.mkdocs_plugins.programme import ProgrammePlugin


def loaded(folder: Path, lines: str) -> str:
    """Return what is said of a configuration; empty where it is taken."""
    path = folder / "mkdocs.yml"
    path.write_text(lines, "utf-8")
    try:
        assert ProgrammePlugin().load_config({}, str(path)) == ([], [])
    except PluginError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "line",
    [
        "  - handbook/finish",
        "  - handbook/finish:",
        "- 'handbook/finish'",
        '  - "handbook/finish": {scan: full}',
        "  handbook/finish: {}",
        "  -   handbook/finish # last",
    ],
)
def test_the_line_to_take_out_is_told(tmp_path: Path, line: str) -> None:
    said = loaded(tmp_path, f"plugins:\n  - handbook/programme\n{line}\n")
    assert said.startswith("mkdocs.yml:3: take out ")
    assert line.strip() in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "lines",
    [
        "plugins:\n  - handbook/programme\n",
        "plugins:\n  - handbook/programme\n# - handbook/finish goes\n",
        "plugins:\n  - handbook/finishing\n",
        "site_name: All about handbook/finish\n",
        "",
    ],
)
def test_any_other_configuration_is_taken(tmp_path: Path, lines: str) -> None:
    assert loaded(tmp_path, lines) == ""


def test_a_configuration_without_a_file_is_taken() -> None:
    assert ProgrammePlugin().load_config({}) == ([], [])


@pytest.mark.parametrize(
    ("options", "at_fault"),
    [
        ({"entries": "rendered", "scan": "full", "check_links": False}, []),
        ({"entries": "x"}, ["entries"]),
        ({"scan": "x"}, ["scan"]),
        ({"check_links": "x"}, ["check_links"]),
    ],
)
def test_options_are_checked(options: dict[str, object], at_fault: list[str]) -> None:
    errors, _ = ProgrammePlugin().load_config(options)
    assert [name for name, _ in errors] == at_fault
