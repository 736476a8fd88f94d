"""What `handbook check` costs beside a bare Frictionless validation of the same rows.

    python benchmarks/check.py --mentors 10000 --rounds 3

Makes a programme of many invented mentors from the worked example, then runs both in processes of
their own, in turn, so that whatever else the machine does weighs on both.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from people import mentors, serving

REPOSITORY = Path(__file__).resolve().parents[1]
BARE = Path(__file__).with_name("bare.py")
RATIO = 1.5
"""Most CPU that a check may take, in units of the bare validation."""
MEGABYTES = 300
"""Most memory that a check may hold at its peak."""
SERVING = 300
"""How many mentors are added to those who serve in each edition."""
WHOLE = "bare Frictionless, all tables"
LEAN = "the same, as cheap as it gets"
ALONE = "bare Frictionless, mentors, organisations"
CHECK = "handbook check"


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    cpu: float
    """Seconds, of its own and of the system for it."""
    peak: float
    """Megabytes."""


def write_programme(folder: Path, count: int) -> Path:
    """Write the worked example with mentors added to it until there are `count`.

    In each of its editions hundreds of them serve.
    """
    programme = folder / "programme"
    shutil.copytree(REPOSITORY / "programme", programme)
    header, *_ = table = _read(programme / "mentors.csv")
    added = list(mentors(header, count - len(table) + 1))
    _write(programme / "mentors.csv", [*table, *added])
    consent, id = header.index("consent"), header.index("id")
    willing = [cells[id] for cells in added if cells[consent] == "yes"]
    for number, path in enumerate(sorted(programme.glob("editions/*/mentors.csv"))):
        _write(path, [*_read(path), *serving(willing, SERVING, number)])
    return folder


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, table: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


def measured(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command that must succeed, and measure it.

    Raises:
        RuntimeError: it did not.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    # Linux counts kilobytes, macOS bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def _environment(folder: str) -> dict[str, str]:
    """Return an environment in which Python keeps what it compiles, for either side alike."""
    unset = {"HANDBOOK_TODAY", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}


def compare(count: int, rounds: int) -> dict[str, Cost]:
    """Return the median cost of the bare validations and of the check, by name."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = str(write_programme(Path(temporary), count))
        commands = {
            WHOLE: [sys.executable, str(BARE), folder],
            LEAN: [sys.executable, str(BARE), folder, "--lean"],
            ALONE: [sys.executable, str(BARE), folder, "--alone"],
            CHECK: [sys.executable, "-m", "handbook", "check", "--root", folder],
        }
        environment = _environment(folder)
        costs = [
            {name: measured(command, environment) for name, command in commands.items()}
            for _ in range(rounds + 1)
        ]
    # In the first round modules were compiled.
    costs = costs[1:]
    return {name: _median([each[name] for each in costs]) for name in commands}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(median(cost.cpu for cost in costs), median(cost.peak for cost in costs))


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
    print(f"At most {RATIO}x of the first, and {MEGABYTES} MB.")
    return 1 if check.cpu > RATIO * costs[WHOLE].cpu or check.peak > MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
