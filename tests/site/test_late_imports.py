"""What a command does not need is not loaded for it: whoever waits for each save waits for that."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.commands import environment, handbook

LOADED = """
import json, sys
from handbook.cli import main
try:
    main(json.loads(sys.argv[1]))
finally:
    print(json.dumps([*sys.modules]))
"""
HEAVY = {"frictionless", "jinja2", "markdown", "mkdocs", "nh3", "PIL", "pydantic", "typst"}


def loaded(*arguments: str, root: Path) -> set[str]:
    """Return what of the heavy packages a command loads."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps(arguments)],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return HEAVY & set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def root(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "small"))


def test_a_build_of_which_nothing_has_changed_loads_nothing_heavy(root: Path) -> None:
    assert handbook("build", cwd=root).returncode == 0
    assert loaded("build", root=root) == set()
    assert loaded("build", "--clean", root=root) >= {"mkdocs", "jinja2", "pydantic"}


def test_a_check_of_which_nothing_has_changed_loads_nothing_heavy(root: Path) -> None:
    assert handbook("check", cwd=root).returncode == 0
    assert loaded("check", root=root) == set()


def test_a_command_loads_what_another_needs_no_more_than_mkdocs(root: Path) -> None:
    assert loaded("--version", root=root) == set()
    assert "mkdocs" not in loaded("check", "--today", "2026-05-12", root=root)


def test_what_a_command_leaves_is_not_looked_through_once_more(root: Path) -> None:
    ended = "\nimport atexit, gc\natexit.register(lambda: print([gc.get_freeze_count()]))\n"
    code = f"{ended}{LOADED}"
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(["--version"])],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    # What is registered first is called last.
    assert json.loads(done.stdout.splitlines()[-1])[0] > 10_000
