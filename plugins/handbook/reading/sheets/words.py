"""Words: cells that hold words of a vocabulary, lists of them, or a text in several languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from handbook.languages import Languages, Text
from handbook.reading.sheets.causes import explained
from handbook.reading.sheets.cells import (
    CellFault,
    Conventions,
    Convert,
    plain_text,
    scalar,
)
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.forms import FORMS, link_of
from handbook.row import LINK, LISTS, Field, Term, Vocabulary
from handbook.text.decoding import clean
from handbook.text.folding import plain, suggestion
from handbook.text.oddities import is_spreadsheet_remains

_LANGUAGE = re.compile("[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def converter(column: Column, conventions: Conventions) -> Convert:
    """Return what makes values of the texts of a column, and of any cell if it holds lists."""
    field = column.field
    if field.type in LISTS:
        return _lists(column, conventions)
    form = FORMS.get(field.type) or FORMS.get(str(field.descriptor.get("format")))
    if form:
        return explained(form, conventions)
    if field.vocabulary:
        return explained(_vocabulary(field.vocabulary, conventions), conventions)
    return explained(scalar(field, conventions), conventions)


MOST_SUGGESTIONS = 100
"""Words of one list for which something like them is looked for: comparing takes long."""


class _Words:
    """Finds the words of a vocabulary by id or by title in any language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._titles = [
            (wording, term.id) for term in vocabulary.terms for _, wording in term.title.versions
        ]
        self._choices = [term.id for term in vocabulary.terms]
        self.ids = {id.casefold(): id for id in self._choices}
        self._suggested: dict[str, dict[str, object]] = {}
        for wording, id in self._titles:
            self.ids.setdefault(wording.casefold(), id)

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {plain(wording): id for wording, id in self._titles}

    def suggestion(self, word: str) -> dict[str, object]:
        """Suggest a word that may have been meant, for as many as anybody would read."""
        meant = self._folded.get(plain(word))
        if meant:
            return {"suggestion": meant}
        if word not in self._suggested and len(self._suggested) >= MOST_SUGGESTIONS:
            return {}
        return self._suggested.setdefault(word, self._close(word))

    def _close(self, word: str) -> dict[str, object]:
        close = suggestion(word, self._choices) or suggestion(word, list(self._folded))
        return {key: self._folded.get(str(found), found) for key, found in close.items()}


def _vocabulary(name: str, conventions: Conventions) -> Callable[[str], Any]:
    vocabulary = conventions.vocabularies.get(name)
    if vocabulary is None:
        return lambda raw: raw
    words = _Words(vocabulary)

    def convert(raw: str) -> Any:
        id = words.ids.get(raw.casefold())
        if id is None and not conventions.lenient:
            return CellFault("vocabulary-unknown", {"name": name, **words.suggestion(raw)}, raw)
        return id or raw

    return convert


def with_terms(field: Field, cells: Sequence[Any], conventions: Conventions) -> Sequence[Any]:
    """Make lists tuples, and ids of a vocabulary the terms that they stand for."""
    many = field.type in LISTS
    if not field.vocabulary or field.descriptor.get("format") == LINK:
        return [tuple(cell or ()) for cell in cells] if many else cells
    term = _terms(field.vocabulary, conventions)
    if many:
        return [tuple(map(term, cell or ())) for cell in cells]
    return [None if cell is None else term(cell) for cell in cells]


def _terms(name: str, conventions: Conventions) -> Callable[[str], Term]:
    vocabulary = conventions.vocabularies.get(name)
    terms = {term.id: term for term in vocabulary.terms} if vocabulary else {}
    return lambda id: terms.get(id) or Term(id, Text.of(id, conventions.languages.default))


def _kinds(name: str, conventions: Conventions) -> Callable[[str], Any]:
    """Return what finds the kind of a link by its id or title."""
    convert, term = _vocabulary(name, conventions), _terms(name, conventions)

    def kind(raw: str) -> Any:
        id = convert(raw)
        return id if isinstance(id, CellFault) else term(id)

    return kind


