"""Rows: what the sources hand to the content types, typed and located, free of CSV and YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handbook.consent import Consent
from handbook.languages import Text
from handbook.problems import Where
from handbook.schema import ExtraField, Term

_LISTED = (tuple, list)


def several(cell: Any) -> tuple[Any, ...]:
    """Return what a cell holds: its one value, the items of its list, or nothing.

    >>> several("acme"), several(("acme", "beta")), several(None)
    (('acme',), ('acme', 'beta'), ())
    """
    if isinstance(cell, _LISTED):
        return tuple(cell)
    return () if cell is None or cell == "" else (cell,)


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
