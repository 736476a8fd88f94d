"""`handbook hooks`: nothing leaves the coordinator's machine unchecked."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from handbook import repository as git
from handbook.cli.common import FAULTY, Asked, common, give_up, main
from handbook.languages import Catalogue


@main.group()
def hooks() -> None:
    """Have git check every push before it leaves this machine."""


@hooks.command()
@common
def install(asked: Asked) -> None:
    """Add the check to what git does before a push."""
    words = asked.catalogue
    outcome = _changed(asked, git.install_hook)
    if outcome is git.Hook.INSTALLED:
        click.echo(words.text("hooks.installed"))
        return
    shared = outcome is git.Hook.SHARED
    told = words.text("hooks.shared") if shared else words.text("hooks.foreign")
    click.echo(told, err=True)
    click.echo('    handbook hooks run "$@" || exit 1', err=True)
    sys.exit(FAULTY)


@hooks.command()
@common
def remove(asked: Asked) -> None:
    """Take that check away."""
    outcome = _changed(asked, git.remove_hook)
    told = {
        git.Hook.REMOVED: asked.catalogue.text("hooks.removed"),
        git.Hook.ABSENT: asked.catalogue.text("hooks.absent"),
        git.Hook.FOREIGN: asked.catalogue.text("hooks.not_ours"),
    }
    click.echo(told[outcome])


def _changed(asked: Asked, change: Callable[[git.Repository], git.Hook]) -> git.Hook:
    try:
        return change(_repository(asked))
    except git.GitError as error:
        give_up(asked.catalogue.text("hooks.git", reason=error))


@hooks.command(hidden=True)
@common
@click.argument("remote", nargs=-1)
def run(asked: Asked, remote: tuple[str, ...]) -> None:
    """Check what git is about to push, as its standard input tells."""
    words = asked.catalogue
    repository = _repository(asked)
    try:
        commits = git.pushed_commits(repository, sys.stdin.read().splitlines())
        sound = [_sound(repository, commit, words) for commit in commits]
    except git.GitError as error:
        give_up(words.text("hooks.git", reason=error))
    if not all(sound):
        click.echo(words.text("hooks.refused"), err=True)
        sys.exit(FAULTY)


def _repository(asked: Asked) -> git.Repository:
    try:
        repository = git.find_repository(asked.root)
    except git.GitError as error:
        give_up(asked.catalogue.text("hooks.git", reason=error))
    if repository is None:
        give_up(asked.catalogue.text("hooks.no_repository"))
    return repository


def _sound(repository: git.Repository, commit: str, words: Catalogue) -> bool:
    """Check one commit, and build its site, as it would leave the machine."""
    private = git.private_commits(repository, commit)
    for each in private:
        click.echo(words.text("hooks.private", commit=each), err=True)
    if private:
        return False
    with git.checked_out(repository, commit) as root, tempfile.TemporaryDirectory() as site:
        if not (root / "programme").is_dir():
            return True
        checked = _handbook(root, "check")
        if checked.returncode:
            click.echo(checked.stdout, err=True, nl=False)
            return False
        # It tells the warnings of the check again.
        built = _handbook(root, "build", "--site-dir", str(Path(site, "site")))
        click.echo(built.stdout, err=True, nl=False)
        return built.returncode == 0


def _handbook(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this very command on another folder, as a process of its own."""
    return subprocess.run(  # noqa: S603 - this very command
        [sys.executable, "-m", "handbook", *arguments, "--root", str(root)],
        cwd=root,
        env=git.clean_environment() | {"PYTHONUTF8": "1"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
