"""The programme: every record, typed, with the lookups that rules and pages need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from handbook.languages import Languages
from handbook.problems import Problem
from handbook.row import several
from handbook.schema import ExtraField


class Record(Protocol):
    """What every record of a programme has."""

    @property
    def id(self) -> str:
        """Identifier, unique among the records of its kind (and edition)."""
        ...

    @property
    def edition(self) -> str:
        """Slug of the edition it belongs to; empty for the programme's own records."""
        ...


R = TypeVar("R", bound=Record)
T = TypeVar("T")


class MissingRecordError(LookupError):
    """The only record of a type is not there: its file is missing or faulty."""


@dataclass(frozen=True)
class Programme:
    """All records of one programme on one day.

    Used twice: with everything in it, for the rules; and, made by `published`, with only
    what may be seen, for pages and files. The two hold different types of record.
    """

    reference_date: date
    languages: Languages
    kinds: Mapping[str, tuple[Any, ...]]
    """Records by the name of their content type, in the order of their file."""
    single: frozenset[str] = frozenset()
    """Names of the content types of which there is one record (in each edition)."""
    extra_fields: tuple[ExtraField, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Biographies, material and photos by path from `programme/`."""
    default_files: frozenset[str] = frozenset()
    """Which of them are the package's, since the programme has none of the name."""
    incomplete: frozenset[str] = frozenset()
    """Names of the content types of which a faulty record was left out: a rule about what is
    missing has to wait until it is mended."""

    @cached_property
    def _by_type(self) -> Mapping[type, tuple[Any, ...]]:
        found: dict[type, list[Any]] = {}
        for records in self.kinds.values():
            for record in records:
                found.setdefault(type(record), []).append(record)
        return {kind: tuple(records) for kind, records in found.items()}

    @cached_property
    def _by_id(self) -> Mapping[tuple[type, str, str], Any]:
        return {
            (kind, record.edition, record.id): record
            for kind, records in self._by_type.items()
            for record in records
        }

    @cached_property
    def _indexes(self) -> dict[tuple[type, str], dict[Any, list[Any]]]:
        return {}

    def all(self, kind: type[T], edition: str | None = None) -> tuple[T, ...]:
        """Return the records of a type, or those of one edition."""
        records = self._by_type.get(kind, ())
        if edition is None:
            return records
        return tuple(record for record in records if record.edition == edition)

    def find(self, kind: type[R], id: str, edition: str = "") -> R | None:
        """Return the record of a type with this id, or None.

        >>> from handbook.content_type.records import Entity
        >>> from handbook.problems import Place
        >>> entity = Entity(id="ana", where=lambda field="": Place(""))
        >>> programme = Programme(date(2026, 3, 1), Languages(("en",)), {"people": (entity,)})
        >>> programme.find(Entity, "ana") is entity
        True
        >>> programme.find(Entity, "ben") is None
        True
        """
        found: R | None = self._by_id.get((kind, edition, id))
        return found

    def related(self, kind: type[R], attribute: str, value: str) -> tuple[R, ...]:
        """Return the records of a type whose `attribute` is `value` or holds it, by an index.

        >>> from handbook.content_type.records import Entity
        >>> from handbook.problems import Place
        >>> entity = Entity(id="kick-off", edition="2026", where=lambda field="": Place(""))
        >>> programme = Programme(date(2026, 3, 1), Languages(("en",)), {"dates": (entity,)})
        >>> programme.related(Entity, "edition", "2026") == (entity,)
        True
        """
        key = (kind, attribute)
        if key not in self._indexes:
            index: dict[Any, list[Any]] = {}
            for record in self.all(kind):
                for each in dict.fromkeys(several(getattr(record, attribute))):
                    index.setdefault(each, []).append(record)
            self._indexes[key] = index
        return tuple(self._indexes[key].get(value, ()))

    def one(self, kind: type[T], edition: str = "") -> T:
        """Return the only record of a type.

        >>> from handbook.content_type.records import Entity
        >>> Programme(date(2026, 3, 1), Languages(("en",)), {}).one(Entity)
        Traceback (most recent call last):
        handbook.programme.MissingRecordError: Entity

        Raises:
            MissingRecordError: there is none.
        """
        records = self.all(kind, edition)
        if not records:
            raise MissingRecordError(kind.__name__)
        return records[0]


Rule = Callable[[Programme], Iterable[Problem]]
"""Finds problems that only the whole programme can show."""
