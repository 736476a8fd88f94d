"""`handbook status`: how far the programme is, what is due, and what it asks of its coordinator."""

from __future__ import annotations

import sys

import click

from handbook.cli.common import FAULTY, Asked, common, sum_up, tell, warn_of_faults
from handbook.content_types import REGISTRY
from handbook.pages.listings import listing_page
from handbook.pages.readability import as_lines as readability_lines
from handbook.pages.readability import readability
from handbook.people.personal_tables import is_of_people
from handbook.progress.sections import as_lines, translation_lines
from handbook.reading.documents.package_data import lacking_strings
from handbook.reading.programme import read_programme
from handbook.reading.translations import untranslated
from handbook.site import build
from handbook.urls import Urls


@click.command()
@common
@click.option(
    "--readability", "reading", is_flag=True, help="Say instead how hard each page is to read."
)
@click.option(
    "--translations",
    "translating",
    is_flag=True,
    help="Say instead, file by file, what is shown in another language.",
)
def status(asked: Asked, *, reading: bool, translating: bool) -> None:
    """Say what is ready for the call, what is due, whose consent ends, and what to send next.

    It names nobody: rows of people are told by file and line.
    """
    if reading or translating:
        (_tell_readability if reading else _tell_translations)(asked)
        return
    made = build(asked.settings, sampling=True, progress=True)
    assert made.status is not None
    for line in as_lines(made.status, asked.catalogue, faulty=made.failed):
        click.echo(line)


def _tell_translations(asked: Asked) -> None:
    """List what `check` counts in a line, and what of the handbook's own words is missing."""
    settings = asked.settings
    reading = read_programme(settings, REGISTRY)
    warn_of_faults(reading, asked.catalogue)
    languages = reading.programme.languages
    folders = {kind.name for kind in REGISTRY if is_of_people(kind)}
    found = untranslated(settings, reading.programme)
    lacking = {code: lacking_strings(code, asked.root) for code in languages}
    for line in translation_lines(found, lacking, folders, asked.catalogue):
        click.echo(line)


def _tell_readability(asked: Asked) -> None:
    """Measure the pages that were made, but for those of people, whose words are their own."""
    made = build(asked.settings, sampling=True)
    if made.failed:
        tell(made.problems, asked.catalogue)
        sum_up(made, asked.catalogue)
        sys.exit(FAULTY)
    personal = {kind.name for kind in REGISTRY if is_of_people(kind)}
    entries = [each for each in made.entries if each.kind not in personal]
    urls = Urls(made.languages)
    lists = {urls.path(listing_page(kind), code) for kind in REGISTRY for code in made.languages}
    for line in readability_lines(readability(made.pages, entries, lists), asked.catalogue):
        click.echo(line)
