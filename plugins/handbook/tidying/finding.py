"""Finding: which files of a programme can be tidied, and what kind each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import FOLDER, ContentType, Table
from handbook.problems import Place, Problem
from handbook.reading.files import FIELDS, PROGRAMME, VOCABULARY, label, list_editions, read_text

_TEXTS = ("mentors", "training")


@dataclass(frozen=True, slots=True)
class Found:
    """One file that can be tidied."""

    path: str
    """From `programme/`."""
    table: ContentType | None = None
    """The content type, where the file is a table."""

    @property
    def shown(self) -> str:
        """The path from the project's root."""
        return label(self.path)

    @property
    def prose(self) -> bool:
        """Whether it is Markdown."""
        return self.path.endswith(".md")


def find(root: Path, content_types: Sequence[ContentType]) -> list[Found]:
    """List the files below `programme/` that the reader knows, there or not, in order of path.

    What is under `private/` is no part of it: git keeps no earlier version of that.
    """
    found = {path: Found(path) for path in (PROGRAMME, VOCABULARY, FIELDS, *_texts(root))}
    editions = list_editions(root)
    for kind in content_types:
        if kind.source.folder == FOLDER:
            slugs = editions if kind.per_edition else ("",)
            for path in (kind.source.path.replace("*", slug) for slug in slugs):
                table = kind if isinstance(kind.source, Table) else None
                found[path] = Found(path, table)
    return [found[path] for path in sorted(found)]


def _texts(root: Path) -> Iterator[str]:
    for folder in _TEXTS:
        for path in (root / FOLDER / folder).glob("*.md"):
            if not path.name.startswith("."):
                yield f"{folder}/{path.name}"


def content_of(root: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Read a file as it is.

    Args:
        root: The project's folder.
        path: From `programme/`.

    Returns:
        Its bytes, and why it must be left alone; None and nothing where there is no such file.
    """
    read = read_text(root, path, optional=True)
    if read.text is None and not read.problems:
        return None, ()
    problems = tuple(problem for problem in read.problems if problem.code != "encoding")
    if problems:
        return None, problems
    try:
        return (root / FOLDER / path).read_bytes(), ()
    except OSError:
        return None, (Problem(Place(label(path)), "file-unreadable"),)
