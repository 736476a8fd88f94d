"""A preview that cannot be made anew says why in one line, and no traceback is ever printed."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from handbook.mkdocs_plugins.rebuilding import told_in_one_line
from handbook.reading.documents.package_data import load_catalogue

WORDS = load_catalogue("es")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PluginError("programme/mentors.csv:2: wrong"), "programme/mentors.csv:2: wrong"),
        (ConfigurationError("no site_name"), "no site_name"),
        (OSError(13, "Permission denied", "content"), "content: Permission denied"),
        (ValueError("of our own"), "ValueError"),
        (Abort("told already"), "told already"),
    ],
)
def test_whatever_is_raised_is_one_line(tmp_path: Path, fault: BaseException, said: str) -> None:
    def rebuild() -> NoReturn:
        raise fault

    with pytest.raises(SystemExit) as raised:
        told_in_one_line(rebuild, tmp_path, WORDS)()
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_project_that_has_lost_its_settings_is_told_what_to_do(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    with pytest.raises(SystemExit) as raised:
        told_in_one_line(lambda: load_config(str(settings)), tmp_path, WORDS)()  # type: ignore[arg-type, return-value]
    assert str(raised.value) == WORDS.text("command.no_mkdocs", folder=tmp_path)


def test_a_rebuild_that_succeeds_is_made(tmp_path: Path) -> None:
    made: list[str] = []
    told_in_one_line(lambda: made.append("anew"), tmp_path, WORDS)()
    assert made == ["anew"]
