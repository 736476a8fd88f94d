"""`handbook upgrade`: a repository goes on with the handbook that runs."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

import click

from handbook import __version__
from handbook.beginning.upgrading import Upgrade, upgraded
from handbook.cli.common import Asked, common, give_up
from handbook.repository.trees import write_files

_DONE = ("editing.wrote", "upgrading.removed")


@click.command()
@common
@click.option("--dry-run", is_flag=True, help="Only show what would be done.")
def upgrade(asked: Asked, dry_run: bool) -> None:
    """Go on with this handbook in a repository that was begun with an older one.

    Puts its wheel and its pins into the repository, brings the files of the programme to its form,
    writes anew what stands as the older one wrote it, and shows what has changed upstream in what
    you have changed yourself.
    """
    words = asked.catalogue.text
    try:
        done = upgraded(asked.root)
    except (zipfile.BadZipFile, UnicodeDecodeError):
        give_up(words("upgrading.no_wheel"))
    if done.newer:
        give_up(words("upgrading.newer", wheel=done.newer, version=__version__))
    for earlier, later in zip(done.migrated, done.migrated[1:], strict=False):
        click.echo(words("upgrading.migrated", earlier=earlier, later=later))
    if not done.known:
        click.echo(words("upgrading.unknown"))
    if not dry_run:
        for path in done.changes:
            (asked.root / path).parent.mkdir(parents=True, exist_ok=True)
        write_files(asked.root, done.changes)
    for line in _told(done, words, dry_run=dry_run):
        click.echo(line)


def _told(done: Upgrade, words: Callable[..., str], *, dry_run: bool) -> Iterator[str]:
    """Tell what was done, or would be, to each file."""
    wrote, removed = ("editing.would_write", "upgrading.removes") if dry_run else _DONE
    for path, content in done.changes.items():
        yield words(wrote if content is not None else removed, path=path)
    for each in done.upstream:
        yield words("upgrading.upstream", path=each.path)
        yield each.difference
    if not done.changes and not done.upstream:
        yield words("upgrading.nothing")
