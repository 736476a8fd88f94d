"""Rules on ids that would take an address the site needs."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.content_type.records import Entity
from handbook.problems import MASK, Problem
from handbook.programme import Programme, Rule

_LISTING = "index"
"""The name of a page that lists the records of its folder."""


def listing_kept(kind: type[Entity]) -> Rule:
    """Make the rule that no record of `kind` takes the address of the page that lists them."""

    def rule(programme: Programme) -> Iterator[Problem]:
        record = programme.find(kind, _LISTING)
        if record is not None:
            yield Problem(record.where("id"), "name-listing", "id", MASK)

    return rule
