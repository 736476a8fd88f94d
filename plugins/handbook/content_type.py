"""The record that describes a content type, and the bases of what it is made of.

A content type is one folder under `content_types/`: its record and rules in Python, its Table
Schema in `schema.yaml`, and its templates `listing.html` and `entry.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, PlainValidator, PrivateAttr, ValidationInfo

from handbook.consent import Consent
from handbook.languages import Text
from handbook.problems import Place, Problem, Where
from handbook.programme import Programme, Rule
from handbook.tables import Row


@dataclass(frozen=True, kw_only=True)
class Entity:
    """What every record read from a table or list has."""

    id: str
    where: Where = field(repr=False, compare=False)
    edition: str = ""


def _nowhere(field: str = "") -> Place:
    """Stand in for the place of a model that was not read from a file."""
    return Place("")


class Model(BaseModel):
    """A part of a YAML document, strict about its keys.

    Values arrive as the text that stands in the file, so that the model alone decides their
    type; `where("sessions.count")` tells where a value stands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Document(Model):
    """A whole YAML document: one record."""

    _where: Where = PrivateAttr(default_factory=lambda: _nowhere)
    _edition: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """Slug of its edition, or empty: there is one such document."""
        return self._edition

    @property
    def edition(self) -> str:
        """Slug of the edition it belongs to; empty for the programme's own documents."""
        return self._edition

    @property
    def where(self) -> Where:
        """Tells where a key stands, by its dotted path."""
        return self._where

    def model_post_init(self, context: Any, /) -> None:
        """Remember where the document was read from, as the reader tells in its context."""
        told = context or {}
        self._where = told.get("where", _nowhere)
        self._edition = told.get("edition", "")


def _parse_text(value: Any, info: ValidationInfo) -> Text:
    languages = (info.context or {}).get("languages") or ("en",)
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return Text.of(value.strip(), languages[0])
    if isinstance(value, dict) and value and all(isinstance(v, str) for v in value.values()):
        unknown = [code for code in value if code not in languages]
        if unknown:
            raise ValueError(f"text-language:{unknown[0]}")
        if languages[0] not in value:
            raise ValueError(f"text-default:{languages[0]}")
        order = [code for code in languages if code in value]
        return Text(tuple((code, value[code].strip()) for code in order))
    raise ValueError("text-expected")


TextField = Annotated[Text, PlainValidator(_parse_text)]
"""A text of a YAML document: a string, or a map of language to wording."""


FOLDER = "programme"
PRIVATE = "private"
"""The two folders of data: what is published from, and what no commit may hold."""


@dataclass(frozen=True, slots=True)
class Table:
    """Records come from a CSV file, one row each."""

    path: str
    """From `folder`; `editions/*/timeline.csv` means one in each edition."""
    optional: bool = False
    folder: str = FOLDER
    """`programme`, or `private` for what never leaves the coordinator's machine."""


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records come from a YAML file whose top level is a list."""

    path: str
    optional: bool = False
    folder: str = FOLDER


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """The one record is a YAML document of nested maps."""

    path: str
    model: type[Document]
    optional: bool = False
    folder: str = FOLDER


Source = Table | RecordList | YamlDocument


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a whole table gave: its records, and the problems met in making them."""

    records: tuple[Any, ...]
    problems: tuple[Problem, ...] = ()


Assemble = Callable[[Sequence[Row], frozenset[str]], Assembled]
"""Makes records of the rows of all editions, given the slugs of those (or the empty one) whose
table had faulty rows, which were left out."""


def each(make: Callable[[Row], Any]) -> Assemble:
    """Assemble a table whose rows do not depend on one another."""

    def assemble(rows: Sequence[Row], incomplete: frozenset[str]) -> Assembled:
        return Assembled(tuple(make(row) for row in rows))

    return assemble


E = TypeVar("E", bound=Entity)


def from_row(kind: type[E], consent: str = "consent") -> Callable[[Row], E]:
    """Make the function that makes a record of a row: each attribute of the column of its name.

    Args:
        kind: the record; an attribute that is a plain `str` is empty where the cell is.
        consent: the column in which its consent begins (`consent`, `consent_date` and so on).
    """
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]

    def make(row: Row) -> E:
        given: dict[str, Any] = {"where": row.where, "edition": row.edition, "extra": row.extra}
        values = {name: given[name] for name in names if name in given}
        for name in names:
            if hints[name] is Consent:
                values[name] = row.consent(consent)
            elif name not in values:
                value = row[name]
                values[name] = "" if value is None and hints[name] is str else value
        return kind(**values)

    return make


Publish = Callable[[Any, Programme], Any]
"""Makes of a record what may be seen on the reference date, or None where nothing may."""


def as_it_is(record: Any, programme: Programme) -> Any:
    """Publish a record whole: for records in which no field is personal."""
    return record


def never(record: Any, programme: Programme) -> None:
    """Publish nothing of a record by itself: others show what may be seen of it."""


@dataclass(frozen=True, slots=True)
class Entries:
    """How a page for each record is made, from `entry.html`."""

    title: Callable[[Any], Text | str]
    description: Callable[[Any], Text | str | tuple[Text | str | None, ...]]
    """One sentence for search results, or its parts."""
    path: str = "{kind}/{id}.md"


@dataclass(frozen=True, slots=True)
class Data:
    """How the published data, `data/*.csv`, show the records of a type.

    Without a word a type joins by itself: its records that may be seen, with the columns of its
    schema that are not private and that the seen record has as attributes.
    """

    within: str = ""
    """Attribute of a published edition that holds the records, for types that publish none by
    themselves."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column to the attribute of the seen record that it shows (`award.id`), where that is not
    the one of its name."""


def no_pictures(record: Any) -> tuple[str, ...]:
    """Give no picture: for records that have none."""
    return ()


@dataclass(frozen=True)
class ContentType:
    """One kind of record: where it comes from, what it means, what is shown of it."""

    name: str
    """Noun in the plural: the name templates use, and the folder of its pages."""
    folder: Path
    """Where `schema.yaml`, `listing.html` and `entry.html` are."""
    source: Source
    publish: Publish
    assemble: Assemble | None = None
    """Makes records of rows; None for a YAML document, whose model does."""
    rules: tuple[Rule, ...] = ()
    entries: Entries | None = None
    extra_columns: bool = False
    """Whether its records show the columns that a programme adds in `fields.yaml`."""
    pictures: Callable[[Any], Iterable[str]] = no_pictures
    """Gives the paths from `programme/` of the pictures that a record to be seen shows."""
    data: Data = field(default_factory=Data)

    @property
    def schema(self) -> Path:
        """The Table Schema of its rows, or of what the published data show of a document."""
        return self.folder / "schema.yaml"

    @property
    def listing(self) -> Path:
        """The template that lists its records; need not exist."""
        return self.folder / "listing.html"

    @property
    def file(self) -> str:
        """Path of its file, or the pattern of its files, from the project's root."""
        return f"{self.source.folder}/{self.source.path}"

    @property
    def private(self) -> bool:
        """Whether its records are in `private/`, and so never reach what is published."""
        return self.source.folder == PRIVATE

    @property
    def per_edition(self) -> bool:
        """Whether each edition has its own records."""
        return self.source.path.startswith("editions/*/")

    @property
    def singular(self) -> bool:
        """Whether there is one record (in each edition) and not many."""
        return isinstance(self.source, YamlDocument)
