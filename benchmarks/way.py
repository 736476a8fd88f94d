"""Follow a mentors' table through the code: functions, files, and hops between files on its way.

    python benchmarks/way.py

Counts every call inside the package while the mentors of the small programme of the tests become
rows: from the bytes of their file to what their records are made of.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.programmes import write_programme

import handbook
from handbook.content_types import REGISTRY
from handbook.languages import Languages
from handbook.reading.documents.declarations import read_additions
from handbook.reading.sheets.rows import read_rows

PACKAGE = str(Path(handbook.__file__).parent)


def main() -> None:
    kinds = [kind for kind in REGISTRY if kind.name == "mentors"]
    functions: set[tuple[str, str, int]] = set()
    hops: Counter[tuple[str, str]] = Counter()

    def follow(frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        # A comprehension is a function of its own to some versions of Python, and to no reader.
        inner = code.co_name.startswith("<")
        if event != "call" or inner or not code.co_filename.startswith(PACKAGE):
            return
        functions.add((code.co_filename, code.co_qualname, code.co_firstlineno))
        caller = frame.f_back.f_code.co_filename if frame.f_back else ""
        if caller.startswith(PACKAGE) and caller != code.co_filename:
            hops[caller, code.co_filename] += 1

    with tempfile.TemporaryDirectory() as folder:
        root = write_programme(Path(folder))
        languages = Languages(("en",))
        additions = read_additions(root, languages)
        read_rows(root, kinds, (), languages, "iso", additions)
        sys.setprofile(follow)
        read_rows(root, kinds, (), languages, "iso", additions)
        sys.setprofile(None)
    files = Counter(Path(file).relative_to(PACKAGE).as_posix() for file, _, _ in functions)
    for file, count in sorted(files.items()):
        print(f"{count:4d}  {file}")
    print(f"{len(functions)} functions in {len(files)} files, {sum(hops.values())} hops")


if __name__ == "__main__":
    main()
