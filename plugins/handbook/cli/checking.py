"""Checking: what `handbook check` does where something may have changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

import click

from handbook.cli.common import FAULTY, Asked, short_of
from handbook.cli.standing import Teller, until_when
from handbook.content_types import REGISTRY
from handbook.leaks.private_folder import private_faults
from handbook.problems import Problem, in_reading_order
from handbook.reading.files import list_editions
from handbook.reading.private_tables import misplaced_tables
from handbook.settings import Visibility
from handbook.site import build as built
from handbook.site.built import Build
from handbook.unchanged import Said, Standing
from handbook.wording import in_lines
from handbook.wording.formats import as_github, as_gitlab, as_json, as_summary, folder_in


def checked(asked: Asked, repository: Visibility | None, tracked: tuple[Problem, ...]) -> Build:
    """Read and make everything that can be wrong.

    Args:
        asked: for what the command was asked.
        repository: who can see it.
        tracked: what is wrong with the way git treats `private/`.
    """
    made = built(replace(asked.settings, private=True, repository=repository), sampling=True)
    private = (
        *tracked,
        *private_faults(asked.root, REGISTRY),
        *misplaced_tables(asked.root, REGISTRY, list_editions(asked.root)),
    )
    return replace(made, problems=in_reading_order((*made.problems, *private)))


def code_of(made: Build) -> int:
    """Return the code with which the command ends."""
    return FAULTY if made.failed else 0


def tell_people(asked: Asked, made: Build, most: int | None) -> Standing | None:
    """Tell all faults to people, and return what was told; None where it may not stand.

    Args:
        asked: for what the command was asked.
        made: what was checked.
        most: problems of a kind that are told.
    """
    tell = Teller()
    tell.problems(made.problems, asked.catalogue, most)
    tell(short_of(made, asked.catalogue), err=made.failed)
    said = Said(tuple(tell.lines), 0, code=code_of(made))
    return until_when(Standing("", said), asked, made)


def tell_programs(asked: Asked, made: Build, format_: str) -> None:
    """Tell all faults as a program reads them."""
    if isinstance(sys.stdout, TextIOWrapper):
        # What reads these expects UTF-8, whatever the console is.
        sys.stdout.reconfigure(encoding="utf-8")
    if format_ == "json":
        click.echo(as_json(made.problems, asked.catalogue))
    elif format_ == "github":
        _tell_github(asked, made, os.environ)
    else:
        _tell_gitlab(asked, made, os.environ)


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
