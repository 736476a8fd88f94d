"""A site of two languages in a real browser: its search, and the way from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.servers import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def host(bilingual: Path) -> Iterator[str]:
    with serving(bilingual / "site") as url:
        yield url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("part", "words", "marked"),
    [
        ("es/", "sesion", "sesión"),
        ("es/", "sesión", "sesión"),
        ("es/", "SESION", "sesión"),
        ("", "mentor", "mentor"),
        ("guides/", "sessions", "sessions"),
        ("es/harbour/", "harbour", "harbour"),
        ("harbour/", "hárbour", "harbour"),
    ],
)
def test_the_search_finds_its_own_language_alone_whatever_accents_are_typed(
    page: Page, host: str, part: str, words: str, marked: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(host + part)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(words)
    page.locator(".md-search-result__link").first.wait_for()
    links = page.locator(".md-search-result__link").all()
    found = [str(link.evaluate("a => a.href")).removeprefix(host) for link in links]
    assert {url.startswith("es/") for url in found} == {part.startswith("es/")}
    told = [text.casefold() for text in page.locator(".md-search-result mark").all_inner_texts()]
    assert any(marked in text for text in told), told
    assert errors == []


@pytest.mark.parametrize("there", ["mentors/", "es/mentors/"])
def test_the_menu_of_languages_leads_to_the_same_list_with_the_same_filters(
    page: Page, host: str, there: str
) -> None:
    asked = "?words=a&expertise=rowing"
    page.goto(f"{host}{there}{asked}")
    code, other = ("en", "mentors/") if there.startswith("es/") else ("es", "es/mentors/")
    link = page.locator(f".md-select__link[hreflang={code}]")
    assert not str(link.get_attribute("href")).startswith("http")
    link.dispatch_event("click")
    page.wait_for_url(f"{host}{other}{asked}")
    assert page.locator("#hb-words").input_value() == "a"


def test_another_language_begins_at_the_same_heading(page: Page, host: str) -> None:
    page.goto(f"{host}harbour/#all-dates")
    page.locator(".md-select__link[hreflang=es]").dispatch_event("click")
    page.wait_for_url(f"{host}es/harbour/#all-dates")
