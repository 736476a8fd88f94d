from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "check.py"


def test_the_benchmark_of_the_check_runs(tmp_path: Path):
    command = [sys.executable, str(SCRIPT), "--mentors", "50", "--rounds", "1"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    first, _, *lines, _ = result.stdout.splitlines()
    assert first == "50 mentors, median of 1"
    names = [
        "bare Frictionless, all tables",
        "the same, as cheap as it gets",
        "bare Frictionless, mentors, organisations",
        "handbook check",
    ]
    assert [line[:42].strip() for line in lines] == names
    for line in lines:
        cpu, peak, times = line[42:].split()
        assert float(cpu) > 0
        assert float(peak) > 10
        assert float(times.removesuffix("x")) > 0
