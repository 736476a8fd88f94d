"""The corpus of bad input: files as people save them, each against the small programme.

In a folder of `tests/bad_input/`, `cases.yaml` tells of each file:

    long-row.csv: {as: mentors.csv, told: ["2:96 row-long"]}
    utf-16.csv: {as: mentors.csv, like: mentors-plain.csv}

`as` is the file of the small programme in whose place it is put, and `told` all that is then told
as an error: line, column and code, after the path where it is about another file. `warned` is all
that is told as a warning and not of the small programme as it is. One that is odd but good is read
`like` another file: nothing is told and the model is equal. `with` puts further files in place, and
`make` says what is there where no file of the corpus could be.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.problems import Problem
from handbook.reading.documents.yaml_text import load_yaml
from handbook.reading.files import MAX_BYTES
from tests.support.programmes import FILES, write_programme

PAST = ("editions/2025/", "programme/former_mentees.csv")
"""Left out where none of it is in question, for the sake of time."""
CORPUS = Path(__file__).parent.parent / "bad_input"


@dataclass(frozen=True)
class Case:
    """One file of the corpus, and what is expected of it."""

    area: str
    name: str
    stands_for: str
    """The file whose place it takes, from `programme/`."""
    told: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    like: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    make: str = ""

    def __str__(self) -> str:
        return f"{self.area}/{self.name}"

    @property
    def plain(self) -> object:
        """What the plain file is read with: the same for all that are like it."""
        return self.area, self.like, self.stands_for, *self.beside.items()

    def write(self, root: Path, name: str = "") -> Path:
        """Write the small programme with this case in it.

        Args:
            root: the project's folder.
            name: another file of the area to put in the place instead.

        Returns:
            The file in question.
        """
        needed = PAST[0] in self.stands_for
        past = {path: None for path in FILES if any(part in path for part in PAST) and not needed}
        write_programme(root, past)
        for path, other in self.beside.items():
            self._put(root, path, other)
        target = root / "programme" / self.stands_for
        if self.make and not name:
            target.parent.mkdir(parents=True, exist_ok=True)
            MAKERS[self.make](target)
        else:
            self._put(root, self.stands_for, name or self.name)
        return target

    def _put(self, root: Path, path: str, name: str) -> None:
        target = root / "programme" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((CORPUS / self.area / name).read_bytes())

    def describe(self, problems: Iterable[Problem]) -> list[str]:
        """Write problems as the corpus does."""
        found = []
        for problem in problems:
            place = str(problem.place).removeprefix("programme/")
            place = place.removeprefix(self.stands_for).removeprefix(":")
            found.append(f"{place} {problem.code}".strip())
        return found


def cases() -> Iterator[Case]:
    """Read all cases of the corpus."""
    for manifest in sorted(CORPUS.glob("*/cases.yaml")):
        value, where, problems = load_yaml(manifest)
        assert not problems, problems
        for name, given in value.items():
            unknown = set(given) - {"as", "told", "warned", "like", "with", "make"}
            assert not unknown, where.key(name)
            yield Case(
                manifest.parent.name,
                name,
                given["as"],
                tuple(given.get("told", ())),
                tuple(given.get("warned", ())),
                given.get("like", ""),
                given.get("with", {}),
                given.get("make", ""),
            )


def _removed(target: Path) -> Path:
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    return target


def _link(target: Path) -> None:
    real = target.with_name(".real-one")
    target.touch()
    target.rename(real)
    target.symlink_to(real)


def _outside(target: Path) -> None:
    real = next(folder for folder in target.parents if folder.name == "programme").parent / "real"
    real.touch() if target.suffix else real.mkdir()
    _removed(target).symlink_to(real)


def _large(target: Path) -> None:
    with target.open("ab") as file:
        file.truncate(MAX_BYTES + 1)


MAKERS: Mapping[str, Callable[[Path], object]] = {
    "absent": _removed,
    "file": lambda target: _removed(target).touch(),
    "folder": lambda target: _removed(target).mkdir(),
    "large": _large,
    "link": _link,
    "loop": lambda target: _removed(target).symlink_to(target),
    "outside": _outside,
    "pipe": lambda target: os.mkfifo(_removed(target)),
    "unreadable": lambda target: target.touch(),
    "values": lambda target: target.write_text("- x\n" * 100_001),
}
"""How to make what no repository can hold. The test itself bars an unreadable file: `root` may
read any."""
