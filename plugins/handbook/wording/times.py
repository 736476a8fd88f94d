"""Times: where those of a run went, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.languages import Catalogue, locale


def part_in(part: str, words: Catalogue) -> str:
    """Name a part of the work."""
    return words.text(f"command.profile.{part}")


def as_lines(spent: Mapping[str, float], words: Catalogue) -> Iterator[str]:
    """Write seconds and shares of each part as a table, what took longest first."""
    from babel.numbers import format_decimal, format_percent  # noqa: PLC0415 - slow to load

    whole, spoken = sum(spent.values()), locale(words.language)
    rows = sorted(((each, part) for part, each in spent.items()), reverse=True)
    width = max(len(part_in(part, words)) for _, part in rows)
    yield words.text("command.profile.title")
    for seconds, part in (*rows, (whole, "total")):
        name = part_in(part, words).ljust(width)
        said = format_decimal(round(seconds, 2), "0.00", spoken)
        share = format_percent(seconds / whole if whole else 0, locale=spoken)
        yield f"  {name} {said:>8} {share:>6}"
