"""`handbook build`: from data to the portal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from jinja2 import TemplateError

from handbook.cli.common import (
    FAULTY,
    Asked,
    common,
    give_up,
    made_of,
    mkdocs_options,
    sum_up,
    tell,
    without,
)
from handbook.rendering.errors import problem_of
from handbook.site import Build
from handbook.wording import as_line

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from handbook.mkdocs_plugins.inspection import Inspected


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
def build(
    asked: Asked,
    site_dir: Path | None,
    scan: str | None,
    masked: Path | None,
    left_out: tuple[str, ...],
    previous: Path | None,
) -> None:
    """Check the data and build the portal."""
    config = _configured(asked, site_dir)
    where = getattr(config, "site_url", None) or os.environ.get("SITE_URL", "")
    made = made_of(asked, left_out, site_url=where, previous=previous)
    tell(made.problems, asked.catalogue)
    if made.failed:
        sum_up(made, asked.catalogue)
        click.echo(asked.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    with _in_one_line(asked):
        if config is None:
            give_up(asked.catalogue.text("command.no_mkdocs", folder=asked.root))
        if isinstance(config, Exception):
            raise config
        inspected = _publish(asked, made, config, scan)
    count = inspected.masked + made.missed
    click.echo(inspected.summary)
    sum_up(made, asked.catalogue)
    if count:
        click.echo(asked.catalogue.text("command.masked", count=count), err=True)
    if masked is not None:
        with masked.open("a", encoding="utf-8") as file:
            file.write(f"masked={count}\n")


def _configured(asked: Asked, site_dir: Path | None) -> MkDocsConfig | Exception | None:
    """Read `mkdocs.yml`, if there is one; what is wrong with it is told after the data's faults."""
    from mkdocs.config import load_config  # noqa: PLC0415 - slow to load
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    if not (asked.root / "mkdocs.yml").is_file():
        return None
    options = mkdocs_options(asked)
    if site_dir is not None:
        options["site_dir"] = str(site_dir.resolve())
    try:
        return load_config(**options)
    except MkDocsException as error:
        return error


def _publish(asked: Asked, made: Build, config: MkDocsConfig, scan: str | None) -> Inspected:
    """Build the site; return what was found in it and done to it."""
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415 - slow to load

    from handbook.mkdocs_plugins.completing import PLUGIN, lacking  # noqa: PLC0415

    if line := lacking(config):
        give_up(asked.catalogue.text("command.mkdocs_lacks", line=line))
    plugin: Any = config.plugins[PLUGIN]
    plugin.prepared, plugin.catalogue = made, asked.catalogue
    if scan is not None:
        plugin.config.scan = scan
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return plugin.inspected  # type: ignore[no-any-return]


@contextmanager
def _in_one_line(asked: Asked) -> Iterator[None]:
    """Say in one line why MkDocs cannot go on, and leave."""
    from mkdocs.exceptions import (  # noqa: PLC0415 - slow to load
        Abort,
        BuildError,
        ConfigurationError,
        PluginError,
    )

    from handbook.mkdocs_plugins.sayings import in_our_words  # noqa: PLC0415

    try:
        yield
    except Abort as error:
        # What was wrong has been told; the site that was written is not to be published.
        if not isinstance(error.__context__, BuildError):
            click.echo(asked.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    except (PluginError, ConfigurationError) as error:
        give_up(in_our_words(str(error), asked.catalogue, asked.root / "mkdocs.yml"))
    except TemplateError as error:
        give_up(as_line(problem_of(error, "overrides/", asked.root), asked.catalogue))
