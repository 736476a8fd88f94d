"""Words: cells that hold words of a vocabulary, lists of them, or a text in several languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
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
from handbook.reading.sheets.forms import form_of, link_of
from handbook.schema import LINK, LISTS, Field, Term
from handbook.text.decoding import clean, shown
from handbook.text.designations import Names
from handbook.text.folding import suggestion
from handbook.text.oddities import is_spreadsheet_remains

_LANGUAGE = re.compile("[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def converter(column: Column, conventions: Conventions) -> Convert:
    """Return what makes values of the texts of a column, and of any cell if it holds lists."""
    field = column.field
    if field.type in LISTS:
        return _lists(column, conventions)
    if form := form_of(field, conventions.decimal_mark):
        return explained(form, conventions)
    if column.name in conventions.names:
        return explained(_referred(conventions.names[column.name], many=False), conventions)
    if field.options:
        return explained(_options(field), conventions)
    if field.vocabulary:
        return explained(_vocabulary(field.vocabulary, conventions), conventions)
    return explained(scalar(field, conventions), conventions)


def _names(terms: Iterable[Term]) -> Names:
    """Return what finds words by id or title."""
    return Names((term.id, (words for _, words in term.title.versions)) for term in terms)


def _one(names: Names, raw: str) -> str | CellFault | None:
    """Return the id that a text means, what is wrong where it means several, or nothing."""
    found = names.meant(raw)
    if len(found) > 1:
        return CellFault("name-ambiguous", {"ids": ", ".join(found)}, raw)
    return found[0] if found else None


def _referred(names: Names, *, many: bool) -> Callable[[str], Any]:
    """Return what finds the ids of another table by id or name; others are for it to tell."""
    other = plain_text(not many)

    def convert(raw: str) -> Any:
        found = _one(names, raw)
        if found is None and many and "," in raw:
            parts = [part for part in map(clean, raw.split(",")) if part]
            if any(map(names.meant, parts)):
                return CellFault("list-separator", {"suggestion": ";".join(parts)})
        return other(raw) if found is None else found

    return convert


def _vocabulary(name: str, conventions: Conventions) -> Callable[[str], Any]:
    vocabulary = conventions.vocabularies.get(name)
    if vocabulary is None:
        return lambda raw: raw
    words = _names(vocabulary.terms)

    def convert(raw: str) -> Any:
        id = _one(words, raw)
        if id is None and not conventions.lenient:
            details = {"name": name, **words.suggestion(raw)}
            cause = f"{name} {raw.casefold()}"
            return CellFault("vocabulary-unknown", details, raw, cause=cause)
        return id or raw

    return convert


def with_terms(field: Field, cells: Sequence[Any], conventions: Conventions) -> Sequence[Any]:
    """Make lists tuples, and ids of a vocabulary the terms that they stand for."""
    many = field.type in LISTS
    if field.options:
        terms = {term.id: term for term in field.options}
        if not many:
            return [None if cell is None else terms[cell] for cell in cells]
        return [tuple(term for id, term in terms.items() if id in (cell or ())) for cell in cells]
    if not field.vocabulary or field.descriptor.get("format") == LINK:
        return [tuple(cell or ()) for cell in cells] if many else cells
    term = _terms(field.vocabulary, conventions)
    if many:
        return [tuple(map(term, cell or ())) for cell in cells]
    return [None if cell is None else term(cell) for cell in cells]


def _options(field: Field) -> Callable[[str], Any]:
    """Return what finds an option by its wording in any language."""
    words = _names(field.options)
    allowed = ", ".join(option.id for option in field.options)

    def convert(raw: str) -> Any:
        details = {"allowed": allowed, **words.suggestion(raw)}
        return _one(words, raw) or CellFault("option-unknown", details, raw)

    return convert


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
    return replace(value, details={"item": position, **value.details}, value=shown)


def _item(column: Column, conventions: Conventions) -> Convert:
    """Return what makes a value of an item of a list, whatever else it must be."""
    field = column.field
    if field.descriptor.get("format") == LINK:
        return link_of(_kinds(field.vocabulary, conventions))
    if column.name in conventions.names:
        return _referred(conventions.names[column.name], many=True)
    if field.options:
        return _options(field)
    return _vocabulary(field.vocabulary, conventions) if field.vocabulary else plain_text(False)


def _items(column: Column, conventions: Conventions) -> Convert:
    field = column.field
    constraints = field.descriptor.get("constraints", {})
    allowed = constraints.get("itemEnum") or constraints.get("enum")
    rule = constraints.get("itemPattern") or constraints.get("pattern")
    pattern = re.compile(rule) if rule else None
    convert = _item(column, conventions)

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
    for code, wording in versions.items():
        if isinstance(fault := check(wording), CellFault):
            details = {**fault.details, "language": code}
            return replace(fault, details=details, value=shown(wording))
    return None
