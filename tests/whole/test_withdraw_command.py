"""How `handbook withdraw` ends, and that it tells places and no values, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.problems import Place
from handbook.reading.documents.package_data import LOCALES, load_catalogue
from handbook.withdrawing.identity import Why
from handbook.withdrawing.removal import Did, RemovalStep, in_words
from tests.support.programmes import FILES, write_programme

OTHER = "id,award,name,role,consent\nr2,thanks,Somebody Else,mentee,no\n"
SHEET = b"PK\x03\x04 a spreadsheet"
ENDINGS: Mapping[str, tuple[dict[str, str | bytes], list[str], int]] = {
    "all is done": ({}, ["ana"], 0),
    "all would be done": ({}, ["ana", "--dry-run"], 0),
    "a file that nobody can search, and that is no table": (
        {"private/feedback.xlsx": SHEET},
        ["ana"],
        0,
    ),
    "still named": ({"content/en/news.md": "Ana <Á> & Sons won.\n"}, ["ana"], 1),
    "would still be named": ({"README.md": "Ana <Á> & Sons"}, ["ana", "--dry-run"], 1),
    "a table that is no text": ({"programme/committee.csv": SHEET}, ["ana"], 1),
    "nobody": ({}, ["nobody"], 2),
    "two people": ({"programme/editions/2026/recognitions.csv": OTHER}, ["r2"], 2),
    "no repository": ({}, ["ana", "--commit"], 2),
}


@pytest.mark.parametrize(("files", "asked", "code"), ENDINGS.values(), ids=ENDINGS)
def test_the_exit_code(
    tmp_path: Path, files: dict[str, str | bytes], asked: list[str], code: int
) -> None:
    root = write_programme(tmp_path)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = CliRunner().invoke(main, ["withdraw", "--root", str(root), *asked])
    assert result.exit_code == code, result.output
    changed = (root / "programme/mentors.csv").read_text("utf-8") != FILES["programme/mentors.csv"]
    assert changed is (code < 2 and "--dry-run" not in asked)
    for value in ("Sons", "Ten years", "ana@", "Somebody"):
        assert value not in result.output


@pytest.mark.parametrize("language", sorted(folder.name for folder in LOCALES.iterdir()))
def test_every_step_is_worded_in_every_language(language: str) -> None:
    words = load_catalogue(language)
    place = Place("programme/mentors.csv", 2)
    told = [in_words(RemovalStep(place, did, why), words) for did in Did for why in Why]
    assert len(set(told)) == len(Did) * len(Why)
    assert all(line.startswith("programme/mentors.csv:2: ") and "{" not in line for line in told)
    for did in Did:
        own, same, other = (in_words(RemovalStep(place, did, why), words) for why in Why)
        assert same.startswith(f"{own} ")
        assert other.startswith(f"{own} ")
