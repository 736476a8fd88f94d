"""Columns: what a table may hold, and how its header matches that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handbook.languages import Languages, is_language, language_code
from handbook.problems import MASK, Place, Problem
from handbook.reading.documents.package_data import column_titles
from handbook.reading.sheets.schemas import BOOLEANS
from handbook.schema import ExtraField, Field, Privacy, Schema
from handbook.text.folding import same_number, suggested_name, words_of


@dataclass(frozen=True, slots=True)
class Column:
    """One column a table may have."""

    name: str
    field: Field
    language: str = ""
    """Language of a translatable field's wording."""
    extra: ExtraField | None = None


def columns_of(
    schema: Schema, languages: Languages, extra_fields: Iterable[ExtraField] = ()
) -> tuple[Column, ...]:
    """List the columns that a table may have, those of other languages included."""
    columns: list[Column] = []
    for field in schema.fields:
        default = languages.default if field.translatable else ""
        columns.append(Column(field.name, field, default))
        # A missing translation is no fault: the default language is shown.
        optional = replace(field, required=False)
        columns += [
            Column(f"{field.name}_{code}", optional, code)
            for code in languages.codes[1:]
            if field.translatable
        ]
    taken = {column.name for column in columns}
    columns += [_extra(extra) for extra in extra_fields if extra.name not in taken]
    return tuple(columns)


def _extra(extra: ExtraField) -> Column:
    descriptor = {"name": extra.name, "type": extra.type, **BOOLEANS}
    field = replace(extra.as_field, descriptor=descriptor, listed=bool(extra.options))
    return Column(extra.name, field, extra=extra)


@dataclass(frozen=True, slots=True)
class Matched:
    """A header matched with the columns a table may have."""

    columns: tuple[Column | None, ...]
    """What each label names; None for a label that names nothing."""
    problems: tuple[Problem, ...]


def match_labels(
    labels: Sequence[str | None], places: Sequence[Place], columns: Sequence[Column], header: Place
) -> Matched:
    """Match labels with columns: unknown, repeated and missing ones become problems."""
    known = {column.name.casefold(): column for column in columns}
    matched: list[Column | None] = []
    problems: list[Problem] = []
    seen: dict[str, Place] = {}
    given = {(label or "").casefold() for label in labels}
    titles = {}
    if not given <= {"", *known}:
        titles = meanings_of_titles(known[name] for name in known if name not in given)
    for label, place in zip(labels, places, strict=True):
        column = known.get((label or "").casefold())
        if label is None:
            matched.append(None)
            continue
        titled = titles.pop(title_form(label), "") if column is None else ""
        if titled:
            # It is read as what it means, so that nothing else is told of it.
            column, seen[titled] = known[titled.casefold()], place
            details: dict[str, object] = {"suggestion": titled, "title": True}
            problems.append(Problem(place, "column-unknown", value=label, details=details))
        elif column is None:
            code = "column-unknown" if label else "column-unnamed"
            problems.append(Problem(place, code, value=label))
        elif column.name in seen:
            first = {"first": seen[column.name].column}
            problems.append(Problem(place, "column-duplicate", value=label, details=first))
            column = None
        else:
            seen[column.name] = place
        matched.append(column)
    absent = [column.name for column in columns if column.name not in seen]
    problems, meant = _with_suggestions(problems, absent, columns)
    if is_personal(columns) or len(seen) < len(labels) / 2:
        # The line may hold people and not labels, or both where a line break is lost.
        problems = [without_value(problem) for problem in problems]
    problems = _summed_up(problems, places)
    required = {
        column.name for column in columns if column.field.required and column.name in absent
    }
    problems += [Problem(header, "column-missing", value=name) for name in sorted(required - meant)]
    return Matched(tuple(matched), tuple(problems))


_FEW = 3
"""Labels of one kind that are told one by one."""
_NAMED = 12
"""Labels that a message names at most."""


