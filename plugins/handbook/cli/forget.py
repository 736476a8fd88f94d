"""`handbook forget`: what has to go by the retention rules."""

from __future__ import annotations

import sys
from datetime import date

import click

from handbook.cli.common import FAULTY, Asked, as_date, common, give_up, warn_of_faults
from handbook.cli.withdraw import refused, tell_left
from handbook.languages import Catalogue
from handbook.people.holdings import Holding
from handbook.repository import GitError
from handbook.withdrawing.forgetting import Forgetting, carry_out, prepare
from handbook.withdrawing.removal import in_words


@click.command()
@common
@click.option(
    "--before",
    type=as_date,
    metavar="DATE",
    required=True,
    help="What had to go before this day, as 2027-01-01.",
)
@click.option("--write", is_flag=True, help="Remove it, and not only list it.")
def forget(asked: Asked, before: date, write: bool) -> None:
    """List what has to go by the retention rules in programme.yaml, and remove it.

    Names nobody: rows are told by place. Who takes part or is in office now stays.
    """
    words = asked.catalogue
    found = prepare(asked.root, asked.today, before)
    if not found.rules:
        give_up(words.text("forgetting.no_rules"))
    if write and before > found.today:
        give_up(words.text("forgetting.too_early", date=found.today.isoformat()))
    faulty = warn_of_faults(found.reading, words)
    _tell_due(found, words)
    if not write or not found.overdue:
        if found.overdue:
            click.echo(words.text("forgetting.dry"))
        sys.exit(FAULTY if faulty else 0)
    try:
        done = carry_out(asked.root, found)
    except GitError as error:
        refused(error, words)
    click.echo()
    for step in done.steps:
        click.echo(in_words(step, words))
    for place in done.deleted:
        click.echo(f"{place}: {words.text('forgetting.row_deleted')}")
    for place in done.missed:
        click.echo(f"{place}: {words.text('forgetting.missed')}")
    tell_left(done.undone, done.left, words)
    click.echo()
    click.echo(words.text("forgetting.next"))
    left = done.undone or done.missed or done.left.mentions
    sys.exit(FAULTY if faulty or left else 0)


def _tell_due(found: Forgetting, words: Catalogue) -> None:
    """Write what has to go, and what stays for another reason, by place."""
    text = words.text
    click.echo(text("forgetting.due", count=len(found.overdue), date=found.before.isoformat()))
    for each in found.overdue:
        click.echo(f"  {_row(each.holding)}: {text('forgetting.since', date=each.due)}")
    for heading, rows in (
        (text("forgetting.in_use"), found.in_use),
        (text("forgetting.undated"), found.undated),
    ):
        if rows:
            click.echo(heading)
        for each in rows:
            click.echo(f"  {_row(each.holding)}")
    if found.unruled:
        click.echo(text("forgetting.unruled", tables=", ".join(found.unruled)))


def _row(holding: Holding) -> str:
    place = holding.row.where()
    # No id, which may spell a name.
    return f"{place.path}:{place.line}"
