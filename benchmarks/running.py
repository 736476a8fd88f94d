"""Processes measured: how long they took, what they held, what they wrote."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import mkdtemp

CACHE = Path(__file__).parent / ".cache"
"""What is made and kept for the benchmarks, the other generators among it; no commit holds it."""
PROGRAMS = CACHE / "venv" / "bin"
"""Where `make bench` installs the other generators."""
# Linux counts kilobytes, macOS bytes.
_UNIT = 1_000_000 if sys.platform == "darwin" else 1_000
_SAID = 2_000


@dataclass(frozen=True)
class Cost:
    """What one process took, with those that it started and waited for."""

    wall: float
    """Seconds from start to end."""
    user: float
    """Seconds of CPU of its own: the steadiest of these figures."""
    system: float
    """Seconds of CPU of the system for it."""
    peak: float
    """Megabytes that it held at most; of several processes, the largest one's."""
    written: float = 0.0
    """Megabytes of files that it left, where that was measured."""

    @property
    def cpu(self) -> float:
        """Seconds of CPU in all."""
        return self.user + self.system


def typical(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure by itself.

    >>> typical([Cost(3, 1, 0, 9), Cost(1, 2, 0, 7), Cost(2, 9, 0, 8)])
    Cost(wall=2, user=2, system=0, peak=8, written=0.0)
    """
    return Cost(*(median(getattr(cost, each.name) for cost in costs) for each in fields(Cost)))


def measured(
    command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None
) -> Cost:
    """Run a command that must succeed, and measure it.

    Raises:
        RuntimeError: it did not; what it said last is told.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    with process.stderr:
        said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = said.decode("utf-8", "replace")[-_SAID:]
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{last}")
    return Cost(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / _UNIT)


def environment(kept: Path) -> dict[str, str]:
    """Return an environment in which what is compiled is kept, for all sides alike.

    Args:
        kept: Where what Python compiles is.
    """
    unset = {"HANDBOOK_TODAY", "HANDBOOK_LANG", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"}
    # Material tells of other generators at length.
    told = {"NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": str(_of_users())}
    return {
        **{name: value for name, value in os.environ.items() if name not in unset},
        **told,
        "PYTHONPYCACHEPREFIX": str(kept / "compiled"),
    }


@cache
def _of_users() -> Path:
    """Return where the caches of whoever runs the commands are, as long as this runs.

    That is outside of any repository, as everybody's are: in one nothing is kept that is run.
    """
    folder = Path(mkdtemp(prefix="handbook-benchmarks-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


def megabytes(files: Iterable[Path]) -> float:
    """Return what files hold together."""
    return sum(file.stat().st_size for file in files if file.is_file()) / 1_000_000
