"""Two pages at one address are told, not written over one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.problems import Place
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import replaced, write_programme


def test_two_files_for_one_address(tmp_path: Path) -> None:
    pages = {
        f"content/en/{name}": f"---\ntitle: T\ndescription: {name}\n---\n# T\n"
        for name in ("extra.md", "extra/index.md")
    }
    made = build(Settings(write_programme(tmp_path, pages), date(2026, 3, 1)))
    assert [(each.place.path, each.code, each.value) for each in made.problems] == [
        ("content/en/extra/index.md", "name-reserved", "/extra/")
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_record_whose_address_a_page_has_is_told_at_its_id(tmp_path: Path, language: str) -> None:
    changes = {
        f"content/{language}/mentors/ana.md": "---\ntitle: T\ndescription: D\n---\n# T\n",
        **replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]"),
    }
    made = build(Settings(write_programme(tmp_path, changes), date(2026, 3, 1)))
    errors = [each for each in made.problems if each.severity == "error"]
    assert [(each.place, each.code) for each in errors][:1] == [
        (Place("programme/mentors.csv", 2, 1), "name-reserved")
    ]
