"""A chart of what the builds cost by number of mentors: SVG that reads in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 250, 44, 48
GAP = 18
"""Least distance of two labels."""
COLOURS = ("#c2410c", "#0e7490", "#7c3aed", "#4d7c0f", "#be185d", "#a16207", "#64748b")
STYLE = """text{font:13px system-ui,sans-serif;fill:#1f2937}
.title{font-weight:600}
.grid{stroke:#9ca3af;stroke-opacity:.35}
@media (prefers-color-scheme:dark){text{fill:#e5e7eb}}"""


def chart(title: str, lines: Mapping[str, Points]) -> str:
    """Draw lines on logarithmic scales, each with its name where it ends.

    Args:
        title: What is drawn, units included.
        lines: By name, in the order of their colours: points of a number and a cost, both above 0.
    """
    scale = _Scale.of([point for points in lines.values() for point in points])
    ends = spread([(name, scale.y(points[-1][1])) for name, points in lines.items()])
    body = [*scale.grid()]
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        body += _line(points, scale, colour)
        body.append(_label(name, scale.x(points[-1][0]), ends[name], colour))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            f'<text x="{LEFT}" y="22" class="title">{escape(title)}</text>',
            *body,
            "</svg>\n",
        ]
    )


def spread(ends: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Move labels down as far as they would overlap.

    >>> spread([("a", 100.0), ("b", 95.0), ("c", 300.0)])
    {'b': 95.0, 'a': 113.0, 'c': 300.0}
    """
    placed: dict[str, float] = {}
    last = float("-inf")
    for name, wanted in sorted(ends, key=lambda end: end[1]):
        last = placed[name] = max(wanted, last + GAP)
    return placed


def _line(points: Points, scale: _Scale, colour: str) -> Iterator[str]:
    places = [(scale.x(number), scale.y(cost)) for number, cost in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'


def _label(name: str, x: float, y: float, colour: str) -> str:
    at = max(x, WIDTH - RIGHT) + 12
    return (
        f'<circle cx="{at:.1f}" cy="{y - 4:.1f}" r="5" fill="{colour}"/>'
        f'<text x="{at + 10:.1f}" y="{y:.1f}">{escape(name)}</text>'
    )


class _Scale:
    """Where numbers and costs are drawn."""

    def __init__(self, numbers: tuple[int, int], costs: tuple[int, int]) -> None:
        self._numbers, self._costs = numbers, costs

    @classmethod
    def of(cls, points: Points) -> _Scale:
        """Return a scale of whole powers of ten that holds all points."""
        low, high = (
            zip(*((floor(log10(n)), floor(log10(c))) for n, c in points), strict=True),
            zip(*((ceil(log10(n)), ceil(log10(c))) for n, c in points), strict=True),
        )
        (least_number, least_cost), (most_number, most_cost) = map(min, low), map(max, high)
        return cls(
            (least_number, max(most_number, least_number + 1)),
            (least_cost, max(most_cost, least_cost + 1)),
        )

    def x(self, number: float) -> float:
        """Return the place of a number."""
        low, high = self._numbers
        return LEFT + (log10(number) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(self, cost: float) -> float:
        """Return the place of a cost."""
        low, high = self._costs
        return HEIGHT - BOTTOM - (log10(cost) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> Iterator[str]:
        """Draw lines at the powers of ten, and say what they are."""
        for power in range(self._numbers[0], self._numbers[1] + 1):
            x = self.x(10**power)
            yield f'<path class="grid" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
            yield f'<text x="{x:.1f}" y="{HEIGHT - 24}" text-anchor="middle">{10**power:,}</text>'
        for power in range(self._costs[0], self._costs[1] + 1):
            y = self.y(10.0**power)
            yield f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
