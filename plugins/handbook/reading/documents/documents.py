"""Documents: YAML documents of nested maps, made into the models that describe them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from handbook.content_type import ContentType, YamlDocument
from handbook.content_type.models import Document
from handbook.days import is_month
from handbook.languages import Languages
from handbook.problems import Problem, Severity, has_errors, in_reading_order
from handbook.reading.documents.defaults import (
    default_data,
    default_label,
    files_of_folder,
    read_default,
    read_tree,
)
from handbook.reading.documents.model_faults import DETAILS, ModelFaults
from handbook.reading.documents.yaml_text import Parsed
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.sheets.cells import HTML, meanings
from handbook.text.bounds import out_of_bounds
from handbook.text.decoding import shown
from handbook.text.oddities import oddities
from handbook.text.ranges import number_of
from handbook.text.recognising import parse_date

D = TypeVar("D", bound=Document)

_BOOLEANS = meanings(())
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_UNSAFE = re.compile(r"(?:javascript|vbscript|data|file):\S", re.IGNORECASE)


def read_documents(
    root: Path, kind: ContentType, editions: Sequence[str], languages: Languages
) -> tuple[tuple[Any, ...], tuple[Problem, ...]]:
    """Read the documents of a type: one, one of each edition, or all files of its folder.

    Args:
        root: The project's folder.
        kind: A type whose records are documents.
        editions: Slugs of the editions.
        languages: The programme's languages.

    Returns:
        Those that are sound, and every fault of the others.
    """
    source = kind.source
    assert isinstance(source, YamlDocument)
    names = files_of_folder(root, source.path) if kind.collected else editions
    documents: list[Any] = []
    problems: list[Problem] = []
    for name in names if "*" in source.path else ("",):
        document, faults = read_document(
            root,
            kind.path_of(name),
            source.model,
            languages,
            edition=name if kind.per_edition else "",
            optional=source.optional,
            name=name if kind.collected else "",
        )
        problems += faults
        if document is not None:
            documents.append(document)
    return tuple(documents), tuple(problems)


def read_document(
    root: Path,
    path: str,
    model: type[D],
    languages: Languages,
    edition: str = "",
    optional: bool = False,
    name: str = "",
) -> tuple[D | None, tuple[Problem, ...]]:
    """Read a YAML document as a model, or tell every fault of it.

    Args:
        root: The project's folder.
        path: From `programme/`, for instance `editions/2026/edition.yaml`.
        model: What the document may hold.
        languages: The programme's languages.
        edition: Slug of the edition the document belongs to.
        optional: Whether the file may be absent.
        name: What tells the document from others of its folder.
    """
    made, where, problems = read_model(
        root, path, _adapter(model), languages, optional, edition, name
    )
    document: D | None = made
    if document is None and not problems and not optional:
        problems = (Problem(where(), "file-empty"),)
    return document, problems


def read_model(
    root: Path,
    path: str,
    adapter: TypeAdapter[Any],
    languages: Languages,
    optional: bool,
    edition: str = "",
    name: str = "",
) -> tuple[Any, Places, tuple[Problem, ...]]:
    """Read a YAML document as whatever `adapter` makes of it; None where it has a fault."""
    parsed = read_tree(root, path, languages, optional=optional)
    if parsed.where.path == default_label(path):
        return _of_default(default_data() / path, path, adapter, languages, edition, name)
    return _checked(parsed, adapter, languages, edition, name)


@cache
def _adapter(model: type[D]) -> TypeAdapter[D]:
    return TypeAdapter(model)


@lru_cache(maxsize=512)
def _of_default(
    file: Path, path: str, adapter: TypeAdapter[Any], languages: Languages, edition: str, name: str
) -> tuple[Any, Places, tuple[Problem, ...]]:
    """Make of a default what a programme without a file of its name is given, once in a process."""
    parsed = read_default(path, languages)
    assert parsed is not None, file
    return _checked(parsed, adapter, languages, edition, name)


def _checked(
    parsed: Parsed, adapter: TypeAdapter[Any], languages: Languages, edition: str, name: str
) -> tuple[Any, Places, tuple[Problem, ...]]:
    value, where, problems = parsed
    if value is None:
        return None, where, problems
    made, faults = check(value, where, adapter, languages, edition, name)
    found = in_reading_order([*problems, *faults])
    return (None if has_errors(found) else made), where, found


def check(
    value: Any,
    where: Places,
    adapter: TypeAdapter[Any],
    languages: Languages,
    edition: str = "",
    name: str = "",
) -> tuple[Any, list[Problem]]:
    """Make a model of plain maps, lists and text."""
    problems = list(_unsafe(value, where, "", languages))
    model_faults = ModelFaults(value, where, adapter, languages)
    try:
        context = {"languages": languages.codes, "where": where, "edition": edition, "name": name}
        made = adapter.validate_python(value, context=context)
    except ValidationError as error:
        return None, _graver([*problems, *model_faults.problems(error)])
    return made, _graver([*problems, *_guessed(value, made, where, ""), *model_faults.blanks()])


def _graver(problems: list[Problem]) -> list[Problem]:
    """Leave out warnings of what is refused at the same place."""
    refused = {one.place for one in problems if one.severity is Severity.ERROR}
    return [one for one in problems if one.severity is Severity.ERROR or one.place not in refused]


def _children(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from ((str(index), item) for index, item in enumerate(value))


def _unsafe(value: Any, where: Places, path: str, languages: Languages) -> Iterator[Problem]:
    """Find HTML and addresses that run code, wherever they stand."""
    if isinstance(value, str):
        key = _name(path, languages.codes)
        if "<" in value and HTML.search(value):
            yield Problem(where(path), "html-in-text", key, value[:80])
        elif (beyond := out_of_bounds(value)) is not None:
            code, _, most = beyond
            yield Problem(where(path), code, key, shown(value), details={"most": most})
        elif _UNSAFE.match(value):
            yield Problem(where(path), "web-address", key, value[:80])
        for code, part, meant in oddities(value, markup=False):
            details = {"suggestion": meant} if meant else {}
            yield Problem(where(path), code, key, part, Severity.WARNING, details)
    for name, child in _children(value):
        yield from _unsafe(child, where, f"{path}.{name}" if path else name, languages)


def _guessed(raw: Any, made: Any, where: Places, path: str) -> Iterator[Problem]:
    """Find what the model read as a number or day though nobody would write it so."""
    if isinstance(raw, str):
        code = _guess(raw, made)
        if code:
            yield Problem(where(path), code, _name(path), raw[:80], details=DETAILS.get(code, {}))
        return
    for name, child in _children(raw):
        if isinstance(made, BaseModel):
            inner = getattr(made, name, None)
        elif isinstance(made, Mapping):
            inner = made.get(name)
        elif isinstance(made, Sequence) and len(made) == len(raw):
            inner = made[int(name)]
        else:
            return
        yield from _guessed(child, inner, where, f"{path}.{name}" if path else name)


def _guess(raw: str, made: Any) -> str:
    if isinstance(made, bool):
        return "" if raw.casefold() in _BOOLEANS else "type-boolean"
    if isinstance(made, int):
        return "" if number_of(raw) is not None else "type-integer"
    if isinstance(made, float | Decimal):
        return "" if number_of(raw) is not None else "type-number"
    if isinstance(made, date):
        return "" if is_month(made) or parse_date(raw[:10], "iso") else "type-date"
    return "type-time" if isinstance(made, time) and not _TIME.fullmatch(raw) else ""


def _name(path: str, languages: Collection[str] = ()) -> str:
    """Return the last key of a path; of a text in some language, that of the text.

    >>> _name("clauses.0.title.en", ["en"]), _name("outcomes.1")
    ('title', 'outcomes')
    """
    names = [part for part in path.split(".") if not part.isdigit()]
    of_text = len(names) > 1 and names[-1] in languages
    return names[-2 if of_text else -1] if names else ""
