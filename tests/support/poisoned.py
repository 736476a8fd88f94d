"""The small programme with hostile texts in every field of every record that pages see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import Any

from pydantic import BaseModel

from handbook.languages import Text
from handbook.programme import Programme
from tests.support.hostile import PAYLOADS

CODES = frozenset(
    {
        *("id", "edition", "organisation_id", "kind", "role", "roles", "audience", "stage", "slug"),
        *("current", "edition_id", "where", "editions", "evidence", "version", "time_zone"),
        *("people", "site_url", "style", "career", "stance", "table", "after", "languages_codes"),
        *("photo", "logo", "versions", "channel", "files", "field", "when_kind", "form"),
        *("layout", "filled_in_by", "signed_by", "repeat", "carried_from", "wording", "mentor"),
        "direction",
    }
)
"""Fields that hold words of the handbook, ids and names of files: no text can stand in them."""
MARKDOWN = frozenset(
    {
        *("biography", "material", "culture", "answer", "text", "body", "summary", "timeline"),
        *("evaluation", "recommendation", "next_committee"),
    }
)
"""Fields that hold Markdown in one of the records, where it makes elements."""


def everything() -> Iterator[str]:
    """Give texts that hold every payload, each time another one first."""
    for start in cycle(range(len(PAYLOADS))):
        yield " ¦ ".join((*PAYLOADS[start:], *PAYLOADS[:start]))


def poisoned(
    programme: Programme, texts: Iterator[str], leave: frozenset[str] = frozenset()
) -> Programme:
    """Put texts in place of all that a programme says.

    Args:
        programme: what may be seen.
        texts: one for each field.
        leave: names of fields that stay as they are, besides those that hold no text.
    """
    poison = _Poison(texts, CODES | leave)
    kinds = {name: tuple(map(poison.of, records)) for name, records in programme.kinds.items()}
    return replace(programme, kinds=kinds)


class _Poison:
    def __init__(self, texts: Iterator[str], leave: frozenset[str]) -> None:
        self._texts, self._leave = texts, leave

    def of(self, value: Any) -> Any:
        if isinstance(value, str):
            return next(self._texts)
        if isinstance(value, Text):
            return Text(tuple((code, next(self._texts)) for code, _ in value.versions))
        if isinstance(value, tuple | list):
            return type(value)(map(self.of, value))
        if isinstance(value, BaseModel):
            names = set(type(value).model_fields) - self._leave
            return value.model_copy(update={name: self.of(getattr(value, name)) for name in names})
        if is_dataclass(value) and not isinstance(value, type):
            changed = {
                each.name: self._field(getattr(value, each.name), str(each.type))
                for each in fields(value)
                if each.init and each.name not in self._leave
            }
            return replace(value, **changed)
        return value

    def _field(self, value: Any, annotation: str) -> Any:
        """Fill what is empty in the small programme too."""
        if value is None and annotation.startswith("Text"):
            return Text.of(next(self._texts), "en")
        return self.of(value)
