"""Repository: what git knows of a project's folder. The only room that calls git.

Here are its commands, the files that it keeps, and those that it must not.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from handbook.problems import Place, Problem, Severity

PRIVATE = "private"
"""The folder that must never leave the machine."""
_MOST = 20
"""More private files than that are told by their number."""
PATIENCE = 60
"""Seconds after which git counts as stuck."""
_HOOKS = {
    f"GIT_{name}"
    for name in (
        *("DIR", "INDEX_FILE", "WORK_TREE", "PREFIX", "COMMON_DIR", "NAMESPACE", "GRAFT_FILE"),
        *("OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES", "INTERNAL_SUPER_PREFIX"),
    )
}
"""What a hook finds in its environment: it would lead git to another repository."""
_PLAIN = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
"""Has git speak English, whose words are handed on, never wait for a password, and show what is
there and pushed, not what `git replace` would show instead."""


class GitError(Exception):
    """Git could not do what it was asked; the text is one line of its own words."""


def clean_environment() -> dict[str, str]:
    """Return the environment for a command that is to find its repository by its folder."""
    return {name: value for name, value in os.environ.items() if name not in _HOOKS}


@dataclass(frozen=True)
class Repository:
    """A repository that holds a project, perhaps in one of its folders."""

    root: Path
    """The project's folder."""

    def run(
        self,
        *arguments: str,
        given: bytes = b"",
        patience: int = PATIENCE,
        environment: Mapping[str, str] | None = None,
    ) -> bytes:
        """Run a command of git in the project's folder and return what it writes.

        Raises:
            GitError: it failed, or there is no git.
        """
        try:
            done = subprocess.run(  # noqa: S603 - git, with arguments of ours
                ["git", *arguments],  # noqa: S607 - wherever it is installed
                cwd=self.root,
                env={**clean_environment(), **_PLAIN, **(environment or {})},
                input=given,
                capture_output=True,
                timeout=patience,
                check=False,
            )
        except FileNotFoundError as error:
            raise GitError("git is not installed.") from error
        except subprocess.TimeoutExpired as error:
            raise GitError(f"git {arguments[0]} took too long.") from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(said[0] if said else f"git {arguments[0]} failed.")
        return done.stdout

    def ask(self, *arguments: str) -> str:
        """Return the answer to a question as text; empty where git has none."""
        try:
            return self.run(*arguments).decode("utf-8", "replace").strip()
        except GitError:
            return ""

    @cached_property
    def prefix(self) -> str:
        """Path of the project inside the repository, with a slash at its end, or empty."""
        return self.ask("rev-parse", "--show-prefix")

    @property
    def head(self) -> str:
        """The commit that is worked on; empty before the first."""
        return self.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    @property
    def committed(self) -> date | None:
        """The day, in UTC, of the commit that is worked on; None before the first."""
        seconds = self.ask("log", "-1", "--format=%ct", "HEAD")
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds.isdigit() else None

    @property
    def branch(self) -> str:
        """Full name of the branch that is worked on; empty where there is none."""
        return self.ask("symbolic-ref", "--quiet", "HEAD")

    def files_of(self, commit: str) -> GitTree:
        """Return the project's files in a commit.

        Raises:
            GitError: there is no such commit.
        """
        # Mode, kind and object, a tab, and the path.
        listed = self.run("ls-tree", "-r", "-z", commit).decode("utf-8", "surrogateescape")
        entries = [entry.split("\t", 1) for entry in listed.split("\0") if entry]
        return GitTree(self, {path: (told.split()[0], told.split()[2]) for told, path in entries})

    def staged(self) -> GitTree:
        """Return the project's files as the next commit would have them, conflicts left out.

        Raises:
            GitError: git cannot tell.
        """
        # Mode, object and number of the version in a conflict, a tab, and the path.
        listed = self.run("ls-files", "--stage", "-z").decode("utf-8", "surrogateescape")
        entries = [entry.split("\t", 1) for entry in listed.split("\0") if entry]
        return GitTree(
            self,
            {
                path: (told.split()[0], told.split()[1])
                for told, path in entries
                if told.endswith(" 0")
            },
        )


@dataclass(frozen=True)
class GitTree:
    """The files of a commit, or those that are staged, by their path from the project's root."""

    repository: Repository
    entries: Mapping[str, tuple[str, str]]
    """Mode and object of each."""

    def paths(self) -> Sequence[str]:
        """List the regular files, in order."""
        return sorted(path for path, (mode, _) in self.entries.items() if mode.startswith("100"))

    def read(self, path: str) -> bytes:
        """Return the content of a file.

        Raises:
            OSError: git cannot give it.
        """
        try:
            return self.repository.run("cat-file", "blob", self.entries[path][1])
        except GitError as error:
            raise OSError(0, str(error), path) from error


def find_repository(root: Path) -> Repository | None:
    """Return the repository that holds a project's folder; None where there is none.

    Raises:
        GitError: there is one, but git cannot or will not read it.
    """
    repository = Repository(root)
    folder = root.resolve()
    if not any((each / ".git").exists() for each in (folder, *folder.parents)):
        return None
    repository.run("rev-parse", "--git-dir")
    return repository


def tracked_private(root: Path) -> tuple[Problem, ...]:
    """Tell the files under `private/` that git tracks, or a folder that it does not ignore.

    Where git cannot say, that is told as a warning; without a repository there is nothing to tell.
    """
    try:
        repository = find_repository(root)
        listed = repository.run("ls-files", "-z", "--", f":(icase){PRIVATE}") if repository else b""
    except GitError as error:
        details = {"reason": str(error)}
        place = Place(PRIVATE)
        return (Problem(place, "private-unknown", severity=Severity.WARNING, details=details),)
    paths = sorted(path for path in listed.decode("utf-8", "replace").split("\0") if path)
    problems = [Problem(Place(path), "private-tracked") for path in paths[:_MOST]]
    if len(paths) > _MOST:
        more = Problem(Place(PRIVATE), "private-tracked-more", details={"more": len(paths) - _MOST})
        problems.append(more)
    if repository and not paths and _unignored(repository):
        problems.append(Problem(Place(PRIVATE), "private-unignored", severity=Severity.WARNING))
    return tuple(problems)


def _unignored(repository: Repository) -> bool:
    """Say whether private files are there that the next `git add` would take up."""
    untracked = ("--others", "--exclude-standard", "--directory", "--no-empty-directory")
    return bool(repository.ask("ls-files", *untracked, "--", f":(icase){PRIVATE}"))
