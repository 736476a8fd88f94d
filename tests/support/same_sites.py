"""Compare the sites that two checkouts of this repository build, byte for byte.

Run by hand before and after a change that must not be seen on any page:

    python -m tests.support.same_sites BEFORE AFTER

Each checkout builds the worked example and the small programme of the tests, the latter from the
files of the one that this script stands in.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.site.commands import environment
from tests.support.programmes import write_programme

DAY = "2026-03-01"
"""Of the small programme; the example has a day of its own."""


def build(checkout: Path, root: Path, site: Path, *options: str) -> None:
    """Build a programme with the package, the prose and the templates of a checkout."""
    subprocess.run(
        [sys.executable, "-m", "handbook", "build", "--root", root, "--site-dir", site, *options],
        cwd=site.parent,
        env=environment(PYTHONPATH=str(checkout / "plugins")),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def sites(checkout: Path, base: Path) -> Path:
    """Build both programmes of a checkout below a folder, and return it."""
    base.mkdir()
    small = write_programme(base / "small-programme")
    shutil.copy(checkout / "mkdocs.yml", small)
    build(checkout, checkout, base / "example")
    build(checkout, small, base / "small", "--today", DAY)
    return base


def differences(one: Path, other: Path) -> list[str]:
    """Name the files of two folders that are not in both, or not alike."""
    found = []
    for site in ("example", "small"):
        files = {
            path.relative_to(base).as_posix()
            for base in (one, other)
            for path in (base / site).rglob("*")
            if path.is_file()
        }
        for name in sorted(files):
            left, right = one / name, other / name
            if not (left.exists() and right.exists() and left.read_bytes() == right.read_bytes()):
                found.append(name)
    return found


def main() -> int:
    """Print what differs; 0 where nothing does."""
    before, after = (Path(given).resolve() for given in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        different = differences(sites(before, base / "before"), sites(after, base / "after"))
    sys.stdout.writelines(f"{name}\n" for name in (*different, f"{len(different)} files differ"))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
