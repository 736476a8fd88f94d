"""How fast the handbook is, beside others and beside its targets.

    make bench
    make bench BENCH_FLAGS="--mentors 100 --rounds 3"

Makes programmes, builds them with the handbook and with others in turn, and prints tables of the
medians. `.cache/results.json` keeps every round, and what was measured before a run was cut short.
With --write-readme it says the figures in the README and in the notes of the benchmarks too,
between their marks, and draws the chart.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from chart import chart
from contenders import OTHERS
from directory import measure_site
from programmes import REPOSITORY, Size
from results import COLD, ONE, Results
from rounds import Bench
from running import CACHE
from tables import costs_table, report, with_block
from targets import FEW, plain

PARTS = ("builds", "growth", "example", "check", "directory")
README = REPOSITORY / "README.md"
NOTES = REPOSITORY / "benchmarks" / "README.md"
CHART = REPOSITORY / ".github" / "images" / "how-fast.svg"
TITLE = "Seconds of CPU of a build, by number of mentors"


def about(rounds: int) -> str:
    """Say when, how and on which class of machine."""
    day = datetime.now(UTC).date()
    load = os.getloadavg()[0]
    return (
        f"Measured on {day:%-d %B %Y}, Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores (load {load:.1f} at the end), "
        f"{rounds} {'rounds, their medians' if rounds > 1 else 'round'}."
    )


def drawn(found: Results) -> str:
    """Draw the builds."""
    lines = {}
    for work in (COLD, ONE, *(each.name for each in OTHERS)):
        costs = [(size.mentors, found.get(work, size)) for size in found.sizes(work) if plain(size)]
        if costs:
            lines[work] = [(number, cost.user) for number, cost in costs if cost]
    return chart(TITLE, lines)


def run(asked: argparse.Namespace) -> None:
    """Measure what is asked for, and keep what was found after each part."""
    results = Results()
    if asked.add and asked.results.is_file():
        results = Results.from_json(json.loads(asked.results.read_text("utf-8")))
    bench = Bench(results, asked.rounds, lambda line: print(line, flush=True))
    if {"builds", "growth", "example"} & {*asked.only}:
        bench.warm()
    sizes = [Size(mentors) for mentors in sorted(asked.mentors)]
    for _ in _parts(bench, results, sizes, asked):
        asked.results.parent.mkdir(parents=True, exist_ok=True)
        kept = {"about": about(asked.rounds), **results.as_json()}
        asked.results.write_text(json.dumps(kept, indent=1), "utf-8")


def _parts(
    bench: Bench, results: Results, sizes: Sequence[Size], asked: argparse.Namespace
) -> Iterator[None]:
    if "builds" in asked.only:
        for size in sizes:
            yield bench.builds(size)
    if "growth" in asked.only:
        yield bench.growth(sizes[0].mentors)
    if "example" in asked.only:
        yield bench.example()
    if "check" in asked.only:
        yield bench.check(sorted({Size(FEW), sizes[-1]}))
    if "directory" in asked.only:
        for people in asked.people:
            with bench.site(Size(people)) as site:
                results.browser[people] = measure_site(site, asked.rounds, asked.browser)
            yield


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentors", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--people", type=int, nargs="*", default=[541, 2_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--browser", default=os.environ.get("HANDBOOK_CHROMIUM", ""))
    parser.add_argument("--results", type=Path, default=CACHE / "results.json")
    parser.add_argument("--add", action="store_true", help="keep what was found before, too")
    parser.add_argument("--again", action="store_true", help="measure nothing: say what is kept")
    parser.add_argument("--write-readme", action="store_true")
    asked = parser.parse_args()
    if not asked.again:
        run(asked)
    kept = json.loads(asked.results.read_text("utf-8"))
    found, when = Results.from_json(kept), kept["about"]
    said = report(found, when)
    print(f"\n{said}")
    if asked.write_readme:
        CHART.write_text(drawn(found), "utf-8")
        for path, text in ((README, f"{when}\n\n{costs_table(found)}"), (NOTES, said)):
            path.write_text(with_block(path.read_text("utf-8"), text), "utf-8")


if __name__ == "__main__":
    main()
