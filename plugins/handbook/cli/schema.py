"""`handbook schema`: JSON Schemas with which editors complete and underline YAML."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.cli.common import Asked, common
from handbook.content_types import REGISTRY
from handbook.dictionary.editors import SETTINGS, editor_schemas, vscode_settings
from handbook.reading.documents.conventions import declared_languages
from handbook.reading.documents.declarations import read_additions


@click.command()
@common
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def schema(asked: Asked, folder: Path) -> None:
    """Write a JSON Schema of every YAML file to DIR, for editors.

    Write them anew when vocabulary.yaml, fields.yaml or the languages change.
    """
    languages = declared_languages(asked.root)
    schemas = editor_schemas(
        REGISTRY, read_additions(asked.root, languages), languages, asked.catalogue
    )
    folder.mkdir(parents=True, exist_ok=True)
    for each in schemas:
        (folder / each.name).write_text(each.text, encoding="utf-8")
    inside = folder.resolve().is_relative_to(asked.root)
    target = folder.resolve().relative_to(asked.root) if inside else folder.resolve()
    settings = vscode_settings(schemas, ("./" if inside else "") + target.as_posix())
    (folder / SETTINGS).write_text(settings, encoding="utf-8")
    text = asked.catalogue.text
    click.echo(text("command.schemas_written", count=len(schemas), folder=folder))
    click.echo(text("command.schemas_vscode", file=folder / SETTINGS))
    click.echo(text("command.schemas_line"))
    first = schemas[0]
    place = f"../{target.as_posix()}" if inside else target.as_posix()
    click.echo(f"# yaml-language-server: $schema={place}/{first.name}  ({first.file})")
