"""Entry pages: one for each record of a type that has them, in every language."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from handbook.content_type import ContentType, Entries
from handbook.content_type.models import Document
from handbook.outputs import EntryPage, EntryPages, Page
from handbook.pages.bodies import Bodies
from handbook.people.ending import has_ended
from handbook.people.holdings import Holding
from handbook.problems import Place, Problem
from handbook.programme import Programme
from handbook.rendering.library import PageContext
from handbook.rendering.renderer import Renderer
from handbook.rendering.renderers import Renderers
from handbook.rendering.values import plain
from handbook.urls import Urls, url_of


def entry_pages(
    content_types: Iterable[ContentType],
    renderers: Renderers,
    root: Path,
    bodies: Bodies | None = None,
) -> tuple[EntryPages, tuple[Problem, ...]]:
    """Render the entry pages of every record that may be seen.

    Args:
        content_types: all there are.
        renderers: render them.
        root: the project's folder, for messages.
        bodies: those that the last build has left.

    Returns:
        The pages, and the problems of templates that could not be rendered, each once.
    """
    pages: list[EntryPages] = []
    problems: list[Problem] = []
    for kind in content_types:
        if kind.entries is None:
            continue
        template = f"{kind.name}/entry.html"
        make = partial(_all_pages_of, kind, kind.entries, template, renderers.usual, bodies)
        made, problem = renderers.made(make, template, root, template)
        problems += [problem] if problem else []
        pages += [] if made is None else [made]
    if bodies is not None:
        bodies.keep()
    return EntryPages.joined(pages), tuple(problems)


def _page_of(entries: Entries, kind: ContentType, record: Any) -> str:
    return entries.page(kind.name, record.id, getattr(record, "edition", ""))


def entry_paths(
    content_types: Iterable[ContentType],
    programme: Programme,
    urls: Urls,
    prose: Container[str],
) -> Iterator[tuple[str, str, str]]:
    """Give kind, id and path of the entry page of every record, in every language.

    Args:
        content_types: all there are.
        programme: what may be seen.
        urls: the scheme of paths.
        prose: the pages there are besides, named as in the default language.
    """
    for kind in content_types:
        for record in programme.kinds.get(kind.name, ()) if kind.entries else ():
            assert kind.entries is not None
            name = _page_of(kind.entries, kind, record)
            if kind.entries.prose_first and name in prose:
                continue
            for language in urls.languages:
                yield kind.name, record.id, urls.path(name, language)


def entry_names(content_types: Iterable[ContentType], programme: Programme) -> frozenset[str]:
    """Name the page of every record, as in the default language."""
    return frozenset(
        _page_of(kind.entries, kind, record)
        for kind in content_types
        if kind.entries
        for record in programme.kinds.get(kind.name, ())
    )


def ended_entries(held: Iterable[Holding], programme: Programme) -> frozenset[str]:
    """Name the page of every record that is not there since a consent has ended.

    Args:
        held: what the tables hold.
        programme: the one that was read.
    """
    return frozenset(
        each.kind.entries.page(each.kind.name, each.id, each.row.edition)
        for each in held
        if each.kind.entries and each.record is None and has_ended(each, programme)
    )


def clashes(
    pages: Iterable[Page], entries: Iterable[tuple[str, str, str]], programme: Programme
) -> Iterator[Problem]:
    """Every address belongs to one page, and none to what a site has besides.

    A record whose address is taken is told at its id, with which that has to change.

    Args:
        pages: those of prose and of listings.
        entries: kind, id and path of each page of a record.
        programme: all of it, with the places of its records.
    """
    taken: set[str] = set()
    for page in pages:
        url = url_of(page.path)
        if url in taken:
            yield Problem(Place(page.source), "name-reserved", value=f"/{url}")
        taken.add(url)
    taken |= {f"{name}/" for name in ("assets", "search", "404", *programme.languages)}
    for kind, id, path in entries:
        url = url_of(path)
        if url in taken:
            yield Problem(_place_of_id(programme, kind, id), "name-reserved", value=f"/{url}")
        taken.add(url)


def _place_of_id(programme: Programme, kind: str, id: str) -> Place:
    """Tell where the id of a record stands: in its cell, or in the name of its folder."""
    record = next(record for record in programme.kinds[kind] if record.id == id)
    if isinstance(record, Document):
        return Place(f"programme/{kind}/{id}")
    place: Place = record.where("id")
    return place


def _all_pages_of(
    kind: ContentType,
    entries: Entries,
    template: str,
    usual: Renderer,
    bodies: Bodies | None,
    renderer: Renderer,
) -> EntryPages:
    # What is made without somebody, or to try whether it could be made with them, is not kept.
    kept = bodies if renderer is usual else None
    return EntryPages(_pages_of(kind, entries, template, renderer, kept))


def _pages_of(
    kind: ContentType, entries: Entries, template: str, renderer: Renderer, bodies: Bodies | None
) -> Iterator[EntryPage]:
    urls = renderer.library.urls
    library = renderer.library
    # Asked for, so that it is noted: whoever comes or goes has a page or none any more.
    for record in renderer.lookups.listed(kind.name):
        name = _page_of(entries, kind, record)
        if entries.prose_first and name in library.pages:
            continue
        translations = urls.translations(name)
        of = renderer.lookups.record_told(record) if bodies else ""
        for language in urls.languages:
            spoken = library.catalogues[language].language
            title = plain(entries.title(record), language)
            page = PageContext(translations[language], spoken, title, language, language)
            make = partial(_body, renderer, template, page, record)
            yield EntryPage(
                kind=kind.name,
                id=record.id,
                path=page.path,
                language=language,
                title=title,
                description=_sentence(entries.description(record), language),
                body=bodies.once(page.path, f"{page}{of}", make) if bodies else make(),
                translations=translations,
                by_name=kind.directory is not None,
            )


def _body(renderer: Renderer, template: str, page: PageContext, record: Any) -> str:
    return renderer.html(template, page, entry=record).strip()


def _sentence(value: Any, language: str) -> str:
    """Write a description on one line, its parts with commas between them."""
    parts = value if isinstance(value, tuple) else (value,)
    written = (" ".join(plain(part, language).split()) for part in parts)
    return ", ".join(filter(None, written))
