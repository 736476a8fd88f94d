"""Tracked files: what git publishes though it must not, or soon would."""

from __future__ import annotations

from pathlib import Path

from handbook.problems import Place, Problem, Severity
from handbook.repository.git import GitError, Repository, find_repository

_PRIVATE = "private"
_MOST = 20
"""More files than that are told by their number."""


def tracked_private(root: Path) -> tuple[Problem, ...]:
    """Tell the files under `private/` that git tracks, or a folder that it does not ignore.

    Where git cannot say, that is told as a warning; without a repository there is nothing to tell.
    """
    try:
        repository = find_repository(root)
        listed = (
            repository.run("ls-files", "-z", "--", f":(icase){_PRIVATE}") if repository else b""
        )
    except GitError as error:
        details = {"reason": str(error)}
        place = Place(_PRIVATE)
        return (Problem(place, "private-unknown", severity=Severity.WARNING, details=details),)
    paths = sorted(path for path in listed.decode("utf-8", "replace").split("\0") if path)
    problems = [Problem(Place(path), "private-tracked") for path in paths[:_MOST]]
    if len(paths) > _MOST:
        more = Problem(
            Place(_PRIVATE), "private-tracked-more", details={"more": len(paths) - _MOST}
        )
        problems.append(more)
    if repository and not paths and _unignored(repository):
        problems.append(Problem(Place(_PRIVATE), "private-unignored", severity=Severity.WARNING))
    return tuple(problems)


def _unignored(repository: Repository) -> bool:
    """Say whether private files are there that the next `git add` would take up."""
    untracked = ("--others", "--exclude-standard", "--directory", "--no-empty-directory")
    return bool(repository.ask("ls-files", *untracked, "--", f":(icase){_PRIVATE}"))
