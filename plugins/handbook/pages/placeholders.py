"""Placeholders: what the texts of YAML have filled in from the data, by the names that prose has.

`for {{ edition.sessions.minutes | in_words }} minutes` follows `edition.yaml`. In the files of an
edition `edition` is that edition, elsewhere the one that pages speak to. Words alone can
be filled in: a text does not know on which page it will stand, and so where links lead from there.
Tables, biographies and what people said are no templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from handbook.content_type import ContentType, RecordList
from handbook.content_type.models import Document, is_awaited, is_markdown
from handbook.content_type.records import Entity
from handbook.content_types.editions import PublicEdition
from handbook.languages import SHIPPED, Catalogue, Languages, Text
from handbook.problems import Place, Problem
from handbook.programme import Programme
from handbook.reading.documents.defaults import default_label
from handbook.reading.files import label
from handbook.reading.sheets.braces import BRACES, holds_templates
from handbook.reading.sheets.schemas import load_schema
from handbook.rendering.library import PageContext
from handbook.rendering.renderers import Renderers
from handbook.schema import Term


def filled(
    programme: Programme,
    content_types: Iterable[ContentType],
    renderers: Renderers,
    root: Path,
    catalogues: Mapping[str, Catalogue],
) -> tuple[Programme, tuple[Problem, ...]]:
    """Fill in the texts of a programme.

    Args:
        programme: with everything in it.
        content_types: those made from YAML are filled in, if no people speak in them.
        renderers: render what may be seen of the programme as it is.
        root: the project's folder, for messages.
        catalogues: the words of each language of the programme, the first one's first.

    Returns:
        The programme, and a problem for each text that cannot be filled in.
    """
    filling = _Filling(renderers, root, catalogues)
    kinds = dict(programme.kinds)
    files = dict(programme.files)
    for kind in content_types:
        if holds_templates(kind):
            kinds[kind.name] = tuple(
                filling.record(record, _markdown_of(kind))
                if kind.suits(record, programme)
                else record
                for record in kinds.get(kind.name, ())
            )
            if kind.texts:
                files |= filling.files(kind.name, programme)
    return replace(programme, kinds=kinds, files=files), tuple(filling.problems)


def _markdown_of(kind: ContentType) -> frozenset[str]:
    """Name the attributes of a list's records that are Markdown."""
    if not isinstance(kind.source, RecordList):
        return frozenset()
    return frozenset(field.name for field in load_schema(kind.schema).fields if field.markdown)


def _read_in(written: str, languages: Languages) -> str:
    """Give the language of the programme in which a longer text is read; empty where in none."""
    spoken = (each for each in languages if written in {each, each.partition("-")[0]})
    return next(spoken, SHIPPED if written == SHIPPED else "")


class _Filling:
    """Fills in the texts of records one by one."""

    def __init__(
        self, renderers: Renderers, root: Path, catalogues: Mapping[str, Catalogue]
    ) -> None:
        self.problems: list[Problem] = []
        self._catalogues = catalogues
        self._renderers = renderers
        self._root = root
        self._names: Mapping[str, Any] = {}

    def record(self, record: Any, markdown: frozenset[str]) -> Any:
        """Fill in a record; an attribute that has nothing to fill in is the same as before."""
        editions = self._renderers.shown.all(PublicEdition)
        own = [edition for edition in editions if edition.id == record.edition]
        self._names = {"edition": own[0]} if own else {}
        if isinstance(record, Document):
            return self._model(record, record.where, "")
        assert isinstance(record, Entity)
        changed = {
            field.name: value
            for field in fields(record)
            if (own := getattr(record, field.name))
            is not (value := self._value(own, record.where, field.name, field.name in markdown))
        }
        return replace(record, **changed) if changed else record

    def files(self, folder: str, programme: Programme) -> dict[str, bytes]:
        """Fill in the longer texts beside the records of a list, which are Markdown."""
        self._names = {}
        changed: dict[str, bytes] = {}
        for path, content in programme.files.items():
            text = content.decode("utf-8", "replace")
            language = _read_in(path.split(".")[-2:][0], programme.languages)
            if language and path.startswith(f"{folder}/") and BRACES.search(text):
                shipped = path in programme.default_files
                source = default_label(path) if shipped else label(path)
                changed[path] = self._wording(text, language, Place(source, 1), True).encode()
        return changed

    def _model(self, model: BaseModel, where: Any, path: str) -> BaseModel:
        changed = {}
        for name, field in type(model).model_fields.items():
            own = getattr(model, name)
            if is_awaited(field) and not own:
                value: Any = self._awaited(f"{path}{name}")
            else:
                value = self._value(own, where, f"{path}{name}", is_markdown(field))
            if value is not own:
                changed[name] = value
        return model.model_copy(update=changed) if changed else model

    def _awaited(self, path: str) -> Text:
        """Say that a text is still to be written."""
        said = {each.language: each.text(f"awaited.{path}") for each in self._catalogues.values()}
        return Text(tuple(said.items()))

    def _value(self, value: Any, where: Any, path: str, markdown: bool) -> Any:
        if isinstance(value, Text):
            return self._text(value, where, path, markdown)
        if isinstance(value, BaseModel):
            return self._model(value, where, f"{path}.")
        if isinstance(value, tuple) and not all(isinstance(item, str | Term) for item in value):
            made = [
                self._value(item, where, f"{path}.{number}", markdown)
                for number, item in enumerate(value)
            ]
            if any(new is not old for new, old in zip(made, value, strict=True)):
                # An item of which nothing is left is none.
                return tuple(item for item in made if not isinstance(item, Text) or item)
        return value

    def _text(self, text: Text, where: Any, path: str, markdown: bool) -> Text:
        if not any(map(BRACES.search, (wording for _, wording in text.versions))):
            return text
        place = where(path)
        return Text(
            tuple(
                (code, self._wording(wording, code, place, markdown))
                for code, wording in text.versions
            )
        )

    def _wording(self, wording: str, language: str, place: Place, markdown: bool) -> str:
        page = PageContext("index.md", language)
        # A line of its own counts only where the text is a whole file.
        make = partial(_filled_wording, wording, place, page, markdown, self._names)
        written, problem = self._renderers.made(make, place.path, self._root)
        if problem is not None:
            whole = place.line == 1 and place.path.endswith(".md")
            self.problems.append(problem if whole else replace(problem, place=place))
        return wording if written is None else written


def _filled_wording(
    wording: str,
    place: Place,
    page: PageContext,
    markdown: bool,
    names: Mapping[str, Any],
    renderer: Any,
) -> str:
    filled_in: str = renderer.words(wording, place, page, markdown=markdown, **names)
    return filled_in
