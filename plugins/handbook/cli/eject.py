"""`handbook eject`: copies what the handbook says into the programme, to be changed there."""

from __future__ import annotations

import click

from handbook.cli.common import Asked, common, give_up
from handbook.ejecting import UnknownDefaultError, ejectable, ejected
from handbook.reading.documents.conventions import declared_languages
from handbook.repository.trees import write_files


@click.command()
@common
@click.argument("names", metavar="[FILE]...", nargs=-1)
def eject(asked: Asked, names: tuple[str, ...]) -> None:
    """Copy what the handbook says in FILE into the programme, to be changed there.

    FILE is called as in the programme: forms/agreement.yaml, or guides/mentor.md. Without one,
    all that can be copied are listed. Nothing is overwritten.
    """
    words, languages = asked.catalogue.text, declared_languages(asked.root)
    if not names:
        click.echo("\n".join(ejectable(languages)))
        return
    try:
        copies = [ejected(name, languages) for name in names]
    except UnknownDefaultError as error:
        unknown, meant = words("command.eject_unknown", name=error.name), error.suggestion
        give_up(f"{unknown} {words('problems.suggestion', suggestion=meant)}" if meant else unknown)
    for copy in copies:
        if (asked.root / copy.path).exists():
            give_up(words("command.eject_there", path=copy.path))
    for copy in copies:
        (asked.root / copy.path).parent.mkdir(parents=True, exist_ok=True)
    write_files(asked.root, {copy.path: copy.content for copy in copies})
    for copy in copies:
        click.echo(words("command.ejected", path=copy.path))
