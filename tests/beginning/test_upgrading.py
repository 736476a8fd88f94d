"""Upgrading: from a repository as it is begun today, with a wheel that says something else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from handbook.archives import zipped
from handbook.beginning import begun
from handbook.beginning.answers import answered
from handbook.beginning.upgrading import Upgrade, upgraded
from handbook.beginning.vendoring import WHEEL
from handbook.content_types import REGISTRY
from handbook.ejecting import ejected
from handbook.languages import Languages
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.programme import read_programme
from handbook.repository.trees import write_files
from handbook.settings import Settings

DAY = date(2026, 11, 28)
OLDER = "vendor/programme_handbook-0.0.1-py3-none-any.whl"
AGREEMENT = "handbook/_defaults/content/programme/forms/agreement.yaml"
GUIDE = "handbook/_defaults/content/en/guides/mentor.md"
MAKEFILE = "handbook/beginning/files/Makefile"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    answers, problems = answered({}, DAY, Places(""))
    assert answers is not None, problems
    for path, content in begun(answers, DAY).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def begun_with(root: Path, other: Mapping[str, bytes]) -> None:
    """Let a repository have been begun with a handbook of which some files said something else."""
    with zipfile.ZipFile(io.BytesIO((root / WHEEL).read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert other.keys() <= files.keys()
    (root / WHEEL).unlink()
    (root / OLDER).write_bytes(zipped({**files, **other}))


def done(root: Path) -> Upgrade:
    made = upgraded(root)
    write_files(root, made.changes)
    return made


def test_a_repository_of_today_has_nothing_to_change(root: Path) -> None:
    assert upgraded(root) == Upgrade()


def test_the_older_wheel_makes_way_for_this_one(root: Path) -> None:
    wheel, pins = (root / WHEEL).read_bytes(), (root / "requirements/site.txt").read_bytes()
    begun_with(root, {AGREEMENT: b"sections: []\n"})
    (root / "requirements/site.txt").write_text("old==1\n")
    assert set(done(root).changes) == {OLDER, WHEEL, "requirements/site.txt"}
    assert (root / WHEEL).read_bytes() == wheel
    assert (root / "requirements/site.txt").read_bytes() == pins
    assert not (root / OLDER).exists()
    assert upgraded(root) == Upgrade()


def test_what_was_copied_and_changed_upstream_is_shown_and_left(root: Path) -> None:
    begun_with(root, {AGREEMENT: b"old: words\n", GUIDE: b"# An older guide\n"})
    for name in ("forms/agreement.yaml", "forms/minutes.yaml"):
        copy = ejected(name, Languages(("en",)))
        (root / copy.path).parent.mkdir(exist_ok=True)
        (root / copy.path).write_bytes(copy.content)
    own = (root / "programme/forms/agreement.yaml").read_bytes()
    made = done(root)
    (told,) = made.upstream
    assert told.path == "programme/forms/agreement.yaml"
    assert "-old: words" in told.difference
    assert "+sections:" in told.difference or "\n+" in told.difference
    assert (root / "programme/forms/agreement.yaml").read_bytes() == own


def test_what_stands_as_it_was_written_is_written_anew(root: Path) -> None:
    latter = (root / "Makefile").read_bytes()
    begun_with(root, {MAKEFILE: b"old:\n"})
    (root / "Makefile").write_bytes(b"old:\n")
    made = done(root)
    assert made.changes["Makefile"] == latter
    assert made.upstream == ()


def test_what_somebody_changed_is_shown_and_left(root: Path) -> None:
    begun_with(root, {MAKEFILE: b"old:\n"})
    (root / "Makefile").write_bytes(b"mine:\n")
    made = done(root)
    assert [each.path for each in made.upstream] == ["Makefile"]
    assert (root / "Makefile").read_bytes() == b"mine:\n"


def test_an_older_handbook_changes_nothing(root: Path) -> None:
    (root / WHEEL).rename(root / "vendor/programme_handbook-99.10.0-py3-none-any.whl")
    (root / "vendor/programme_handbook-99.9.0-py3-none-any.whl").write_bytes(b"")
    assert upgraded(root) == Upgrade(newer="programme_handbook-99.10.0-py3-none-any.whl")


def test_without_a_wheel_that_is_said(root: Path) -> None:
    (root / WHEEL).unlink()
    assert upgraded(root) == Upgrade(known=False)


def test_forms_change_a_step_after_the_other(root: Path) -> None:
    def renamed(files: Mapping[str, bytes]) -> dict[str, bytes | None]:
        return {"mentors.csv": None, "people.csv": files["mentors.csv"]}

    def added(files: Mapping[str, bytes]) -> dict[str, bytes | None]:
        return {"people.csv": b"\xef\xbb\xbf" + files["people.csv"]}

    table = (root / "programme/mentors.csv").read_bytes()
    made = upgraded(root, {"1": ("2", renamed), "2": ("3", added)})
    assert made.migrated == ("1", "2", "3")
    assert made.changes.keys() == {
        "programme/mentors.csv",
        "programme/people.csv",
        "programme/programme.yaml",
    }
    assert made.changes["programme/mentors.csv"] is None
    assert made.changes["programme/people.csv"] == b"\xef\xbb\xbf" + table
    assert b"schema_version: 3\n" in (made.changes["programme/programme.yaml"] or b"")
    assert (root / "programme/mentors.csv").read_bytes() == table


def test_after_an_upgrade_the_programme_reads_as_before(root: Path) -> None:
    before = read_programme(Settings(root, DAY), REGISTRY)
    begun_with(root, {MAKEFILE: b"old:\n"})
    done(root)
    after = read_programme(Settings(root, DAY), REGISTRY)
    assert [str(each) for each in after.problems] == [str(each) for each in before.problems]
    assert after.rows == before.rows
