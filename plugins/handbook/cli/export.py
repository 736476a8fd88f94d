"""`handbook export`: all pages as plain files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handbook import exporting
from handbook.cli.common import FAULTY, Asked, common, give_up, made_of, tell, without
from handbook.finishing.pictures import clean_pictures
from handbook.finishing.unlinking import unlink
from handbook.leaks.search import empty
from handbook.masking import cleared
from handbook.problems import has_errors


@click.command()
@common
@without
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(asked: Asked, folder: Path, left_out: tuple[str, ...]) -> None:
    """Write all pages to FOLDER as plain Markdown and HTML with front matter."""
    made = made_of(asked, left_out)
    tell(made.problems, asked.catalogue)
    if made.failed:
        click.echo(asked.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    if folder.exists() and any(folder.iterdir()):
        give_up(asked.catalogue.text("command.folder_filled", folder=folder))
    count = exporting.export(made.pages, made.entries, made.files, folder)
    pictures = clean_pictures(folder)
    report, done = cleared(folder, made.confidential, asked.catalogue)
    unlink(folder, {*done.left_out, *made.ended_pages}, done.blanked)
    tell([*pictures, *done.problems, *report.problems], asked.catalogue)
    if report.leaked or has_errors(pictures):
        empty(folder)
        click.echo(asked.catalogue.text("command.leaked"), err=True)
        sys.exit(FAULTY)
    click.echo(asked.catalogue.text("command.exported", count=count, folder=folder))
    if masked := done.count + made.missed:
        click.echo(asked.catalogue.text("command.masked", count=masked), err=True)
