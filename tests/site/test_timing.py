"""A build says where its time went, and on a terminal what it is at while it takes long."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from handbook.cli.common import Asked
from handbook.cli.timing import Progress
from handbook.clock import OTHER, PARTS
from handbook.reading.documents.package_data import load_catalogue
from handbook.wording.times import as_lines
from tests.site.commands import handbook
from tests.site.trees import contents
from tests.support.programmes import write_programme

ROW = re.compile(r"^  (?P<part>\D+?) +(?P<seconds>\d+[.,]\d\d) +(?P<share>\d+\s?%)$")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> str:
        """What stands on the line now."""
        return self.getvalue().split("\r")[-2].strip() if "\r" in self.getvalue() else ""


@pytest.mark.parametrize(
    ("lang", "title", "parts"),
    [
        ("en", "Where the time went, in seconds:", {"reading files", "following links", "in all"}),
        ("es", "En qué se ha ido el tiempo, en segundos:", {"lectura de archivos", "en total"}),
    ],
)
def test_a_build_says_where_its_time_went(
    small: Path, tmp_path: Path, lang: str, title: str, parts: set[str]
) -> None:
    site = tmp_path / "site"
    options = ("--root", small, "--site-dir", site, "--lang", lang)
    done = handbook("build", "--profile", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    before, _, table = done.stdout.partition(f"{title}\n")
    rows = [ROW.match(line) for line in table.splitlines()]
    assert all(rows), table
    seconds = {row["part"]: float(row["seconds"].replace(",", ".")) for row in rows if row}
    assert parts <= set(seconds)
    assert len(seconds) == len(PARTS) + 1
    assert all(each > 0 for name, each in seconds.items() if name not in {"all else", "documentos"})
    *each, whole = seconds.values()
    assert abs(sum(each) - whole) <= 0.01 * len(each)
    assert "\r" not in done.stderr
    assert before


def test_a_build_that_fails_says_so_too(tmp_path: Path) -> None:
    root = write_programme(tmp_path, {"programme/mentors.csv": "id\n"})
    done = handbook("build", "--profile", "--root", root, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "Where the time went" in done.stdout


def test_what_is_built_is_the_same(small: Path, tmp_path: Path) -> None:
    built = []
    for options in ((), ("--profile",)):
        site = tmp_path / f"site{len(options)}"
        done = handbook("build", "--root", small, "--site-dir", site, *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        built.append(contents(site))
    assert built[0] == built[1]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(tmp_path, None, "es")


def test_the_line_comes_late_and_is_gone_in_the_end(asked: Asked) -> None:
    terminal = Terminal()
    progress = Progress(asked, terminal)
    progress("pages", 2.9)
    assert terminal.getvalue() == ""
    progress("pages", 3.4)
    assert terminal.shown == "preparación de páginas… 3 s"
    progress("links", 3.5)
    assert terminal.shown == "preparación de páginas… 3 s"
    progress("links", 4.0)
    assert terminal.shown == "seguimiento de enlaces… 4 s"
    progress(OTHER, 4.1)
    assert terminal.shown == ""
    assert len({len(line) for line in terminal.getvalue().split("\r")[:-1]}) == 1
    progress("links", 9)
    progress.clear()
    progress.clear()
    assert terminal.shown == ""


def test_nobody_who_does_not_watch_gets_a_line(asked: Asked) -> None:
    stream = io.StringIO()
    Progress(asked, stream)("pages", 60)
    assert stream.getvalue() == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_line_fits_into_a_terminal_whatever_is_done(language: str, tmp_path: Path) -> None:
    for part in PARTS:
        terminal = Terminal()
        Progress(Asked(tmp_path, None, language), terminal)(part, 12345)
        assert ("…" in terminal.shown and terminal.shown.endswith(" s")) == (part != OTHER)


def test_the_table_begins_with_what_took_longest() -> None:
    spent = {"pages": 1.0, "links": 2.5, "other": 0.5}
    assert [*as_lines(spent, load_catalogue("en"))] == [
        "Where the time went, in seconds:",
        "  following links     2.50    62%",
        "  making pages        1.00    25%",
        "  all else            0.50    12%",
        "  in all              4.00   100%",
    ]
    assert "  seguimiento de enlaces     2,50" in [*as_lines(spent, load_catalogue("es"))][1]
