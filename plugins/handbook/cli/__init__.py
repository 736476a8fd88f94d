"""The command `handbook`: the group, and one file for each of its commands.

To add a command, write a file of its name with a function that takes `asked`, and list it below.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

import click

from handbook import __version__
from handbook.cli import (
    build,
    check,
    edition,
    eject,
    export,
    forget,
    hooks,
    language,
    new,
    privacy,
    schema,
    serve,
    status,
    tidy,
    upgrade,
    withdraw,
)
from handbook.cli.common import Asked, give_up
from handbook.cli.speaking import LANG, speak
from handbook.languages import SHIPPED, Catalogue
from handbook.reading.documents.package_data import load_catalogue
from handbook.wording import debugging, of_own_fault


class _Group(click.Group):
    """Says in one line what the machine refused, or that the package itself is at fault."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        speak(self, args, os.environ.get(LANG, ""))
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except OSError as error:
            give_up(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        except Exception as error:
            if debugging():
                raise
            give_up(of_own_fault(error, _words(ctx.obj)))


def _words(asked: Asked | None) -> Catalogue:
    """Return the words for an apology, whatever else may be at fault."""
    if asked is not None:
        with suppress(Exception):
            return asked.catalogue
    return load_catalogue(SHIPPED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook", message="%(prog)s %(version)s")
def main() -> None:
    """Turn a mentoring programme's data into its handbook and portal."""
    # A console may not know all letters: a sign for one is better than no answer.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


for _command in (
    build.build,
    check.check,
    edition.edition,
    eject.eject,
    export.export,
    forget.forget,
    hooks.hooks,
    language.language,
    new.new,
    privacy.privacy,
    schema.schema,
    serve.serve,
    status.status,
    tidy.tidy,
    upgrade.upgrade,
    withdraw.withdraw,
):
    main.add_command(_command)
