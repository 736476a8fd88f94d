"""Kept documents: made once, and again only when something that they are made of changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from handbook.cache import discard, fingerprint, keep, maker
from handbook.languages import Catalogue
from handbook.papers.paper import Paper

_ROOMS = ("papers",)
_PACKAGES = ("typst", "pikepdf")
"""Rooms and packages whose next version may make another file of the same paper."""
_WORDS = ("form.", "paper.")
"""Beginnings of the keys of the words that documents are written with."""


class Kept:
    """A folder of documents, by what they are made of."""

    def __init__(self, folder: Path) -> None:
        """Begin to use a folder, which need not be there."""
        self._folder = folder
        self._used: set[str] = set()
        self._words: list[tuple[Catalogue, str]] = []
        self._paper: tuple[Paper | None, Catalogue | None, str] = (None, None, "")

    def content(
        self, shape: str, paper: Paper, words: Catalogue, make: Callable[[Paper, Catalogue], bytes]
    ) -> bytes:
        """Return a document as it was kept, or make and keep it."""
        name = f"{self._key(paper, words)}.{shape}"
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
        keep(file, hashlib.sha256(content).digest() + content)
        return content

    def clear(self) -> None:
        """Delete what was not asked for since the beginning."""
        if not self._folder.is_dir():
            return
        for file in self._folder.iterdir():
            if file.name not in self._used:
                discard(file)

    def _key(self, paper: Paper, words: Catalogue) -> str:
        """Name what a document is made of; of a paper all shapes are asked for in turn."""
        if self._paper[0] is not paper or self._paper[1] is not words:
            parts = (repr(paper), self._said(words), maker(_ROOMS, _PACKAGES))
            self._paper = paper, words, fingerprint(*parts)[:32]
        return self._paper[2]

    def _said(self, words: Catalogue) -> str:
        """Write out the words that documents are written with."""
        for known, said in self._words:
            if known is words:
                return said
        used = {key: text for key, text in words.strings.items() if key.startswith(_WORDS)}
        self._words.append((words, repr(sorted(used.items()))))
        return self._words[-1][1]
