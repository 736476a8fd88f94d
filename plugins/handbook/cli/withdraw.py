"""`handbook withdraw`: whoever asks to be removed, is."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from handbook.cli.common import FAULTY, Asked, common, give_up
from handbook.languages import Catalogue
from handbook.repository import GitError, find_repository
from handbook.repository.commits import published, with_waiting
from handbook.withdrawing.identity import Doubt
from handbook.withdrawing.publishing import MESSAGE, Commit, Target, Withdrawal, carry_out, prepare
from handbook.withdrawing.removal import in_words


@click.command()
@common
@click.argument("who", metavar="ID")
@click.option(
    "--commit", is_flag=True, help="Commit it on top of what was last published, and nothing else."
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
def withdraw(asked: Asked, who: str, commit: bool, dry_run: bool) -> None:
    """Take the person ID out of the programme, whatever else is broken in it.

    ID is an id of any table of people, a full name in quotation marks, or the place of a row, such
    as programme/mentors.csv:7. Exit code 1: something is left that only you can mend.
    """
    words = asked.catalogue
    try:
        target = _target(asked.root, words) if commit else None
        found = prepare(asked.root, who, target)
        if found is None:
            give_up(words.text("withdrawal.unknown"))
        if isinstance(found, Doubt):
            click.echo(words.text("withdrawal.ambiguous"), err=True)
            give_up("\n".join(str(place) for place in found.places))
        made = None if dry_run else carry_out(found, target)
    except GitError as error:
        give_up(words.text("withdrawal.git", reason=error))
    _tell(found, words)
    if dry_run:
        click.echo(words.text("withdrawal.dry"))
    else:
        today = asked.today or datetime.now().astimezone().date()
        _tell_next(found, target, made, words)
        click.echo()
        click.echo(words.text("withdrawal.next_always", date=today.isoformat()))
    sys.exit(0 if found.whole else FAULTY)


def _target(root: Path, words: Catalogue) -> Target:
    repository = find_repository(root)
    last = published(repository) if repository else None
    if repository is None or last is None:
        give_up(words.text("withdrawal.no_repository"))
    if not last.fresh:
        click.echo(words.text("withdrawal.stale", remote=last.remote), err=True)
    return Target(repository, with_waiting(repository, last, MESSAGE))


def _tell(found: Withdrawal, words: Catalogue) -> None:
    """Write what changes and what is left, by place and without values."""
    for step in found.work.steps:
        click.echo(in_words(step, words))
    committed = found.published.steps if found.published else ()
    further = [step for step in committed if step not in found.work.steps]
    if further:
        click.echo(words.text("withdrawal.in_commit"))
        for step in further:
            click.echo(in_words(step, words))
    for place in found.homonyms:
        click.echo(f"{place}: {words.text('withdrawal.homonym')}")
    for step in found.undone:
        click.echo(in_words(step, words))
    for place in found.mentions:
        click.echo(f"{place}: {words.text('withdrawal.mention')}")
    for path in found.unsearched:
        click.echo(f"{path}: {words.text('withdrawal.unsearched')}")


def _tell_next(
    found: Withdrawal, target: Target | None, made: Commit | None, words: Catalogue
) -> None:
    """Write how the withdrawal reaches the site."""
    click.echo()
    if target is None:
        click.echo(words.text("withdrawal.next_commit"))
        return
    if made is None:
        click.echo(words.text("withdrawal.next_unpublished"))
        return
    published = target.published
    if published.remote:
        push = f"git push {published.remote} {made.id}:refs/heads/{published.branch}"
        click.echo(words.text("withdrawal.next_push", command=push))
    else:
        click.echo(words.text("withdrawal.next_no_remote", commit=made.id))
    if made.branch:
        click.echo(
            words.text("withdrawal.next_merge", branch=made.branch, command=f"git merge {made.id}")
        )
