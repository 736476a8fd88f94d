"""The command `handbook`: the group, and one file for each of its commands.

To add a command, write a file of its name with a function of its name that takes `asked`, and list
it here. The file of a command is loaded when it is called, or explained.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from handbook import __version__
from handbook.cli.common import Asked, give_up
from handbook.cli.speaking import LANG, explain, speak
from handbook.languages import SHIPPED, Catalogue
from handbook.reading.documents.package_data import load_catalogue
from handbook.wording import debugging, of_own_fault

# What a command leaves goes with its process: to look through it once more takes Python a second
# of thousands of people.
atexit.register(gc.freeze)

_COMMANDS = (
    "build",
    "check",
    "edition",
    "eject",
    "export",
    "forget",
    "hooks",
    "language",
    "new",
    "privacy",
    "schema",
    "serve",
    "status",
    "tidy",
    "upgrade",
    "withdraw",
)


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded when it is first asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command | None] = dict.fromkeys(_COMMANDS)

    def __getitem__(self, name: str) -> click.Command:
        command = self._loaded[name]
        if command is None:
            command = getattr(import_module(f"{__name__}.{name}"), name)
            self._loaded[name] = command
            explain(command, name)
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)

    @property
    def loaded(self) -> dict[str, click.Command]:
        """Those that have been asked for."""
        return {name: command for name, command in self._loaded.items() if command}


class _Group(click.Group):
    """Says in one line what the machine refused, or that the package itself is at fault."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        speak(args, os.environ.get(LANG, ""))
        explain(self, "", alone=True)
        for name, command in _ALL.loaded.items():
            explain(command, name)
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


_ALL = _Commands()


@click.group(cls=_Group, commands=_ALL, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook", message="%(prog)s %(version)s")
def main() -> None:
    """Turn a mentoring programme's data into its handbook and portal."""
    # A console may not know all letters: a sign for one is better than no answer.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