def _lists(column: Column, conventions: Conventions) -> Convert:
    field = column.field
    delimiter = str(field.descriptor.get("delimiter", ";"))
    item = explained(_items(column, conventions), conventions)

    def convert(raw: Any) -> Any:
        if isinstance(raw, str):
            if field.type == "array":
                return CellFault("list-expected")
            if conventions.spreadsheet and is_spreadsheet_remains(raw):
                return CellFault("spreadsheet-value")
            parts: Sequence[Any] = [part for part in map(clean, raw.split(delimiter)) if part]
        elif isinstance(raw, dict):
            return CellFault("map-unexpected", value="")
        else:
            parts = raw
        values = [_placed(item(part), part, position) for position, part in enumerate(parts)]
        faults = [value for value in values if isinstance(value, CellFault)]
        if not faults:
            return values or None
        separated = _separated(raw, delimiter, item) if isinstance(raw, str) else None
        return separated or replace(faults[0], more=tuple(faults[1:]))

    return convert


def _separated(raw: str, delimiter: str, item: Convert) -> CellFault | None:
    """Tell a list whose words commas separate, where that makes sense of some of them."""
    if "," not in raw or delimiter == "," or not isinstance(item(clean(raw)), CellFault):
        return None
    parts = [part for part in map(clean, re.split(f"[,{re.escape(delimiter)}]", raw)) if part]
    values = [_placed(item(part), part, position) for position, part in enumerate(parts)]
    faults = tuple(value for value in values if isinstance(value, CellFault))
    if len(faults) == len(parts):
        return None
    return CellFault("list-separator", {"suggestion": delimiter.join(parts)}, more=faults)


def _placed(value: Any, part: Any, position: int) -> Any:
    """Say of a fault which item it is in."""
    if not isinstance(value, CellFault):
        return value
    shown = part if isinstance(part, str) else ""
    return CellFault(value.code, {"item": position, **value.details}, shown)


def _items(column: Column, conventions: Conventions) -> Convert:
    field = column.field
    constraints = field.descriptor.get("constraints", {})
    allowed = constraints.get("itemEnum") or constraints.get("enum")
    rule = constraints.get("itemPattern") or constraints.get("pattern")
    pattern = re.compile(rule) if rule else None
    if field.descriptor.get("format") == LINK:
        convert = link_of(_kinds(field.vocabulary, conventions))
    elif field.vocabulary:
        convert = _vocabulary(field.vocabulary, conventions)
    else:
        convert = plain_text(False)

    def item(part: Any) -> Any:
        if isinstance(part, Text):
            return part
        if isinstance(part, dict) and field.translatable and any(map(_LANGUAGE.fullmatch, part)):
            return text_of(part, conventions.languages)
        if not isinstance(part, str):
            return CellFault("list-item")
        if allowed and part not in allowed:
            return CellFault("enum", {"allowed": ", ".join(allowed), **suggestion(part, allowed)})
        if pattern and not pattern.fullmatch(part):
            return CellFault("pattern", {"rule": field.description})
        return convert(part)

    return item


def text_of(versions: Mapping[str, Any], languages: Languages) -> Text | CellFault:
    """Make a text of a map of languages to wordings."""
    fault = versions_fault(versions, languages)
    if fault:
        return fault
    return Text(tuple((code, versions[code]) for code in languages if code in versions))


def versions_fault(versions: Mapping[str, Any], languages: Languages) -> CellFault | None:
    """Say what is wrong with a map of languages to wordings."""
    strange = [code for code in versions if code not in languages.codes]
    if strange:
        return CellFault(
            "text-language", {"language": strange[0], "allowed": ", ".join(languages)}, ""
        )
    if not all(isinstance(wording, str) for wording in versions.values()):
        return CellFault("text-expected", value="")
    if languages.default not in versions:
        return CellFault("text-default", {"language": languages.default}, "")
    check = plain_text(False)
    faults = [check(wording) for wording in versions.values()]
    return next((fault for fault in faults if isinstance(fault, CellFault)), None)
