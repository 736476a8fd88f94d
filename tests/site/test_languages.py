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
        ("faq/", "About 90 minutes"),
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
    ("english", "spanish"),
    [
        ("We begin on 12 January 2026, with 12.5 metres, three of us, and Pilot.", "de enero"),
        ("Kick-off", "Arranque"),
        ("Monday, 16 March 2026", "lunes"),
        ("Pilot", "Práctica de puerto"),
        ("Rowing", "Remo"),
        ("Taking mentees", "mentores"),
    ],
)
def test_all_that_is_in_prose_without_translation_follows_its_language(
    both: Pages, english: str, spanish: str
) -> None:
    page = both["es/harbour/"]
    assert set(languages_around(page, english)) == {"en"}
    assert spanish not in page.article.text.replace(note_of(page).text, "")


def note_of(page: Document) -> Element:
    return page.article.one("p", "hb-untranslated")


def test_prose_without_translation_says_so_and_leads_to_where_it_is_at_home(both: Pages) -> None:
    page = both["es/harbour/"]
    note = note_of(page)
    assert page.article.text.strip().startswith(note.text.strip())
    assert note.attributes["lang"] == "es"
    assert "Esta página aún no está traducida al español. La ves en inglés." in note.text
    (link,) = note.all("a")
    assert page.targets([link]) == ["harbour/"]
    assert link.attributes["hreflang"] == "en"
    noted = {url for url, each in both.items() if each.article.all(css="hb-untranslated")}
    assert not {url for url in noted if not url.startswith("es/")}


def test_what_is_around_prose_without_translation_is_in_the_language_of_its_address(
    both: Pages,
) -> None:
    page = both["es/harbour/"]
    assert page.language == "es"
    assert page.article.attributes["lang"] == "en"
    assert page.root.one("title").attributes["lang"] == "en"
    tables = page.root.all("ul", **{"data-md-component": "toc"})
    assert tables
    assert {each.attributes["lang"] for each in tables} == {"en"}
    assert "Cambiar a colores oscuros" in [
        each.attributes.get("title") for each in page.root.all("label")
    ]
    menus = page.root.all("nav")
    spans = [each for menu in menus for each in menu.all("span") if each.text == "The harbour"]
    titles = [each for each in spans if not each.all("span")[1:]]
    assert titles
    assert {each.attributes.get("lang") for each in titles} == {"en"}
    for each in page.root.all("a"):
        assert "<" not in each.attributes.get("aria-label", "")


def test_prose_without_translation_is_laid_out_as_it_is_at_home(both: Pages) -> None:
    """But for the note, the article holds the same elements in the same order."""

    def outline(page: Document) -> list[tuple[str, str]]:
        children = [each for each in page.article.children if isinstance(each, Element)]
        return [(each.tag, each.attributes.get("class", "")) for each in children]

    translated, original = outline(both["es/harbour/"]), outline(both["harbour/"])
    assert translated == [("p", "hb-untranslated"), *original]


def test_a_page_that_is_translated_says_nothing_of_it(both: Pages) -> None:
    page = both["es/purpose/"]
    assert "lang" not in page.article.attributes
    assert not page.root.all(css="hb-untranslated")


def test_the_description_of_a_profile_is_translated_too(both: Pages) -> None:
    assert "Práctica de puerto" in both["es/mentors/ana/"].description


def test_each_page_names_its_versions(both: Pages) -> None:
    for url, page in both.items():
        plain = url.removeprefix("es/")
        named = {
            each.attributes["hreflang"]: each.attributes["href"]
            for each in page.root.one("head").all("link")
            if each.attributes.get("rel", "").split() == ["alternate"]
            # The feed of news is an alternate too, of no language version.
            and "type" not in each.attributes
        }
        assert named.keys() == {"en", "es", "x-default"}, url
        assert named == {
            "en": f"{BASE}{plain}",
            "es": f"{BASE}es/{plain}",
            "x-default": f"{BASE}{plain}",
        }
        menu = {each.attributes["hreflang"]: each for each in page.root.all("a", "md-select__link")}
        # Relative, so that a preview is not left; and each said in its own language.
        assert page.targets([menu["en"], menu["es"]]) == [plain, f"es/{plain}"]
        assert {code: link.one("span").attributes["lang"] for code, link in menu.items()} == {
            "en": "en",
            "es": "es",
        }


def test_a_menu_holds_links_of_its_own_language_only(both: Pages) -> None:
    for url, page in both.items():
        spanish = {link.startswith("es/") for link in page.menu if "//" not in link}
        assert spanish == {url.startswith("es/")}, url


def test_links_inside_the_text_stay_in_the_language(both: Pages) -> None:
    for url in ("es/mentors/", "es/mentors/ana/", "es/2026/", "es/editions/", "es/harbour/"):
        article = both[url].article
        noted = [a for note in article.all(css="hb-untranslated") for a in note.all("a")]
        links = both[url].targets([a for a in article.all("a") if a not in noted])
        pages = [link for link in links if not link.endswith(".ics")]
        inside = [link for link in pages if ":" not in link and not link.startswith("assets/")]
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
