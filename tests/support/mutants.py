"""Plant small faults in a room, and tell which of them its tests do not notice.

Run by hand (`make mutants ROOM=leaks`); figures go into the note of a change, never into a test:

    python -m tests.support.mutants ROOM [--count 25] [--seed 1] [--tests PATH …] [--list]

A room is a folder or a module of the package. Each fault is planted by itself in a copy of the
repository, where the tests of the room run until one fails, and then those in other folders that
are about it. Whoever survives is either a fault that no test would notice, or changes nothing that
anybody could see; a reader judges which.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.faults import Mutant, mutants

REPOSITORY = Path(__file__).resolve().parents[2]
ELSEWHERE = {
    "cli": "site",
    "content_type": "content_types",
    "exporting": "pages",
    "locale": "wording",
    "site": "site",
}
"""Where rooms without a folder of tests are tested; modules beside them, in `ground`."""
BESIDES = {
    "content_types": ("whole/test_publicity", "whole/test_rules"),
    "leaks": (
        *("whole/test_beforehand", "whole/test_confidential", "whole/test_crowd"),
        *("whole/test_ended", "whole/test_private_folder", "whole/test_pushed"),
        "whole/test_withdrawn_names",
    ),
    "pages": ("whole/test_absence",),
    "rendering": ("whole/test_escaping_by_chance",),
    "withdrawing": (
        *("people/test_retention", "whole/test_withdraw_command"),
        *("whole/test_withdrawals", "whole/test_withdrawing_history"),
        "whole/test_withdrawing_whole",
    ),
}
"""Tests in other folders that are about one room, of whole programmes most of all."""


def files_of(room: str) -> list[Path]:
    """Name the files of a room, relative to the repository."""
    base = Path("plugins/handbook") / room
    if (REPOSITORY / base).is_dir():
        return sorted(each.relative_to(REPOSITORY) for each in (REPOSITORY / base).rglob("*.py"))
    return [base.with_suffix(".py")]


def where_tested(room: str) -> list[str]:
    """Name the tests of a room: its folder, that of one it lies in, or wherever else they are."""
    folders = [Path("tests", each) for each in (room, *Path(room).parents[:-1])]
    elsewhere = Path("tests", ELSEWHERE.get(room.partition("/")[0], "ground"))
    own = next((each for each in folders if (REPOSITORY / each).is_dir()), elsewhere)
    return [str(own), *(f"tests/{name}.py" for name in BESIDES.get(room, ()))]


def copied(target: Path) -> Path:
    """Copy what stands under version control, or would, so that no fault touches the original."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        if (REPOSITORY / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, target / name)
    return target


def noticed(copy: Path, tests: list[str], patience: float | None = None) -> bool:
    """Tell whether a test fails, or never ends."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not full", *tests]
    command += ["-p", "no:cacheprovider", "--hypothesis-seed=0"]
    environment = {"PYTHONPATH": str(copy / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env={**os.environ, **environment},
            check=False,
            timeout=patience,
            capture_output=True,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def survivors(chosen: list[Mutant], tests: list[str]) -> list[Mutant]:
    """Plant one fault after another, and return those that no test notices."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        started = time.monotonic()
        if noticed(copy, tests):
            sys.exit("The tests fail before any fault is planted.")
        patience = 30 + 5 * (time.monotonic() - started)
        alive = []
        for mutant in chosen:
            source = (copy / mutant.path).read_bytes()
            (copy / mutant.path).write_bytes(mutant.planted(source))
            if not noticed(copy, tests, patience):
                alive.append(mutant)
                say(shown(mutant))
            (copy / mutant.path).write_bytes(source)
    return alive


def shown(mutant: Mutant) -> str:
    old, new = (" ".join(text.split()) for text in (mutant.old, mutant.new))
    return f"{mutant.path}:{mutant.line}: {old}  ->  {new}"


def sample(paths: list[Path], count: int, seed: int) -> list[Mutant]:
    """Choose some faults by chance, at most one a line, and return them as they stand."""
    chance = random.Random(seed)
    every = [mutant for path in paths for mutant in mutants(path, (REPOSITORY / path).read_bytes())]
    chance.shuffle(every)
    lines = {(mutant.path, mutant.line): mutant for mutant in every}
    chosen = chance.sample(list(lines.values()), min(count, len(lines)))
    return sorted(chosen, key=lambda mutant: (mutant.path, mutant.start))


def main() -> int:
    """Print the survivors of a room; 0 where there are none."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("room", help="a folder or a module below plugins/handbook")
    parser.add_argument("--count", type=int, default=25, help="how many faults are planted")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--tests", nargs="+", help="instead of the folder of the room's name")
    parser.add_argument("--list", action="store_true", help="print the faults, run nothing")
    asked = parser.parse_args()
    chosen = sample(files_of(asked.room), asked.count, asked.seed)
    if asked.list:
        say("\n".join(map(shown, chosen)))
        return 0
    tests = asked.tests or where_tested(asked.room)
    alive = survivors(chosen, tests)
    say(f"{asked.room}: {len(alive)} of {len(chosen)} survive {' '.join(tests)}")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
