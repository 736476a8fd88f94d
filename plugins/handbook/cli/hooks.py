"""`handbook hooks`: nothing leaves the coordinator's machine unchecked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace

import click

from handbook.cli.common import FAULTY, Asked, common, give_up, tell
from handbook.content_types import REGISTRY
from handbook.leaks.private_folder import private_faults
from handbook.leaks.pushed import search_push
from handbook.leaks.secrets import secrets_of
from handbook.problems import Place, Problem, has_errors
from handbook.repository import GitError, Repository, find_repository
from handbook.repository.objects import Allowance, Push, at_top, push_of
from handbook.repository.pushes import (
    Hook,
    checked_out,
    inspected,
    install_hook,
    pushed_commits,
    remove_hook,
)

_PATIENCE = "HANDBOOK_PUSH_PATIENCE"
"""A whole number: how many times as much as usual the search of a push may use up."""
_LINE = (
    'told=$(mktemp) && cat >"$told" && handbook hooks run "$@" <"$told" '
    '&& exec <"$told" && rm -f "$told" || exit 1'
)
"""For a hook of somebody else, such as that of Git LFS: it can still read what git told."""


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
    click.echo(f"    {_LINE}", err=True)
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
    try:
        push = push_of(sys.stdin.read().splitlines(), remote)
        commits = pushed_commits(repository, push)
        problems = _searched(asked, repository, push, commits)
        if push.updates and not commits:
            # Else the check of the commits tells it.
            problems = (*problems, *private_faults(asked.root, REGISTRY))
        tell(problems, words)
        sound = not has_errors(problems)
        for commit in commits:
            outcome = inspected(repository, commit)
            click.echo(outcome.said, err=True, nl=False)
            sound = sound and outcome.sound
    except GitError as error:
        click.echo(words.text("hooks.git", reason=error), err=True)
        give_up(words.text("hooks.refused"))
    if not sound:
        click.echo(words.text("hooks.refused"), err=True)
        sys.exit(FAULTY)


def _searched(
    asked: Asked, repository: Repository, push: Push, commits: tuple[str, ...]
) -> tuple[Problem, ...]:
    """Search what is sent for what the data hold that may not leave."""
    if not push.updates:
        return ()
    secrets = secrets_of(asked.settings)
    # Half-made work in the folder hides nobody: then it goes by what is committed.
    for commit in (*commits, repository.head):
        if secrets is None and commit:
            with checked_out(repository, commit) as lent:
                secrets = secrets_of(replace(asked.settings, root=lent))
    if secrets is None:
        return (Problem(Place("programme"), "push-unknown"),)
    factor = os.environ.get(_PATIENCE, "")
    allowance = Allowance.times(max(int(factor), 1) if factor.isdecimal() else 1)
    name, address = (repository.ask("config", f"user.{key}") for key in ("name", "email"))
    signature = f"{name} <{address}>" if address else ""
    return search_push(at_top(repository), push, secrets, allowance, signature)


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
