"""The preview while the data has errors: the problems, at every address, until they are mended."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handbook.outputs import NavigationItem
from handbook.pages import trouble_page
from handbook.site import Build

_REFRESH_SECONDS = 2


def of_problems(made: Build) -> Build:
    """Return a build whose one page lists the problems."""
    page = trouble_page(made.problems, made.catalogue)
    default = made.languages.default
    return replace(
        made,
        pages=(page,),
        navigation={default: (NavigationItem(page.title, page.path),)},
    )


def everywhere(made: Build) -> str:
    """Return the page for all other addresses, which looks again by itself."""
    page = made.pages[0]
    return str(
        Markup(
            '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8">'
            '<meta http-equiv="refresh" content="{}"><title>{}</title></head>\n'
            "<body>{}</body></html>\n"
        ).format(page.language, _REFRESH_SECONDS, page.title, Markup(page.body))  # noqa: S704
    )
