"""Catalogues: the strings of the interface, from `locale/<language>/*.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.languages import Catalogue
from handbook.reading.documents.yaml_text import load_yaml

LOCALES = Path(__file__).parents[2] / "locale"
_FALLBACK = "en"
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


@lru_cache
def load_catalogue(language: str, folder: Path = LOCALES) -> Catalogue:
    """Load the strings of a language, English where it has no catalogue.

    A region's language falls back to the language at large: `es-MX` to `es`.

    Raises:
        ValueError: a file of the catalogue is at fault.
    """
    for code in (language, language.partition("-")[0], _FALLBACK):
        files = sorted((folder / code).glob("*.yaml"))
        if files:
            break
    strings: dict[str, str | Mapping[str, str]] = {}
    for file in files:
        value, _, problems = load_yaml(file)
        if problems:
            raise ValueError(f"{problems[0].place}: {problems[0].code}")
        strings.update(_flat(value or {}, ""))
    return Catalogue(language, strings)


def has_catalogue(language: str, folder: Path = LOCALES) -> bool:
    """Say whether there are strings of a language, or of the language at large."""
    return any((folder / code).is_dir() for code in (language, language.partition("-")[0]))


def _flat(node: Any, path: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    if isinstance(node, str) or ("other" in node and set(node) <= _PLURALS):
        yield path, node
        return
    for key, value in node.items():
        yield from _flat(value, f"{path}.{key}" if path else key)
