"""Public texts: everything of the sources that is about to be read by everybody, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel

from handbook.content_type import ContentType
from handbook.languages import Text
from handbook.leaks.parting import parted_markdown
from handbook.outputs import Prose
from handbook.people.holdings import Holding, attached
from handbook.people.shown import leaves
from handbook.problems import Place, Where
from handbook.reading.documents.defaults import default_label
from handbook.reading.files import label
from handbook.reading.programme import Reading
from handbook.schema import ExtraField, Vocabulary

_CARRIED = "handbook/content/"
"""How messages call the prose of the package, in which a programme can write nothing."""


@dataclass(frozen=True, slots=True)
class PublicText:
    """One text that everybody is about to read."""

    text: str
    field: str
    """The column or key it stands in; empty for a text of its own file."""
    where: Where

    def place(self, line: int) -> Place:
        """Tell where a line of the text stands, counted from 0."""
        place = self.where(self.field)
        return place if self.field else Place(place.path, max(place.line, 1) + line)


def public_texts(
    reading: Reading,
    held: Sequence[Holding],
    content_types: Sequence[ContentType],
    prose: Iterable[Prose],
) -> Iterator[PublicText]:
    """Give every cell, key, file and page of which something is shown.

    Args:
        reading: what was read.
        held: the rows of its tables, with what is shown of them.
        content_types: those both were made with.
        prose: the prose of the site, as it was read.
    """
    yield from _of_tables(held)
    for kind in content_types:
        for document in reading.programme.kinds.get(kind.name, ()) if kind.documents else ():
            for path, text in _of_model(document, ""):
                yield PublicText(text, path, document.where)
    yield from _of_files(reading, held)
    for page in prose:
        if not page.source.startswith(_CARRIED):
            yield from _of_page(page)
    yield from _labels(reading.vocabularies, reading.programme.extra_fields)


def _of_tables(held: Iterable[Holding]) -> Iterator[PublicText]:
    for holding in held:
        for datum in holding.shown():
            if not datum.listed:
                for text in leaves(datum.value):
                    yield PublicText(text, datum.field, datum.where)


def _of_model(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Give the texts of a document with the path of each, as its places are asked for."""
    if isinstance(value, str | Text):
        yield from ((path, text) for text in leaves(value))
        return
    inner: Iterable[tuple[object, Any]] = ()
    if isinstance(value, BaseModel):
        inner = ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, tuple | list):
        inner = enumerate(value)
    for key, each in inner:
        if path != "privacy" or key != "not_personal":
            yield from _of_model(each, f"{path}.{key}" if path else str(key))


def _of_files(reading: Reading, held: Sequence[Holding]) -> Iterator[PublicText]:
    """Give the biographies that are shown, and the texts that belong to no person."""
    of_people = {datum.where().path: datum for _, datum in attached(reading.programme, held)}
    for path, content in reading.programme.files.items():
        shipped = path in reading.programme.default_files
        place = Place(default_label(path) if shipped else label(path), 1)
        datum = of_people.get(place.path)
        if path.endswith(".md") and (datum is None or datum.public):
            text = content.decode("utf-8", "replace")
            yield PublicText(parted_markdown(text), "", partial(_at, place))


def _of_page(page: Prose) -> Iterator[PublicText]:
    for key, value in page.meta.items():
        place = Place(page.source, page.lines.get(key, 1))
        for text in leaves(value):
            yield PublicText(text, key, partial(_at, place))
    place = Place(page.source, page.first_line)
    yield PublicText(parted_markdown(page.body), "", partial(_at, place))


def _labels(
    vocabularies: Mapping[str, Vocabulary], fields: Iterable[ExtraField]
) -> Iterator[PublicText]:
    words = partial(_at, Place("programme/vocabulary.yaml"))
    columns = partial(_at, Place("programme/fields.yaml"))
    for vocabulary in vocabularies.values():
        for term in vocabulary.terms:
            yield from (PublicText(text, "title", words) for text in leaves(term.title))
    for field in fields:
        for text in (field.name, *leaves(field.title)):
            yield PublicText(text, "title", columns)


def _at(place: Place, field: str = "") -> Place:
    return place
