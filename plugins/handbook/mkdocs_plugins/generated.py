"""Core pages as files of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from handbook.outputs import EntryPage, NavigationItem, OutputFile, Page, front_matter

ENTRY_META = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
"""Front matter of every entry page: people are looked up in the directory."""


def page_file(page: Page, config: MkDocsConfig) -> File:
    """Make MkDocs's file of a page."""
    meta = {"title": _text(page.title), "description": _text(page.description), **page.meta}
    return File.generated(
        config,
        page.path,
        content=f"{front_matter(meta)}{page.body}\n",
        # Said outright, since MkDocs leaves out a folder called templates/ by itself.
        inclusion=InclusionLevel.INCLUDED,
    )


def entry_file(entry: EntryPage, config: MkDocsConfig) -> File:
    """Make MkDocs's file of an entry page, which is never in the navigation."""
    meta = {
        "title": _text(entry.title),
        "description": _text(entry.description),
        **ENTRY_META,
    }
    return File.generated(
        config,
        entry.path,
        content=f"{front_matter(meta)}{entry.body}\n",
        inclusion=InclusionLevel.NOT_IN_NAV,
    )


def static_file(file: OutputFile, config: MkDocsConfig) -> File:
    """Make MkDocs's file of one that is served as it is."""
    return File.generated(
        config, file.path, content=file.content, inclusion=InclusionLevel.NOT_IN_NAV
    )


def nav_option(items: Iterable[NavigationItem]) -> list[dict[str, Any]]:
    """Write a menu as the `nav` option does."""
    return [
        {str(escape(item.title)): nav_option(item.children) if item.children else item.path}
        for item in items
    ]


def without_sources(files: Files, config: MkDocsConfig) -> Files:
    """Drop what lies in `docs_dir`: the core has read it, and hands over what is served."""
    return Files([file for file in files if file.generated_by or file.src_dir != config.docs_dir])


def _text(text: str) -> str:
    """Escape what themes print as it is."""
    return str(escape(text))
