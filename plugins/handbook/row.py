"""Rows: what the sources hand to the content types, typed and located, free of CSV and YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from handbook.consent import Consent
from handbook.languages import Text
from handbook.problems import Where
from handbook.text.ranges import Range


class Privacy(StrEnum):
    """Who may see a field: everybody, everybody with the person's consent, or nobody."""

    PUBLIC = "public"
    CONSENT = "consent"
    PRIVATE = "private"


LINK = "link"
"""The format of lists of links: each has a kind, a word of the vocabulary, and something more."""
_LISTED = (tuple, list)
LISTS = frozenset(("list", "array"))
"""Types of fields that hold several values; those of the second cannot be written in a table."""


def several(cell: Any) -> tuple[Any, ...]:
    """Return what a cell holds: its one value, the items of its list, or nothing.

    >>> several("acme"), several(("acme", "beta")), several(None)
    (('acme',), ('acme', 'beta'), ())
    """
    if isinstance(cell, _LISTED):
        return tuple(cell)
    return () if cell is None or cell == "" else (cell,)


@dataclass(frozen=True, slots=True)
class Field:
    """One column or key, as its Table Schema describes it."""

    name: str
    title: str
    description: str
    type: str
    privacy: Privacy
    required: bool = False
    translatable: bool = False
    """Whether `<name>_<language>` columns (or a map of languages in YAML) may stand beside it."""
    prose: bool = False
    """Whether it holds sentences, in which an address may be meant, and not a name or a place."""
    markdown: bool = False
    """Whether it is Markdown."""
    vocabulary: str = ""
    """Name of the vocabulary its values, or the items of its list, come from; empty for none."""
    descriptor: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """The field as Frictionless reads it."""
    options: tuple[Term, ...] = ()
    """The only texts that it may hold, or the items of its list, in order, where they are no
    vocabulary."""
    listed: bool = False
    """Whether it can only hold one of a few words that the schema or the vocabulary lists."""


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """Which columns of a table tell of a person, as `person` in its Table Schema says."""

    name: str
    """The column of the full name."""
    consent: str = ""
    """The column in which the consent begins (`consent`, `consent_date` and so on); empty where
    nothing of the table is ever published."""
    id: str = ""
    """The column of the person's own id; empty where a record only holds a person, as an
    organisation holds its champion."""
    several: bool = False
    """Whether one person may have several rows, such as one for each term of office."""
    since: str = ""
    """The column of the first day on which the person may be shown, whatever the consent."""
    until: str = ""
    """That of the last day."""
    sort: str = ""
    """The column of another writing of the name, by which people are put in order; never shown."""
    about: str = ""
    """The column of the id of somebody else, of whom the person speaks."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A Table Schema: what a table or a YAML list of records may hold."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    person: PersonColumns | None = None
    """The person that a record is or holds; None where it tells of none."""
    descriptor: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def references(self) -> Mapping[str, str]:
        """The content type that each column refers to, for keys of one column."""
        return {
            key["fields"][0]: key["reference"]["resource"]
            for key in self.descriptor.get("foreignKeys", ())
            if len(key["fields"]) == 1
        }

    def field(self, name: str) -> Field:
        """Return the field called `name`.

        Raises:
            KeyError: there is none.
        """
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary, such as a field of expertise."""

    id: str
    title: Text
    contact: bool = True
    """Of a kind of link: whether one reaches the person by it, so that it needs consent for
    contact."""
    place: int = field(default=0, compare=False)
    """Where it stands in its vocabulary."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where somebody is to be found elsewhere."""

    kind: Term
    target: str
    """An address that begins with https, or a handle such as @ana."""
    label: Text | str = ""
    """What it is called, in one or more languages where they are told apart; empty where its kind
    says enough."""

    @property
    def address(self) -> str:
        """The address; empty for a handle."""
        return "" if self.target.startswith("@") else self.target

    @property
    def contact(self) -> bool:
        """Whether one reaches the person by it."""
        return self.kind.contact or not self.address

    def __str__(self) -> str:
        """Write it as a cell holds it."""
        return self._written(str(self.label))

    def in_language(self, language: str) -> str:
        """Write it likewise as it is called in a language; empty where it is not called in it."""
        names = dict(self.label.versions) if isinstance(self.label, Text) else {}
        return self._written(names[language]) if language in names else ""

    def _written(self, label: str) -> str:
        label = f"({label})" if label and self.kind.id else label
        head = " ".join(filter(None, (self.kind.id, label)))
        return f"{head}: {self.target}" if head else self.target


def links_in(value: Any) -> tuple[Link, ...]:
    """Return the links that a cell holds."""
    if isinstance(value, _LISTED):
        return tuple(each for each in value if isinstance(each, Link))
    return (value,) if isinstance(value, Link) else ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a field may hold, as listed in `programme/vocabulary.yaml`."""

    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class ExtraField:
    """A column that a programme added to a table, declared in `programme/fields.yaml`."""

    table: str
    name: str
    title: Text
    type: str
    privacy: Privacy
    filter: bool
    vocabulary: str = ""
    options: tuple[Term, ...] = ()
    """The only texts that it may hold, in order, where the programme lists them here."""

    @property
    def as_field(self) -> Field:
        """The field that a schema would have for it."""
        return Field(
            self.name,
            str(self.title),
            "",
            self.type,
            self.privacy,
            vocabulary=self.vocabulary,
            options=self.options,
        )

    def rank(self, value: Any) -> tuple[Decimal, Decimal]:
        """Say where a value comes in order: numbers by size, options as they are listed."""
        if isinstance(value, Range):
            return value.rank
        ids = [option.id for option in self.options]
        at = ids.index(value.id) if isinstance(value, Term) and value.id in ids else 0
        number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return (Decimal(value if number else at), Decimal(0))


@dataclass(frozen=True, slots=True)
class ExtraValue:
    """The value of one extra column in one row."""

    field: ExtraField
    value: Any


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table or of a YAML list: typed values by field name.

    An empty optional cell is None, an empty list `()`. A translatable field holds a `Text` (a
    translatable array a tuple of them), a field with a vocabulary a `Term` (a list a tuple).
    """

    values: Mapping[str, Any]
    where: Where
    edition: str = ""
    """Slug of the edition whose folder the table is in; empty for the programme's own tables."""
    extra: tuple[ExtraValue, ...] = ()

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def text(self, name: str) -> Text | None:
        """Return a translatable text."""
        value = self.values[name]
        assert value is None or isinstance(value, Text)
        return value

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of a list field."""
        return tuple(self.values[name] or ())

    def term(self, name: str) -> Term | None:
        """Return the word of a vocabulary that a field holds."""
        value = self.values[name]
        assert value is None or isinstance(value, Term)
        return value

    def terms(self, name: str) -> tuple[Term, ...]:
        """Return the words of a vocabulary that a list field holds."""
        return tuple(self.values[name] or ())

    def texts(self, name: str) -> tuple[Text, ...]:
        """Return the items of a translatable list."""
        return tuple(self.values[name] or ())

    def day(self, name: str) -> date | None:
        """Return a date."""
        value = self.values[name]
        assert value is None or isinstance(value, date)
        return value

    def consent(self, prefix: str = "consent") -> Consent:
        """Return the consent that the columns `<prefix>`, `<prefix>_date` and so on state."""
        return Consent(
            given=self.values[prefix] is True,
            since=self.day(f"{prefix}_date"),
            scope=frozenset(self.values.get(f"{prefix}_scope") or ()),
            wording=self.values.get(f"{prefix}_wording") or "",
            expires=self.day(f"{prefix}_expiry"),
        )
