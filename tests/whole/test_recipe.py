"""What the type of the recipe is kept from, though its author asked for nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content_type import ContentType
from handbook.content_types import REGISTRY
from handbook.content_types.beside import text_beside
from handbook.problems import MASK, in_reading_order
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme
from tests.support.recipe import TABLE, WORDING, made_by_the_recipe, steps
from tests.support.small_builds import DAY

PROGRAMME = "programme/programme.yaml"
HEAD, MARA, ODO = steps()[TABLE].splitlines()


@pytest.fixture(scope="module")
def alumni(tmp_path_factory: pytest.TempPathFactory) -> ContentType:
    return made_by_the_recipe(tmp_path_factory.mktemp("recipe") / "alumni")


def read(root: Path, alumni: ContentType, *rows: str):
    changes = {
        PROGRAMME: FILES[PROGRAMME].replace("not_followed:", f"{WORDING}not_followed:"),
        TABLE: "\n".join([HEAD, *rows]) + "\n",
    }
    write_programme(root, changes)
    return read_programme(Settings(root, DAY), (*REGISTRY, alumni))


def told(root: Path, alumni: ContentType, *rows: str) -> list[tuple[int, str, str]]:
    found = in_reading_order(read(root, alumni, *rows).problems)
    assert {each.place.path for each in found} <= {TABLE}
    for each in found:
        assert "Mara" not in str(each.value)
        assert "@" not in str(each.value)
    return [(each.place.line, each.code, str(each.severity)) for each in found]


def test_its_own_data_are_sound_and_show_who_allows_it(tmp_path: Path, alumni: ContentType) -> None:
    found = read(tmp_path, alumni, MARA, ODO)
    assert found.problems == ()
    shown = published(found.programme, (alumni,)).kinds[alumni.name]
    assert [(each.id, each.name) for each in shown] == [("mara-tidewell", "Mara Tidewell")]


def test_a_type_may_have_a_text_beside_each_record(tmp_path: Path, alumni: ContentType) -> None:
    with_texts = replace(alumni, texts=True)
    beside, strange = f"{alumni.name}/mara-tidewell.en.md", f"{alumni.name}/mara.en.md"
    for path in (beside, strange):
        (tmp_path / "programme" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "programme" / path).write_text("Twelve winters at sea.\n", "utf-8")
    found = read(tmp_path, with_texts, MARA, ODO)
    assert [(each.place.path, each.code) for each in found.problems] == [
        # By its number in the folder: it may be called as somebody who is not shown.
        (f"programme/{alumni.name}/{MASK} (2).en.md", "file-orphan")
    ]
    text = text_beside(alumni.name, "mara-tidewell", found.programme)
    assert text is not None
    assert str(text) == "Twelve winters at sea.\n"
    without = read(tmp_path, alumni, MARA, ODO)
    assert [each.code for each in without.problems] == ["folder-stranger"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Mara Tidewell", "mara@tidewell.example", "misplaced-email"),
        ("Mara Tidewell", "Mara (mara@tidewell.example)", "misplaced-email"),
        ("Mara Tidewell", "+44 1632 960001", "misplaced-number"),
        ("Runs the night shift at a terminal", "mara@tidewell.example", "misplaced-email"),
        ("Runs the night shift at a terminal", "01632 960 001", "misplaced-number"),
        ("2026-01-10", "", "consent-undated"),
        ("2026-1,", "2019-7,", "consent-wording-unknown"),
        ("2026-1,", ",", "consent-wording-missing"),
        ("2026-01-10", "2025-12-31", "consent-before-wording"),
        ("2026-1,", "2026-1,2026-01-09", "consent-expiry-early"),
        ("mara-tidewell", "index", "name-listing"),
    ],
)
def test_hostile_data_stop_the_publication(
    tmp_path: Path, alumni: ContentType, old: str, new: str, code: str
) -> None:
    assert told(tmp_path, alumni, MARA.replace(old, new), ODO) == [(2, code, "error")]


def test_one_person_in_two_rows(tmp_path: Path, alumni: ContentType) -> None:
    again = MARA.replace("mara-tidewell", "mara").replace("Mara Tidewell", "Tidewel Mara")
    assert told(tmp_path, alumni, MARA, ODO, again) == [(4, "person-twice", "warning")]


@pytest.mark.parametrize(
    ("expiry", "shown"), [("2026-02-28", 0), ("2026-03-01", 1), ("2026-03-02", 1)]
)
def test_a_consent_holds_on_its_last_day(
    tmp_path: Path, alumni: ContentType, expiry: str, shown: int
) -> None:
    found = read(tmp_path, alumni, MARA + expiry, ODO)
    assert found.problems == ()
    assert len(published(found.programme, (alumni,)).kinds[alumni.name]) == shown
