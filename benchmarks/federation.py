"""What a federation costs: many small programmes built, and what their sites hold for visitors.

    python benchmarks/federation.py --programmes 20 --mentors 40

Builds programmes one after another, then two at a time, each cold and in a process of its own, as
the jobs of a matrix would be; and says by kind of file how many there are in one site, and what
they weigh as they are and compressed.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from contenders import ours
from programmes import Size, write_programme
from running import CACHE, Cost, environment, measured
from tables import figure, table

PROFILE = "profile"
PACKED = {".docx", ".gz", ".pdf", ".png", ".woff2"}
"""What hosts send as it is."""


@dataclass(frozen=True)
class Kind:
    """All files of a site that are alike."""

    name: str
    count: int
    size: int
    """Bytes."""
    sent: int
    """Bytes as they are sent: compressed where that helps."""
    median: int
    """Bytes sent of one of them."""


def kinds(site: Path) -> list[Kind]:
    """Return what a site holds by kind of file, what weighs most first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for path in site.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            sent = len(content) if path.suffix in PACKED else len(gzip.compress(content, mtime=0))
            name = PROFILE if path.match("mentors/*/index.html") else path.suffix
            found.setdefault(name, []).append((len(content), sent))
    listed = [
        Kind(
            name,
            len(sizes),
            sum(size for size, _ in sizes),
            sum(sent for _, sent in sizes),
            int(median(sent for _, sent in sizes)),
        )
        for name, sizes in found.items()
    ]
    return sorted(listed, key=lambda kind: (-kind.sent, kind.name))


def built(folders: Sequence[Path], at_a_time: int) -> tuple[float, list[Cost]]:
    """Build programmes, some of them at a time; give the seconds it took, and the cost of each."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(at_a_time) as workers:
        costs = list(workers.map(_build, folders))
    return time.perf_counter() - begun, costs


def _build(folder: Path) -> Cost:
    site = folder / f"site-{time.monotonic_ns()}"
    cold = ("--site-dir", str(site))
    return measured(ours("build", *cold), environment(CACHE), folder)


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=20)
    parser.add_argument("--mentors", type=int, default=40)
    asked = parser.parse_args()
    rows = []
    for at_a_time in (1, 2):
        with tempfile.TemporaryDirectory() as temporary:
            folders = [Path(temporary) / str(number) for number in range(asked.programmes)]
            for folder in folders:
                folder.mkdir()
                write_programme(folder, Size(asked.mentors))
            wall, costs = built(folders, at_a_time)
            each = (wall / len(costs), median(cost.user for cost in costs))
            rows.append((str(at_a_time), *map(figure, (wall, *each))))
            site = next(folders[0].glob("site-*"))
            files = kinds(site)
    print(f"{asked.programmes} programmes of {asked.mentors} mentors, cold")
    print(table(("at a time", "wall s", "wall s of each", "user CPU s of each"), rows))
    cells = ((kind.count, kind.size / 1e3, kind.sent / 1e3, kind.median / 1e3) for kind in files)
    lines = [(kind.name, *map(figure, row)) for kind, row in zip(files, cells, strict=True)]
    print(f"\n{sum(kind.count for kind in files)} files in each site")
    print(table(("files", "number", "KB", "KB sent", "KB sent of one"), lines))


if __name__ == "__main__":
    main()
