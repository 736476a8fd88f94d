"""`handbook privacy`: what is shown of whom, and what allows it."""

from __future__ import annotations

import json
import os
import sys

import click

from handbook.cli.common import FAULTY, Asked, common, give_up, warn_of_faults
from handbook.content_types import REGISTRY
from handbook.people.register import register
from handbook.people.register_text import as_json, as_text
from handbook.reading.programme import published, read_programme
from handbook.settings import automatic_job
from handbook.wording import on_one_line


@click.command()
@common
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--force", is_flag=True, help="Print it in an automatic job too, log and all.")
def privacy(asked: Asked, format_: str, force: bool) -> None:
    """Print every personal datum about to become public, by person, and what allows it.

    What it prints is personal data, for the coordinator's eyes. It is refused in automatic jobs
    (CI is set, for instance), since their logs are read by many and kept.
    """
    words = asked.catalogue
    job = automatic_job(os.environ)
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
    if warn_of_faults(reading, words):
        sys.exit(FAULTY)
