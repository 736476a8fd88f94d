"""Kept documents: made once, and again only when something that they are made of changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from handbook.atomic import overwrite
from handbook.languages import Catalogue
from handbook.papers.paper import Paper

_MAKERS = ("typst", "pikepdf")
"""Packages whose next version may make another file of the same paper."""
_WORDS = ("form.", "paper.")
"""Beginnings of the keys of the words that documents are written with."""


class Kept:
    """A folder of documents, by what they are made of."""

    def __init__(self, folder: Path) -> None:
        """Begin to use a folder, which need not be there."""
        self._folder = folder
        self._used: set[str] = set()

    def content(
        self, shape: str, paper: Paper, words: Catalogue, make: Callable[[Paper, Catalogue], bytes]
    ) -> bytes:
        """Return a document as it was kept, or make and keep it.

        A folder that cannot be written to is done without.
        """
        name = f"{_key(paper, words)}.{shape}"
        self._used.add(name)
        file = self._folder / name
        try:
            kept = file.read_bytes()
            digest, content = kept[:32], kept[32:]
            if hashlib.sha256(content).digest() == digest:
                return content
        except OSError:
            pass
        content = make(paper, words)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            overwrite(file, hashlib.sha256(content).digest() + content)
        except OSError:
            pass
        return content

    def clear(self) -> None:
        """Delete what was not asked for since the beginning."""
        if not self._folder.is_dir():
            return
        for file in self._folder.iterdir():
            if file.name not in self._used:
                file.unlink(missing_ok=True)


def _key(paper: Paper, words: Catalogue) -> str:
    used = {key: text for key, text in words.strings.items() if key.startswith(_WORDS)}
    made_of = (repr(paper), repr(sorted(used.items())), _makers())
    return hashlib.sha256("\0".join(made_of).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _makers() -> str:
    """Tell what makes documents: this room as it is, and the packages that it uses."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in {".py", ".typ", ".ttf", ".otf", ".xml"}:
            digest.update(file.read_bytes())
    for name in _MAKERS:
        try:
            digest.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            digest.update(name.encode())
    return digest.hexdigest()
