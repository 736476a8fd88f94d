"""The rounds: each kind of work in turn, so that whatever else the machine does weighs on all."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import check
from contenders import NOTHING, OTHERS, Contender, ours
from content import content, handwritten
from previewing import preview
from programmes import REPOSITORY, Size, read_table, write_programme, write_table
from results import (
    COLD,
    EXAMPLE,
    EXAMPLE_BARE,
    EXAMPLE_SAME,
    EXAMPLE_SIZE,
    ONE,
    PREVIEW,
    SAME,
    Results,
)
from running import CACHE, Cost, environment, measured, megabytes

WARMING = Size(50)
BUILD = Contender("handbook", sys.executable, ours("build")[1:], lambda *_: None)
BARE = replace(BUILD, arguments=(*BUILD.arguments, "--without", "documents"))
EDITIONS = (4, 8, 16)
LANGUAGES = (1, 2, 4)


class Bench:
    """One run: what it has found, in how many rounds."""

    def __init__(self, results: Results, rounds: int, say: Callable[[str], None]) -> None:
        self._results, self._rounds, self._say = results, rounds, say
        self._environment = environment(CACHE)

    def warm(self) -> None:
        """Run everything once on little, so that what Python compiles is compiled."""
        with self._made(WARMING) as folder:
            self._run(BUILD, folder / "ours")
            for each in (*self._others(folder, WARMING), *self._written(folder, (NOTHING,))):
                self._run(each, folder / each.name)

    def builds(self, size: Size) -> None:
        """Measure builds of one programme: ours cold, again and after a change, and the others'."""
        with self._made(size) as folder:
            others = self._others(folder, size)
            for number in self._numbered(f"{size.mentors:,} mentors"):
                self._ours(folder / "ours", size, number)
                for each in [*others]:
                    try:
                        self._add(each.name, size, self._run(each, folder / each.name))
                    except RuntimeError as error:
                        others.remove(each)
                        reason = str(error).strip().splitlines()[-1]
                        self._say(f"  {each.name} does not build this many: {reason}")

    @contextmanager
    def site(self, size: Size) -> Iterator[Path]:
        """Give a site that the handbook has built."""
        with self._made(size) as folder:
            self._say(f"the site of {size.mentors:,} people")
            self._run(BUILD, folder / "ours")
            yield folder / "ours" / BUILD.output

    def growth(self, mentors: int) -> None:
        """Measure cold builds of programmes of more and more editions and languages."""
        sizes = [Size(mentors, editions) for editions in EDITIONS]
        sizes += [Size(mentors, languages=languages) for languages in LANGUAGES]
        # What `builds` measures already is measured here again, in the same rounds.
        for _ in self._numbered("editions and languages"):
            for size in dict.fromkeys(sizes):
                with self._made(size) as folder:
                    self._add(COLD, size, self._run(BUILD, folder / "ours"))

    def example(self) -> None:
        """Measure the worked example, and beside it a site of Material's with nothing in it."""
        with _folder("example") as folder:
            for name in ("programme", "content", "overrides"):
                shutil.copytree(REPOSITORY / name, folder / "ours" / name)
            shutil.copy(REPOSITORY / "mkdocs.yml", folder / "ours")
            (nothing,) = self._written(folder, (NOTHING,)) or (None,)
            for _ in self._numbered("the example"):
                for work, build, cold in (
                    (EXAMPLE_BARE, BARE, True),
                    (EXAMPLE, BUILD, True),
                    (EXAMPLE_SAME, BUILD, False),
                ):
                    self._add(work, EXAMPLE_SIZE, self._run(build, folder / "ours", cold=cold))
                if nothing:
                    self._add(nothing.name, EXAMPLE_SIZE, self._run(nothing, folder / nothing.name))
            for cost in preview(folder / "ours", self._environment, self._rounds):
                self._add(PREVIEW, EXAMPLE_SIZE, cost)

    def check(self, sizes: Sequence[Size]) -> None:
        """Measure the check, and beside it Frictionless alone."""
        for size in sizes:
            with self._made(size) as folder:
                # In the first of all, modules are compiled.
                check.measured_each(folder / "ours", self._environment)
                for _ in self._numbered(f"the check of {size.mentors:,} mentors"):
                    costs = check.measured_each(folder / "ours", self._environment)
                    for name, cost in costs.items():
                        self._add(name, size, cost)

    def _ours(self, folder: Path, size: Size, number: int) -> None:
        self._add(COLD, size, self._run(BUILD, folder))
        self._add(SAME, size, self._run(BUILD, folder, cold=False))
        change_one(folder / "programme" / "mentors.csv", number)
        self._add(ONE, size, self._run(BUILD, folder, cold=False))

    def _run(self, one: Contender, folder: Path, *, cold: bool = True) -> Cost:
        if cold:
            one.clear(folder)
        cost = measured(one.command, self._environment, folder)
        return replace(cost, written=megabytes((folder / one.output).rglob("*"))) if cold else cost

    def _add(self, work: str, size: Size, cost: Cost) -> None:
        self._results.add(work, size, cost)
        self._say(f"  {work}: {cost.wall:.2f} s, of CPU {cost.user:.2f} s, {cost.peak:.0f} MB")

    def _numbered(self, what: str) -> Iterator[int]:
        for number in range(self._rounds):
            self._say(f"{what}, round {number + 1} of {self._rounds}")
            yield number

    def _others(self, folder: Path, size: Size) -> list[Contender]:
        return self._written(folder, [each for each in OTHERS if size.mentors <= each.most])

    def _written(self, folder: Path, wanted: Sequence[Contender]) -> list[Contender]:
        """Write what contenders build from, of the programme in a folder; give those installed."""
        there = [each for each in wanted if each.installed]
        made = content(handwritten(), folder / "ours")
        for each in there:
            (folder / each.name).mkdir(parents=True)
            each.write(folder / each.name, made)
        for each in wanted:
            if each not in there:
                self._say(f"{each.name} is not installed, and not measured.")
        return there

    @contextmanager
    def _made(self, size: Size) -> Iterator[Path]:
        with _folder("made") as folder:
            (folder / "ours").mkdir()
            write_programme(folder / "ours", size)
            yield folder


@contextmanager
def _folder(name: str) -> Iterator[Path]:
    """Give an empty folder on the disk of the repository, and take it away."""
    folder = CACHE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def change_one(path: Path, number: int) -> None:
    """Have the last mentor of a table who is shown say something else about their strengths."""
    table = read_table(path)
    consent, strengths = (table[0].index(name) for name in ("consent", "strengths"))
    row = next(row for row in reversed(table) if row[consent] == "yes")
    row[strengths] = f"Changed in round {number}, to see what that costs."
    write_table(path, table)
