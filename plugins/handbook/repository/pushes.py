"""Pushes: the hook that checks them, and what is about to leave the machine, commit by commit.

Each commit is looked at as it is, not as the work tree is.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from handbook.repository import PRIVATE, GitError, Repository, clean_environment
from handbook.repository.objects import Push

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


def pushed_commits(repository: Repository, push: Push) -> tuple[str, ...]:
    """Return the commits that a push is about, once each."""
    commits = [
        repository.ask("rev-parse", "--verify", "--quiet", f"{update.local}^{{commit}}")
        for update in push.updates
    ]
    return tuple(dict.fromkeys(commit for commit in commits if commit))


@contextmanager
def checked_out(repository: Repository, commit: str) -> Iterator[Path]:
    """Lend the project as a commit has it, in a folder of its own, with today's `private/`.

    Raises:
        GitError: git cannot check it out.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        tree = Path(folder) / "tree"
        repository.run("worktree", "add", "--detach", "--quiet", str(tree), commit)
        link = tree / repository.prefix / PRIVATE
        source = repository.root / PRIVATE
        linked = source.is_dir() and link.parent.is_dir() and not link.exists()
        try:
            if linked:
                link.symlink_to(source.resolve(), target_is_directory=True)
            yield tree / repository.prefix
        finally:
            # First the link, so that nothing can follow it.
            if linked:
                link.unlink(missing_ok=True)
            try:
                repository.run("worktree", "remove", "--force", str(tree))
            except GitError:
                repository.ask("worktree", "prune")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a commit is like that is about to leave the machine."""

    sound: bool
    said: str = ""
    """What `handbook check` or `handbook build` said of it."""


def inspected(repository: Repository, commit: str) -> Inspection:
    """Check one commit, and build its site, as it would leave the machine.

    Raises:
        GitError: git cannot tell, or cannot check it out.
    """
    with checked_out(repository, commit) as root, tempfile.TemporaryDirectory() as site:
        if not (root / "programme").is_dir():
            return Inspection(sound=True)
        checked = _handbook(root, "check")
        if checked.returncode:
            return Inspection(sound=False, said=checked.stdout)
        # It tells the warnings of the check again.
        built = _handbook(root, "build", "--site-dir", str(Path(site, "site")))
        return Inspection(sound=built.returncode == 0, said=built.stdout)


def _handbook(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the handbook on another folder, as a process of its own."""
    return subprocess.run(  # noqa: S603 - this very package
        [sys.executable, "-m", "handbook", *arguments, "--root", str(root)],
        cwd=root,
        env=clean_environment() | {"PYTHONUTF8": "1"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
