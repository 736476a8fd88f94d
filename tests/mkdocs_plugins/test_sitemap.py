from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from handbook.languages import Languages
from handbook.mkdocs_plugins.languages import alternates, cut_by_language, language_of
from handbook.mkdocs_plugins.sitemap import sitemap
from handbook.outputs import Page
from handbook.urls import url_of

URL = "https://a.example/sub/"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
ONE, TWO = Languages(("en",)), Languages(("en", "es"))
BOTH = {"en": "mentors/ana.md", "es": "es/mentors/ana.md"}


def page(path: str, translations: dict[str, str]) -> Page:
    return Page(path, "en", "", "", "", translations=translations)


def entries(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each address with its translations."""
    return [
        (
            url.findtext("s:loc", namespaces=NAMES),
            [
                (each.attrib["hreflang"], each.attrib["href"])
                for each in url.findall("x:link", NAMES)
            ],
        )
        for url in ET.fromstring(text.encode())
    ]


def test_one_language_needs_no_translations():
    pages = [page(path, {"en": path}) for path in ("index.md", "mentors/ana.md")]
    assert entries(sitemap(pages, ONE, URL)) == [(URL, []), (f"{URL}mentors/ana/", [])]


def test_every_version_names_all_and_the_default():
    versions = [
        ("en", f"{URL}mentors/ana/"),
        ("es", f"{URL}es/mentors/ana/"),
        ("x-default", f"{URL}mentors/ana/"),
    ]
    found = entries(sitemap([page(path, BOTH) for path in BOTH.values()], TWO, URL))
    assert found == [(f"{URL}mentors/ana/", versions), (f"{URL}es/mentors/ana/", versions)]


def test_addresses_are_escaped():
    text = sitemap([page("a&b.md", {"en": "a&b.md"})], ONE, "https://a.example/<x>/")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert entries(text) == [("https://a.example/<x>/a&b/", [])]


def test_no_pages():
    assert entries(sitemap([], ONE, URL)) == []


@pytest.mark.parametrize("site_url", ["", None])
def test_a_site_without_an_address_has_no_sitemap(site_url):
    assert sitemap([page("index.md", {})], ONE, site_url) == ""


def test_the_small_programme_is_found_whole(small):
    everything = (*small.pages, *small.entries)
    text = sitemap(everything, small.languages, URL)
    found = [address for address, _ in entries(text)]
    assert len(found) == len(set(found)) == len(everything)
    assert f"{URL}{url_of('mentors/ana.md')}" in found
    assert not any(f"/{name}/" in text for name in ("eva", "ben"))


@pytest.mark.parametrize(
    ("path", "language"),
    [("index.md", "en"), ("es/index.md", "es"), ("estuary.md", "en"), ("fr/index.md", "en")],
)
def test_a_path_tells_its_language(path, language):
    assert language_of(path, TWO) == language


@pytest.mark.parametrize("url", [URL, ""])
def test_the_theme_is_told_of_translations(url):
    names = ('<span lang="en">English</span>', '<span lang="es">español</span>')
    told = alternates(BOTH, TWO, url)
    assert [each["lang"] for each in told] == ["en", "es"]
    assert tuple(each["name"] for each in told) == names
    assert [each["link"] for each in told] == ["mentors/ana/", "es/mentors/ana/"]
    addresses = [f"{url}{each['link']}" if url else "" for each in told]
    assert [each["address"] for each in told] == addresses
    assert alternates({"en": "index.md"}, TWO, url)[0]["link"] == "."
    assert alternates({"en": "a.md"}, ONE, url) == []


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [("es", "es"), ("es-MX", "es"), ("pt-BR", "pt-BR"), ("ga", "en"), ("en-US", "en")],
)
def test_the_theme_speaks_the_nearest_language_it_knows(wanted: str, spoken: str) -> None:
    from mkdocs.theme import Theme

    from handbook.mkdocs_plugins.languages import set_language

    config = SimpleNamespace(theme=Theme(name="material"))
    set_language(config, wanted)
    assert config.theme["language"] == spoken


def test_the_menu_is_cut_by_language():
    def page(path):
        return MkDocsPage(path, File(path, "content", "site", use_directory_urls=True), config)

    config = MkDocsConfig()
    spanish, english = [page("es/index.md"), page("es/faq.md")], [page("index.md"), page("faq.md")]
    both = [*spanish, *english]
    for before, after in pairwise(both):
        before.next_page, after.previous_page = after, before
    section = Section("Más", [Section("Aún más", [spanish[1]])])
    menus = cut_by_language(
        Navigation([spanish[0], section, *english], both), Languages(("en", "es"))
    )
    assert {code: (menu.items, menu.pages) for code, menu in menus.items()} == {
        "en": (english, english),
        "es": ([spanish[0], section], spanish),
    }
    assert (menus["en"].homepage, menus["es"].homepage) == (english[0], spanish[0])
    for first, last in (english, spanish):
        assert (first.previous_page, first.next_page) == (None, last)
        assert (last.previous_page, last.next_page) == (first, None)
