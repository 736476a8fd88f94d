"""Sayings: what MkDocs says of `mkdocs.yml`, in English and for programmers, in our words."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from handbook.languages import Catalogue

_MISSING = re.compile("Config file '.*' does not exist\\.", re.DOTALL)
"""What MkDocs says where there are no settings: nothing of them can be said then."""


@cache
def _said() -> Sequence[tuple[re.Pattern[str], str]]:
    given = yaml_load(files(__package__).joinpath("sayings.yaml").read_text("utf-8"))["said"]
    return [
        (re.compile(pattern, re.DOTALL), key) for each in given for key, pattern in each.items()
    ]


def in_our_words(sentence: str, words: Catalogue, settings: Path) -> str:
    """Say what MkDocs says of its settings in a coordinator's words; as it is where there are none.

    Args:
        sentence: of MkDocs.
        words: those to say it in.
        settings: the file `mkdocs.yml`.
    """
    if _MISSING.fullmatch(sentence):
        return words.text("command.no_mkdocs", folder=settings.parent)
    for pattern, key in _said():
        found = pattern.fullmatch(sentence)
        if found is None:
            continue
        said = {name: value for name, value in found.groupdict().items() if value is not None}
        value = said.get("value", "").removeprefix(f"{settings.parent}{os.sep}").strip("'")
        near = get_close_matches(value, MkDocsConfig().keys() if key == "key" else (), n=1)
        line = said.get("line") or _line_of(said.get("at", ""), settings)
        place = f"{settings.name}:{line}" if line else settings.name
        told = words.text(f"mkdocs.{key}", **{**said, "value": value})
        meant = words.text("mkdocs.near", suggestion=near[0]) if near else ""
        return f"{place}: {told} {meant}".rstrip()
    return sentence


def _line_of(key: str, settings: Path) -> str:
    """Return the line on which a key of the first level stands; nothing where there is none."""
    lines = settings.read_text("utf-8", errors="replace").splitlines() if key else []
    begins = (str(at) for at, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
    return next(begins, "")


class OurWords(logging.Formatter):
    """Writes what MkDocs logs of its settings in a coordinator's words."""

    def __init__(self, words: Catalogue, settings: Path) -> None:
        """Begin with the words, and the file that they are about."""
        super().__init__("%(message)s")
        self._words, self._settings = words, settings

    def format(self, record: logging.LogRecord) -> str:
        """Write a line."""
        return in_our_words(super().format(record), self._words, self._settings)
