"""Package data: the YAML that the package carries, strings of the interface and publications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.citations import Citations, Claim, Source
from handbook.languages import Catalogue
from handbook.reading.documents.yaml_text import load_yaml

_PACKAGE = Path(__file__).parents[2]
LOCALES = _PACKAGE / "locale"
"""Holds `<language>/*.yaml`."""
REGISTER = _PACKAGE / "citations.yaml"
_FALLBACK = "en"
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


@lru_cache
def load_catalogue(language: str, folder: Path = LOCALES) -> Catalogue:
    """Load the strings of a language, English where it has no catalogue.

    A region's language falls back to the language at large: `es-MX` to `es`.

    Raises:
        ValueError: a file of the catalogue is at fault.
    """
    for code in (*_codes(language), _FALLBACK):
        files = sorted((folder / code).glob("*.yaml"))
        if files:
            break
    strings: dict[str, str | Mapping[str, str]] = {}
    for file in files:
        strings.update(_flat(sound_yaml(file) or {}, ""))
    return Catalogue(language, strings)


@lru_cache
def column_titles() -> Mapping[str, tuple[str, ...]]:
    """Return what columns are called in the languages of the package, by their names."""
    titles: dict[str, tuple[str, ...]] = {}
    for folder in sorted(LOCALES.iterdir()):
        for name, given in (sound_yaml(folder / "columns.yaml") or {}).get("columns", {}).items():
            titles[name] = (*titles.get(name, ()), *given.split("; "))
    return titles


def has_catalogue(language: str, folder: Path = LOCALES) -> bool:
    """Say whether there are strings of a language, or of the language at large."""
    return any((folder / code).is_dir() for code in _codes(language))


@lru_cache
def load_citations(path: Path = REGISTER) -> Citations:
    """Load the register of the sources and claims behind the handbook's advice.

    Raises:
        ValueError: the register is at fault.
    """
    value = sound_yaml(path)
    try:
        sources = {key: Source(key, **rest) for key, rest in value["sources"].items()}
        claims = {
            each.id: each
            for id, rest in value["claims"].items()
            for claim in (_claim(id, rest),)
            for each in (claim, *claim.parts)
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: {error!r}") from error
    return Citations(sources, claims)


def _claim(id: str, rest: Mapping[str, Any]) -> Claim:
    if "parts" not in rest:
        return Claim(id, rest["claim"], tuple(rest["sources"]))
    parts = tuple(_claim(f"{id}{letter}", part) for letter, part in rest["parts"].items())
    sources = dict.fromkeys(key for part in parts for key in part.sources)
    return Claim(id, " ".join(part.claim for part in parts), tuple(sources), parts)


def sound_yaml(path: Path) -> Any:
    """Return what a file of the package holds.

    Raises:
        ValueError: it is at fault.
    """
    value, _, problems = load_yaml(path)
    if problems:
        raise ValueError(f"{problems[0].place}: {problems[0].code}")
    return value


def _codes(language: str) -> tuple[str, str]:
    return language, language.partition("-")[0]


def _flat(node: Any, path: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    if isinstance(node, str) or ("other" in node and set(node) <= _PLURALS):
        yield path, node
        return
    for key, value in node.items():
        yield from _flat(value, f"{path}.{key}" if path else key)
