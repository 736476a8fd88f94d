"""Package data: the YAML that the package carries, strings of the interface and publications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.citations import Citations, Claim, Source
from handbook.languages import SHIPPED, Catalogue, Languages, Text
from handbook.reading.documents.yaml_text import load_yaml

_PACKAGE = Path(__file__).parents[2]
LOCALES = _PACKAGE / "locale"
"""Holds `<language>/*.yaml`."""
REGISTER = _PACKAGE / "citations.yaml"
_ALONE = Languages(())
_IN_PLACE = ("schemas.", "usage.commands.", "usage.options.", "click.")
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


@lru_cache
def load_catalogue(language: str, folder: Path = LOCALES, others: Languages = _ALONE) -> Catalogue:
    """Load the strings of a language; what it lacks is in the first of others that has it.

    A region's language falls back to the language at large: `es-MX` to `es`. A language without
    any strings is not spoken at all: the catalogue is that of the next one, and says so.

    Args:
        language: that of the reader.
        folder: holds the catalogues.
        others: the languages of the programme, English after them.

    Raises:
        ValueError: a file of the catalogue is at fault.
    """
    strings: dict[str, str | Mapping[str, str]] = {}
    for code in reversed(others.order_for(language)):
        if code.partition("-")[0] == SHIPPED:
            strings = {key: said for key, said in strings.items() if not is_said_in_place(key)}
        strings.update(strings_of(code, folder))
    return Catalogue(spoken_for(language, others, folder), strings)


def is_said_in_place(key: str) -> bool:
    """Say whether the English of a key stands where it is said, in a schema, a command or click."""
    return key.startswith(_IN_PLACE)


def spoken_for(language: str, others: Languages, folder: Path = LOCALES) -> str:
    """Return the language in which the handbook speaks to readers of one."""
    return next(code for code in others.order_for(language) if has_catalogue(code, folder))


@lru_cache
def strings_of(language: str, folder: Path = LOCALES) -> Mapping[str, str | Mapping[str, str]]:
    """Return the strings that a language has itself, or has of the language at large."""
    strings: dict[str, str | Mapping[str, str]] = {}
    for code in reversed(_codes(language)):
        for file in sorted((folder / code).glob("*.yaml")):
            strings.update(_flat(sound_yaml(file), ""))
    return strings


def lacking_strings(language: str) -> int:
    """Count the strings of the interface and of messages that a language has not."""
    return len(strings_of(SHIPPED).keys() - strings_of(language).keys())


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
    return bool(strings_of(language, folder))


@lru_cache
def load_citations(path: Path = REGISTER) -> Citations:
    """Load the register of the sources and claims behind the handbook's advice.

    Raises:
        ValueError: the register is at fault.
    """
    value = sound_yaml(path)
    try:
        sources = {key: _source(key, rest) for key, rest in value["sources"].items()}
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
        return Claim(id, Text(tuple(rest["claim"].items())), tuple(rest["sources"]))
    parts = tuple(_claim(f"{id}{letter}", part) for letter, part in rest["parts"].items())
    sources = dict.fromkeys(key for part in parts for key in part.sources)
    said = [dict(part.claim.versions) for part in parts]
    whole = ((code, " ".join(each[code] for each in said)) for code in said[0])
    return Claim(id, Text(tuple(whole)), tuple(sources), parts)


def _source(key: str, rest: Mapping[str, Any]) -> Source:
    texts: dict[str, Any] = {
        name: Text(tuple(value.items())) if isinstance(value, dict) else value
        for name, value in rest.items()
    }
    return Source(key, **texts)


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
    if isinstance(node, str) or (node and "other" in node and set(node) <= _PLURALS):
        yield path, node
        return
    for key, value in node.items() if node else ():
        yield from _flat(value, f"{path}.{key}" if path else key)
