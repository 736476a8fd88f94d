"""Speaking: the help and the errors of the command, in the language of whoever asks.

The help of a command stands beside it in English, and in other languages in `usage.yaml` of each
catalogue; there is also what click says itself, which it would else ask gettext for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import click

from handbook.languages import SHIPPED, Catalogue, is_language
from handbook.reading.documents.conventions import declared_languages
from handbook.reading.documents.package_data import load_catalogue

LANG = "HANDBOOK_LANG"
"""Environment variable: the language of the answers."""
_SPOKEN: list[Catalogue] = []


def words() -> Catalogue:
    """Return the words to answer in before it is known what is asked."""
    return _SPOKEN[-1] if _SPOKEN else load_catalogue(SHIPPED)


def speak(command: click.Command, asked: Sequence[str], variable: str) -> None:
    """Have a command, those below it and click itself explain themselves to whoever asks.

    Args:
        command: the whole of it.
        asked: what stands after its name.
        variable: what the environment says of the language; empty for nothing.
    """
    _SPOKEN[:] = [_words_for(asked, variable)]
    english = _in_english(command)
    for name, module in sys.modules.items():
        if name.startswith("click.") and hasattr(module, "_"):
            vars(module)["_"] = _said
        if name.startswith("click.") and hasattr(module, "ngettext"):
            vars(module)["ngettext"] = _said_of
    for path, each in _commands(command, ""):
        each.help = _explained("commands", path, english)
        each.options_metavar = _said("[OPTIONS]")
        if isinstance(each, click.Group):
            each.subcommand_metavar = _said("COMMAND [ARGS]...")
        option = each.get_help_option(click.Context(each, help_option_names=["-h", "--help"]))
        if option is not None:
            option.help = _said("Show this message and exit.")
        for parameter in each.params:
            _explain(parameter, path, english)


def _words_for(asked: Sequence[str], variable: str) -> Catalogue:
    """Return the words for who has asked so, which may not be understood yet."""
    root = Path(_given("--root", asked) or ".")
    languages = declared_languages(root)
    code = _given("--lang", asked) or variable
    return load_catalogue(
        code if is_language(code) else languages.default, others=languages, root=root
    )


def _given(option: str, asked: Sequence[str]) -> str:
    """Return what stands for an option, wherever it stands."""
    for number, each in enumerate(asked):
        name, equals, value = each.partition("=")
        if name == option:
            return value if equals else next(iter(asked[number + 1 : number + 2]), "")
    return ""


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path or "handbook", command
    for name, inner in command.commands.items() if isinstance(command, click.Group) else ():
        yield from _commands(inner, f"{path} {name}".strip())


@lru_cache(maxsize=1)
def _in_english(command: click.Command) -> dict[str, str]:
    """Keep what commands, options and types say of themselves, by where they stand."""
    kept: dict[str, str] = {}
    for path, each in _commands(command, ""):
        kept[path] = each.help or ""
        for parameter in each.params:
            kept[f"{path} {parameter.opts[0]}"] = getattr(parameter, "help", None) or ""
            kept[f"{path} {parameter.opts[0]} type"] = parameter.type.name
    return kept


def _explain(parameter: click.Parameter, path: str, english: dict[str, str]) -> None:
    own = f"{path} {parameter.opts[0]}"
    if isinstance(parameter, click.Option) and english[own]:
        parameter.help = _explained("options", own, english)
    if isinstance(parameter.type, click.Path):
        parameter.type.name = _said(english[f"{own} type"])


def _explained(kind: str, path: str, english: dict[str, str]) -> str:
    """Return what is said of a command, or of an option that may be one of several commands."""
    for key in (path, path.rpartition(" ")[2]) if kind == "options" else (path,):
        said = words().strings.get(f"usage.{kind}.{key}")
        if isinstance(said, str):
            return said
    return english[path]


def _said(message: str) -> str:
    """Say what click says in English, its gaps left open."""
    return str(words().strings.get(f"click.{message}", message))


def _said_of(one: str, several: str, count: int) -> str:
    return _said(one if count == 1 else several)
