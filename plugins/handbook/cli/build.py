"""`handbook build`: from data to the portal."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from handbook.cache import CACHE, claim, discard
from handbook.cli.common import Asked, common, without
from handbook.cli.standing import surroundings, tell_again
from handbook.cli.timing import timed
from handbook.memory import seldom_collected
from handbook.unchanged import forget, keep, last_said, made_of


@click.command()
@common
@without
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to; by default site/.")
@click.option(
    "--scan",
    type=click.Choice(["slots", "full"]),
    help="How the site is searched for what may not be published: the entries of pages that share "
    "a shell by themselves, or every page whole. By default as mkdocs.yml says, else slots.",
)
@click.option(
    "--masked",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Add a line masked=NUMBER to this file: how many files still told of somebody whose "
    "consent has ended. The publishing workflows turn red by it once all is published.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="The publication.json of the site as it is published now: by it, the calendars of those "
    "who subscribed know what moved and what does not take place.",
)
@click.option(
    "--clean",
    is_flag=True,
    help="Make everything anew, with nothing that earlier builds kept. The result is the same.",
)
@click.option("--profile", is_flag=True, help="Say in the end where the time went.")
def build(
    asked: Asked,
    site_dir: Path | None,
    scan: str | None,
    masked: Path | None,
    left_out: tuple[str, ...],
    previous: Path | None,
    *,
    clean: bool,
    profile: bool,
) -> None:
    """Check the data and build the portal."""
    claim(asked.root)
    if clean:
        discard(asked.root / CACHE)
    # With the place, since a copy of the project has a site of its own.
    options = (asked.root, asked.today, asked.lang, site_dir and site_dir.resolve(), scan, left_out)
    of = made_of(asked.root, options, *surroundings(asked.root), _content_of(previous))
    with timed(asked, profile=profile):
        said = None if clean else last_said(asked.root, of)
        if said is not None:
            tell_again(said)
            click.echo(said.again)
        else:
            forget(asked.root)
            with seldom_collected():
                from handbook.cli.publishing import publish  # noqa: PLC0415 - slow to load

                said, standing = publish(asked, site_dir, scan, left_out, previous)
            if standing is not None:
                keep(asked.root, replace(standing, made_of=of))
    if masked is not None:
        with masked.open("a", encoding="utf-8") as file:
            file.write(f"masked={said.masked}\n")


def _content_of(previous: Path | None) -> tuple[str, bytes | None] | None:
    """Tell what is given as published last; its name counts too, since it is told what is wrong."""
    if previous is None:
        return None
    with suppress(OSError):
        return str(previous), previous.read_bytes()
    return str(previous), None
