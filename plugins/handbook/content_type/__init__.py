"""The record that describes a content type: where its records come from, what is shown of them.

A content type is one folder under `content_types/`: its record and rules in Python, its Table
Schema in `schema.yaml`, and its templates `listing.html`, `entry.html` and `component.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.content_type.models import Document
from handbook.content_type.records import Assemble
from handbook.languages import Text
from handbook.programme import Programme, Rule

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
    """A record is a YAML document of nested maps."""

    path: str
    """From `folder`; `forms/*.yaml` means one record for each file of that folder."""
    model: type[Document]
    optional: bool = False
    folder: str = FOLDER


Source = Table | RecordList | YamlDocument


Publish = Callable[[Any, Programme], Any]
"""Makes of a record what may be seen on the reference date, or None where nothing may."""


def as_it_is(record: Any, programme: Programme) -> Any:
    """Publish a record whole: for records in which no field is personal.

    >>> from datetime import date
    >>> from handbook.languages import Languages
    >>> programme = Programme(date(2026, 3, 1), Languages(("en",)), {})
    >>> as_it_is("a question", programme)
    'a question'
    """
    return record


def never(record: Any, programme: Programme) -> None:
    """Publish nothing of a record by itself: others show what may be seen of it.

    >>> from datetime import date
    >>> from handbook.languages import Languages
    >>> never("a pair", Programme(date(2026, 3, 1), Languages(("en",)), {})) is None
    True
    """


@dataclass(frozen=True, slots=True)
class Entries:
    """How a page for each record is made, from `entry.html`."""

    title: Callable[[Any], Text | str]
    description: Callable[[Any], Text | str | tuple[Text | str | None, ...]]
    """One sentence for search results, or its parts."""
    path: str = "{kind}/{id}.md"
    prose_first: bool = False
    """Whether a page of prose of the same name stands in place of a record's."""

    def page(self, kind: str, id: str, edition: str = "") -> str:
        """Name the page of a record, as in the default language."""
        return self.path.format(kind=kind, id=id, edition=edition)


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


@dataclass(frozen=True, slots=True)
class FacetOf:
    """By what a directory can be narrowed down."""

    name: str
    """As addresses say it."""
    attribute: str
    """Of the record that may be seen: a term, a record, or several; of `titles`, their ids."""
    title: str
    """Key of its title in the interface."""
    titles: str = ""
    """Name of the type whose records are meant, where the attribute holds their ids."""
    by: str = ""
    """Attribute of those records that is chosen in place of their titles; empty for the titles."""
    words: str = ""
    """Key of the interface under which the values of that attribute are said."""
    newest_first: bool = False
    """Whether its choices are in order of their ids, the last one first."""
    order: tuple[str, ...] = ()
    """Ids that come first, in this order; else its choices are in order of their labels."""


@dataclass(frozen=True, slots=True)
class Directory:
    """How records are looked for where they are listed.

    Its cards are made by `cards.html` beside `listing.html`, which shows them.
    """

    by: Callable[[Any], str]
    """By what records are put in order, as a dictionary of the page's language would."""
    facets: tuple[FacetOf, ...]
    says: tuple[str, ...] = ()
    """Attributes whose texts words are looked for in, besides what stands on the card."""


def always(record: Any, programme: Programme) -> bool:
    """Say that a record suits every programme."""
    return True


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
    references: Mapping[str, str] = field(default_factory=dict)
    """Keys of its document that hold ids of another type, which may be given by name, too."""
    texts: bool = False
    """Whether each record may have a longer text beside it, `NAME/ID.LANGUAGE.md`."""
    order: Callable[[Sequence[Any]], Sequence[Any]] = tuple
    """Puts its records in the order in which they are shown; by default that of their file."""
    extra_columns: bool = False
    """Whether its records show the columns that a programme adds in `fields.yaml`."""
    suits: Callable[[Any, Programme], bool] = always
    """Says whether a record is meant for the programme as it is; any other is not published."""
    pictures: Callable[[Any], Iterable[str]] = no_pictures
    """Gives the paths from `programme/` of the pictures that a record to be seen shows."""
    data: Data = field(default_factory=Data)
    directory: Directory | None = None
    """How its records are looked for, where they may be very many."""

    @property
    def schema(self) -> Path:
        """The Table Schema of its rows, or of what the published data show of a document."""
        return self.folder / "schema.yaml"

    @property
    def listing(self) -> Path:
        """The template that lists its records; need not exist."""
        return self.folder / "listing.html"

    @property
    def component(self) -> Path:
        """The template that shows its records within a page; need not exist."""
        return self.folder / "component.html"

    @property
    def file(self) -> str:
        """Path of its file, or the pattern of its files, from the project's root."""
        return f"{self.source.folder}/{self.source.path}"

    def file_of(self, name: str) -> str:
        """Path of its file of an edition, or of one document of its folder, from there too."""
        return f"{self.source.folder}/{self.path_of(name)}"

    def path_of(self, name: str) -> str:
        """The same from the folder of its data; of a type that has one file alone, that."""
        return self.source.path.replace("*", name)

    @property
    def private(self) -> bool:
        """Whether its records are in `private/`, and so never reach what is published."""
        return self.source.folder == PRIVATE

    @property
    def per_edition(self) -> bool:
        """Whether each edition has its own records."""
        return self.source.path.startswith("editions/*/")

    @property
    def documents(self) -> bool:
        """Whether its records are YAML documents of nested maps, and no rows."""
        return isinstance(self.source, YamlDocument)

    @property
    def collected(self) -> bool:
        """Whether it has a folder of documents, one for each record."""
        return self.documents and "*" in self.source.path and not self.per_edition

    @property
    def singular(self) -> bool:
        """Whether there is one record (in each edition) and not many."""
        return self.documents and not self.collected
