"""`handbook upgrade`: a repository goes on with the handbook that runs."""

from __future__ import annotations

import zipfile

import click

from handbook.beginning.upgrading import upgraded
from handbook.cli.common import Asked, common, give_up
from handbook.repository.trees import write_files


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
    for earlier, later in zip(done.migrated, done.migrated[1:], strict=False):
        click.echo(words("upgrading.migrated", earlier=earlier, later=later))
    if not done.known:
        click.echo(words("upgrading.unknown"))
    if not dry_run:
        for path in done.changes:
            (asked.root / path).parent.mkdir(parents=True, exist_ok=True)
        write_files(asked.root, done.changes)
    for path, content in done.changes.items():
        if content is None:
            click.echo(words("upgrading.removes" if dry_run else "upgrading.removed", path=path))
        else:
            click.echo(words("editing.would_write" if dry_run else "editing.wrote", path=path))
    for each in done.upstream:
        click.echo(words("upgrading.upstream", path=each.path))
        click.echo(each.difference)
    if not done.changes and not done.upstream:
        click.echo(words("upgrading.nothing"))
