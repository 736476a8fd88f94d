"""Pages of prose, in every language of the programme: what they can name, and their links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from handbook.content_type import ContentType
from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.languages import SHIPPED, Languages
from handbook.outputs import Page, Prose
from handbook.problems import Place, Problem
from handbook.programme import Programme
from handbook.reading.sheets.schemas import load_schema
from handbook.rendering.errors import problem_of
from handbook.rendering.library import PageContext
from handbook.rendering.renderer import Renderer
from handbook.urls import Urls

_OWN_KEYS = {"title", "description"}
_LINK = re.compile(r"\]\((?P<address>[^)\s{]+\.md)(?:#[^)\s]*)?(?:\s[^)]*)?\)")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def names_for_templates(programme: Programme) -> Mapping[str, Any]:
    """Return what prose and templates are given, by name.

    Every content type under its own name: the one record of a document, else a tuple. Besides,
    `edition` is the edition the front door is about, `editions` are newest first, and `today` is
    the reference date.
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
    names["edition"] = next(edition for edition in editions if edition.current)
    names["today"] = programme.reference_date
    return names


def page_names(prose: Iterable[Prose], content_types: Iterable[ContentType]) -> frozenset[str]:
    """Return the pages there will be: those with prose, and the listings of records."""
    names = {each.page for each in prose}
    return frozenset(names | {listing_page(kind) for kind in content_types if has_listing(kind)})


def has_listing(kind: ContentType) -> bool:
    """Say whether a type's records are pages of their own, listed on one."""
    return kind.entries is not None and "{kind}" in kind.entries.path and kind.listing.exists()


def listing_page(kind: ContentType) -> str:
    """Return the page on which a type's records are listed."""
    return f"{kind.name}/index.md"


def prose_pages(
    prose: Iterable[Prose],
    content_types: Iterable[ContentType],
    renderer: Renderer,
    root: Path,
) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Render every page in every language.

    Args:
        prose: what was read from the folders of content.
        content_types: a type that has a listing and no prose gets a page all the same.
        renderer: renders the prose.
        root: the project's folder, for messages.

    Returns:
        The pages, and a problem for each that could not be rendered.
    """
    by_name: dict[str, dict[str, Prose]] = {}
    for each in prose:
        by_name.setdefault(each.page, {})[each.language] = each
    languages = renderer.library.urls.languages
    for kind in content_types:
        if has_listing(kind) and listing_page(kind) not in by_name:
            made = _made_listing(kind, languages.default)
            by_name[made.page] = {languages.default: made}
    pages: list[Page] = []
    problems: list[Problem] = []
    for name, versions in sorted(by_name.items()):
        best = {
            language: version
            for language in languages
            if (version := _best_version(versions, language, languages))
        }
        for language, version in best.items():
            try:
                pages.append(_page(name, version, language, tuple(best), renderer))
            except Exception as error:  # noqa: BLE001 - a template can raise anything
                problems.append(problem_of(error, version.source, root))
    return tuple(pages), (*problems, *_without_description(pages))


def _made_listing(kind: ContentType, language: str) -> Prose:
    schema = load_schema(kind.schema)
    title, description = schema.title, schema.description
    return Prose(
        page=listing_page(kind),
        language=language,
        source=f"{kind.name}/listing.html",
        meta={"title": title, "description": description},
        body=f'# {title}\n\n{description}\n\n{{{{ listing("{kind.name}") }}}}\n',
        first_line=1,
    )


def _best_version(
    versions: Mapping[str, Prose], language: str, languages: Languages
) -> Prose | None:
    """Return the prose in a language, else in the default one, else as it is shipped."""
    for code in (language, languages.default, SHIPPED):
        if code in versions:
            return versions[code]
    return None


def _page(
    name: str, prose: Prose, language: str, available: Sequence[str], renderer: Renderer
) -> Page:
    urls: Urls = renderer.library.urls
    path = urls.path(name, language)
    foreign = "" if prose.language == language else prose.language
    context = PageContext(path, language, prose_language=foreign)

    def filled(key: str) -> str:
        line = prose.lines.get(key, 1)
        return renderer.text(str(prose.meta.get(key, "")), prose.source, line, context)

    title = filled("title")
    context = replace(context, title=title)
    body = renderer.prose(prose.body, prose.source, prose.first_line, context)
    if foreign:
        body = f'<div lang="{foreign}" markdown="1">\n\n{body}\n\n</div>\n'
    return Page(
        path=path,
        language=language,
        title=title,
        description=filled("description"),
        body=body,
        source=prose.source,
        meta={key: value for key, value in prose.meta.items() if key not in _OWN_KEYS},
        translations={code: urls.path(name, code) for code in available},
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
        if page.description and key in seen:
            details = {"other": seen[key]}
            yield Problem(
                Place(page.source, 1), "description-repeated", "description", details=details
            )
        seen.setdefault(key, page.source)


def unknown_pages(prose: Iterable[Prose], names: frozenset[str]) -> Iterator[Problem]:
    """Find links to pages that nobody wrote.

    Args:
        prose: the files of prose.
        names: the pages there are, named as in the default language.
    """
    for each in prose:
        for line, address in _links_of(each):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(each.page), address))
            if name in names:
                continue
            close = get_close_matches(name, sorted(names), n=1)
            details: dict[str, object] = (
                {"suggestion": posixpath.relpath(close[0], posixpath.dirname(each.page) or ".")}
                if close
                else {}
            )
            yield Problem(Place(each.source, line), "page-unknown", value=address, details=details)


def _links_of(prose: Prose) -> Iterator[tuple[int, str]]:
    """Give the line and address of every link to a page, but for those in samples of code."""
    in_code = False
    for line, text in enumerate(prose.body.split("\n"), start=prose.first_line):
        if _FENCE.match(text):
            in_code = not in_code
        elif not in_code:
            for match in _LINK.finditer(text):
                if ":" not in match["address"]:
                    yield line, match["address"]
