"""The recipe of CONTRIBUTING.md for a new content type, followed to the letter."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programmes import write_programme
from tests.support.recipe import REGISTRY, ROOT, WORDING, steps


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small programme with a copy of the package, and follow the recipe in it."""
    root = tmp_path_factory.mktemp("recipe")
    write_programme(root)
    description = root / "programme/programme.yaml"
    text = description.read_text("utf-8")
    description.write_text(text.replace("not_followed:", f"{WORDING}not_followed:"), "utf-8")
    for folder in ("content", "overrides", "plugins"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    recipe = steps()
    registered = recipe.pop(REGISTRY).strip()
    for path, text in recipe.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    name = registered.split()[-1]
    registry = (root / REGISTRY).read_text("utf-8")
    first_import = "from handbook.content_types.awards import AWARDS\n"
    assert first_import in registry
    registry = registry.replace(first_import, first_import + registered + "\n")
    (root / REGISTRY).write_text(registry.replace("    REPORT,\n", f"    REPORT,\n    {name},\n"))
    return root


def handbook(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the copy of the package in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(root / "plugins")}
    command = [sys.executable, "-m", "handbook", *arguments, "--today", "2026-05-12"]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_the_recipe_names_every_file_it_speaks_of() -> None:
    assert set(steps()) == {
        "plugins/handbook/content_types/alumni/schema.yaml",
        "plugins/handbook/content_types/alumni/__init__.py",
        "plugins/handbook/content_types/alumni/listing.html",
        "plugins/handbook/content_types/alumni/entry.html",
        REGISTRY,
        "programme/alumni.csv",
    }


def test_it_appears_with_listing_and_entries(project: Path) -> None:
    result = handbook(project, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    listing = (project / "site/alumni/index.html").read_text("utf-8")
    assert "Mara Tidewell" in listing
    assert "Odo Shorecroft" not in listing
    assert "<h1>Mara Tidewell</h1>" in (project / "site/alumni/mara-tidewell/index.html").read_text(
        "utf-8"
    )
    assert not (project / "site/alumni/odo-shorecroft").exists()
    front = (project / "site/index.html").read_text("utf-8")
    assert 'href="alumni/"' in front, "the listing is not in the menu"


def test_it_is_validated(project: Path) -> None:
    table = project / "programme/alumni.csv"
    before = table.read_text("utf-8")
    table.write_text(before.replace("yes,2026-01-10", "yes,") + "Bad Id,X,nowhere,Y,no,,,\n")
    try:
        result = handbook(project, "check")
    finally:
        table.write_text(before, "utf-8")
    assert result.returncode == 1
    lines = [line for line in result.stderr.splitlines() if "alumni.csv" in line]
    assert [line.split(": ")[0] for line in lines] == [
        "programme/alumni.csv:2:69",
        "programme/alumni.csv:4:1",
        "programme/alumni.csv:4:10",
    ]


@pytest.mark.full
def test_the_house_takes_the_type_in(project: Path) -> None:
    for name in ("tests", "pyproject.toml", "CONTRIBUTING.md", "README.md"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, project / name)
    small = project / "tests/support/small/programme"
    table = steps()["programme/alumni.csv"].replace(",2026-1,", ",1,")
    (small / "alumni.csv").write_text(table, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/house/test_architecture.py"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "plugins")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
