"""Speaking: the help and the errors of the command, in the language of whoever asks.

The help of a command stands beside it in English, and in other languages in `usage.yaml` of each
catalogue; there is also what click says itself, which it would else ask gettext for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import click

from handbook.languages import SHIPPED, Catalogue, is_language
from handbook.reading.documents.conventions import declared_languages
from handbook.reading.documents.package_data import load_catalogue

LANG = "HANDBOOK_LANG"
"""Environment variable: the language of the answers."""
WHOLE = "handbook"
"""How the whole is called where its words stand."""
_SPOKEN: list[Catalogue] = []


def words() -> Catalogue:
    """Return the words to answer in before it is known what is asked."""
    return _SPOKEN[-1] if _SPOKEN else load_catalogue(SHIPPED)


def speak(asked: Sequence[str], variable: str) -> None:
    """Have click explain itself to whoever asks.

    Args:
        asked: what stands after the name of the command.
        variable: what the environment says of the language; empty for nothing.
    """
    _SPOKEN[:] = [_words_for(asked, variable)]
    for name, module in sys.modules.items():
        if name.startswith("click.") and hasattr(module, "_"):
            vars(module)["_"] = _said
        if name.startswith("click.") and hasattr(module, "ngettext"):
            vars(module)["ngettext"] = _said_of


def explain(command: click.Command, path: str, *, alone: bool = False) -> None:
    """Have a command, and those below it, explain themselves to whoever asks.

    Args:
        command: one.
        path: its name after that of the whole, which is empty.
        alone: whether those below are left for when they are asked for.
    """
    english = _in_english(command, path)
    command.help = _explained("commands", path or WHOLE, english)
    command.options_metavar = _said("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _said("COMMAND [ARGS]...")
    option = command.get_help_option(click.Context(command, help_option_names=["-h", "--help"]))
    if option is not None:
        option.help = _said("Show this message and exit.")
    for parameter in command.params:
        _explain(parameter, path or WHOLE, english)
    if isinstance(command, click.Group) and not alone:
        for name, inner in command.commands.items():
            explain(inner, f"{path} {name}")


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


@cache
def _in_english(command: click.Command, path: str) -> dict[str, str]:
    """Keep what a command, its options and their types say of themselves, by where they stand."""
    own = path or WHOLE
    kept = {own: command.help or ""}
    for parameter in command.params:
        kept[f"{own} {parameter.opts[0]}"] = getattr(parameter, "help", None) or ""
        kept[f"{own} {parameter.opts[0]} type"] = parameter.type.name
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
