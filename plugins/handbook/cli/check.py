"""`handbook check`: everything that is to be mended."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import get_args

import click

from handbook.cache import claim
from handbook.cli.common import Asked, common
from handbook.cli.standing import surroundings, tell_again
from handbook.memory import seldom_collected
from handbook.repository import tracked_private
from handbook.settings import Visibility
from handbook.unchanged import CHECKED, keep, last_said, made_of
from handbook.wording import MOST_OF_A_KIND

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
    claim(asked.root)
    tracked, of = tracked_private(asked.root), ""
    if format_ == "text":
        options = (asked.today, asked.lang, repository, whole, tracked)
        of = made_of(asked.root, options, *surroundings(asked.root))
        said = last_said(asked.root, of, CHECKED)
        if said is not None:
            tell_again(said)
            sys.exit(said.code)
    with seldom_collected():
        from handbook.cli import checking  # noqa: PLC0415 - slow to load

    made = checking.checked(asked, repository, tracked)
    if format_ != "text":
        checking.tell_programs(asked, made, format_)
    elif standing := checking.tell_people(asked, made, None if whole else MOST_OF_A_KIND):
        keep(asked.root, replace(standing, made_of=of), CHECKED)
    sys.exit(checking.code_of(made))
