"""Comparison: the figures of several editions side by side (evidence 8.10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handbook.content_types.editions import PublicEdition
from handbook.content_types.results import Result
from handbook.languages import Text


@dataclass(frozen=True, slots=True)
class Series:
    """One figure, as each edition counted it."""

    id: str
    title: Text
    """In the words of the newest edition that has it."""
    unit: str
    results: tuple[Result | None, ...]
    """One for each edition compared, in their order; None where an edition did not count it."""
    before: Result | None
    """That of the edition that the newest is compared with, where it counted it."""

    @property
    def change(self) -> Decimal | None:
        """How much more the newest edition has than the one before it, in the unit of the figure.

        Points, and not percent, where it is a percentage; None where either does not show it.
        """
        before, newest = self.before, self.results[-1]
        if before is None or newest is None or before.value is None or newest.value is None:
            return None
        return newest.value - before.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """What editions with results have counted alike."""

    editions: tuple[PublicEdition, ...]
    """Those that have results, the oldest first."""
    series: tuple[Series, ...]
    """Figures that at least two of them have, in the order of the newest."""
    before: PublicEdition | None
    """The last of its kind before the newest; what changed from another kind would say nothing."""


def comparison(editions: Iterable[PublicEdition]) -> Comparison | None:
    """Put the figures of editions side by side; None where there is nothing to compare.

    Figures are the same where id and unit are: what was counted in minutes before, and in months
    now, is another.

    Args:
        editions: the newest first.
    """
    newest_first = [edition for edition in editions if edition.results]
    found: dict[tuple[str, str], dict[str, Result]] = {}
    for edition in newest_first:
        for result in edition.results:
            found.setdefault((result.id, result.unit), {})[edition.id] = result
    compared = tuple(reversed(newest_first))
    before = _last_of_its_kind(newest_first)
    series = tuple(
        Series(
            id,
            next(iter(of_each.values())).title,
            unit,
            tuple(of_each.get(edition.id) for edition in compared),
            of_each.get(before.id) if before else None,
        )
        for (id, unit), of_each in found.items()
        if len(of_each) > 1
    )
    return Comparison(compared, series, before) if series else None


def _last_of_its_kind(newest_first: Sequence[PublicEdition]) -> PublicEdition | None:
    """Return the last edition before the newest in which the same mentored the same."""
    for edition in newest_first[1:]:
        if edition.settings.direction == newest_first[0].settings.direction:
            return edition
    return None
