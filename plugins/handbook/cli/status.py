"""`handbook status`: how far the programme is, what is due, and what it asks of its coordinator."""

from __future__ import annotations

import click

from handbook.cli.common import Asked, common
from handbook.progress.sections import as_lines
from handbook.site import build


@click.command()
@common
def status(asked: Asked) -> None:
    """Say what is ready for the call, what is due, whose consent ends, and what to send next.

    It names nobody: rows of people are told by file and line.
    """
    made = build(asked.settings, sampling=True, progress=True)
    assert made.status is not None
    for line in as_lines(made.status, asked.catalogue, faulty=made.failed):
        click.echo(line)
