"""What the tests of pushes share: a repository with private files, and what git tells."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from handbook.problems import Problem
from handbook.repository import Repository
from handbook.repository.objects import Push, at_top, push_of
from tests.support.programmes import write_programme
from tests.support.withdrawals import write

MENTEES = """\
id,name,organisation,email,phone,notes
mia-secret,Mia Secretan,acme,mia@hidden.example,+44 1632 960777,Would not meet anybody of her yard
oto,Otokar Verborgen,,,,Part time
"""
FEEDBACK = "Raw feedback, for the coordinator only: the workshop was far too long, and cold.\n"
PRIVATE = {"private/mentees.csv": MENTEES, "private/feedback.rst": FEEDBACK}
_RECORDS = """\
#!/bin/sh
printf '%s\\n' "$1" "$2" > .git/told
cat >> .git/told
exit 1
"""


ADDRESS = "tester@example.org"
"""Of whoever pushes."""


def plain(patch: pytest.MonkeyPatch, home: Path) -> None:
    """No configuration of whoever runs the tests."""
    patch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))
    patch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    (home / "gitconfig").write_text(
        f"[user]\n\tname = Tester\n\temail = {ADDRESS}\n[init]\n\tdefaultBranch = main\n"
    )


def run(folder: Path, *arguments: str, **variables: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **variables},
    )
    return done.stdout.strip()


def commit(folder: Path, message: str, *options: str) -> str:
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", "--allow-empty", "--message", message, *options)
    return run(folder, "rev-parse", "HEAD")


def make_project(home: Path, *options: str) -> Path:
    """Make a repository of the small programme, pushed to `origin`, with a folder `private/`."""
    root = write_programme(home / "work")
    write(root, {".gitignore": "/private/\n/site/\n", **PRIVATE})
    run(root, "init", "--quiet", "--template=", *options)
    commit(root, "The programme")
    for remote in ("origin", "other"):
        run(home, "init", "--quiet", "--bare", "--template=", *options, f"{remote}.git")
        run(root, "remote", "add", remote, f"../{remote}.git")
    run(root, "push", "--quiet", "origin", "main")
    hook = root / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(_RECORDS)
    hook.chmod(0o755)
    return root


def copied(project: Path, home: Path) -> Path:
    """Copy a project with its remotes."""
    shutil.copytree(project.parent, home / "home", symlinks=True)
    return home / "home" / project.name


def told(root: Path, *arguments: str) -> Push:
    """Return what git tells its hook of a push, which does not happen."""
    (root / ".git/told").unlink(missing_ok=True)
    subprocess.run(
        ["git", "push", "--quiet", *arguments], cwd=root, capture_output=True, check=False
    )
    name, url, *lines = (root / ".git/told").read_text("utf-8").splitlines()
    return push_of(lines, (name, url))


def top(root: Path) -> Repository:
    return at_top(Repository(root))


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}
