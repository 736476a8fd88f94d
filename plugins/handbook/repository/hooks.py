"""Hooks: what git does by itself before anything leaves the machine."""

from __future__ import annotations

import os
import shlex
import sys
from enum import StrEnum
from pathlib import Path

from handbook.repository.git import Repository

_MARK = "# Made by `handbook hooks install`; `handbook hooks remove` takes it away."
_SCRIPT = """\
#!/bin/sh
{mark}
# Checks the commits that are about to be pushed, and searches the site that each of them makes for
# what may not be published.
top=$(git rev-parse --show-toplevel) || exit 1
cd "$top"/{folder} || exit 1
for python in .venv/bin/python .venv/Scripts/python.exe {python}; do
    if [ -x "$python" ] && "$python" -c 'import handbook' >/dev/null 2>&1; then
        exec "$python" -m handbook hooks run "$@"
    fi
done
if command -v handbook >/dev/null 2>&1; then
    exec handbook hooks run "$@"
fi
echo "Nothing was pushed: the command handbook, which checks it first, was not found." >&2
exit 1
"""


class Hook(StrEnum):
    """What became of the hook."""

    INSTALLED = "installed"
    REMOVED = "removed"
    ABSENT = "absent"
    FOREIGN = "foreign"
    """Another one is there already; it stays as it is."""
    SHARED = "shared"
    """Hooks are kept outside this repository, so that others would get it too."""


def hook_path(repository: Repository) -> Path:
    """Return where git looks for the hook."""
    folder = repository.run("rev-parse", "--git-path", "hooks").decode().strip()
    return (repository.root / folder).resolve() / "pre-push"


def install_hook(repository: Repository) -> Hook:
    """Have git check whatever is pushed; a hook of somebody else is never touched.

    Raises:
        GitError: git cannot say where its hooks are.
        OSError: the machine refuses.
    """
    path = hook_path(repository)
    if not _is_own(repository, path):
        return Hook.SHARED
    if path.exists() and _MARK not in path.read_text("utf-8", errors="replace"):
        return Hook.FOREIGN
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_script(repository), encoding="utf-8", newline="\n")
    path.chmod(0o755)
    return Hook.INSTALLED


def remove_hook(repository: Repository) -> Hook:
    """Take our hook away.

    Raises:
        GitError: git cannot say where its hooks are.
        OSError: the machine refuses.
    """
    path = hook_path(repository)
    if not path.exists():
        return Hook.ABSENT
    if _MARK not in path.read_text("utf-8", errors="replace"):
        return Hook.FOREIGN
    path.unlink()
    return Hook.REMOVED


def _script(repository: Repository) -> str:
    return _SCRIPT.format(
        mark=_MARK,
        folder=shlex.quote(repository.prefix) if repository.prefix else "",
        python=shlex.quote(sys.executable),
    )


def _is_own(repository: Repository, path: Path) -> bool:
    """Say whether a hook there serves this repository alone."""
    told = repository.run("rev-parse", "--git-common-dir", "--show-toplevel").decode().splitlines()
    homes = [Path(os.path.realpath(repository.root / folder)) for folder in told]
    return any(path.is_relative_to(home) for home in homes)
