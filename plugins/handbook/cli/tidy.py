"""`handbook tidy`: the mends that a machine can make without a doubt."""

from __future__ import annotations

import sys

import click

from handbook.cli.common import FAULTY, Asked, common, tell
from handbook.content_types import REGISTRY
from handbook.tidying import Style, plan
from handbook.tidying.mends import said
from handbook.tidying.tidied_files import Mark, Tidied, write
from handbook.wording import on_one_line

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@click.command()
@common
@click.option("--write", "writing", is_flag=True, help="Make the mends, all of them or none.")
@click.option(
    "--separator",
    type=click.Choice(list(SEPARATORS)),
    help="What stands between the cells of tables; by default what most of them have now. "
    "Where the decimal sign is a comma, Excel opens tables with semicolons only.",
)
@click.option(
    "--bom/--no-bom",
    default=None,
    help="Begin tables with the mark (byte order mark) by which Excel knows UTF-8, or without; "
    "by default as they are, and with it where they were saved in another encoding.",
)
def tidy(asked: Asked, writing: bool, separator: str | None, bom: bool | None) -> None:
    """Show what can be mended mechanically in programme/, and with --write mend it.

    Encoding, separator, line ends, blank rows and columns at the end, spaces around cells, names of
    columns, and dates, lists and words of yes and no that can mean one thing only. No meaning is
    touched and no word deleted. What is under private/ is left alone, since git could not bring it
    back.

    Ends in 0 where nothing is left to tidy, in 1 where there is, or where a file needs a hand.
    """
    mark = {None: Mark.KEEP, True: Mark.ADD, False: Mark.DROP}[bom]
    style = Style(SEPARATORS[separator] if separator else "", mark)
    tidied = plan(asked.root, REGISTRY, style)
    changed = [one for one in tidied if one.mends]
    for one in changed:
        click.echo(_line(asked, one))
    left = [one for one in tidied if one.problems]
    tell((problem for one in left for problem in one.problems), asked.catalogue)
    refused = write(asked.root, changed) if writing else ()
    tell(refused, asked.catalogue)
    if not refused:
        _sum_up(asked, len(changed), len(left), writing)
    sys.exit(FAULTY if left or refused or (changed and not writing) else 0)


def _line(asked: Asked, one: Tidied) -> str:
    mends = " · ".join(said(mend, asked.catalogue) for mend in one.mends)
    return on_one_line(f"{one.path}: {mends}")


def _sum_up(asked: Asked, changed: int, left: int, writing: bool) -> None:
    text = asked.catalogue.text
    if left:
        click.echo(text("tidying.left", count=left), err=True)
    if changed and writing:
        click.echo(text("tidying.done", count=changed))
    elif changed:
        click.echo(text("tidying.to_do", count=changed))
    elif not left:
        click.echo(text("tidying.nothing"))
