"""What `handbook check` costs beside a bare Frictionless validation of the same rows.

    python benchmarks/check.py --mentors 10000 --rounds 3

Makes a programme of many invented mentors from the worked example, then runs both in processes of
their own, in turn, so that whatever else the machine does weighs on both.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from programmes import DAY, WRITTEN, Size, write_programme
from running import Cost, environment, measured, typical

BARE = Path(__file__).with_name("bare.py")
RATIO = 1.5
"""Most CPU that a check may take, in units of the bare validation."""
MEGABYTES = 300
"""Most memory that a check may hold at its peak."""
START = "Python with import frictionless"
WHOLE = "bare Frictionless, all tables"
LEAN = "the same, as cheap as it gets"
ALONE = "bare Frictionless, mentors, organisations"
CHECK = "handbook check"
AGAIN = "the same, nothing changed"


def commands(folder: Path) -> dict[str, list[str]]:
    """Return what is compared on a programme, by name."""
    bare = [sys.executable, str(BARE), str(folder)]
    check = [sys.executable, "-m", "handbook", "check", "--root", str(folder), "--today", DAY]
    return {
        START: [sys.executable, "-c", "import frictionless"],
        WHOLE: bare,
        LEAN: [*bare, "--lean"],
        ALONE: [*bare, "--alone"],
        CHECK: check,
        AGAIN: check,
    }


def compare(count: int, rounds: int) -> dict[str, Cost]:
    """Return the median cost of the bare validations and of the check, by name."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_programme(folder, Size(count, languages=len(WRITTEN)))
        kept = environment(folder / "kept")
        costs = [measured_each(folder, kept) for _ in range(rounds + 1)]
    # In the first round modules were compiled.
    return {name: typical([each[name] for each in costs[1:]]) for name in costs[0]}


def measured_each(folder: Path, kept: Mapping[str, str]) -> dict[str, Cost]:
    """Return what each costs in one round, in which the first check knows of none before."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    return {name: measured(command, kept) for name, command in commands(folder).items()}


def main() -> int:
    """Compare and print; 1 where the check takes more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentors", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    costs = compare(asked.mentors, asked.rounds)
    check = costs[CHECK]
    print(f"{asked.mentors} mentors, median of {asked.rounds}")
    print(f"{'':42}{'CPU s':>7}{'peak MB':>9}{'check is':>10}")
    for name, cost in costs.items():
        print(f"{name:42}{cost.cpu:7.2f}{cost.peak:9.0f}{check.cpu / cost.cpu:9.2f}x")
    print(f"At most {RATIO}x of the bare validation, and {MEGABYTES} MB.")
    return 1 if check.cpu > RATIO * costs[WHOLE].cpu or check.peak > MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
