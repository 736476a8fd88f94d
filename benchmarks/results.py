"""What was measured: costs by the work and by the size of the programme it was done on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import log
from typing import Any

from programmes import Size
from running import Cost, typical

COLD = "handbook, cold"
SAME = "handbook, nothing changed"
ONE = "handbook, one record changed"
EXAMPLE = "the example, cold"
EXAMPLE_BARE = "the example, cold, without documents"
EXAMPLE_SAME = "the example, nothing changed"
PREVIEW = "the example, one sentence in the preview"
EXAMPLE_SIZE = Size(mentors=40, languages=2)
"""What the worked example holds."""


@dataclass
class Results:
    """All rounds of everything."""

    costs: dict[tuple[str, Size], list[Cost]] = field(default_factory=dict)
    browser: dict[int, dict[str, float]] = field(default_factory=dict)
    """By number of people: what the directory cost a browser (`directory.py`)."""

    def add(self, work: str, size: Size, cost: Cost) -> None:
        """Take down one round."""
        self.costs.setdefault((work, size), []).append(cost)

    def get(self, work: str, size: Size) -> Cost | None:
        """Return the medians of some work, or None where it was not measured."""
        rounds = self.costs.get((work, size))
        return typical(rounds) if rounds else None

    def sizes(self, work: str) -> list[Size]:
        """Return on what some work was measured, the least first."""
        return sorted(size for name, size in self.costs if name == work)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as JSON holds it."""
        costs = [
            {"work": work, **asdict(size), "rounds": [asdict(cost) for cost in rounds]}
            for (work, size), rounds in self.costs.items()
        ]
        return {"costs": costs, "browser": {str(key): row for key, row in self.browser.items()}}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Results:
        """Return what `as_json` wrote."""
        found = cls(browser={int(key): row for key, row in value["browser"].items()})
        for each in value["costs"]:
            size = Size(each["mentors"], each["editions"], each["languages"])
            found.costs[each["work"], size] = [Cost(**cost) for cost in each["rounds"]]
        return found


def exponent(points: Iterable[tuple[float, float]]) -> float | None:
    """Return with which power of the number the cost grows, between the two largest numbers.

    1 is twice the cost for twice as many. None where there are fewer than two.

    >>> exponent([(10, 3), (1000, 80), (100, 8)])
    1.0
    """
    *_, (few, less), (many, more) = [(0.0, 0.0), (0.0, 0.0), *sorted(points)]
    return round(log(more / less) / log(many / few), 3) if few and less else None
