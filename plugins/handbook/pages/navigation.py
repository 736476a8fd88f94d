"""Navigation: which pages the menu holds, in what order, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handbook.languages import Text
from handbook.outputs import NavigationItem, Page
from handbook.problems import Place, Problem
from handbook.reading.documents.navigation import NavigationPlan
from handbook.urls import Urls


def navigation(
    plan: NavigationPlan, pages: Iterable[Page], known: frozenset[str], urls: Urls
) -> tuple[Mapping[str, tuple[NavigationItem, ...]], tuple[Problem, ...]]:
    """Make the menu of each language.

    A page the plan does not name comes after it, unless its front matter says `nav: false`.

    Args:
        plan: the menu as it was read.
        pages: those that could be made.
        known: names of all pages there should be.
        urls: the scheme of paths.

    Returns:
        Items by language, and a problem for each page that the plan names and nobody wrote.
    """
    titles = {
        page.path: NavigationItem(
            str(page.meta.get("nav_title") or page.title),
            page.path,
            language=page.written or page.language,
        )
        for page in pages
    }
    planned = [name for _, names in plan for name, _ in names]
    problems = [
        Problem(place, "page-unknown", value=name)
        for _, names in plan
        for name, place in names
        if name not in known
    ]
    hidden = {page.path for page in pages if page.meta.get("nav") in (False, "false", "no")}
    unplanned = [
        name
        for name in _names_in(titles, urls)
        if name not in planned and urls.path(name, urls.languages.default) not in hidden
    ]
    menus = {
        language: (
            *(item for part in plan for item in _items(part, language, titles, urls)),
            *_links(unplanned, language, titles, urls),
        )
        for language in urls.languages
    }
    return menus, tuple(problems)


def _names_in(titles: Mapping[str, NavigationItem], urls: Urls) -> list[str]:
    others = tuple(f"{code}/" for code in urls.languages if code != urls.languages.default)
    return sorted(path for path in titles if not (others and path.startswith(others)))


def _items(
    part: tuple[Text | None, Sequence[tuple[str, Place]]],
    language: str,
    titles: Mapping[str, NavigationItem],
    urls: Urls,
) -> tuple[NavigationItem, ...]:
    section, names = part
    links = _links([name for name, _ in names], language, titles, urls)
    if section is None:
        return links
    title, code = section.wording(language)
    return (NavigationItem(title, children=links, language=code),) if links else ()


def _links(
    names: Iterable[str], language: str, titles: Mapping[str, NavigationItem], urls: Urls
) -> tuple[NavigationItem, ...]:
    paths = [urls.path(name, language) for name in names]
    return tuple(titles[path] for path in paths if path in titles)
