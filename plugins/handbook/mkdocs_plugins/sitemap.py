"""The sitemap: every page that may be found, with its translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from handbook.languages import Languages
from handbook.urls import url_of

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(
    pages: Iterable[tuple[str, Mapping[str, str]]], languages: Languages, site_url: str
) -> str:
    """Write the sitemap.

    Args:
        pages: source path and translations of each page.
        languages: of the site.
        site_url: absolute, with a trailing slash.
    """
    urls = Markup("").join(
        Markup("<url><loc>{}</loc>{}</url>\n").format(
            site_url + url_of(path), _translations(translations, languages, site_url)
        )
        for path, translations in pages
    )
    return f"{_HEAD}{urls}</urlset>\n"


def _translations(translations: Mapping[str, str], languages: Languages, site_url: str) -> Markup:
    if len(languages.codes) < 2:
        return Markup("")
    versions = list(translations.items())
    if languages.default in translations:
        versions.append(("x-default", translations[languages.default]))
    return Markup("").join(
        Markup('<xhtml:link rel="alternate" hreflang="{}" href="{}"/>').format(
            code, site_url + url_of(path)
        )
        for code, path in versions
    )
