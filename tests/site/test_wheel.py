"""The wheel by itself is enough: with `mkdocs.yml` and `programme/`, outside the repository."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from handbook.beginning.vendoring import WHEEL
from tests.site.commands import PATIENCE, REPOSITORY, environment, with_config
from tests.site.conftest import Shared
from tests.site.trees import differences
from tests.support.programmes import write_programme


def call(*command: str | Path, cwd: Path) -> str:
    unset = {"PYTHONPATH", "NO_MKDOCS_2_WARNING"}
    kept = {name: value for name, value in environment().items() if name not in unset}
    result = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    # The theme's notice about its own future is nothing to a coordinator.
    assert "zensical" not in result.stderr
    return result.stdout.strip()


@pytest.fixture(scope="module")
def installed(shared: Shared) -> Path:
    """A virtual environment with the wheel, and the libraries of this one but not its handbook."""

    def make(target: Path) -> None:
        target.mkdir()
        call(
            sys.executable, "-m", "build", "--wheel", "--no-isolation",
            "--outdir", target / "dist", REPOSITORY, cwd=target,
        )  # fmt: skip
        call(sys.executable, "-m", "venv", "--without-pip", target / "venv", cwd=target)
        python = target / "venv" / "bin" / "python"
        (wheel,) = (target / "dist").glob("*.whl")
        call(
            sys.executable, "-m", "pip", "--python", python, "install", "--quiet",
            "--no-index", "--no-deps", "--disable-pip-version-check", wheel, cwd=target,
        )  # fmt: skip
        libraries = call(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=target)
        # Only the folder: what its own .pth files add, such as an editable install, stays out.
        borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        Path(libraries, "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n", "utf-8")

    return shared("wheel", make)


def test_the_handbook_is_the_wheels(installed: Path) -> None:
    python = installed / "venv" / "bin" / "python"
    found = call(python, "-c", "import handbook; print(handbook.__file__)", cwd=installed)
    assert Path(found).is_relative_to(installed / "venv")


def test_it_builds_a_programme_of_two_things(installed: Path, small: Path, tmp_path: Path) -> None:
    root = with_config(write_programme(tmp_path / "elsewhere"))
    assert sorted(path.name for path in root.iterdir()) == ["mkdocs.yml", "programme"]
    command = installed / "venv" / "bin" / "handbook"
    call(
        command, "build", "--root", root, "--site-dir", tmp_path / "site", "--today", "2026-05-12",
        cwd=tmp_path,
    )  # fmt: skip
    assert differences(small / "site", tmp_path / "site") == []


def test_the_wheel_carries_prose_templates_look_and_nothing_of_ours(installed: Path) -> None:
    (wheel,) = (installed / "dist").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "handbook/_defaults/content/en/index.md",
        "handbook/_defaults/content/navigation.yaml",
        "handbook/_defaults/overrides/main.html",
        "handbook/_defaults/overrides/assets/stylesheets/handbook.css",
        "handbook/content_types/mentors/schema.yaml",
        "handbook/content_types/mentors/entry.html",
        "handbook/rendering/components/hero.html",
        "handbook/content_types/timeline/component.html",
        "handbook/locale/es/interface.yaml",
        "handbook/citations.yaml",
        "handbook/py.typed",
    ):
        assert name in names
    tops = {name.partition("/")[0].partition("-")[0] for name in names}
    assert tops == {"handbook", "programme_handbook"}
    assert not [name for name in names if "mentors.csv" in name or name.endswith(".pyc")]


def test_a_new_repository_has_the_same_wheel(installed: Path, tmp_path: Path) -> None:
    (wheel,) = (installed / "dist").glob("*.whl")
    command = installed / "venv" / "bin" / "handbook"
    call(command, "new", tmp_path / "own", "--yes", "--today", "2026-11-28", cwd=tmp_path)
    content = {}
    for path in (wheel, tmp_path / "own" / WHEEL):
        with zipfile.ZipFile(path) as archive:
            names = {name for name in archive.namelist() if not name.endswith(("RECORD", "WHEEL"))}
            content[path] = {name: archive.read(name) for name in names}
    first, second = content.values()
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    call(
        command, "build", "--root", tmp_path / "own", "--site-dir", tmp_path / "site", "--today",
        "2026-11-28", cwd=tmp_path,
    )  # fmt: skip
    assert (tmp_path / "site" / "purpose" / "index.html").is_file()
