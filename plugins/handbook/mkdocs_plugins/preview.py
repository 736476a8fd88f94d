"""The preview: what `handbook serve` shows that is never part of a site."""

from __future__ import annotations

from dataclasses import replace

from handbook.outputs import NavigationItem, Page
from handbook.progress.sections import as_html
from handbook.rendering.kept_markup import keep
from handbook.site import Build

STATUS = "status.md"
"""The page of how the programme stands; one of the programme's own of that name comes first."""


def with_status(made: Build, *, faulty: bool) -> Build:
    """Add the page of how the programme stands, at the end of the menu of the first language.

    Args:
        made: a build that was asked for the status, or what is shown in its stead.
        faulty: whether the data has errors.
    """
    language, words = made.languages.default, made.catalogue
    if made.status is None or any(page.path == STATUS for page in made.pages):
        return made
    page = Page(
        path=STATUS,
        language=language,
        title=words.text("status.title"),
        description=words.text("status.menu"),
        body=keep(as_html(made.status, words, faulty=faulty)),
        meta={"hide": ["toc"], "search": {"exclude": True}},
        translations={language: STATUS},
    )
    item = NavigationItem(words.text("status.menu"), STATUS)
    menu = (*made.navigation.get(language, ()), item)
    return replace(made, pages=(*made.pages, page), navigation={**made.navigation, language: menu})
