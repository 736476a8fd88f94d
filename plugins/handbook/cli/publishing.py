"""Publishing: what `handbook build` does where there is something to make."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from jinja2 import TemplateError

from handbook.cli.common import FAULTY, Asked, give_up, made_of, mkdocs_options, short_of
from handbook.cli.ending import ended_in_order
from handbook.cli.standing import Teller, until_when
from handbook.rendering.errors import problem_of
from handbook.site.built import Build
from handbook.unchanged import Said, Standing, state
from handbook.wording import MOST_OF_A_KIND, as_line

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from handbook.mkdocs_plugins.inspection import Inspected


def publish(
    asked: Asked,
    site_dir: Path | None,
    scan: str | None,
    left_out: tuple[str, ...],
    previous: Path | None,
) -> tuple[Said, Standing | None]:
    """Check the data, build the site, and tell what was found; leave where nothing can be.

    Returns:
        What was told, and the site that stands now; None for it where the same files might not
        make the same again.
    """
    words, tell = asked.catalogue, Teller()
    config = _configured(asked, site_dir)
    where = getattr(config, "site_url", None) or os.environ.get("SITE_URL", "")
    made = made_of(asked, left_out, site_url=where, previous=previous)
    tell.problems(made.problems, words, MOST_OF_A_KIND)
    if made.failed:
        tell(short_of(made, words), err=True)
        tell(words.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    from handbook.mkdocs_plugins.faults import noting_warnings  # noqa: PLC0415 - slow to load

    with _in_one_line(asked), noting_warnings() as warnings:
        if config is None:
            give_up(words.text("command.no_mkdocs", folder=asked.root))
        if isinstance(config, Exception):
            raise config
        inspected = _publish(asked, made, config, scan)
        surely = _foreseeable(config)
    masked = inspected.masked + made.missed
    tell(inspected.summary)
    tell(short_of(made, words))
    if masked:
        tell(words.text("command.masked", count=masked), err=True)
    said = Said(tuple(tell.lines), masked, words.text("command.unchanged"))
    if warnings or not surely:
        return said, None
    site = config.site_dir
    return said, until_when(Standing("", said, site, state(Path(site))), asked, made)


def _foreseeable(config: MkDocsConfig) -> bool:
    from handbook.mkdocs_plugins.foreseeable import foreseeable  # noqa: PLC0415 - slow to load

    return foreseeable(config)


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
    from handbook.mkdocs_plugins.timing import TIMING, Timing  # noqa: PLC0415

    if line := lacking(config):
        give_up(asked.catalogue.text("command.mkdocs_lacks", line=line))
    plugin: Any = config.plugins[PLUGIN]
    plugin.prepared, plugin.catalogue = made, asked.catalogue
    if scan is not None:
        plugin.config.scan = scan
    config.plugins[TIMING] = Timing()
    config.plugins.on_startup(command="build", dirty=False)
    with ended_in_order():
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
