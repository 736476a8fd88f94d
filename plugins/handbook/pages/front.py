"""The names that every template can use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.programme import Programme


def names_for_templates(programme: Programme) -> Mapping[str, Any]:
    """Return what prose and templates are given, by name.

    Every content type under its own name: the one record of a document, else a tuple. Besides,
    `edition` is the edition the front door is about, `editions` are newest first, and `today` is
    the reference date.
    """
    names: dict[str, Any] = {}
    for kind, records in programme.kinds.items():
        if kind not in programme.single:
            names[kind] = records
        elif records:
            names[kind] = records[0]
    editions = sorted(
        programme.all(PublicEdition),
        key=lambda edition: (edition.settings.starts, edition.id),
        reverse=True,
    )
    names[EDITIONS.name] = tuple(editions)
    names["edition"] = next(edition for edition in editions if edition.current)
    names["today"] = programme.reference_date
    return names
