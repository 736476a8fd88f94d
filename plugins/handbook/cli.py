"""The command `handbook`: check, build, serve and export a programme."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from traceback import walk_tb
from typing import Any, NoReturn, TypeVar

import click
from jinja2 import TemplateError, TemplateSyntaxError

from handbook import __version__
from handbook.languages import Catalogue
from handbook.problems import Problem, Severity
from handbook.settings import Settings, default_folder
from handbook.site import Build, build, export
from handbook.wording import as_json, as_line

FAULTY = 1
UNABLE = 2
F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    """A day such as 2026-03-01."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it like 2026-03-01.", param, ctx)


def _common(command: F) -> F:
    """Add the options that every command has."""
    root = click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="Folder that holds programme/; by default this one.",
    )
    today = click.option(
        "--today",
        type=_Day(),
        envvar="HANDBOOK_TODAY",
        help="Reference date, such as 2026-03-01; else HANDBOOK_TODAY, or the current day.",
    )
    return root(today(command))


class _Group(click.Group):
    """Says in one line what the machine refused, such as a folder that cannot be written to."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            _give_up(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turn a mentoring programme's data into its handbook and portal."""


@main.command()
@_common
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def check(root: Path, today: date | None, format_: str) -> None:
    """Check the data and the prose, and list everything that is to be mended."""
    made = _build(root, today)
    if format_ == "json":
        click.echo(as_json(made.problems, made.catalogue))
    else:
        _tell(made.problems, made.catalogue)
        _sum_up(made)
    sys.exit(FAULTY if made.failed else 0)


@main.command("build")
@_common
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to; by default site/.")
def build_(root: Path, today: date | None, site_dir: Path | None) -> None:
    """Check the data and build the portal."""
    made = _build(root, today)
    _tell(made.problems, made.catalogue)
    if made.failed:
        _sum_up(made)
        click.echo(made.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    _publish(root, made, site_dir)
    _sum_up(made)


@main.command("export")
@_common
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_(root: Path, today: date | None, folder: Path) -> None:
    """Write all pages to FOLDER as plain Markdown and HTML with front matter."""
    made = _build(root, today)
    _tell(made.problems, made.catalogue)
    if made.failed:
        click.echo(made.catalogue.text("command.nothing_published"), err=True)
        sys.exit(FAULTY)
    if folder.exists() and any(folder.iterdir()):
        _give_up(f"{folder} is not empty; name a new folder.")
    count = export(made, folder)
    click.echo(made.catalogue.text("command.exported", count=count, folder=folder))


@main.command()
@_common
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(root: Path, today: date | None, address: str) -> None:
    """Show the portal at a local address and rebuild it on every change."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415 - slow to load

    if today:
        os.environ["HANDBOOK_TODAY"] = today.isoformat()
    _prepare_logging()
    options: dict[str, Any] = {"dev_addr": address, "strict": False, **_docs_dir(root)}
    click.echo(f"http://{address}/ (Ctrl-C)")
    try:
        mkdocs_serve(config_file=str(_config_file(root)), **options)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}:
            raise
        _give_up(f"Cannot serve at {address}: {error.strerror}.")


def _build(root: Path, today: date | None) -> Build:
    if not (root / "programme").is_dir():
        _give_up(f"There is no folder programme/ in {root.resolve()}.")
    return build(Settings(root.resolve(), today))


def _publish(root: Path, made: Build, site_dir: Path | None) -> None:
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415 - slow to load
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    options: dict[str, Any] = _docs_dir(root)
    if site_dir is not None:
        options["site_dir"] = str(site_dir.resolve())
    _prepare_logging()
    try:
        config = load_config(str(_config_file(root)), **options)
        plugin = config.plugins.get("handbook/programme")
        if plugin is None:
            _give_up("mkdocs.yml: the plugin handbook/programme is missing.")
        plugin.prepared = made
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except Abort as error:
        # What was wrong has been told; the site that was written is not to be published.
        click.echo(str(error), err=True)
        sys.exit(FAULTY)
    except ConfigurationError as error:
        _give_up(f"mkdocs.yml: {error}")
    except TemplateError as error:
        _give_up(_theme_fault(error))


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


def _config_file(root: Path) -> Path:
    path = root / "mkdocs.yml"
    if not path.is_file():
        _give_up(f"There is no mkdocs.yml in {root.resolve()}.")
    return path


def _docs_dir(root: Path) -> dict[str, Any]:
    """Point MkDocs to the package's prose where the programme has none of its own."""
    return {} if (root / "content").is_dir() else {"docs_dir": str(default_folder("content"))}


def _prepare_logging() -> None:
    """Let warnings of MkDocs be seen, without the theme's notice about its own future."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)


def _tell(problems: tuple[Problem, ...], catalogue: Catalogue) -> None:
    for problem in problems:
        click.echo(as_line(problem, catalogue), err=problem.severity is Severity.ERROR)


def _sum_up(made: Build) -> None:
    errors = sum(problem.severity is Severity.ERROR for problem in made.problems)
    warnings = len(made.problems) - errors
    text = made.catalogue.text
    parts = [text("command.errors", count=errors), text("command.warnings", count=warnings)]
    if made.programme is not None:
        day = made.programme.reference_date.isoformat()
        key = "command.date_pinned" if made.pinned else "command.date"
        parts.append(text(key, date=day))
        parts.append(text("command.pages", count=len(made.pages) + len(made.entries)))
    click.echo(" · ".join(parts), err=made.failed)


def _give_up(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(UNABLE)
