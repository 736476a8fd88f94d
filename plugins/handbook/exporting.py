"""Exporting: the pages as plain files that another site generator can build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.outputs import EntryPage, OutputFile, Page, front_matter
from handbook.rendering.other_markdown import for_other_markdown, html_in_markdown


def export(
    pages: Iterable[Page], entries: Iterable[EntryPage], files: Iterable[OutputFile], folder: Path
) -> int:
    """Write every page and file into a folder, which is made if missing.

    Returns:
        How many files were written.
    """
    written = tuple(exported(pages, entries, files))
    for file in written:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return len(written)


def exported(
    pages: Iterable[Page], entries: Iterable[EntryPage], files: Iterable[OutputFile]
) -> Iterator[OutputFile]:
    """Write every page as Markdown with front matter, entry pages with HTML for a body.

    Front matter is YAML whose values are written as JSON, which YAML includes. Each page of
    another language than the default keeps its folder (`es/guides/mentor.md`).
    """
    for page in pages:
        front = {
            "title": page.title,
            "description": page.description,
            "language": page.written or page.language,
            **page.meta,
        }
        # A theme of another generator does not know our templates.
        front.pop("template", None)
        yield _file(page.path, front, for_other_markdown(page.body))
    for entry in entries:
        front = {
            "title": entry.title,
            "description": entry.description,
            "language": entry.language,
            "hide": ["navigation", "toc"],
        }
        yield _file(entry.path, front, f"{html_in_markdown(entry.body)}\n")
    yield from files


def _file(path: str, front: Mapping[str, Any], body: str) -> OutputFile:
    return OutputFile(path, f"{front_matter(front)}{body}".encode())
