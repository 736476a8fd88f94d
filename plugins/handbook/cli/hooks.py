"""`handbook hooks`: nothing leaves the coordinator's machine unchecked."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from handbook.cli.common import FAULTY, Asked, common, give_up
from handbook.repository import GitError, Repository, find_repository
from handbook.repository.pushes import (
    Hook,
    inspected,
    install_hook,
    pushed_commits,
    remove_hook,
)


@click.group()
def hooks() -> None:
    """Have git check every push before it leaves this machine."""


@hooks.command()
@common
def install(asked: Asked) -> None:
    """Add the check to what git does before a push."""
    words = asked.catalogue
    outcome = _changed(asked, install_hook)
    if outcome is Hook.INSTALLED:
        click.echo(words.text("hooks.installed"))
        return
    shared = outcome is Hook.SHARED
    told = words.text("hooks.shared") if shared else words.text("hooks.foreign")
    click.echo(told, err=True)
    click.echo('    handbook hooks run "$@" || exit 1', err=True)
    sys.exit(FAULTY)


@hooks.command()
@common
def remove(asked: Asked) -> None:
    """Take that check away."""
    outcome = _changed(asked, remove_hook)
    told = {
        Hook.REMOVED: asked.catalogue.text("hooks.removed"),
        Hook.ABSENT: asked.catalogue.text("hooks.absent"),
        Hook.FOREIGN: asked.catalogue.text("hooks.not_ours"),
    }
    click.echo(told[outcome])


@hooks.command(hidden=True)
@common
@click.argument("remote", nargs=-1)
def run(asked: Asked, remote: tuple[str, ...]) -> None:
    """Check what git is about to push, as its standard input tells."""
    words = asked.catalogue
    repository = _repository(asked)
    sound = True
    try:
        for commit in pushed_commits(repository, sys.stdin.read().splitlines()):
            outcome = inspected(repository, commit)
            for private in outcome.private:
                click.echo(words.text("hooks.private", commit=private), err=True)
            click.echo(outcome.said, err=True, nl=False)
            sound = sound and outcome.sound
    except GitError as error:
        give_up(words.text("hooks.git", reason=error))
    if not sound:
        click.echo(words.text("hooks.refused"), err=True)
        sys.exit(FAULTY)


def _changed(asked: Asked, change: Callable[[Repository], Hook]) -> Hook:
    try:
        return change(_repository(asked))
    except GitError as error:
        give_up(asked.catalogue.text("hooks.git", reason=error))


def _repository(asked: Asked) -> Repository:
    try:
        repository = find_repository(asked.root)
    except GitError as error:
        give_up(asked.catalogue.text("hooks.git", reason=error))
    if repository is None:
        give_up(asked.catalogue.text("hooks.no_repository"))
    return repository
