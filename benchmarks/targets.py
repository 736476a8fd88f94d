"""What the build, the check and the directory should cost at most, beside what they were found to.

The figures are ratios within one run, so that the machine weighs on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from check import AGAIN, CHECK, START, WHOLE
from contenders import EMPTY, HUGO, MATERIAL
from programmes import FEWEST_EDITIONS, Size
from results import COLD, EXAMPLE, EXAMPLE_SAME, EXAMPLE_SIZE, ONE, PREVIEW, SAME, Results, exponent

OF_TARGETS = 10_000
"""The number of mentors for which the targets are set."""
FEW = 100
"""The number of mentors for which a check is held against the start of Python."""


@dataclass(frozen=True)
class Target:
    """One of them."""

    work: str
    found: float | None
    """None where it was not measured."""
    at_least: float
    """What has to be reached: that much or less."""
    aim: float | None = None
    unit: str = "×"

    @property
    def reached(self) -> str:
        """Say in a word how far it was reached."""
        if self.found is None:
            return "not measured"
        if self.found <= (self.at_least if self.aim is None else self.aim):
            return "aim" if self.aim is not None else "yes"
        return "yes" if self.found <= self.at_least else "**no**"


def targets(found: Results) -> list[Target]:
    """Return all targets, measured on the largest programme that there is."""
    sizes = [size for size in found.sizes(COLD) if plain(size)]
    largest = sizes[-1] if sizes else Size(OF_TARGETS)
    return [
        *_builds(found, largest),
        *_growth(found),
        *_example(found),
        *_check(found, largest),
        *_browser(found),
    ]


def plain(size: Size) -> bool:
    """Say whether a programme was measured for the number of its mentors."""
    return size == Size(size.mentors)


def ratio(found: Results, one: tuple[str, Size], other: tuple[str, Size], by: str) -> float | None:
    """Return how many times one cost is the other, by a figure such as `user` or `wall`."""
    costs = found.get(*one), found.get(*other)
    if costs[0] is None or costs[1] is None:
        return None
    return float(getattr(costs[0], by) / getattr(costs[1], by))


def _builds(found: Results, size: Size) -> Iterator[Target]:
    cold, many = (COLD, size), f"{size.mentors:,} mentors"
    hugo, material = (HUGO, size), (MATERIAL, size)
    same, one = (SAME, size), (ONE, size)
    yield Target(f"{many}, cold: user CPU, of Hugo's", ratio(found, cold, hugo, "user"), 2.5, 0.8)
    yield Target(f"{many}, cold: wall, of Hugo's", ratio(found, cold, hugo, "wall"), 2.5, 1.0)
    times = ratio(found, cold, material, "user")
    yield Target(f"{many}, cold: user CPU, of Material's", times, 0.25, 0.1)
    times = ratio(found, same, cold, "wall")
    yield Target(f"{many}, nothing changed: wall, of cold", times, 0.3, 0.1)
    times = ratio(found, one, cold, "wall")
    yield Target(f"{many}, one record changed: wall, of cold", times, 0.5, 0.2)
    cost = found.get(*cold)
    yield Target(f"{many}, cold: peak memory", cost and cost.peak, 300, 200, " MB")


def _growth(found: Results) -> Iterator[Target]:
    sizes = found.sizes(COLD)
    mentors = [size for size in sizes if plain(size)]
    least = mentors[0].mentors if mentors else 0
    editions = [size for size in sizes if size == Size(least, size.editions)]
    languages = [size for size in sizes if size == Size(least, FEWEST_EDITIONS, size.languages)]
    for of, chosen in (("mentors", mentors), ("editions", editions), ("languages", languages)):
        costs = ((getattr(size, of), found.get(COLD, size)) for size in chosen)
        power = exponent((number, cost.user) for number, cost in costs if cost)
        numbers = " to ".join(f"{getattr(size, of):,}" for size in chosen[-2:])
        yield Target(f"growth in {of} ({numbers}): exponent of user CPU", power, 1.05, unit="")


def _example(found: Results) -> Iterator[Target]:
    empty = (EMPTY, EXAMPLE_SIZE)
    for work, by, at_least, aim in (
        (EXAMPLE, "user", 6, 4),
        (EXAMPLE_SAME, "user", 2.5, 1.5),
        (PREVIEW, "wall", 3, 1),
    ):
        times = ratio(found, (work, EXAMPLE_SIZE), empty, by)
        named = "user CPU" if by == "user" else by
        yield Target(f"{work}: {named}, of an empty Material build", times, at_least, aim)


def _check(found: Results, largest: Size) -> Iterator[Target]:
    few = Size(FEW)
    for work, named in ((CHECK, "check"), (AGAIN, "check, nothing changed")):
        times = ratio(found, (work, few), (START, few), "cpu")
        yield Target(f"{named}, {FEW} mentors: CPU, of `import frictionless`", times, 2, 1.3)
        times = ratio(found, (work, largest), (WHOLE, largest), "cpu")
        yield Target(f"{named}, {largest.mentors:,} mentors: CPU, of Frictionless", times, 1.3, 1.1)


def _browser(found: Results) -> Iterator[Target]:
    people = max(found.browser, default=OF_TARGETS)
    row, named = found.browser.get(people, {}), f"directory of {people:,}"
    yield Target(f"{named}: elements on load", row.get("elements"), 5000, 2000, "")
    yield Target(f"{named}: CPU until loaded", row.get("load"), 0.8, 0.3, " s")
    for work in ("first letter", "a box ticked", "a box unticked"):
        yield Target(f"{named}: {work}", row.get(work), 0.05, 0.016, " s")
