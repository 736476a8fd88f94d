"""Pairs: who mentors whom in an edition. Kept in `private/`, never published."""

from __future__ import annotations

from pathlib import Path

from handbook.content_type import PRIVATE, ContentType, Table, each, never
from handbook.content_types.pairs.record import Pair
from handbook.content_types.pairs.rules import RULES
from handbook.row import Row


def make_pair(row: Row) -> Pair:
    """Make a pair of a row of an edition's `pairs.csv`."""
    return Pair(
        id=f"{row['mentor']} {row['mentee']}",
        where=row.where,
        edition=row.edition,
        mentor=row["mentor"],
        mentee=row["mentee"],
        since=row.day("since"),
        until=row.day("until"),
    )


PAIRS = ContentType(
    name="pairs",
    folder=Path(__file__).parent,
    source=Table("editions/*/pairs.csv", optional=True, folder=PRIVATE),
    assemble=each(make_pair),
    publish=never,
    rules=RULES,
)
