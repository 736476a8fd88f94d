"""What is taken for unchanged, and what is not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handbook import unchanged
from handbook.unchanged import Said, Standing, forget, keep, last_said, made_of, state

SAID = Said(((False, "¿Listo?"), (True, "one warning")), 2, "Nothing has changed.")

Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    "a cell": lambda root: (root / "programme/mentors.csv").write_text("id\nodo\n"),
    "a row less": lambda root: (root / "programme/mentors.csv").write_text("id\n"),
    "a new file": lambda root: (root / "programme/pairs.csv").write_text(""),
    "a new folder": lambda root: (root / "programme/editions").mkdir(),
    "a deletion": lambda root: (root / "content/en/index.md").unlink(),
    "a renaming": lambda root: (root / "content/en").rename(root / "content/es"),
    "two files that change places": lambda root: _exchange(
        root / "programme/mentors.csv", root / "content/en/index.md"
    ),
    "settings": lambda root: (root / "mkdocs.yml").write_text("strict: false\n"),
    "a template": lambda root: _write(root / "overrides/main.html", "{{ page }}"),
    "words": lambda root: _write(root / "locale/eu/interface.yaml", "{}"),
    "what is sought": lambda root: _write(root / "private/pairs.csv", "id\n"),
    "a folder called nearly so": lambda root: (root / "Private").mkdir(),
    "another file at the top": lambda root: (root / "hooks.py").write_text(""),
}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _exchange(one: Path, other: Path) -> None:
    texts = one.read_text(), other.read_text()
    other.write_text(texts[0])
    one.write_text(texts[1])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    _write(tmp_path / "programme/mentors.csv", "id\nada\n")
    _write(tmp_path / "content/en/index.md", "# Home\n")
    _write(tmp_path / "mkdocs.yml", "strict: true\n")
    _write(tmp_path / "site/index.html", "<p>Home</p>")
    return tmp_path


def standing(root: Path) -> Standing:
    site = root / "site"
    return Standing(made_of(root), SAID, str(site), state(site))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_read_counts(root: Path, change: str) -> None:
    keep(root, standing(root))
    assert last_said(root, made_of(root)) == SAID
    CHANGES[change](root)
    assert last_said(root, made_of(root)) is None


def test_times_of_what_is_read_and_what_is_not_read_count_for_nothing(root: Path) -> None:
    keep(root, standing(root))
    os.utime(root / "programme/mentors.csv", (1, 1))
    _write(root / "notes/plan.md", "Later.")
    _write(root / ".git/index", "…")
    assert last_said(root, made_of(root)) == SAID


def test_a_folder_that_is_a_link_is_never_the_same(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "content/es").symlink_to(elsewhere, target_is_directory=True)
    keep(root, standing(root))
    assert last_said(root, made_of(root)) is None


def test_options_and_surroundings_count(root: Path) -> None:
    assert made_of(root, "--today", None) != made_of(root, "--today", date(2026, 3, 1))
    assert made_of(root, ("a", "b")) != made_of(root, ("ab",))
    assert made_of(root, "a") == made_of(root, "a")


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "index.html").unlink(),
        lambda site: (site / "index.html").write_text("<p>Other</p>"),
        lambda site: os.utime(site / "index.html", (1, 1)),
        lambda site: _write(site / "stray/index.html", ""),
        lambda site: site.rename(site.with_name("moved")),
    ],
)
def test_a_site_that_somebody_touched_is_made_anew(root: Path, change: Change) -> None:
    keep(root, standing(root))
    change(root / "site")
    assert last_said(root, made_of(root)) is None


def test_a_new_day_is_told_by_the_clock_of_the_programme(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(unchanged.datetime):
        @classmethod
        def now(cls, tz: object = None) -> Clock:
            return cls(2026, 3, 1, 23, 30, tzinfo=ZoneInfo("UTC")).astimezone(tz)  # type: ignore[arg-type]

    monkeypatch.setattr(unchanged, "datetime", Clock)
    in_madrid = replace(standing(root), day="2026-03-02", zone="Europe/Madrid")
    keep(root, in_madrid)
    assert last_said(root, made_of(root)) == SAID
    keep(root, replace(in_madrid, day="2026-03-01"))
    assert last_said(root, made_of(root)) is None
    keep(root, replace(in_madrid, zone="Europe/Nowhere"))
    assert last_said(root, made_of(root)) is None


def test_what_was_forgotten_or_broken_is_not_trusted(root: Path) -> None:
    keep(root, standing(root))
    file = root / ".cache/built"
    for broken in (
        "",
        "{}",
        "[]",
        '{"said": {"lines": 3}}',
        json.dumps({"made_of": made_of(root)}),
    ):
        file.write_text(broken)
        assert last_said(root, made_of(root)) is None
    keep(root, standing(root))
    forget(root)
    assert last_said(root, made_of(root)) is None
    forget(root)
