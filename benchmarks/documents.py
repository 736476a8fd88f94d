"""What the documents of the worked example cost: made cold, kept, and searched.

    python benchmarks/documents.py

Everything is made in this process, so start and imports of the handbook are not counted; those of
what makes a shape are, in its first document.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from handbook.leaks.reader import Reader
from handbook.outputs import OutputFile
from handbook.papers import SHAPES, documents
from handbook.reading.documents.package_data import load_catalogue
from handbook.settings import Settings
from handbook.site import build
from handbook.urls import Urls

REPOSITORY = Path(__file__).resolve().parents[1]
MOST = 15.0
"""Seconds of CPU that all documents may take when nothing is kept."""
Made = TypeVar("Made")


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    begin = time.process_time()
    made = work()
    return made, time.process_time() - begin


def searched(files: Iterable[OutputFile]) -> int:
    return sum(len(text) for file in files for text in Reader().texts(file.content))


def main() -> int:
    made = build(replace(Settings(REPOSITORY), documents=False), sampling=True)
    if made.programme is None:
        print("The example has errors.", *made.problems, sep="\n")
        return 1
    programme, urls = made.programme, Urls(made.languages)
    catalogues = {"en": load_catalogue("en"), **made.catalogues}
    with tempfile.TemporaryDirectory() as folder:

        def make() -> tuple[OutputFile, ...]:
            files, problems = documents(programme, catalogues, urls, Path(folder))
            assert not problems, problems
            return files

        files, cold = timed(make)
        _, kept = timed(make)
    print(f"{'':8}{'files':>7}{'MB':>8}{'search s':>10}")
    for shape in SHAPES:
        mine = [file for file in files if file.path.endswith(f".{shape}")]
        _, search = timed(lambda mine=mine: searched(mine))
        size = sum(len(file.content) for file in mine) / 1_000_000
        print(f"{shape:8}{len(mine):7}{size:8.2f}{search:10.2f}")
    print(f"made cold {cold:.2f} s of CPU, taken as they were kept {kept:.2f} s")
    return int(cold > MOST)


if __name__ == "__main__":
    sys.exit(main())
