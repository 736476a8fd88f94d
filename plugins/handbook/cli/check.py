"""`handbook check`: everything that is to be mended."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import get_args

import click

from handbook.cli.common import FAULTY, Asked, common, short_of, sum_up, tell
from handbook.content_types import REGISTRY
from handbook.leaks.private_folder import private_faults
from handbook.problems import in_reading_order
from handbook.reading.files import list_editions
from handbook.reading.private_tables import misplaced_tables
from handbook.repository import tracked_private
from handbook.settings import Visibility
from handbook.site import build as built
from handbook.site.built import Build
from handbook.wording import MOST_OF_A_KIND, in_lines
from handbook.wording.formats import as_github, as_gitlab, as_json, as_summary, folder_in

FORMATS = ("text", "json", "github", "gitlab")


@click.command()
@common
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, for programs, for annotations on GitHub, or a code quality report of GitLab.",
)
@click.option(
    "--repository",
    type=click.Choice(get_args(Visibility)),
    envvar="HANDBOOK_REPOSITORY",
    help="Who can see the repository; else HANDBOOK_REPOSITORY. "
    "Real people in a public one are an error.",
)
@click.option(
    "--all", "whole", is_flag=True, help="List every problem, also of very many of one kind."
)
def check(asked: Asked, format_: str, repository: Visibility | None, *, whole: bool) -> None:
    """Check the data and the prose, and list everything that is to be mended.

    What is in private/ is checked too, where it is there.
    """
    made = built(replace(asked.settings, private=True, repository=repository), sampling=True)
    private = (
        *tracked_private(asked.root),
        *private_faults(asked.root, REGISTRY),
        *misplaced_tables(asked.root, REGISTRY, list_editions(asked.root)),
    )
    made = replace(made, problems=in_reading_order((*made.problems, *private)))
    if format_ != "text" and isinstance(sys.stdout, TextIOWrapper):
        # What reads these expects UTF-8, whatever the console is.
        sys.stdout.reconfigure(encoding="utf-8")
    if format_ == "json":
        click.echo(as_json(made.problems, asked.catalogue))
    elif format_ == "github":
        _tell_github(asked, made, os.environ)
    elif format_ == "gitlab":
        _tell_gitlab(asked, made, os.environ)
    else:
        tell(made.problems, asked.catalogue, None if whole else MOST_OF_A_KIND)
        sum_up(made, asked.catalogue)
    sys.exit(FAULTY if made.failed else 0)


def _tell_github(asked: Asked, made: Build, environment: Mapping[str, str]) -> None:
    """Write annotations with the whole list to the log, and a table to the job's summary."""
    folder = folder_in(asked.root, environment.get("GITHUB_WORKSPACE"))
    short = short_of(made, asked.catalogue)
    annotations = as_github(made.problems, asked.catalogue, folder)
    click.echo("\n".join(filter(None, (annotations, short))))
    summary = environment.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(as_summary(made.problems, asked.catalogue, short))


def _tell_gitlab(asked: Asked, made: Build, environment: Mapping[str, str]) -> None:
    """Write the report to standard output, and what people read to standard error."""
    folder = folder_in(asked.root, environment.get("CI_PROJECT_DIR"))
    click.echo(as_gitlab(made.problems, asked.catalogue, folder))
    for _, line in in_lines(made.problems, asked.catalogue):
        click.echo(line, err=True)
    click.echo(short_of(made, asked.catalogue), err=True)
