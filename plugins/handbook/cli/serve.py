"""`handbook serve`: the portal on this machine, rebuilt on every change."""

from __future__ import annotations

import errno
import os

import click

from handbook.cli.common import Asked, common, give_up, mkdocs_options, without
from handbook.settings import WITHOUT


@click.command()
@common
@without
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(asked: Asked, address: str, left_out: tuple[str, ...]) -> None:
    """Show the portal at a local address and rebuild it on every change."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415 - slow to load

    if asked.today:
        os.environ["HANDBOOK_TODAY"] = asked.today.isoformat()
    if asked.lang:
        os.environ["HANDBOOK_LANG"] = asked.lang
    os.environ[WITHOUT] = " ".join(left_out)
    options = mkdocs_options(asked)
    click.echo(f"http://{address}/ (Ctrl-C)")
    try:
        mkdocs_serve(dev_addr=address, strict=False, **options)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}:
            raise
        reason = error.strerror
        give_up(asked.catalogue.text("command.not_served", address=address, reason=reason))
