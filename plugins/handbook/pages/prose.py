"""Pages of prose, in every language of the programme: what they can name, and their links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from handbook.content_type import ContentType
from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.content_types.editions.comparison import comparison
from handbook.content_types.editions.speaking import speaking_to
from handbook.languages import Catalogue, Languages, language_name
from handbook.outputs import MARK, Page, Prose
from handbook.pages.leaves import with_leaves
from handbook.pages.links import with_entries_linked
from handbook.pages.listings import has_listing, listing_page, with_listings
from handbook.problems import Place, Problem, Severity
from handbook.programme import Programme
from handbook.rendering.directories import Listed
from handbook.rendering.kept_markup import keep
from handbook.rendering.library import PageContext
from handbook.rendering.notes import Notes, at_their_words
from handbook.rendering.renderer import Renderer
from handbook.rendering.renderers import Renderers
from handbook.urls import Urls, relative, url_of

_OWN_KEYS = {"title", "description", "needs"}


def names_for_templates(programme: Programme) -> Mapping[str, Any]:
    """Return what prose and templates are given, by name.

    Every content type under its own name: the one record of a document, else a tuple. Besides,
    `speaking` says whom pages speak to, `edition` is the edition that is meant (both None in a
    programme that has none), `editions` are newest first, `comparison` is of their figures (None
    where there are none to compare), and `today` is the reference date.
    """
    names: dict[str, Any] = {}
    for kind, records in programme.kinds.items():
        if kind not in programme.single:
            names[kind] = records
        elif records:
            names[kind] = records[0]
    editions = sorted(
        programme.all(PublicEdition),
        key=lambda edition: (edition.settings.starts, edition.id),
        reverse=True,
    )
    names[EDITIONS.name] = tuple(editions)
    speaking = speaking_to(editions, programme.reference_date)
    names["speaking"], names["edition"] = speaking, speaking.edition if speaking else None
    names["comparison"] = comparison(editions)
    names["today"] = programme.reference_date
    return names


NEEDS = "needs"
"""Key of the front matter that names the content type without which there is no such page."""


def needed(
    prose: Iterable[Prose], content_types: Iterable[ContentType], present: Collection[str]
) -> tuple[tuple[Prose, ...], tuple[Problem, ...]]:
    """Leave out the pages that are about something the programme has not.

    Args:
        prose: what was read from the folders of content.
        content_types: all there are.
        present: names of those of which the programme has a file.
    """
    kept: list[Prose] = []
    problems: list[Problem] = []
    known = sorted(kind.name for kind in content_types)
    for each in prose:
        name = each.meta.get(NEEDS)
        if name is None or name in present:
            kept.append(each)
        elif name not in known:
            place = Place(each.source, each.lines.get(NEEDS, 1))
            details = {"allowed": ", ".join(known)}
            problems.append(Problem(place, "needs-unknown", NEEDS, str(name), details=details))
    return tuple(kept), tuple(problems)


def page_names(
    prose: Iterable[Prose], content_types: Iterable[ContentType], present: Collection[str]
) -> frozenset[str]:
    """Return the pages there will be: those with prose, and the listings of records.

    A type whose file may be missing has a listing where there is one.
    """
    return frozenset(
        {each.page for each in prose}
        | {
            listing_page(kind)
            for kind in content_types
            if has_listing(kind) and (kind.name in present or not kind.source.optional)
        }
    )


def prose_pages(
    prose: Iterable[Prose],
    content_types: Iterable[ContentType],
    renderers: Renderers,
    root: Path,
) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Render every page in every language.

    Args:
        prose: what was read from the folders of content.
        content_types: a type that has a listing and no prose gets a page all the same.
        renderers: render the prose.
        root: the project's folder, for messages.

    Returns:
        The pages, and a problem for each that could not be rendered as it is.
    """
    library = renderers.usual.library
    languages = library.urls.languages
    listed = [kind for kind in content_types if listing_page(kind) in library.pages]
    by_name = with_listings(prose, listed, library.catalogues, languages)
    pages: list[Page] = []
    problems: list[Problem] = []
    for name, versions in sorted(by_name.items()):
        best = {
            language: version
            for language in languages
            if (version := _best_version(versions, language, languages))
        }
        for language, version in best.items():
            make = partial(_page, name, version, language, tuple(best))
            of = (name, language, tuple(best), repr(version))
            made, problem = renderers.made(make, version.source, root, of)
            if problem is not None:
                problems.append(problem)
                if made is None and problem.severity is Severity.WARNING:
                    made = make(renderers.usual, words=library.catalogues[language])
            pages += made or ()
    return _with_what_is_there(pages), (*problems, *_without_description(pages))


