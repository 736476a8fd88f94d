"""Pushes: what is about to leave the machine, each commit as it is and not as the work tree is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.repository.git import GitError, Repository

_PRIVATE = "private"


def pushed_commits(repository: Repository, lines: Iterable[str]) -> tuple[str, ...]:
    """Return the commits that a push is about, once each.

    Args:
        repository: where.
        lines: what git tells its hook: local name and object, remote name and object.
    """
    objects = [fields[1] for line in lines if len(fields := line.split()) == 4]
    commits = [
        repository.ask("rev-parse", "--verify", "--quiet", f"{each}^{{commit}}")
        for each in objects
        # Only zeros: a branch is to be deleted.
        if each.strip("0")
    ]
    return tuple(dict.fromkeys(commit for commit in commits if commit))


def private_commits(repository: Repository, commit: str) -> tuple[str, ...]:
    """Name the commits not yet pushed anywhere that put something into `private/`.

    Raises:
        GitError: git cannot tell.
    """
    listed = repository.run(
        *("log", "--format=%h", "--diff-filter=ACMRT", commit, "--not", "--remotes"),
        *("--", f":(icase){_PRIVATE}"),
    )
    return tuple(listed.decode().split())


@contextmanager
def checked_out(repository: Repository, commit: str) -> Iterator[Path]:
    """Lend the project as a commit has it, in a folder of its own, with today's `private/`.

    Raises:
        GitError: git cannot check it out.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        tree = Path(folder) / "tree"
        repository.run("worktree", "add", "--detach", "--quiet", str(tree), commit)
        link = tree / repository.prefix / _PRIVATE
        source = repository.root / _PRIVATE
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
