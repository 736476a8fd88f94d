"""`handbook language`: a further language, begun with everything that is to be translated."""

from __future__ import annotations

import click

from handbook.cli.common import Asked, common, give_up
from handbook.ejecting import begun_language
from handbook.languages import SHIPPED, is_language, language_code, language_name
from handbook.reading.documents.conventions import declared_languages
from handbook.reading.documents.package_data import LOCALES, OWN, texts_by_file
from handbook.repository.trees import write_files


@click.group()
def language() -> None:
    """Add a language that the handbook does not have."""


@language.command()
@common
@click.argument("code", metavar="CODE")
def new(asked: Asked, code: str) -> None:
    """Lay out everything that is to be translated into the language CODE, such as eu.

    The texts of the interface are in locale/CODE, the pages in content/CODE, with the originals as
    comments. What is not translated yet is shown in the next language of the programme.
    """
    words = asked.catalogue
    usual = language_code(code)
    if not is_language(usual):
        give_up(words.text("language.unknown", code=code))
    if usual != code:
        give_up(words.text("language.written", code=code, usual=usual))
    if (LOCALES / code).is_dir():
        give_up(words.text("language.ours", code=code))
    for folder in (f"{OWN}/{code}", f"content/{code}"):
        if (asked.root / folder).exists():
            give_up(words.text("language.begun", folder=f"{folder}/"))
    languages = declared_languages(asked.root)
    source = next((one for one in languages if (LOCALES / one).is_dir()), SHIPPED)
    folders = [folder for folder, _ in asked.settings.content]
    files = list(begun_language(code, source, folders))
    for file in files:
        (asked.root / file.path).parent.mkdir(parents=True, exist_ok=True)
    write_files(asked.root, {file.path: file.content for file in files})
    texts = sum(len(strings) for _, strings in texts_by_file(source))
    pages = sum(file.path.startswith("content/") for file in files)
    name = language_name(code, words.language)
    click.echo(words.text("language.laid", name=name, code=code, texts=texts, pages=pages))
    if code not in languages.codes:
        listed = ", ".join((*languages, code))
        click.echo(words.text("language.declare", languages=listed))
    click.echo(words.text("language.left"))
