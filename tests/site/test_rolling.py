"""A programme without editions: its whole site says nothing of what only editions explain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.commands import built, handbook, with_config
from tests.site.conftest import Shared
from tests.support.programmes import write_programme
from tests.support.small_builds import NOTES
from tests.whole.test_kinds_of_programme import EXPLAINED, without_editions

OTHER = re.compile(r"^(?:data-dictionary|sources|assets)/")
"""What tells of the files of any programme, or of the literature."""


@pytest.fixture(scope="module")
def root(shared: Shared) -> Path:
    def make(target: Path) -> None:
        built(with_config(write_programme(target, without_editions())), target / "site")

    return shared("rolling", make)


def test_no_page_of_the_site_says_what_only_editions_explain(root: Path) -> None:
    site = root / "site"
    said = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.suffix in {".html", ".xml"} and not OTHER.match(name):
            text = re.sub(r"<[^>]+>", " ", NOTES.sub(" ", path.read_text("utf-8")))
            if found := EXPLAINED.findall(text):
                said[name] = found
    assert said == {}
    assert (site / "take-part" / "index.html").exists()
    assert not (site / "editions").exists()


def test_the_commands_know_that_there_are_none(root: Path) -> None:
    status = handbook("status", "--root", root, "--today", "2026-03-01", cwd=root)
    assert status.returncode == 0
    assert not re.search(r"(?i)programme/editions|\bedition\b", status.stdout)


@pytest.mark.parametrize(
    "asked",
    [("new", "2028", "--from", "2027"), ("open", "2028"), ("close", "2028"), ("cancel", "x")],
)
def test_an_edition_of_a_rolling_programme_is_refused_with_the_way_to_one(root, asked):
    said = handbook("edition", *asked, "--root", root, cwd=root)
    assert said.returncode == 1
    assert "editions: none" in said.stderr
    assert "there are" not in said.stderr
