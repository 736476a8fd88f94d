"""Lookups: what templates ask the library for, and what was asked while something was made.

What was made stays as it is until an answer would be another. What a template is given besides,
such as the record of an entry and the words of its language, is not noted here.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jinja2.runtime import Context
from jinja2.utils import missing

from handbook.cache import fingerprint
from handbook.recollection import Asked
from handbook.rendering.library import Library
from handbook.row import several

LOOKUPS = "the lookups"
"""Under which name templates carry them; no template can ask for it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What leads to the page of a record, and nothing else of that."""

    kind: str
    id: str
    edition: str
    title: Any


Part = tuple[Reference, Any]
"""What a record holds, after what leads to the record."""


class Lookups:
    """Answers what templates ask, and notes it where somebody wants to know."""

    def __init__(self, library: Library, names: Mapping[str, Any]) -> None:
        """Begin without noting anything.

        Args:
            library: what is looked up in.
            names: what templates may use, besides helpers and filters.
        """
        self.library, self.names = library, names
        self._noting: list[dict[Asked, None]] = []
        self._told: dict[Asked, str] = {}
        self._records: dict[int, tuple[Any, str]] = {}
        self._parts: dict[tuple[str, str, str], Mapping[Any, list[Part]]] = {}

    @contextmanager
    def noted(self) -> Iterator[dict[Asked, None]]:
        """Give what is asked until the end of this, each once, in the order of asking."""
        asked: dict[Asked, None] = {}
        self._noting.append(asked)
        try:
            yield asked
        finally:
            self._noting.pop()

    def told(self, asked: Iterable[Asked]) -> str:
        """Return a fingerprint of the answers that these questions have now."""
        return fingerprint(*map(self._answer, asked))

    def _answer(self, asked: Asked) -> str:
        if asked not in self._told:
            sort, *parts = asked
            answer = getattr(self, sort)(*parts)
            of_records = sort in (self.listed.__name__, self.related.__name__)
            each = map(self.record_told, answer) if of_records else (repr(answer),)
            self._told[asked] = fingerprint(*each)
        return self._told[asked]

    def record_told(self, record: Any) -> str:
        """Return a fingerprint of a record; a page of its own tells it, and those of its kind."""
        known = self._records.get(id(record))
        if known is None:
            # With the record, so that no other one is ever found by its number.
            known = self._records[id(record)] = (record, fingerprint(repr(record)))
        return known[1]

    def _note(self, asked: Callable[..., Any], *parts: str) -> None:
        for noting in self._noting:
            noting[(asked.__name__, *parts)] = None

    def name(self, name: str) -> Any:
        """Return what a name stands for; None where it is none of the data."""
        if name in self.names:
            self._note(self.name, name)
        return self.names.get(name)

    def listed(self, kind: str) -> tuple[Any, ...]:
        """Return the records to render of a kind."""
        self._note(self.listed, kind)
        return self.library.records.get(kind, ())

    def related(self, kind: str, attribute: str, value: Any) -> tuple[Any, ...]:
        """Return the records of a kind whose attribute is a value, or holds it."""
        if isinstance(value, str):
            self._note(self.related, kind, attribute, value)
        else:
            self._note(self.listed, kind)
        return self.library.some(self._related(kind, attribute, value))

    def _related(self, kind: str, attribute: str, value: Any) -> tuple[Any, ...]:
        programme = self.library.programme
        records = programme.kinds.get(kind, ())
        return programme.related(type(records[0]), attribute, value) if records else ()

    def reference(self, kind: str, id: str) -> Reference | None:
        """Return what leads to a record of a kind; None where there is no such record."""
        self._note(self.reference, kind, id)
        found = self._related(kind, "id", id)
        return self._reference(kind, found[0]) if found else None

    def parts(self, kind: str, within: str, attribute: str, value: str) -> tuple[Part, ...]:
        """Return what records of a kind hold, of which an attribute is a value, or holds it.

        Args:
            kind: name of the content type.
            within: attribute of its records, under which there are several of something.
            attribute: of each of these.
            value: what is looked for.
        """
        self._note(self.parts, kind, within, attribute, value)
        key = (kind, within, attribute)
        if key not in self._parts:
            index: dict[Any, list[Part]] = {}
            for record in self.names.get(kind, ()):
                for part in getattr(record, within):
                    for each in several(getattr(part, attribute)):
                        index.setdefault(each, []).append((self._reference(kind, record), part))
            self._parts[key] = index
        return tuple(self._parts[key].get(value, ()))

    def _reference(self, kind: str, record: Any) -> Reference:
        entries = self.library.content_types[kind].entries
        title = entries.title(record) if entries else record.id
        return Reference(kind, record.id, getattr(record, "edition", ""), title)

    def has_page(self, name: str) -> bool:
        """Say whether there is a page of this name, of a record or of its own."""
        self._note(self.has_page, name)
        return name in self.library.pages or name in self.library.entries

    def has_entry(self, name: str) -> bool:
        """Say whether there is a page of a record of this name."""
        self._note(self.has_entry, name)
        return name in self.library.entries

    def has_ended(self, name: str) -> bool:
        """Say whether the page of a record of this name is not there since a consent ended."""
        self._note(self.has_ended, name)
        return name in self.library.ended

    def is_of_role(self, address: str) -> bool:
        """Say whether an address is that of a role, and not of a person."""
        self._note(self.is_of_role, address)
        return address.casefold() in self.library.role_addresses


Noting = tuple[Container[str], Callable[[str], object]]
"""Names of the data, and what is told when a template asks for one of them."""


class NotingContext(Context):
    """A context that has it noted which names a template asks for."""

    def resolve_or_missing(self, key: str) -> Any:
        """Look a name up."""
        names, note = self.environment.noting  # type: ignore[attr-defined]
        if key in names:
            note(key)
        # As Jinja does, without calling it: every name of every page comes through here.
        return self.vars[key] if key in self.vars else self.parent.get(key, missing)


def lookups_of(context: Context) -> Lookups:
    """Return the lookups of the template that is being rendered."""
    lookups: Lookups = context.environment.globals[LOOKUPS]  # type: ignore[assignment]
    return lookups
