"""Holdings: what tables hold that is not for everybody, and what of it published records show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any

from handbook.consent import BIOGRAPHY, PHOTO, Consent
from handbook.content_type import ContentType, no_pictures
from handbook.people.shown import EMPTY, Display, leaves, shows
from handbook.problems import Place, Where
from handbook.programme import Programme
from handbook.reading.programme import Reading
from handbook.reading.sheets.schemas import load_schema
from handbook.row import ExtraValue, Row, several
from handbook.schema import Privacy, Schema

_PHOTOS = "photos"


@dataclass(frozen=True, slots=True)
class Datum:
    """One filled cell, or one file, that is not for everybody."""

    field: str
    """The column; `biography` or `photo` for a file."""
    title: str
    """What the column is called in its schema; empty for a file."""
    value: Any
    """As the row holds it: a text, a date, a tuple of words; a file's text, or its path."""
    where: Where
    privacy: Privacy
    public: bool
    """Whether the pages are given it."""
    listed: bool = False
    """Whether it can only be one of a few words that a schema or vocabulary lists."""


@dataclass(frozen=True)
class Holding:
    """One row of a table, with what may be seen of it."""

    kind: ContentType
    schema: Schema
    row: Row
    record: Any
    """The published record; None where nothing of the row is shown."""
    display: Display

    @cached_property
    def id(self) -> str:
        """The row's key."""
        return " ".join(str(self.row[name]) for name in self.schema.descriptor["primaryKey"])

    @property
    def name(self) -> str:
        """The full name of the person that the row is or holds; empty where there is none."""
        return (self.row[self.schema.person.name] or "") if self.schema.person else ""

    @cached_property
    def consent(self) -> Consent | None:
        """That person's consent; None where the table asks for none."""
        prefix = self.schema.person.consent if self.schema.person else ""
        return self.row.consent(prefix) if prefix else None

    @property
    def name_shown(self) -> bool:
        """Whether the person is named on the site by this row."""
        person = self.schema.person
        return person is not None and shows(self.record, person.name, self.row[person.name])

    def facts(self) -> Iterator[Datum]:
        """Give the cells of a person's own row that need no consent, shown where the row is."""
        if self.schema.person is None or not self.schema.person.id:
            return
        for field in self.schema.fields:
            value = self.row.values.get(field.name)
            if field.privacy is Privacy.PUBLIC and value not in EMPTY:
                shown, where = self.record is not None, self.row.where
                yield Datum(field.name, field.title, value, where, field.privacy, shown)
        for extra in self.row.extra:
            if extra.field.privacy is Privacy.PUBLIC and extra.value not in EMPTY:
                yield self._extra(extra)

    @cached_property
    def data(self) -> tuple[Datum, ...]:
        """Every filled cell that is not public by its schema."""
        return tuple(self._not_public())

    def _not_public(self) -> Iterator[Datum]:
        values, where = self.row.values, self.row.where
        for field in self.schema.fields:
            if field.privacy is Privacy.PUBLIC or (value := values.get(field.name)) in EMPTY:
                continue
            kind, listed = field.privacy, field.listed
            for part, public in self._parts(field.name, value, kind):
                yield Datum(field.name, field.title, part, where, kind, public, listed)
        for extra in self.row.extra:
            if extra.field.privacy is not Privacy.PUBLIC and extra.value not in EMPTY:
                yield self._extra(extra)

    def _parts(self, column: str, value: Any, kind: Privacy) -> list[tuple[Any, bool]]:
        """Part a cell of which some is shown and some is not, such as two people of a project."""
        if kind is not Privacy.CONSENT:
            return [(value, False)]
        if self._public(column, value):
            return [(value, True)]
        each = [(part,) for part in value] if isinstance(value, tuple) else [value]
        return [(part, self._public(column, part)) for part in each]

    def shown(self) -> Iterator[Datum]:
        """Give every filled cell that everybody may read."""
        is_person = self.schema.person is not None and bool(self.schema.person.id)
        values, where = self.row.values, self.row.where
        for field in self.schema.fields if self.record is not None or not is_person else ():
            if field.privacy is Privacy.PUBLIC and (value := values.get(field.name)) not in EMPTY:
                listed = bool(field.vocabulary)
                yield Datum(field.name, field.title, value, where, field.privacy, True, listed)
        for extra in self.row.extra:
            if extra.field.privacy is Privacy.PUBLIC and extra.value not in EMPTY:
                yield self._extra(extra)
        yield from (datum for datum in self.data if datum.public)

    def _extra(self, extra: ExtraValue) -> Datum:
        name, title = extra.field.name, str(extra.field.title)
        public, where = extra in getattr(self.record, "extra", ()), self.row.where
        return Datum(name, title, extra.value, where, extra.field.privacy, public)

    def _public(self, column: str, value: Any) -> bool:
        if self.record is not None or self.schema.person is not None:
            return shows(self.record, column, value)
        # A row that is no person, such as a service, says who takes part by their id alone.
        table = self.schema.references.get(column, "")
        return all(self.display.record(table, "", id) is not None for id in several(value))


def holdings(
    reading: Reading, shown: Programme, content_types: Sequence[ContentType]
) -> Iterator[Holding]:
    """Give every sound row of every table, the public ones too.

    Args:
        reading: what was read.
        shown: what `reading.published` makes of it.
        content_types: those both were made with.
    """
    display = Display(shown, content_types)
    for kind in content_types:
        if kind.documents:
            continue
        schema = load_schema(kind.schema)
        for (name, edition), rows in reading.rows.items():
            if name != kind.name:
                continue
            for row in rows:
                key = schema.descriptor["primaryKey"]
                id = row[key[0]] if len(key) == 1 else ""
                yield Holding(kind, schema, row, display.record(name, edition, id), display)


@dataclass(frozen=True, slots=True)
class _File:
    """Tells where a file stands: nowhere but as a whole."""

    place: Place

    def __call__(self, field: str = "") -> Place:
        return self.place


def attached(
    programme: Programme, held: Sequence[Holding]
) -> Iterator[tuple[Holding | None, Datum]]:
    """Give the biographies and photos beside the tables, each with the row it belongs to.

    Args:
        programme: the one that was read, with every file.
        held: what its tables hold.
    """
    people = [each for each in held if each.schema.person and each.schema.person.id]
    texts = {(each.kind.name, each.id): each for each in people}
    pictured = {each.id: each for each in people if each.kind.pictures is not no_pictures}
    folders = {each.kind.name for each in people}
    for path, content in programme.files.items():
        pure = PurePath(path)
        folder, id = pure.parent.as_posix(), pure.name.partition(".")[0]
        where = _File(Place(f"programme/{path}"))
        if folder == _PHOTOS:
            owner = pictured.get(id)
            public = owner is not None and path in owner.display.files
            yield owner, Datum(PHOTO, "", path, where, Privacy.CONSENT, public)
        elif folder in folders:
            owner = texts.get((folder, id))
            text = content.decode("utf-8")
            public = owner is not None and _says(owner.record, text)
            yield owner, Datum(BIOGRAPHY, "", text, where, Privacy.CONSENT, public)


def _says(record: Any, text: str) -> bool:
    """Say whether a text stands in a record, most likely where longer ones do."""
    return any(text in set(leaves(each)) for each in (getattr(record, BIOGRAPHY, None), record))
