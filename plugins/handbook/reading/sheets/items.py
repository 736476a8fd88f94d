"""Items: cells that hold words of a vocabulary, lists, or a text in several languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handbook.languages import Languages, Text
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.values import Convert, Fault, Reading, plain_text, scalar
from handbook.row import Term, Vocabulary
from handbook.text.decoding import clean
from handbook.text.folding import plain
from handbook.text.suggestions import suggestion

_LANGUAGE = re.compile("[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def converter(column: Column, reading: Reading) -> Convert:
    """Return what makes values of the cells of a column."""
    field = column.field
    if field.type in {"list", "array"}:
        return _lists(column, reading)
    vocabulary = field.vocabulary
    one = _vocabulary(vocabulary, reading) if vocabulary else scalar(field, reading)

    def convert(raw: Any) -> Any:
        if isinstance(raw, str):
            return one(raw)
        return Fault("map-unexpected" if isinstance(raw, dict) else "list-unexpected", value="")

    return convert


class Words:
    """Finds the words of a vocabulary by id or by title in any language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._ids = {clean(term.id).casefold(): term.id for term in vocabulary.terms}
        for term in vocabulary.terms:
            for _, wording in term.title.versions:
                self._ids.setdefault(clean(wording).casefold(), term.id)
        self.choices = [term.id for term in vocabulary.terms]
        self.titles = {
            plain(wording): term.id
            for term in vocabulary.terms
            for _, wording in term.title.versions
        }

    def id(self, word: str) -> str | None:
        """Return the id of a word, or None where the vocabulary lacks it."""
        return self._ids.get(word.casefold())

    def suggestion(self, word: str) -> dict[str, object]:
        """Suggest a word that may have been meant."""
        meant = self.titles.get(plain(word))
        if meant:
            return {"suggestion": meant}
        found = suggestion(word, self.choices) or suggestion(word, list(self.titles))
        return {key: self.titles.get(str(close), close) for key, close in found.items()}


def _vocabulary(name: str, reading: Reading) -> Callable[[str], Any]:
    vocabulary = reading.vocabularies.get(name)
    if vocabulary is None:
        return lambda raw: raw
    words = Words(vocabulary)

    def convert(raw: str) -> Any:
        found = words.id(raw)
        if found is None and not reading.lenient:
            details = {"name": name, **words.suggestion(raw)}
            return Fault("vocabulary-unknown", details, raw)
        return found or raw

    return convert


def terms_by_id(name: str, reading: Reading) -> Mapping[str, Term]:
    """Return the terms of a vocabulary by id."""
    vocabulary = reading.vocabularies.get(name)
    return {term.id: term for term in vocabulary.terms} if vocabulary else {}


def _lists(column: Column, reading: Reading) -> Convert:
    field = column.field
    delimiter = str(field.descriptor.get("delimiter", ";"))
    item = _items(column, reading)

    def convert(raw: Any) -> Any:
        if isinstance(raw, str):
            if field.type == "array":
                return Fault("list-expected")
            parts = [part for part in map(clean, raw.split(delimiter)) if part]
            separated = _separated(raw, delimiter, item)
            if separated:
                return separated
            raw = parts
        elif isinstance(raw, dict):
            return Fault("map-unexpected", value="")
        values = [_placed(item(part), part, position) for position, part in enumerate(raw)]
        faults = [value for value in values if isinstance(value, Fault)]
        if faults:
            return replace(faults[0], more=tuple(faults[1:]))
        return values or None

    return convert


def _separated(raw: str, delimiter: str, item: Convert) -> Fault | None:
    """Tell a list whose words commas separate, where that makes sense of some of them."""
    if "," not in raw or delimiter == "," or not isinstance(item(clean(raw)), Fault):
        return None
    parts = [part for part in map(clean, re.split(f"[,{re.escape(delimiter)}]", raw)) if part]
    values = [_placed(item(part), part, position) for position, part in enumerate(parts)]
    faults = tuple(value for value in values if isinstance(value, Fault))
    if len(faults) == len(parts):
        return None
    return Fault("list-separator", {"suggestion": delimiter.join(parts)}, more=faults)


def _placed(value: Any, part: Any, position: int) -> Any:
    """Say of a fault which item it is in."""
    if not isinstance(value, Fault):
        return value
    shown = part if isinstance(part, str) else ""
    return Fault(value.code, {"item": position, **value.details}, shown)


def _items(column: Column, reading: Reading) -> Convert:
    field = column.field
    constraints = field.descriptor.get("constraints", {})
    allowed = constraints.get("itemEnum") or constraints.get("enum")
    rule = constraints.get("itemPattern") or constraints.get("pattern")
    pattern = re.compile(rule) if rule else None
    convert = _vocabulary(field.vocabulary, reading) if field.vocabulary else plain_text(False)

    def item(part: Any) -> Any:
        if isinstance(part, dict) and field.translatable and any(map(_LANGUAGE.fullmatch, part)):
            return text_of(part, reading.languages)
        if not isinstance(part, str):
            return Fault("list-item")
        if allowed and part not in allowed:
            return Fault("enum", {"allowed": ", ".join(allowed), **suggestion(part, allowed)})
        if pattern and not pattern.fullmatch(part):
            return Fault("pattern", {"rule": field.description})
        return convert(part)

    return item


def text_of(versions: Mapping[str, Any], languages: Languages) -> Text | Fault:
    """Make a text of a map of languages to wordings."""
    fault = versions_fault(versions, languages)
    if fault:
        return fault
    return Text(tuple((code, versions[code]) for code in languages if code in versions))


def versions_fault(versions: Mapping[str, Any], languages: Languages) -> Fault | None:
    """Say what is wrong with a map of languages to wordings."""
    strange = [code for code in versions if code not in languages.codes]
    if strange:
        return Fault("text-language", {"language": strange[0], "allowed": ", ".join(languages)}, "")
    if not all(isinstance(wording, str) for wording in versions.values()):
        return Fault("text-expected", value="")
    if languages.default not in versions:
        return Fault("text-default", {"language": languages.default}, "")
    check = plain_text(False)
    faults = [check(wording) for wording in versions.values()]
    return next((fault for fault in faults if isinstance(fault, Fault)), None)
