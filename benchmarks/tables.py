"""What was measured as Markdown: the costs, and the targets with what was found beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from check import AGAIN, ALONE, CHECK, LEAN, START, WHOLE
from contenders import EMPTY, OTHERS
from results import (
    COLD,
    EXAMPLE,
    EXAMPLE_BARE,
    EXAMPLE_SAME,
    EXAMPLE_SIZE,
    ONE,
    PREVIEW,
    SAME,
    Results,
)
from targets import OF_TARGETS, Target, plain, targets

MARKS = ("<!-- figures: begin -->", "<!-- figures: end -->")
"""Between which a text quotes the last figures."""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table, all columns but the first to the right.

    >>> print(table(("what", "s"), [("one", "1.0")]))
    | what | s |
    |---|---:|
    | one | 1.0 |
    """
    rule = "|".join(["---", *("---:" for _ in header[1:])])
    lines = [" | ".join(header), *(" | ".join(row) for row in rows)]
    first, *others = (f"| {line} |" for line in lines)
    return "\n".join([first, f"|{rule}|", *others])


def figure(value: float | None) -> str:
    """Write a figure with as many places as it deserves.

    >>> [figure(each) for each in (0.0123, 0.5, 3.456, 12.34, 657.2, 12345, None)]
    ['0.012', '0.50', '3.46', '12.3', '657', '12,345', '–']
    """
    if value is None:
        return "–"
    places = next((some for some, least in ((0, 100), (1, 10), (2, 0.1)) if value >= least), 3)
    return f"{value:,.{places}f}"


def targets_table(rows: Iterable[Target]) -> str:
    """Write the targets."""
    header = ("work", "found", "at least", "the aim", "reached")
    return table(header, (_target(row) for row in rows))


def _target(row: Target) -> tuple[str, ...]:
    found = f"{figure(row.found)}{row.unit}" if row.found is not None else "–"
    aim = "" if row.aim is None else f"≤ {row.aim:g}{row.unit}"
    return (row.work, found, f"≤ {row.at_least:g}{row.unit}", aim, row.reached)


def costs_table(found: Results) -> str:
    """Write what the builds of one content cost, ours and others', for each number of mentors."""
    header = ("mentors", "", "wall s", "user CPU s", "peak MB", "MB written", "user CPU, of ours")
    return table(header, _costs(found))


def _costs(found: Results) -> Iterator[tuple[str, ...]]:
    works = (COLD, SAME, ONE, *(each.name for each in OTHERS))
    for size in filter(plain, found.sizes(COLD)):
        ours = found.get(COLD, size)
        for work in works:
            if (cost := found.get(work, size)) and ours:
                figures = (cost.wall, cost.user, cost.peak, cost.written or None)
                times = f"{figure(cost.user / ours.user)}×"
                yield (f"{size.mentors:,}", work, *map(figure, figures), times)


def example_table(found: Results) -> str:
    """Write what the worked example costs, and an empty site of Material's beside it."""
    works = (EXAMPLE, EXAMPLE_BARE, EXAMPLE_SAME, PREVIEW, EMPTY)
    costs = ((work, found.get(work, EXAMPLE_SIZE)) for work in works)
    rows = (
        (work, figure(cost.wall), figure(cost.user or None), figure(cost.peak or None))
        for work, cost in costs
        if cost
    )
    return table(("", "wall s", "user CPU s", "peak MB"), rows)


def check_table(found: Results) -> str:
    """Write what the check costs, and Frictionless alone beside it."""
    works = (START, WHOLE, LEAN, ALONE, CHECK, AGAIN)
    rows = (
        (f"{size.mentors:,}", work, figure(cost.cpu), figure(cost.peak))
        for size in found.sizes(CHECK)
        for work in works
        if (cost := found.get(work, size))
    )
    return table(("mentors", "", "CPU s", "peak MB"), rows)


def browser_table(found: Results) -> str:
    """Write what the directory costs a browser."""
    names = list(dict.fromkeys(name for row in found.browser.values() for name in row))
    rows = (
        (f"{people:,}", *(figure(row.get(name)) for name in names))
        for people, row in sorted(found.browser.items())
    )
    return table(("people", *names), rows)


def with_block(text: str, block: str) -> str:
    """Put figures in the place of the last ones, between the two marks in a text.

    Raises:
        ValueError: the marks are not there.

    >>> with_block(f"a\\n{MARKS[0]}\\nold\\n{MARKS[1]}\\nb", "new").split("\\n")[3:6:2]
    ['new', '<!-- figures: end -->']
    """
    before, begin, rest = text.partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not begin or not end:
        raise ValueError(f"{MARKS[0]} and {MARKS[1]} are not both there")
    return f"{before}{begin}\n\n{block.strip()}\n\n{end}{after}"


def report(found: Results, about: str) -> str:
    """Write all of it.

    Args:
        found: What was measured.
        about: When, and on which class of machine.
    """
    rows = targets(found)
    parts = [about, targets_table(rows)]
    if not any(size.mentors == OF_TARGETS for size in found.sizes(COLD)):
        parts.append(f"The targets are set for {OF_TARGETS:,} mentors; here there are fewer.")
    if found.sizes(COLD):
        parts.append(costs_table(found))
    if found.sizes(EXAMPLE):
        parts.append(example_table(found))
    if found.sizes(CHECK):
        parts.append(check_table(found))
    if found.browser:
        parts.append(f"Seconds of CPU of the browser, and elements:\n\n{browser_table(found)}")
    return "\n\n".join(parts) + "\n"
