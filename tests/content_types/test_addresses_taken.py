"""Two pages of prose at one address are told, not written over one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import write_programme


def test_two_files_for_one_address(tmp_path: Path) -> None:
    pages = {
        f"content/en/{name}": f"---\ntitle: T\ndescription: {name}\n---\n# T\n"
        for name in ("extra.md", "extra/index.md")
    }
    made = build(Settings(write_programme(tmp_path, pages), date(2026, 3, 1)))
    assert [(each.place.path, each.code, each.value) for each in made.problems] == [
        ("content/en/extra/index.md", "name-reserved", "/extra/")
    ]
