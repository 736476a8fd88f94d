"""Results: the figures of an edition, already aggregated (evidence 8.2, 8.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from handbook.content_type import ContentType, Data, Table, never
from handbook.content_type.records import Entity, each, from_row
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Text
from handbook.problems import Place, Problem, warning
from handbook.programme import Programme

HUNDRED = Decimal(100)
_THOUSANDS = 3
"""Digits behind a point that may part thousands."""
INDICATORS = ("pairs", "duration", "frequency", "objectives", "relationship")
"""What is known of every edition as a minimum (evidence 8.2)."""


@dataclass(frozen=True, kw_only=True)
class Result(Entity):
    """One figure."""

    title: Text
    value: Decimal | None
    """None where the group was too small to be shown."""
    unit: str
    """`count`, `mean`, `percent`, `minutes` or `months`."""
    answers: int | None
    mark: Decimal | None
    indicator: str | None
    """Which of `INDICATORS` it tells of."""
    note: Text | None

    @property
    def reached(self) -> bool | None:
        """Whether the figure reaches its mark; None where one of the two is missing."""
        if self.value is None or self.mark is None:
            return None
        return self.value >= self.mark


def percent_in_range(programme: Programme) -> Iterator[Problem]:
    """A percentage is at most a hundred."""
    for result in programme.all(Result):
        for field, figure in (("value", result.value), ("mark", result.mark)):
            if result.unit == "percent" and figure is not None and figure > HUNDRED:
                yield Problem(result.where(field), "percent-range", field, str(figure))


def counts_whole(programme: Programme) -> Iterator[Problem]:
    """What is counted is a whole number, in which no point can stand for thousands."""
    mark = next((one.decimal_mark for one in programme.all(ProgrammeDescription)), ".")
    for result in programme.all(Result):
        for field, figure in (("value", result.value), ("mark", result.mark)):
            if result.unit != "count" or figure is None:
                continue
            whole, _, rest = str(figure).partition(".")
            if rest.strip("0") or len(rest) == _THOUSANDS:
                details = {"suggestion": whole + rest} if len(rest) == _THOUSANDS else {}
                written = str(figure).replace(".", mark)
                yield Problem(
                    result.where(field), "count-fraction", field, written, details=details
                )


def indicators_told(programme: Programme) -> Iterator[Problem]:
    """The results of an edition tell of its pairs, their time, and how it went (evidence 8.2)."""
    description = programme.one(ProgrammeDescription)
    if RESULTS.name in programme.incomplete or not description.follows("8.2"):
        return
    for edition in dict.fromkeys(result.edition for result in programme.all(Result)):
        told = {result.indicator for result in programme.all(Result, edition)}
        missing = [indicator for indicator in INDICATORS if indicator not in told]
        if missing:
            place = Place(RESULTS.file_of(edition))
            yield warning(place, "indicators-missing", "indicator", missing=", ".join(missing))


RESULTS = ContentType(
    name="results",
    folder=Path(__file__).parent,
    source=Table("editions/*/results.csv", optional=True),
    assemble=each(from_row(Result)),
    publish=never,
    data=Data(within="results"),
    rules=(percent_in_range, counts_whole, indicators_told),
)
