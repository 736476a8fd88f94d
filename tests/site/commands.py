"""The real command, run as a coordinator runs it: in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.site.warm import Warm, can_run

REPOSITORY = Path(__file__).resolve().parents[2]
INPUTS = ("programme", "content", "overrides", "mkdocs.yml")
"""What a build reads of the repository."""
PATIENCE = 180
"""Seconds after which a command counts as stuck."""

Result = subprocess.CompletedProcess[str]


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a command, without what a developer may have set."""
    unset = {"SOURCE_DATE_EPOCH", "HANDBOOK_TODAY", "SITE_URL", "PYTHONHASHSEED", "TZ"}
    unset |= {"HANDBOOK_LANG", "HANDBOOK_REPOSITORY", "HANDBOOK_DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **changes}


@cache
def _warm() -> Warm:
    return Warm(environment())


def run(module: str, *arguments: str | Path, cwd: Path, **changes: str) -> Result:
    """Run a module; whatever it has to say, it is never a traceback."""
    argv = [module, *map(str, arguments)]
    if can_run(module, changes):
        result = _warm().run(argv, cwd, environment(**changes), PATIENCE)
    else:
        result = subprocess.run(
            [sys.executable, "-m", *argv],
            cwd=cwd,
            env=environment(**changes),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert "Traceback" not in result.stdout + result.stderr, result.stderr
    return result


def handbook(*arguments: str | Path, cwd: Path, **changes: str) -> Result:
    """Run `handbook`."""
    return run("handbook", *arguments, cwd=cwd, **changes)


def built(root: Path, site: Path, *arguments: str | Path, **changes: str) -> Path:
    """Build a programme, which must succeed, and return the folder of its site."""
    elsewhere = site.parent
    elsewhere.mkdir(parents=True, exist_ok=True)
    result = handbook(
        "build", "--root", root, "--site-dir", site, *arguments, cwd=elsewhere, **changes
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return site


def with_config(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Give a programme the repository's own `mkdocs.yml`, with some texts of it replaced."""
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    for old, new in (changes or {}).items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return root


def copy_of_repository(target: Path) -> Path:
    """Copy what a build reads of the repository."""
    target.mkdir(parents=True)
    for name in INPUTS:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy(source, target / name)
    return target
