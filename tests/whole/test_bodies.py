"""Bodies of entry pages: one is made again where anything that it shows is another."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.cache import CACHE
from handbook.pages import entries
from handbook.pages.bodies import NAME
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY

Made = Callable[[Path], set[str]]
MENTORS = "programme/mentors.csv"
IVO = "ivo,Ivo Sands,,acme,,steering,en,,,open,,,,,,,,,,yes,2026-01-02,biography,1,,"
WITH_IVO = {MENTORS: f"{FILES[MENTORS]}{IVO}\n"}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """Build, and tell of which pages the bodies were made."""
    paths: list[str] = []
    usual = entries._body

    def noted(renderer: object, template: str, page: entries.PageContext, record: object) -> str:
        paths.append(page.path)
        return usual(renderer, template, page, record)  # type: ignore[arg-type]

    monkeypatch.setattr(entries, "_body", noted)

    def of(root: Path) -> set[str]:
        del paths[:]
        assert not build(Settings(root, DAY)).failed
        return set(paths)

    return of


def _change(root: Path, path: str, old: str, new: str) -> None:
    assert old in FILES[path]
    (root / path).write_text(FILES[path].replace(old, new, 1), "utf-8")


def _bodies(root: Path) -> dict[str, str]:
    return {entry.path: entry.body for entry in build(Settings(root, DAY)).entries}


def test_what_did_not_change_is_not_made_again(made: Made, tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    assert made(root) == set(_bodies(root))
    assert made(root) == set()


def test_a_changed_record_costs_the_pages_that_show_it(made: Made, tmp_path: Path) -> None:
    root = write_programme(tmp_path, WITH_IVO)
    made(root)
    _change(root, MENTORS, "Listens", "Listens well")
    changed = made(root)
    assert "mentors/ana.md" in changed
    assert "mentors/ivo.md" not in changed
    assert "Listens well" in _bodies(root)["mentors/ana.md"]


def test_who_is_added_costs_the_pages_that_show_them(made: Made, tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    made(root)
    write_programme(tmp_path, WITH_IVO)
    changed = made(root)
    assert {"mentors/ivo.md", "organisations/acme.md"} <= changed
    assert "mentors/ana.md" not in changed


def _said(kept: Path) -> tuple[set[str], bytes]:
    """Read the pages of which bodies are kept, and all that stands in these, whoever needs it."""
    line, _, packed = kept.read_bytes().partition(b"\n")
    told = json.loads(line)
    said, at = b"", 0
    for length, size in told["packs"]:
        content = zlib.decompress(packed[at : at + length])
        assert len(content) == size
        said, at = said + content, at + length
    assert at == len(packed)
    return set(told["pages"]), said


def test_who_has_left_stays_behind_in_none(made: Made, tmp_path: Path) -> None:
    root = write_programme(tmp_path, WITH_IVO)
    made(root)
    kept = root / CACHE / NAME
    pages, said = _said(kept)
    assert "mentors/ivo.md" in pages
    assert b'<h1 dir="auto">Ivo Sands</h1>' in said
    write_programme(tmp_path)
    assert "mentors/ana.md" not in made(root)
    pages, said = _said(kept)
    assert "mentors/ivo.md" not in pages
    assert b"Ivo" not in said
    assert b"mentors/ivo.md" not in kept.read_bytes()


def test_what_a_changed_record_leaves_is_as_it_was(made: Made, tmp_path: Path) -> None:
    """Others keep their bodies although what they were packed with is another, time and again."""
    root = write_programme(tmp_path)
    made(root)
    sound = _bodies(root)
    for word in ("well", "much", "long"):
        _change(root, MENTORS, "Listens", f"Listens {word}")
        changed = made(root)
        assert 0 < len(changed) < len(sound)
        pages, said = _said(root / CACHE / NAME)
        assert pages == set(sound)
        assert f"Listens {word}".encode() in said
        assert said.count(b"Listens ") == 1
        now = _bodies(root)
        assert {path for path in sound if now[path] != sound[path]} <= changed
    write_programme(tmp_path)
    assert _bodies(root) == sound


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-40] + bytes(40),
        lambda content: content.replace(b'"pages"', b'"sheets"'),
        lambda content: content.replace(b'"name"', b'"nome"'),
        lambda content: content.replace(b'"packs": [[', b'"packs": [[9'),
        lambda content: content.replace(b'"packs": [[', b'"packs": [], "x": [['),
        lambda content: content.replace(b", 0, 0, ", b", 0, 7, ", 1),
        lambda content: b"[]\n" + content,
        lambda content: re.sub(rb'"pages": .*', b'"pages": []}', content, count=1),
        lambda content: b"",
    ],
)
def test_what_is_damaged_is_made_again(
    damage: Callable[[bytes], bytes], made: Made, tmp_path: Path
) -> None:
    root = write_programme(tmp_path)
    sound = _bodies(root)
    kept = root / CACHE / NAME
    kept.write_bytes(damage(kept.read_bytes()))
    assert _bodies(root) == sound
    assert made(root) == set()


def test_another_template_has_all_made_again(made: Made, tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    every = made(root)
    template = root / "overrides" / "mentors" / "entry.html"
    template.parent.mkdir(parents=True)
    template.write_text('<div class="hb-entry"><h1>{{ mentors | length }}</h1></div>', "utf-8")
    assert made(root) == every


def test_what_a_template_of_ones_own_asks_for_counts(made: Made, tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    template = root / "overrides" / "mentors" / "entry.html"
    template.parent.mkdir(parents=True)
    asked = '{{ organisations[0].name }} {{ page_link("guides/mentor.md", "x") }}'
    template.write_text(f'<div class="hb-entry"><h1>{asked}</h1></div>', "utf-8")
    made(root)
    _change(root, "programme/organisations.csv", "Acme Ferries", "Acme Boats")
    assert "mentors/ana.md" in made(root)
    assert "Acme Boats" in _bodies(root)["mentors/ana.md"]
