"""Translations: which texts of a programme are not there in each of its languages, file by file.

What is missing is shown in the next language that there is, so nothing of this is a fault.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handbook.content_type.models import Document, Model
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import SHIPPED, Languages, Text
from handbook.problems import Place, Problem, Severity
from handbook.programme import Programme
from handbook.reading.documents.defaults import default_label
from handbook.reading.documents.package_data import has_catalogue, spoken_for
from handbook.reading.documents.prose import prose_files
from handbook.reading.files import label
from handbook.settings import Settings

_ENDING = ".md"


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A file with texts that are not there in every language of the programme."""

    place: Place
    """Where the first of them stands; the file alone where it is one text."""
    missing: Mapping[str, int]
    """How many texts lack each language, in the order of the programme's languages."""
    texts: int
    """How many lack any."""
    shipped: bool = False
    """Whether the file is one of the handbook's defaults, which the programme need not mend."""


def untranslated(settings: Settings, programme: Programme) -> tuple[Untranslated, ...]:
    """Tell what of a programme's data, of the files beside it and of its prose lacks a language.

    The path of a biography may name somebody who is not shown.

    Args:
        settings: where the programme lies, and its prose.
        programme: all of it, with the defaults that it shows.

    Returns:
        Each file that lacks something, data first, in the order of their paths.
    """
    languages = programme.languages
    data = (*_of_records(programme), *_of_files(programme))
    ordered = sorted(data, key=lambda each: each.place)
    return (*ordered, *_of_prose(settings.content, languages))


def told_untranslated(settings: Settings, programme: Programme) -> Iterator[Problem]:
    """Tell in one line how much of its own a programme shows in another language than asked for.

    What a language lacks of the handbook's own words is told by its name alone.
    """
    if len(programme.languages.codes) < 2:
        return
    found = [each for each in untranslated(settings, programme) if not each.shipped]
    for description in programme.all(ProgrammeDescription) if found else ():
        missing: Counter[str] = Counter()
        for each in found:
            missing.update(each.missing)
        counted = (f"{code}: {missing[code]}" for code in programme.languages if missing[code])
        yield Problem(
            description.where("languages"),
            "text-untranslated",
            severity=Severity.WARNING,
            details={
                "count": sum(each.texts for each in found),
                "files": len(found),
                "languages": ", ".join(counted),
            },
        )


def unspoken(description: ProgrammeDescription | None, root: Path) -> Iterator[Problem]:
    """Tell each language that the handbook has no words in, and which are shown in its place."""
    codes = description.languages if description else ()
    for number, code in enumerate(codes):
        if description and not has_catalogue(code, root=root):
            yield Problem(
                description.where(f"languages.{number}"),
                "language-unspoken",
                "languages",
                code,
                Severity.WARNING,
                {"instead": spoken_for(code, Languages(codes), root=root)},
            )


def _made(place: Place, lacking: Sequence[set[str]], languages: Languages) -> Untranslated:
    """Count what one file lacks."""
    counted = Counter(code for missing in lacking for code in missing)
    missing = {code: counted[code] for code in languages if counted[code]}
    shipped = place.path.startswith(default_label(""))
    return Untranslated(place, missing, len(lacking), shipped)


def _of_records(programme: Programme) -> Iterator[Untranslated]:
    lacking: dict[str, list[tuple[Place, set[str]]]] = {}
    # What is still to be written is told elsewhere.
    for place, text in filter(lambda each: each[1], _texts(programme)):
        missing = set(programme.languages) - {code for code, wording in text.versions if wording}
        if missing:
            lacking.setdefault(place.path, []).append((place, missing))
    for found in lacking.values():
        first = min(place for place, _ in found)
        yield _made(first, [missing for _, missing in found], programme.languages)


def _of_files(programme: Programme) -> Iterator[Untranslated]:
    """Give the texts beside the data, such as `mentors/ana.en.md`, that lack a language."""
    for path, missing in _lacking(programme.files, programme.languages):
        if path not in programme.default_files:
            yield _made(Place(label(path)), [missing], programme.languages)


def _lacking(paths: Iterable[str], languages: Languages) -> Iterator[tuple[str, set[str]]]:
    """Give the first there is of each text in Markdown, and the languages in which it is not."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(paths):
        stem, _, code = path.removesuffix(_ENDING).rpartition(".")
        if path.endswith(_ENDING) and code in languages.codes:
            found.setdefault(stem, {})[code] = path
    for versions in found.values():
        if missing := set(languages) - versions.keys():
            yield next(versions[code] for code in languages if code in versions), missing


def _of_prose(folders: Sequence[tuple[Path, str]], languages: Languages) -> Iterator[Untranslated]:
    """Give the pages that are there in no folder in some language, the programme's own first."""
    codes = dict.fromkeys((*languages, SHIPPED))
    there = {code: prose_files(folders, code).keys() for code in codes}
    told: set[str] = set()
    for folder in dict.fromkeys((folders[0], folders[-1])):
        by_language = {code: prose_files([folder], code) for code in codes}
        for name in sorted({name for found in by_language.values() for name in found} - told):
            told.add(name)
            missing = {code for code in languages if name not in there[code]}
            if missing:
                known = next(found[name] for found in by_language.values() if name in found)
                made = _made(Place(known[1]), [missing], languages)
                yield replace(made, shipped=folder[0] == folders[-1][0])


def _texts(programme: Programme) -> Iterator[tuple[Place, Text]]:
    """Give every text of the programme's records, and where it stands."""
    for records in programme.kinds.values():
        for record in records:
            if isinstance(record, Document):
                for path, text in _within(record, ()):
                    yield record.where(".".join(path)), text
            elif dataclasses.is_dataclass(record):
                yield from _of_row(record)


def _of_row(record: Any) -> Iterator[tuple[Place, Text]]:
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        values = value if isinstance(value, tuple) else (value,)
        for text in values:
            if isinstance(text, Text) and text:
                yield record.where(field.name), text


def _within(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Walk a document, giving each text with its dotted path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _within(getattr(value, name), (*path, name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, item in enumerate(value):
            yield from _within(item, (*path, str(number)))
