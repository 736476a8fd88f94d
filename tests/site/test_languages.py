"""A programme in two languages: every page in both, and nothing of one in the menu of the other."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.site.documents import Document, Element, documents

Pages = dict[str, Document]
BASE = "https://crosscurrents.example/"


@pytest.fixture(scope="module")
def both(bilingual: Path) -> Pages:
    return documents(bilingual / "site")


def languages_around(page: Document, text: str) -> list[str]:
    """Return the language of the innermost elements that hold a text, as a reader is told it."""

    def search(element: Element, language: str) -> list[str]:
        language = element.attributes.get("lang", language)
        inner = [
            found
            for child in element.children
            if isinstance(child, Element) and text in child.text
            for found in search(child, language)
        ]
        return inner or [language]

    assert text in page.article.text, f"{text!r} is not on /{page.url}"
    return search(page.root.one("html"), "")


def test_every_page_is_there_in_both_languages(both: Pages) -> None:
    english = {url for url in both if not url.startswith("es/")}
    assert {f"es/{url}" for url in english} == set(both) - english
    assert {"", "mentors/ana/", "2026/", "training/roles/", "faq/"} <= english


def test_every_page_says_its_language(both: Pages) -> None:
    for url, page in both.items():
        assert page.language == ("es" if url.startswith("es/") else "en"), url


def test_titles_and_descriptions_of_their_own_in_each_language(both: Pages) -> None:
    assert both["es/purpose/"].title.startswith("Por qué lo hacemos")
    assert both["es/purpose/"].description == "Para qué existe Ferry Mentoring."
    assert both["es/training/roles/"].title.startswith("Papeles")
    for page in both.values():
        assert page.article.one("h1").text


@pytest.mark.parametrize(
    ("url", "spanish", "english"),
    [
        ("mentors/ana/", "Todos los mentores", "All mentors"),
        ("2026/", "Las parejas se reúnen", "Pairs are meeting"),
        ("2026/", "16 de marzo de 2026", "16 March 2026"),
        ("2026/", "3 de agosto de 2026", "3 August 2026"),
        ("2026/", "Arranque", "Kick-off"),
        ("mentors/ana/", "Práctica de puerto", "Pilot"),
        ("mentors/ana/", "Remo", "Rowing"),
        ("mentors/ana/", "Ana rema.", "Ana rows."),
        ("purpose/", "Unimos a las personas.", "We bring people together."),
    ],
)
def test_interface_dates_and_translated_texts(
    both: Pages, url: str, spanish: str, english: str
) -> None:
    assert set(languages_around(both[f"es/{url}"], spanish)) == {"es"}
    assert english not in both[f"es/{url}"].article.text
    assert set(languages_around(both[url], english)) == {"en"}
    assert spanish not in both[url].article.text


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("mentors/ana/", "Ten years at sea"),
        ("mentors/ana/", "Steering & charts"),
        ("faq/", "90 minutes"),
        ("timeline/", "Bring a pen"),
        ("purpose/", "Every member knows somebody elsewhere."),
        ("training/roles/", "Talk about roles."),
        ("training/roles/", "Who does what."),
        ("2025/", "It helped."),
    ],
)
def test_what_is_not_translated_is_shown_and_marked(both: Pages, url: str, text: str) -> None:
    assert set(languages_around(both[f"es/{url}"], text)) == {"en"}


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("timeline/", "16 de marzo de 2026"),
        ("timeline/", "Arranque"),
        ("faq/", "¿Cuánto dura una sesión?"),
        ("mentors/", "Práctica de puerto"),
    ],
)
def test_translated_data_in_untranslated_prose_is_marked(both: Pages, url: str, text: str) -> None:
    assert set(languages_around(both[f"es/{url}"], text)) == {"es"}


def test_the_description_of_a_profile_is_translated_too(both: Pages) -> None:
    assert "Práctica de puerto" in both["es/mentors/ana/"].description


def test_prose_without_translation_is_marked_as_what_it_is(both: Pages) -> None:
    assert languages_around(both["es/journey/"], both["journey/"].article.one("h1").text) == ["en"]


def test_each_page_names_its_versions(both: Pages) -> None:
    for url, page in both.items():
        plain = url.removeprefix("es/")
        named = {
            each.attributes["hreflang"]: each.attributes["href"]
            for each in page.root.one("head").all("link")
            if each.attributes.get("rel", "").split() == ["alternate"]
        }
        assert named.keys() == {"en", "es", "x-default"}, url
        assert {page._target(named["en"]), page._target(named["x-default"])} <= {
            f"{BASE}{plain}",
            plain,
        }, url
        assert page._target(named["es"]) in {f"{BASE}es/{plain}", f"es/{plain}"}, url


def test_a_menu_holds_links_of_its_own_language_only(both: Pages) -> None:
    for url, page in both.items():
        spanish = {link.startswith("es/") for link in page.menu if "//" not in link}
        assert spanish == {url.startswith("es/")}, url


def test_links_inside_the_text_stay_in_the_language(both: Pages) -> None:
    for url in ("es/mentors/", "es/mentors/ana/", "es/2026/", "es/editions/", "es/journey/"):
        links = both[url].targets(both[url].article.all("a"))
        inside = [link for link in links if ":" not in link and not link.startswith("assets/")]
        assert inside
        assert [link for link in inside if not link.startswith("es/")] == [], url


def test_the_sitemap_names_the_versions(bilingual: Path, both: Pages) -> None:
    urls = list(ElementTree.parse(bilingual / "site" / "sitemap.xml").getroot())
    listed = {}
    for url in urls:
        loc, *links = list(url)
        listed[loc.text] = {link.get("hreflang"): link.get("href") for link in links}
    assert listed.keys() == {f"{BASE}{url}" for url in both}
    for versions in listed.values():
        assert versions.keys() == {"en", "es", "x-default"}
        assert versions["x-default"] == versions["en"]
        assert versions["es"] == versions["en"].replace(BASE, f"{BASE}es/", 1)
