"""Schemas: what a table or a YAML list may hold, with the words of vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from handbook.languages import Text
from handbook.text.ranges import Range


class Privacy(StrEnum):
    """Who may see a field: everybody, everybody with the person's consent, or nobody."""

    PUBLIC = "public"
    CONSENT = "consent"
    PRIVATE = "private"


LINK = "link"
"""The format of lists of links: each has a kind, a word of the vocabulary, and something more."""
LISTS = frozenset(("list", "array"))
"""Types of fields that hold several values; those of the second cannot be written in a table."""


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
