"""What is kept between builds harms nothing beside it, and outlives nobody."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.cache import CACHE
from handbook.settings import WITHOUT
from tests.site.commands import handbook, with_config
from tests.site.trees import differences
from tests.support.programmes import write_programme

DAY = ("--today", "2026-03-01")
QUICK = (*DAY, "--without", "documents")
WHOLE = {WITHOUT: ""}
"""Has documents made, which tests do without by themselves."""
LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_config(write_programme(tmp_path / "root"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """Somebody's own folder, of which everything has to stay."""
    folder = tmp_path / "elsewhere"
    for name in ("notes.txt", "documents/notes.txt", "former/notes.txt", "built", "entries"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("somebody's own", "utf-8")
    yield folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 5
    assert all(path.read_text("utf-8") == "somebody's own" for path in files)


@LINKS
@pytest.mark.parametrize("name", ["", "documents", "former", "built", "entries", "searched"])
def test_nothing_is_kept_where_a_link_leads(root: Path, elsewhere: Path, name: str) -> None:
    link = root / CACHE / name if name else root / CACHE
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere if not name or (elsewhere / name).is_dir() else elsewhere / name)
    for command in (["check", *DAY], ["build", *DAY], ["build", "--clean", *DAY]):
        result = handbook(*command, cwd=root, **WHOLE)
        assert result.returncode == 0, result.stderr
        assert "Nothing has changed" not in result.stdout
    assert (root / "site" / "index.html").is_file()
    assert not link.is_symlink()


@LINKS
def test_a_link_to_itself_is_none_of_the_cache(root: Path) -> None:
    (root / CACHE).symlink_to(CACHE)
    assert handbook("build", *QUICK, cwd=root).returncode == 0
    assert (root / CACHE / "built").is_file()


def test_a_file_in_the_place_of_the_cache_stays_and_nothing_is_kept(root: Path) -> None:
    (root / CACHE).write_text("no folder", "utf-8")
    for command in (["check", *DAY], ["build", *QUICK], ["withdraw", "eva"]):
        result = handbook(*command, cwd=root)
        assert result.returncode == 0, result.stderr
    assert "eva," not in (root / "programme" / "mentors.csv").read_text("utf-8")


@pytest.mark.parametrize("name", ["built", "checked", "entries", "links", "searched", "documents"])
def test_a_folder_in_the_place_of_what_is_kept_does_no_harm(root: Path, name: str) -> None:
    (root / CACHE / name / "inner").mkdir(parents=True)
    (root / CACHE / name / "inner" / "text").write_text("x", "utf-8")
    for command in (["check", *DAY], ["build", *DAY]):
        result = handbook(*command, cwd=root, **WHOLE)
        assert result.returncode == 0, result.stderr
    assert (root / "site" / "index.html").is_file()


def test_a_copy_of_a_project_makes_a_site_of_its_own(root: Path, tmp_path: Path) -> None:
    assert handbook("build", *QUICK, cwd=root).returncode == 0
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    (copy / "site" / "index.html").write_text("+44 1632 960001", "utf-8")
    assert handbook("build", *QUICK, cwd=copy).returncode == 0
    assert differences(root / "site", copy / "site") == []
    again = handbook("build", *QUICK, cwd=copy)
    assert "Nothing has changed" in again.stdout


NAMED = "{{ committee | selectattr('id', 'equalto', 'coord-bo') | map(attribute='name') | first }}"
FORM = f"""\
title: The journey
when: Before the first meeting
stage: beginning
filled_in_by: [mentee]
introduction: "Hand it to {NAMED}, please."
sections:
  - {{id: journey, title: Journey, fields: [{{id: day, title: Day, kind: date}}]}}
"""
PAGE = """\
---
title: Help
description: Who helps.
---

# Help

Ask Bo Coordinator of {{ programme.name }}.
"""


def holding(folder: Path, text: bytes) -> set[str]:
    """Name the files that hold a text as it is."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name for path in files if text in path.read_bytes()}


def test_nobody_who_went_is_left_in_what_is_kept(root: Path, tmp_path: Path) -> None:
    """A fresh process each time, which knows of no store but those that it needs."""
    own = tmp_path / "own"
    alone = {"XDG_CACHE_HOME": str(own), "PYTHONHASHSEED": "0", **WHOLE}
    (root / "programme" / "forms" / "journey.yaml").write_text(FORM, "utf-8")
    (root / "content" / "en").mkdir(parents=True)
    (root / "content" / "en" / "help.md").write_text(PAGE, "utf-8")
    result = handbook("build", *DAY, cwd=root, **alone)
    assert result.returncode == 0, result.stderr
    assert holding(root / CACHE, b"Bo Coordinator")
    assert holding(own, b"Bo Coordinator")
    handbook("withdraw", "coord-bo", cwd=root, **alone)
    assert not (root / CACHE).exists()
    assert holding(own, b"Bo Coordinator") == set()


ENDED = """
import os, signal

def on_post_page(output, **_):
    os.kill(os.getpid(), signal.{0})
    return output
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="not every system has both")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_build_that_is_told_to_end_leaves_nothing_that_was_not_searched(
    root: Path, name: str
) -> None:
    assert handbook("build", *QUICK, cwd=root).returncode == 0
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"{config}\nhooks: [hook.py]\n", "utf-8")
    (root / "hook.py").write_text(ENDED.format(name), "utf-8")
    result = handbook("build", *QUICK, cwd=root)
    code = 1 if name == "SIGINT" else 128 + getattr(signal, name)
    assert result.returncode == code, result.stderr
    assert [path for path in (root / "site").rglob("*") if path.is_file()] == []
    (root / "mkdocs.yml").write_text(config, "utf-8")
    (root / "hook.py").unlink()
    assert handbook("build", *QUICK, cwd=root).returncode == 0
    assert (root / "site" / "index.html").is_file()
