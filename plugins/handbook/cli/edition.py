"""`handbook edition`: an edition begun, opened, closed, called off, or compared with another."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from handbook.cli.common import FAULTY, Asked, common, tell
from handbook.content_types import REGISTRY
from handbook.editing.closing import closed
from handbook.editing.difference import difference
from handbook.editing.next_edition import next_edition
from handbook.editing.opening import cancelled, opened
from handbook.editing.proposals import Proposal
from handbook.problems import Severity, has_errors
from handbook.programme import Programme
from handbook.reading.documents.package_data import load_catalogue, load_catalogues
from handbook.reading.programme import read_programme
from handbook.repository.trees import write_files

_DRY_RUN = click.option("--dry-run", is_flag=True, help="Only show what would be written.")


@click.group()
def edition() -> None:
    """Begin, open, close or cancel an edition, or compare two."""


@edition.command()
@common
@click.argument("slug")
@click.option("--from", "source", required=True, metavar="SLUG", help="The edition to begin from.")
@_DRY_RUN
def new(asked: Asked, slug: str, source: str, dry_run: bool) -> None:
    """Begin edition SLUG with the structure of another one.

    Dates move by whole weeks and keep their day of the week; mentors are carried over as still to
    be confirmed; what came of the other edition stays there.
    """

    def make(programme: Programme) -> Proposal:
        catalogues = load_catalogues(programme.languages, asked.root)
        return next_edition(asked.root, programme, slug, source, catalogues)

    _carry_out(asked, make, dry_run=dry_run)


@edition.command("open")
@common
@click.argument("slug")
@_DRY_RUN
def open_(asked: Asked, slug: str, dry_run: bool) -> None:
    """Open the call of edition SLUG today."""
    _carry_out(asked, lambda programme: opened(asked.root, programme, slug), dry_run=dry_run)


@edition.command()
@common
@click.argument("slug")
@_DRY_RUN
def close(asked: Asked, slug: str, dry_run: bool) -> None:
    """Close edition SLUG: say what it owes, lay out forms, keep where its mentors worked."""

    def make(programme: Programme) -> Proposal:
        languages = programme.languages
        words = load_catalogue(languages.default, others=languages, root=asked.root)
        return closed(asked.root, programme, slug, words)

    _carry_out(asked, make, dry_run=dry_run)


@edition.command()
@common
@click.argument("slug")
@_DRY_RUN
def cancel(asked: Asked, slug: str, dry_run: bool) -> None:
    """Cancel edition SLUG; its page stays, and says so."""
    _carry_out(asked, lambda programme: cancelled(asked.root, programme, slug), dry_run=dry_run)


@edition.command()
@common
@click.argument("former")
@click.argument("later")
def diff(asked: Asked, former: str, later: str) -> None:
    """Say how edition LATER differs from edition FORMER."""
    _carry_out(asked, lambda programme: difference(programme, former, later), dry_run=True)


def _carry_out(asked: Asked, make: Callable[[Programme], Proposal], *, dry_run: bool) -> None:
    """Do what is proposed, or say why not; a programme that has an error is mended first."""
    words = asked.catalogue
    reading = read_programme(asked.settings, REGISTRY)
    if has_errors(reading.problems):
        tell((each for each in reading.problems if each.severity is Severity.ERROR), words)
        click.echo(words.text("editing.faulty"), err=True)
        sys.exit(FAULTY)
    proposal = make(reading.programme)
    if proposal.refused:
        for note in proposal.refused:
            click.echo(note.said(words), err=True)
        sys.exit(FAULTY)
    if not dry_run:
        for path in proposal.changes:
            (asked.root / path).parent.mkdir(parents=True, exist_ok=True)
        write_files(asked.root, proposal.changes)
    for path in proposal.changes:
        done = words.text("editing.would_write" if dry_run else "editing.wrote", path=path)
        click.echo(done)
    for note in proposal.notes:
        click.echo(note.said(words))