def _summed_up(problems: list[Problem], places: Sequence[Place]) -> list[Problem]:
    """Tell very many labels that mean nothing here, or are titles, as one problem each."""
    unknown = [one for one in problems if one.code == "column-unknown"]
    strange = [one for one in unknown if not one.details]
    titled = [one for one in unknown if one.details.get("title")]
    told = []
    if len(strange) > _FEW:
        names = [one.value for one in strange if one.value != MASK]
        at = [places.index(one.place) + 1 for one in (strange[0], strange[-1])]
        value = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        details: dict[str, object] = {"count": len(strange), "first": at[0], "last": at[1]}
        told.append(
            Problem(strange[0].place, "columns-unknown", "", value or MASK, details=details)
        )
    if len(titled) > 1:
        pairs = [f"{one.value} → {one.details['suggestion']}" for one in titled]
        details = {"count": len(titled), "names": ", ".join(pairs)}
        told.append(Problem(titled[0].place, "columns-titled", details=details))
    gone = [*(strange if len(strange) > _FEW else ()), *(titled if len(titled) > 1 else ())]
    return [*(one for one in problems if one not in gone), *told]


def title_form(label: str) -> str:
    """Return what is compared of a title: its words in no order, without the small ones.

    >>> title_form("Date of consent") == title_form("Consent date")
    True
    """
    return " ".join(sorted({*words_of(label)} - _SMALL_WORDS))


_SMALL_WORDS = frozenset(
    words_of("a al as con de del el en for in la las los of on para por s the y")
)


def meanings_of_titles(columns: Iterable[Column]) -> dict[str, str]:
    """Return which one column each title means: of its schema, or in a language of the package."""
    found: dict[str, set[str]] = {}
    for column in columns:
        if column.name == column.field.name:
            for title in (column.field.title, *column_titles().get(column.name, ())):
                found.setdefault(title_form(title), set()).add(column.name)
    return {
        form: name for form, names in found.items() if form and len(names) == 1 for name in names
    }


def _beginning(label: str, names: Sequence[str]) -> dict[str, object]:
    """Suggest the only name that begins a label, or that a label begins: `ident` for `id`."""
    word = label.casefold()
    found = [
        name
        for name in names
        if (word.startswith(name) or name.startswith(word)) and same_number(word, name)
    ]
    return {"suggestion": found[0]} if len(found) == 1 and len(word) > 1 else {}


def is_personal(columns: Iterable[Column]) -> bool:
    """Say whether a table holds what is not for everybody, so that a label may be a value too."""
    return any(column.field.privacy is not Privacy.PUBLIC for column in columns)


def without_value(problem: Problem) -> Problem:
    """Hide a label or key unless it is one of ours, or nearly: one that goes on holds a value."""
    details = dict(problem.details)
    meant, language = (str(details.get(name, "")) for name in ("suggestion", "language"))
    longer = problem.value.casefold().startswith(meant) and not details.get("title")
    near = bool(meant) and not longer
    if language:
        near = is_language(language_code(language))
        details["language"] = language if near else MASK
    ours = near or not problem.value or problem.code in {"column-duplicate", "column-unnamed"}
    return replace(problem, value=problem.value if ours else MASK, details=details)


def _with_suggestions(
    problems: list[Problem], absent: Sequence[str], columns: Sequence[Column]
) -> tuple[list[Problem], set[str]]:
    """Suggest absent columns for unknown labels; say which columns were meant."""
    meant: set[str] = set()
    result = []
    translatable = {column.field.name for column in columns if column.language}
    for problem in problems:
        stem, _, language = problem.value.rpartition("_")
        if problem.code != "column-unknown" or problem.details:
            result.append(problem)
        elif stem in translatable and 2 <= len(language) <= 7:
            details: dict[str, object] = {"language": language}
            result.append(replace(problem, code="column-language", details=details))
        else:
            details = suggested_name(problem.value, absent) or _beginning(problem.value, absent)
            meant |= {str(name) for name in details.values()}
            result.append(replace(problem, details=details))
    return result, meant
