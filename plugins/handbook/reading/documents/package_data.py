"""Package data: the YAML that the package carries, strings of the interface and publications."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from handbook.cache import maker
from handbook.citations import Citations, Claim, Source
from handbook.languages import SHIPPED, Catalogue, Languages, Text
from handbook.problems import Place, Problem, Severity
from handbook.reading.documents.yaml_text import load_yaml
from handbook.stores import shared_store
from handbook.text.folding import suggestion

Wordings = str | Mapping[str, str]
"""A wording, or one for each plural class."""
Strings = Mapping[str, Wordings]
OWN = "locale"
"""Folder of a programme in which it has words of its own, or in languages that we have not."""
WARNING = Severity.WARNING
_PACKAGE = Path(__file__).parents[2]
LOCALES = _PACKAGE / "locale"
"""Holds `<language>/*.yaml`."""
REGISTER = _PACKAGE / "citations.yaml"
_READ = shared_store("texts", lambda: maker(("reading", "text"), ("PyYAML",)))
"""What was read of files that are sound, by their hash."""
_ALONE = Languages(())
_IN_PLACE = ("schemas.", "usage.commands.", "usage.options.", "click.")
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


def load_catalogue(
    language: str, folder: Path = LOCALES, others: Languages = _ALONE, root: Path | None = None
) -> Catalogue:
    """Load the strings of a language; what it lacks is in the first of others that has it.

    A region's language falls back to the language at large: `es-MX` to `es`. A language without
    any strings is not spoken at all: the catalogue is that of the next one, and says so.

    Args:
        language: that of the reader.
        folder: holds the catalogues.
        others: the languages of the programme, English after them.
        root: the project's folder, whose own `locale/` goes before.

    Raises:
        ValueError: a file of the package's catalogue is at fault.
    """
    own = own_words(root)[0] if root else {}
    if not own:
        return _merged(language, folder, others)
    spoken = spoken_for(language, others, folder, root)
    return Catalogue(spoken, _strings(language, folder, others, own))


def load_catalogues(languages: Languages, root: Path) -> dict[str, Catalogue]:
    """Load the strings of each language of a programme; see `load_catalogue`."""
    return {code: load_catalogue(code, others=languages, root=root) for code in languages}


@lru_cache
def _merged(language: str, folder: Path, others: Languages) -> Catalogue:
    strings = _strings(language, folder, others, {})
    return Catalogue(spoken_for(language, others, folder), strings)


def _strings(language: str, folder: Path, others: Languages, own: Mapping[str, Strings]) -> Strings:
    strings: dict[str, Wordings] = {}
    for code in reversed(others.order_for(language)):
        if code.partition("-")[0] == SHIPPED:
            strings = {key: said for key, said in strings.items() if not is_said_in_place(key)}
        strings.update(strings_of(code, folder))
        strings.update(own.get(code, {}))
    return strings


def own_words(root: Path) -> tuple[Mapping[str, Strings], tuple[Problem, ...]]:
    """Return the strings in a programme's own `locale/CODE/*.yaml`, and what is wrong there.

    What is wrong is not used, so that the handbook speaks on as if it were not there.
    """
    files = tuple(
        (path, path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted((root / OWN).glob("*/*.yaml"))
        if path.is_file() and not path.is_symlink()
    )
    return _own_words(root, files) if files else ({}, ())


@lru_cache(maxsize=4)
def _own_words(
    root: Path, files: tuple[tuple[Path, int, int], ...]
) -> tuple[Mapping[str, Strings], tuple[Problem, ...]]:
    found: dict[str, dict[str, Wordings]] = {}
    problems: list[Problem] = []
    known = _of_any_language()
    for path, _, _ in files:
        value, _, faults = load_yaml(path, path.relative_to(root).as_posix())
        problems += faults
        for key, said in _flat(value, "") if isinstance(value, dict) and not faults else ():
            place = Place(path.relative_to(root).as_posix(), _line_of(path, key))
            if key not in known:
                details = suggestion(key, known)
                problems.append(Problem(place, "own-word-unknown", "", key, WARNING, details))
            elif not _gaps(said) <= _gaps(known[key]):
                gaps = ", ".join(sorted(_gaps(known[key])))
                problems.append(
                    Problem(place, "own-word-gap", key, _one(said), WARNING, {"gaps": gaps})
                )
            else:
                found.setdefault(path.parent.name, {})[key] = said
    return found, tuple(problems)


def _line_of(path: Path, key: str) -> int:
    """Find the line on which a text begins, by the last part of its key."""
    last = key.rpartition(".")[2]
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        if line.lstrip(" '\"").startswith((key, last)):
            return number
    return 1


def _one(said: Wordings) -> str:
    return said if isinstance(said, str) else next(iter(said.values()))


def _gaps(said: Wordings) -> frozenset[str]:
    """Return what is filled in in a wording; what cannot be read is a gap that nothing fills."""
    texts = (said,) if isinstance(said, str) else said.values()
    try:
        return frozenset(
            name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None
        )
    except ValueError:
        return frozenset("{")


def is_said_in_place(key: str) -> bool:
    """Say whether the English of a key stands where it is said, in a schema, a command or click."""
    return key.startswith(_IN_PLACE)


def spoken_for(
    language: str, others: Languages, folder: Path = LOCALES, root: Path | None = None
) -> str:
    """Return the language in which the handbook speaks to readers of one."""
    order = others.order_for(language)
    return next(code for code in order if has_catalogue(code, folder, root))


@lru_cache
def strings_of(language: str, folder: Path = LOCALES) -> Strings:
    """Return the strings that a language has itself, or has of the language at large."""
    strings: dict[str, Wordings] = {}
    for code in reversed(_codes(language)):
        for file in sorted((folder / code).glob("*.yaml")):
            strings.update(_flat(sound_yaml(file), ""))
    return strings


def texts_by_file(language: str) -> Iterator[tuple[str, dict[str, Wordings]]]:
    """Give the files of a catalogue, each with its texts under one key each."""
    for path in sorted((LOCALES / language).glob("*.yaml")):
        texts = dict(_flat(sound_yaml(path), ""))
        if path.stem != "columns":
            yield path.name, texts
    if language == SHIPPED:
        keys = [key for key in _of_any_language() if key.startswith("schemas.")]
        yield "schemas.yaml", {key: key.removeprefix("schemas.") for key in keys}


def lacking_strings(language: str, root: Path) -> int:
    """Count the strings of the interface and of messages that a language has not."""
    own = own_words(root)[0].get(language, {})
    return len(strings_of(SHIPPED).keys() - strings_of(language).keys() - own.keys())


@lru_cache
def _of_any_language() -> Strings:
    """Return every key of our catalogues with a wording: English has not all of them."""
    codes = sorted(folder.name for folder in LOCALES.iterdir())
    return {key: said for code in codes for key, said in strings_of(code).items()}


@lru_cache
def column_titles() -> Mapping[str, tuple[str, ...]]:
    """Return what columns are called in the languages of the package, by their names."""
    titles: dict[str, tuple[str, ...]] = {}
    for folder in sorted(LOCALES.iterdir()):
        for name, given in (sound_yaml(folder / "columns.yaml") or {}).get("columns", {}).items():
            titles[name] = (*titles.get(name, ()), *given.split("; "))
    return titles


def has_catalogue(language: str, folder: Path = LOCALES, root: Path | None = None) -> bool:
    """Say whether there are strings of a language, or of the language at large."""
    return bool(strings_of(language, folder)) or bool(root and own_words(root)[0].get(language))


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
    key = hashlib.sha256(path.read_bytes()).hexdigest()
    known = _READ.get(key)
    if known is not None:
        return json.loads(known)
    value, _, problems = load_yaml(path)
    if problems:
        raise ValueError(f"{problems[0].place}: {problems[0].code}")
    _READ.add(key, json.dumps(value).encode("ascii"))
    return value


def _codes(language: str) -> tuple[str, str]:
    return language, language.partition("-")[0]


def _flat(node: Any, path: str) -> Iterator[tuple[str, Wordings]]:
    if isinstance(node, str) or (node and "other" in node and set(node) <= _PLURALS):
        yield path, node
        return
    for key, value in node.items() if node else ():
        yield from _flat(value, f"{path}.{key}" if path else key)
