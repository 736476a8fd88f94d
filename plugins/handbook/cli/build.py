"""`handbook build`, `export` and `serve`: from data to pages."""

from __future__ import annotations

import errno
import logging
import os
import sys
from pathlib import Path
from traceback import walk_tb
from typing import Any

import click
from jinja2 import TemplateError, TemplateSyntaxError

from handbook.cli.common import FAULTY, Asked, common, give_up, made_of, main, sum_up, tell
from handbook.leaks.searching import empty, search
from handbook.settings import default_folder
from handbook.site import Build, export


@main.command("build")
@common
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to; by default site/.")
@click.option(
    "--scan",
    type=click.Choice(["slots", "full"]),
    help="How the site is searched for what may not be published: the entries of pages that share "
    "a shell by themselves, or every page whole. By default as mkdocs.yml says, else slots.",
)
def build_(asked: Asked, site_dir: Path | None, scan: str | None) -> None:
    """Check the data and build the portal."""
    made = made_of(asked)
    tell(made.problems, asked.catalogue)
    if made.failed:
        sum_up(made, asked.catalogue)
        click.echo(asked.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    click.echo(_publish(asked, made, site_dir, scan))
    sum_up(made, asked.catalogue)


@main.command("export")
@common
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_(asked: Asked, folder: Path) -> None:
    """Write all pages to FOLDER as plain Markdown and HTML with front matter."""
    made = made_of(asked)
    tell(made.problems, asked.catalogue)
    if made.failed:
        click.echo(asked.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    if folder.exists() and any(folder.iterdir()):
        give_up(asked.catalogue.text("command.folder_filled", folder=folder))
    count = export(made, folder)
    report = search(folder, made.confidential)
    tell(report.problems, asked.catalogue)
    if report.leaked:
        empty(folder)
        click.echo(asked.catalogue.text("command.leaked"), err=True)
        sys.exit(FAULTY)
    click.echo(asked.catalogue.text("command.exported", count=count, folder=folder))


@main.command()
@common
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(asked: Asked, address: str) -> None:
    """Show the portal at a local address and rebuild it on every change."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415 - slow to load

    if asked.today:
        os.environ["HANDBOOK_TODAY"] = asked.today.isoformat()
    if asked.lang:
        os.environ["HANDBOOK_LANG"] = asked.lang
    _prepare_logging()
    options: dict[str, Any] = {"dev_addr": address, "strict": False, **_docs_dir(asked.root)}
    click.echo(f"http://{address}/ (Ctrl-C)")
    try:
        mkdocs_serve(config_file=str(_config_file(asked)), **options)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}:
            raise
        reason = error.strerror
        give_up(asked.catalogue.text("command.not_served", address=address, reason=reason))


def _publish(asked: Asked, made: Build, site_dir: Path | None, scan: str | None) -> str:
    """Build the site; return what was searched for in it."""
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415 - slow to load
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, BuildError, ConfigurationError  # noqa: PLC0415

    options: dict[str, Any] = _docs_dir(asked.root)
    if site_dir is not None:
        options["site_dir"] = str(site_dir.resolve())
    _prepare_logging()
    try:
        config = load_config(str(_config_file(asked)), **options)
        plugin = config.plugins.get("handbook/programme")
        if plugin is None:
            give_up("mkdocs.yml: the plugin handbook/programme is missing.")
        plugin.prepared = made
        finish = config.plugins.get("handbook/finish")
        if finish is None:
            give_up("mkdocs.yml: the plugin handbook/finish is missing.")
        finish.catalogue = asked.catalogue
        if scan is not None:
            finish.config.scan = scan
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
        return str(finish.summary)
    except Abort as error:
        # What was wrong has been told; the site that was written is not to be published.
        if not isinstance(error.__context__, BuildError):
            click.echo(asked.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    except ConfigurationError as error:
        give_up(f"mkdocs.yml: {error}")
    except TemplateError as error:
        give_up(_theme_fault(error))


def _theme_fault(error: TemplateError) -> str:
    """Say where a template of the theme is at fault, most likely one in `overrides/`."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith(".html")
    ]
    place = f"{places[-1][0]}:{places[-1][1]}: " if places else ""
    return f"{place}{type(error).__name__}: {error}"


def _config_file(asked: Asked) -> Path:
    path = asked.root / "mkdocs.yml"
    if not path.is_file():
        give_up(asked.catalogue.text("command.no_mkdocs", folder=asked.root))
    return path


def _docs_dir(root: Path) -> dict[str, Any]:
    """Point MkDocs to the package's prose where the programme has none of its own."""
    return {} if (root / "content").is_dir() else {"docs_dir": str(default_folder("content"))}


def _prepare_logging() -> None:
    """Let warnings of MkDocs be seen, without the theme's notice about its own future."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