def _with_what_is_there(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Lead from each page to the versions that there are: a leaf may be in one language alone."""
    pages = tuple(pages)
    paths = {page.path for page in pages}
    return tuple(
        replace(
            page,
            translations={code: path for code, path in page.translations.items() if path in paths},
        )
        for page in pages
    )


def _best_version(
    versions: Mapping[str, Prose], language: str, languages: Languages
) -> Prose | None:
    """Return the prose in a language, else in the next that it is there in."""
    return next(
        (versions[code] for code in languages.order_for(language) if code in versions), None
    )


def _page(
    name: str,
    prose: Prose,
    language: str,
    available: Sequence[str],
    renderer: Renderer,
    words: Catalogue | None = None,
) -> tuple[Page, ...]:
    """Render one page, with its leaves; with words given, nothing but a notice in its place."""
    urls: Urls = renderer.library.urls
    path = urls.path(name, language)
    notes = Notes()
    if words is not None:
        title, text = (words.text(f"command.blank_{each}") for each in ("title", "text"))
        meta = {"title": title, "description": f"{title} ({path})"}
        blank = f"# {title}\n\n{text}\n"
        prose = replace(prose, meta=meta, body=blank, language=words.language)
    context = PageContext(path, prose.language, part=language, notes=notes, listed=Listed())

    def filled(key: str) -> str:
        line = prose.lines.get(key, 1)
        return renderer.text(str(prose.meta.get(key, "")), prose.source, line, context)

    title = filled("title")
    context = replace(context, title=title)
    body = renderer.prose(prose.body, prose.source, prose.first_line, context)
    body = with_entries_linked(body, name, context, renderer.lookups)
    if notes.cited:
        told = renderer.html("components/notes.html", context, notes=notes)
        body = f"{at_their_words(body.rstrip())}\n\n{keep(told)}\n"
    if prose.language != language and words is None:
        body = f"{_note(name, prose.language, context, renderer)}\n\n{body}"
    page = Page(
        path=path,
        language=language,
        title=title,
        description=filled("description"),
        body=body,
        source=prose.source,
        meta={key: value for key, value in prose.meta.items() if key not in _OWN_KEYS},
        translations={code: urls.path(name, code) for code in available},
        written="" if prose.language == language else prose.language,
    )
    return with_leaves(page, context, renderer)


def _note(name: str, shown: str, page: PageContext, renderer: Renderer) -> str:
    """Say to a reader that a page is not there in their language, and where it is at home."""
    library = renderer.library
    urls, spoken = library.urls, library.catalogues[page.home].language
    at_home = shown in urls.languages.codes
    return keep(
        renderer.html(
            "components/untranslated.html",
            replace(page, language=spoken, notes=None),
            wanted=language_name(page.home, spoken),
            shown=language_name(shown, spoken),
            code=shown,
            address=relative(url_of(urls.path(name, shown)), page.url) if at_home else "",
        ).strip()
    )


def _without_description(pages: Iterable[Page]) -> Iterator[Problem]:
    """Every page has a title and a description of its own."""
    seen: dict[tuple[str, str], str] = {}
    for page in pages:
        if not page.title:
            yield Problem(Place(page.source, 1), "page-untitled", "title")
        if not page.description:
            yield Problem(Place(page.source, 1), "page-undescribed", "description")
        key = (page.language, page.description)
        if page.description and key in seen and MARK not in page.description:
            details = {"other": seen[key]}
            yield Problem(
                Place(page.source, 1), "description-repeated", "description", details=details
            )
        seen.setdefault(key, page.source)
