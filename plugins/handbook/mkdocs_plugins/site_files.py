"""Files of the site: those that MkDocs makes of what the core made, and those written past it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from handbook import stamping
from handbook.finishing.folding import FOLDS, folded
from handbook.languages import Catalogue
from handbook.outputs import EntryPage, OutputFile, Page, front_matter
from handbook.rendering.kept_markup import keep
from handbook.stamping.former import FormerPages
from handbook.stamping.pages import Stamped, StampedPages

ENTRY_META = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
"""Front matter of every entry page: the search finds it by its title and description, if at all."""


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
        content=f"{front_matter(meta)}{keep(entry.body)}\n",
        inclusion=InclusionLevel.NOT_IN_NAV,
    )


def static_file(file: OutputFile, config: MkDocsConfig) -> File:
    """Make MkDocs's file of one that is served as it is."""
    return File.generated(
        config, file.path, content=file.content, inclusion=InclusionLevel.NOT_IN_NAV
    )


def without_sources(files: Files, config: MkDocsConfig) -> Files:
    """Drop what lies in `docs_dir`: the core has read it, and hands over what is served."""
    return Files([file for file in files if file.generated_by or file.src_dir != config.docs_dir])


def fold(page: MkDocsPage, words: Catalogue) -> None:
    """Fold the sections of a page that asks for it, once MkDocs has made its HTML."""
    if page.meta.get(FOLDS) is True:
        said = {each: words.text(f"folds.{each}") for each in ("open_all", "close_all")}
        page.content = folded(page.content or "", **said)


def address_of(entry: EntryPage) -> str:
    """Return the path of an entry's page from the folder of the site."""
    return f"{entry.path.removesuffix('.md')}/index.html"


def write_stamped(
    site: Path,
    entries: Sequence[EntryPage],
    shells: Mapping[stamping.ShellKey, stamping.Shell],
    former: FormerPages | None = None,
) -> StampedPages:
    """Stamp entry pages on their shells, and write them to the site.

    Args:
        site: its folder.
        entries: what is stamped.
        shells: on what.
        former: pages of the last build, which are put back where they are the same again.

    Returns:
        What is needed to look at each shell once, and at each page by its entry.
    """
    pages = {}
    for number, entry in enumerate(entries):
        key = stamping.key_of(entry)
        name = address_of(entry)
        path = site / name
        content = stamping.stamp(shells[key], entry).encode()
        if former is None or not former.put_back(name, content):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        written = path.stat()
        its = partial(entries.__getitem__, number)
        pages[name] = Stamped(written.st_size, written.st_mtime_ns, key, its)
    return StampedPages(pages, shells)


def _text(text: str) -> str:
    """Escape what themes print as it is."""
    return str(escape(text))
