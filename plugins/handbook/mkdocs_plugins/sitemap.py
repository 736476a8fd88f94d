"""The sitemap: every page that may be found, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import escape

from handbook.languages import Languages
from handbook.outputs import EntryPage
from handbook.outputs import Page as ProsePage
from handbook.urls import url_of

_SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(
    pages: Iterable[ProsePage | EntryPage], languages: Languages, site_url: str | None
) -> str:
    """Write the sitemap: every page that may be found, with its translations.

    Args:
        pages: all of the site.
        languages: of the site.
        site_url: absolute, with a trailing slash; without an address there is no sitemap.
    """
    if not site_url:
        return ""
    urls = "".join(
        f"<url><loc>{escape(site_url + url_of(page.path))}</loc>"
        f"{_versions(page.translations, languages, site_url)}</url>\n"
        for page in pages
    )
    return f"{_SITEMAP}{urls}</urlset>\n"


def _versions(translations: Mapping[str, str], languages: Languages, site_url: str) -> str:
    if len(languages.codes) < 2:
        return ""
    versions = list(translations.items())
    if languages.default in translations:
        versions.append(("x-default", translations[languages.default]))
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(code)}"'
        f' href="{escape(site_url + url_of(path))}"/>'
        for code, path in versions
    )
