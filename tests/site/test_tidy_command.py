"""`handbook tidy`: shown first, written with --write, and nothing private said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.commands import handbook
from tests.support.programmes import FILES, HIDDEN, write_programme

MENTORS = "programme/mentors.csv"
FAQ = "programme/faq.yaml"


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """A programme in which Excel has saved the table of mentors for a Spanish coordinator."""
    root = write_programme(tmp_path / "p")
    text = FILES[MENTORS].replace("\n", "\r\n").replace("Ten years", "José Núñez: ten years")
    text = text.replace("id,name", "Id, name", 1).replace(",2026-01-01,b", ",31/12/2025,b")
    (root / MENTORS).write_bytes(text.encode("cp1252"))
    return root


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_it_shows_without_writing(untidy: Path) -> None:
    before = files(untidy)
    result = handbook("tidy", "--root", untidy, cwd=untidy)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "programme/mentors.csv: saved as UTF-8 (was Windows-1252)"
        " · begins with the mark by which Excel knows UTF-8"
        " · lines end as elsewhere (LF)"
        ' · column id (was "Id")'
        " · 1 cell trimmed (line 1)"
        " · 1 date of the column consent_date written like 2026-03-31 (line 2)",
        "1 file to tidy. Write it with --write.",
    ]
    assert files(untidy) == before


def test_it_writes_and_then_check_is_clean(untidy: Path) -> None:
    before = files(untidy)
    written = handbook("tidy", "--write", cwd=untidy)
    assert (written.returncode, written.stderr) == (0, "")
    assert written.stdout.splitlines()[-1] == "1 file tidied."
    after = files(untidy)
    assert {path for path in after if after[path] != before.get(path)} == {MENTORS}
    again = handbook("tidy", cwd=untidy)
    assert (again.returncode, again.stdout, again.stderr) == (0, "Nothing to tidy.\n", "")
    checked = handbook("check", "--today", "2026-03-01", cwd=untidy)
    assert MENTORS not in checked.stdout + checked.stderr


@pytest.mark.parametrize("arguments", [(), ("--write",), ("--lang", "es")])
def test_it_says_nothing_private(untidy: Path, arguments: tuple[str, ...]) -> None:
    (untidy / FAQ).write_text(f"<<<<<<< mine\n{FILES[FAQ]}", "utf-8")
    result = handbook("tidy", *arguments, cwd=untidy)
    heard = result.stdout + result.stderr
    for value in (*HIDDEN, "Núñez", "31/12", "2025-12", "Ana"):
        assert value not in heard


def test_it_speaks_the_language_asked_for(untidy: Path) -> None:
    result = handbook("tidy", "--lang", "es", cwd=untidy)
    assert "guardado en UTF-8 (era Windows-1252)" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 archivo por ordenar. Escríbelo con --write."


def test_what_needs_a_hand_is_told_and_the_rest_written(untidy: Path) -> None:
    conflict = f"<<<<<<< mine\r\n{FILES[FAQ]}".encode()
    (untidy / FAQ).write_bytes(conflict)
    result = handbook("tidy", "--write", cwd=untidy)
    assert result.returncode == 1
    first, last = result.stderr.splitlines()
    assert first.startswith("programme/faq.yaml:1:1: two versions of the file")
    assert last.startswith("1 file needs a hand")
    assert result.stdout.splitlines()[-1] == "1 file tidied."
    assert (untidy / FAQ).read_bytes() == conflict
    assert (untidy / MENTORS).read_bytes().startswith("\ufeffid,".encode())


def test_tables_for_a_spreadsheet_program(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    result = handbook("tidy", "--write", "--separator", "semicolon", "--bom", cwd=root)
    assert result.returncode == 0
    assert (root / MENTORS).read_bytes().startswith("\ufeffid;name;".encode())
    assert handbook("tidy", cwd=root).stdout == "Nothing to tidy.\n"
    back = handbook("tidy", "--write", "--separator", "comma", "--no-bom", cwd=root)
    assert back.returncode == 0
    assert {path: (root / path).read_text("utf-8") for path in FILES} == dict(FILES)


def test_help_says_how_it_ends(tmp_path: Path) -> None:
    result = handbook("tidy", "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "Ends in 0 where nothing is left to tidy" in " ".join(result.stdout.split())
