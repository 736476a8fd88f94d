"""Leaves: the further pages of a long directory, and the file that all its cards are in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handbook.cards import NAME
from handbook.outputs import OutputFile, Page
from handbook.rendering.directories import Directory
from handbook.rendering.kept_markup import keep
from handbook.rendering.library import PageContext
from handbook.rendering.listing import given
from handbook.rendering.renderer import Renderer
from handbook.text.tags import escape_markdown

_META = {"nav": False, "search": {"exclude": True}}
"""Front matter of each: the first page stands in the menu, people are found by themselves."""


def with_leaves(page: Page, context: PageContext, renderer: Renderer) -> tuple[Page, ...]:
    """Return a page that was rendered, and those on which its directory goes on.

    Args:
        page: the first one.
        context: with what it has listed.
        renderer: that has rendered it.
    """
    listed = context.listed
    if listed is None or listed.directory is None:
        return (page,)
    folder = page.path.removesuffix("index.md")
    file = OutputFile(f"{folder}{NAME}", listed.directory.file(), page.source)
    leaves = _leaves(page, context, renderer, listed.kind, listed.directory)
    return (replace(page, loads=(file,)), *leaves)


def _leaves(
    page: Page, context: PageContext, renderer: Renderer, kind: str, directory: Directory
) -> Iterator[Page]:
    words = renderer.library.catalogues[context.language]
    for number in range(2, directory.last + 1):
        said = {"number": number, "total": directory.last}
        title = words.text("leaves.title", title=page.title, **said)
        own = replace(context, path=_path(page.path, number), title=title, listed=None)
        html = renderer.html(f"{kind}/listing.html", own, **given(directory.at(number)))
        yield replace(
            page,
            path=own.path,
            title=title,
            description=words.text("leaves.description", description=page.description, **said),
            body=f"# {escape_markdown(title)}\n\n{keep(html)}\n",
            meta={**page.meta, **_META},
            translations={code: _path(path, number) for code, path in page.translations.items()},
        )


def _path(first: str, number: int) -> str:
    """Return the source path of a leaf.

    >>> _path("es/mentors/index.md", 2)
    'es/mentors/page/2.md'
    """
    return f"{first.removesuffix('index.md')}page/{number}.md"
