"""`handbook withdraw`: whoever asks to be removed, is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from handbook.cli.common import FAULTY, Asked, common, give_up
from handbook.languages import Catalogue
from handbook.repository import GitError, find_repository
from handbook.repository.commits import UnderWayError, published, with_waiting
from handbook.withdrawing.identity import Doubt
from handbook.withdrawing.leftovers import Leftovers
from handbook.withdrawing.publishing import (
    MESSAGE,
    Commit,
    Target,
    Withdrawal,
    carry_out,
    kept_script,
    prepare,
)
from handbook.withdrawing.removal import RemovalStep, in_words


@click.command()
@common
@click.argument("who", metavar="ID")
@click.option(
    "--row",
    "rows",
    multiple=True,
    metavar="PLACE",
    help="A row that is theirs, such as programme/mentors.csv:7, where several people bear the "
    "name; may be given several times.",
)
@click.option(
    "--commit", is_flag=True, help="Commit it on top of what was last published, and nothing else."
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
def withdraw(asked: Asked, who: str, rows: Sequence[str], commit: bool, dry_run: bool) -> None:
    """Take the person ID out of the programme, whatever else is broken in it.

    ID is an id of any table of people, a full name in quotation marks, or the place of a row, such
    as programme/mentors.csv:7. Exit code 1: something is left that only you can mend.
    """
    words = asked.catalogue
    today = asked.today or datetime.now().astimezone().date()
    try:
        target = _target(asked.root, words) if commit else None
        found = _found(asked.root, who, target, today, rows, words)
        made = None if dry_run else carry_out(found, target)
        script = "" if dry_run else kept_script(found)
    except GitError as error:
        refused(error, words)
    _tell(found, words)
    if dry_run:
        click.echo(words.text("withdrawal.dry"))
    else:
        _tell_next(found, target, made, words)
        click.echo()
        history = words.text(
            "withdrawal.history" if script else "withdrawal.no_history", script=script
        )
        click.echo(words.text("withdrawal.next_always", date=today.isoformat(), history=history))
    sys.exit(0 if found.whole else FAULTY)


def refused(error: GitError, words: Catalogue) -> NoReturn:
    """Say why git cannot do its part, and leave."""
    if isinstance(error, UnderWayError):
        give_up(words.text("withdrawal.under_way", file=error))
    give_up(words.text("withdrawal.git", reason=error))


def tell_left(undone: Iterable[RemovalStep], left: Leftovers, words: Catalogue) -> None:
    """Write what a removal leaves to people, by place and without values."""
    for step in undone:
        click.echo(in_words(step, words))
    mention = words.text("withdrawal.mention_shared" if left.shared else "withdrawal.mention")
    for place in left.mentions:
        click.echo(f"{place}: {mention}")
    for path in left.unsearched:
        click.echo(f"{path}: {words.text('withdrawal.unsearched')}")


def _found(
    root: Path,
    who: str,
    target: Target | None,
    today: date,
    rows: Sequence[str],
    words: Catalogue,
) -> Withdrawal:
    """Find out who is meant, and ask where that is not clear and somebody can answer."""
    found = prepare(root, who, target, today, rows)
    if isinstance(found, Doubt) and not rows and sits_there():
        found = prepare(root, who, target, today, _asked_back(found, words))
    if isinstance(found, Doubt):
        click.echo(words.text("withdrawal.ambiguous"), err=True)
        give_up("\n".join(str(place) for place in found.places))
    if found is None:
        give_up(words.text("withdrawal.unknown"))
    return found


def sits_there() -> bool:
    """Say whether somebody can be asked."""
    return sys.stdin.isatty()


def _asked_back(doubt: Doubt, words: Catalogue) -> list[str]:
    """Ask which rows are the person's."""
    places = [str(place) for place in doubt.places]
    click.echo(words.text("withdrawal.which"))
    for number, place in enumerate(places, 1):
        click.echo(f"  {number}  {place}")
    answer = click.prompt(words.text("withdrawal.which_numbers"), type=str)
    numbers = answer.replace(",", " ").split()
    if not numbers or any(number not in map(str, range(1, len(places) + 1)) for number in numbers):
        give_up(words.text("withdrawal.which_none"))
    return [places[int(number) - 1] for number in numbers]


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
        click.echo(f"{place}: {words.text('withdrawal.homonym', place=place)}")
    tell_left(found.undone, found.left, words)


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
