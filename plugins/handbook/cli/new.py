"""`handbook new`: the repository of an association's own programme."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from handbook.archives import zipped
from handbook.beginning import begun
from handbook.beginning.answers import LISTS, QUESTIONS, Answers, answered, choices
from handbook.beginning.words import Words
from handbook.cli.common import FAULTY, as_code, as_date, give_up, tell
from handbook.languages import SHIPPED, Catalogue, Languages
from handbook.problems import Problem
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.files import decode
from handbook.repository.trees import write_files


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file of some or all answers, such as `languages: [es]`.",
)
@click.option("--yes", is_flag=True, help="Ask nothing; take the defaults for the rest.")
@click.option(
    "--today",
    type=as_date,
    metavar="DATE",
    envvar="HANDBOOK_TODAY",
    help="The day to count the first dates from, by default this one.",
)
@click.option(
    "--lang",
    type=as_code,
    metavar="CODE",
    envvar="HANDBOOK_LANG",
    help="Language of the questions, such as en.",
)
def new(
    folder: Path, answers: Path | None, yes: bool, today: date | None, lang: str | None
) -> None:
    """Begin a programme of your own in DIR, a repository with a first edition.

    Asks a dozen questions; each has a default, and everything can be changed afterwards.
    If DIR ends in .zip, it is an archive of one, to be uploaded where there is no Python.
    """
    said, places = _said(answers, lang)
    words = _words(lang, said)
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        give_up(words.text("command.folder_filled", folder=folder))
    day = today or date.today()  # noqa: DTZ011 - the zone is among the questions
    made, problems = answered(said, day, places)
    if made is None:
        _refuse(problems, words)
    if not yes:
        made = _asked(said, made, day)
    files = begun(made, day)
    if folder.suffix == ".zip":
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_bytes(zipped(files))
    else:
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_files(folder, files)
    words = _spoken(made)
    click.echo(words.text("beginning.written", count=len(files), folder=folder))
    click.echo(words.text("beginning.next", folder=folder, year=made.start[:4]))


def _said(path: Path | None, lang: str | None) -> tuple[Any, Places]:
    """Read a file of answers as it stands; the language asked for is the first of the site."""
    default = {"languages": [lang]} if lang else {}
    if path is None:
        return default, Places("")
    file = decode(path.read_bytes(), path.name)
    parsed = parse_yaml(file.text or "", path.name)
    if problems := (*file.problems, *parsed.problems):
        _refuse(problems, _words(lang, {}))
    value = {} if parsed.value is None else parsed.value
    return (default | value if isinstance(value, dict) else value), parsed.where


def _refuse(problems: tuple[Problem, ...], words: Catalogue) -> NoReturn:
    tell(problems, words, None)
    sys.exit(FAULTY)


def _words(lang: str | None, said: Any) -> Catalogue:
    """Return the words to tell faults of answers in, whatever is wrong with them."""
    listed = said.get("languages") if isinstance(said, dict) else None
    codes = tuple(map(str, listed)) if isinstance(listed, list) else ()
    return load_catalogue(lang or next(iter(codes), SHIPPED), others=Languages(codes))


def _spoken(answers: Answers) -> Catalogue:
    """Return the words of the first language."""
    return _words(None, {"languages": list(answers.languages)})


def _asked(said: dict[str, Any], made: Answers, day: date) -> Answers:
    """Ask what was not said; an answer that cannot be is asked for again."""
    click.echo(_spoken(made).text("beginning.welcome"))
    for key in QUESTIONS:
        if key in said:
            continue
        better = None
        while better is None:
            given = _prompted(key, Words(made))
            better, problems = answered({**said, key: given}, day, Places(""))
            tell(problems, _spoken(made), None)
        said, made = {**said, key: given}, better
    return made


def _prompted(key: str, words: Words) -> str | list[str]:
    proposed = words.proposed(key)
    question = words.first(f"ask.{key}", choices=" / ".join(choices(key)))
    given: str = click.prompt(question, default=proposed, show_default=bool(proposed))
    return [each for each in given.split(";") if each.strip()] if key in LISTS else given
