"""`handbook privacy` and `forget`: what is kept of people, what is shown of it, what has to go."""

from __future__ import annotations

import json
import os
import sys
from datetime import date

import click

from handbook.cli.common import FAULTY, Asked, Day, common, give_up, main
from handbook.cli.withdraw import tell_changes
from handbook.content_types import REGISTRY
from handbook.languages import Catalogue
from handbook.people.holdings import Holding
from handbook.people.register import register
from handbook.people.register_text import as_json, as_text
from handbook.problems import has_errors
from handbook.reading.programme import Reading, published, read_programme
from handbook.withdrawing.forgetting import Forgetting, carry_out, prepare
from handbook.wording import on_one_line

_JOBS = ("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION")
"""Variables of which one is set wherever jobs run by themselves."""


@main.command("privacy")
@common
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--force", is_flag=True, help="Print it in an automatic job too, log and all.")
def privacy_(asked: Asked, format_: str, force: bool) -> None:
    """Print every personal datum about to become public, by person, and what allows it.

    What it prints is personal data, for the coordinator's eyes. It is refused in automatic jobs
    (CI is set, for instance), since their logs are read by many and kept.
    """
    words = asked.catalogue
    job = _automatic_job()
    if job and not force:
        give_up(words.text("register.in_ci", variable=job))
    reading = read_programme(asked.settings, REGISTRY)
    found = register(reading, published(reading.programme, REGISTRY), REGISTRY)
    if format_ == "json":
        click.echo(json.dumps(as_json(found, words), ensure_ascii=False, indent=2))
    else:
        click.echo(words.text("register.notice"), err=True)
        for line in as_text(found, words):
            click.echo(on_one_line(line) if line else "")
    if _warn_of_faults(reading, words):
        sys.exit(FAULTY)


@main.command()
@common
@click.option(
    "--before", type=Day(), required=True, help="What had to go before this day, as 2027-01-01."
)
@click.option("--write", is_flag=True, help="Remove it, and not only list it.")
def forget(asked: Asked, before: date, write: bool) -> None:
    """List what has to go by the retention rules in programme.yaml, and remove it.

    Names nobody: rows are told by place and id. Who takes part or is in office now stays.
    """
    words = asked.catalogue
    found = prepare(asked.root, asked.today, before)
    if not found.rules:
        give_up(words.text("forgetting.no_rules"))
    if write and before > found.today:
        give_up(words.text("forgetting.too_early", date=found.today.isoformat()))
    faulty = _warn_of_faults(found.reading, words)
    _tell_due(found, words)
    if not write or not found.overdue:
        if found.overdue:
            click.echo(words.text("forgetting.dry"))
        sys.exit(FAULTY if faulty else 0)
    done = carry_out(asked.root, found)
    click.echo()
    tell_changes(done.changes, words)
    for place in done.deleted:
        click.echo(f"{place}: {words.text('forgetting.row_deleted')}")
    tell_changes(done.undone, words)
    for place in done.missed:
        click.echo(f"{place}: {words.text('forgetting.missed')}")
    for place in done.mentions:
        click.echo(f"{place}: {words.text('withdrawal.mention')}")
    click.echo()
    click.echo(words.text("forgetting.next"))
    left = done.undone or done.missed or done.mentions
    sys.exit(FAULTY if faulty or left else 0)


def _automatic_job() -> str:
    """Name the variable that tells of an automatic job; nothing where there is none."""
    off = {"", "0", "false", "no"}
    return next((name for name in _JOBS if os.environ.get(name, "").casefold() not in off), "")


def _warn_of_faults(reading: Reading, words: Catalogue) -> bool:
    """Say that faulty rows were passed over, so that nobody takes the list for whole."""
    faulty = has_errors(reading.problems)
    if faulty:
        click.echo(words.text("register.faulty"), err=True)
    return faulty


def _tell_due(found: Forgetting, words: Catalogue) -> None:
    """Write what has to go, and what stays for another reason, by place and id."""
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
    return f"{place.path}:{place.line} ({holding.id})"
