"""Guides in a browser: what is folded opens in every way, and nothing is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.servers import serving

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
GUIDE = "guides/mentee/"
PARTS = "details.hb-part"
OPENED = f"{PARTS}[open]"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, has_touch=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def unscripted(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    height = (page.viewport_size or PHONE)["height"]
    return box is not None and -1 <= box["y"] < height


def test_what_is_folded_is_what_the_table_of_contents_names(phone: Page, address: str) -> None:
    phone.goto(f"{address}{GUIDE}")
    parts = phone.locator(f"{PARTS} > summary > h2")
    assert parts.count() > 5
    assert phone.locator(OPENED).count() == 0
    listed = phone.locator(".md-nav--secondary .md-nav__link[href^='#']")
    anchors = [each.get_attribute("href") for each in listed.all()]
    ids = [each.get_attribute("id") for each in parts.all()]
    assert {f"#{each}" for each in ids} < set(anchors)
    assert phone.locator("#dates").locator("xpath=ancestor::details").count() == 0


def test_an_address_opens_what_it_points_into(phone: Page, address: str) -> None:
    phone.goto(f"{address}{GUIDE}#ending")
    phone.locator(f"{PARTS}:has(#ending)[open]").wait_for()
    assert phone.locator(OPENED).count() == 1
    assert in_view(phone, "#ending")
    # Closed again by hand, and asked for once more by a link to where one is already.
    phone.locator("#ending").click()
    assert phone.locator(OPENED).count() == 0
    phone.evaluate("document.querySelector('a[href=\"#ending\"]').click()")
    phone.locator(f"{PARTS}:has(#ending)[open]").wait_for()
    phone.evaluate("location.hash = '#before'")
    phone.locator(f"{PARTS}:has(#before)[open]").wait_for()


def test_keys_open_and_close_a_part(phone: Page, address: str) -> None:
    phone.goto(f"{address}{GUIDE}")
    summary = phone.locator(f"{PARTS} > summary").first
    summary.focus()
    phone.keyboard.press("Enter")
    assert phone.locator(OPENED).count() == 1
    # No link stands in what is pressed: the next stop is in the part.
    phone.keyboard.press("Tab")
    assert phone.evaluate(
        "Boolean(document.activeElement.closest('details[open] > :not(summary)'))"
    )
    summary.focus()
    phone.keyboard.press("Space")
    assert phone.locator(OPENED).count() == 0
    assert summary.get_by_role("heading", level=2).count() == 1


def test_one_button_opens_all_and_closes_all(phone: Page, address: str) -> None:
    phone.goto(f"{address}{GUIDE}")
    button, every = phone.locator("[data-hb-unfold]"), phone.locator(PARTS).count()
    before = button.inner_text()
    button.tap()
    assert phone.locator(OPENED).count() == every
    phone.wait_for_function(f"document.querySelector('[data-hb-unfold]').textContent != '{before}'")
    button.tap()
    assert phone.locator(OPENED).count() == 0
    phone.locator(PARTS).first.locator("summary").tap()
    assert button.inner_text() == before


def test_the_search_names_the_part_and_opens_it(phone: Page, address: str) -> None:
    phone.goto(f"{address}{GUIDE}")
    found = phone.evaluate(
        "async () => (await (await fetch('../../search/search_index.json')).json()).docs"
        ".filter(each => each.location.startsWith('guides/mentee/#')).map(each => each.location)"
    )
    assert f"{GUIDE}#ending" in found
    assert f"{GUIDE}#not-working" in found


def test_paper_shows_all_of_it(phone: Page, unscripted: Page, address: str) -> None:
    for page in (phone, unscripted):
        page.goto(f"{address}{GUIDE}")
        page.emulate_media(media="print")
        last = page.locator(f"{PARTS} > ul, {PARTS} > p").last
        assert last.bounding_box(), "not printed"
        assert page.locator(".hb-unfold").is_hidden()


def test_without_scripts_a_part_opens_by_hand(unscripted: Page, address: str) -> None:
    unscripted.goto(f"{address}{GUIDE}")
    assert unscripted.locator("[data-hb-unfold]").is_hidden()
    inside = unscripted.locator(f"{PARTS} > :not(summary)").first
    assert not inside.is_visible()
    unscripted.locator(f"{PARTS} > summary").first.click()
    assert inside.is_visible()


@pytest.fixture(scope="module")
def both(bilingual: Path) -> Iterator[str]:
    """Where the small programme is served in its two languages."""
    with serving(bilingual / "site") as url:
        yield url


@pytest.mark.parametrize("language", ["en", "es"])
def test_three_taps_lead_from_home_to_a_ticked_checklist(
    phone: Page, both: str, language: str
) -> None:
    first = "" if language == "en" else f"{language}/"
    phone.goto(f"{both}{first}")
    ways = (
        ".hb-door--mentee a[href*='guides/mentee']",
        "#first ~ ul.task-list a[href*='first-meeting']",
        "li.task-list-item.is-live",
    )
    for at, way in enumerate(ways):
        phone.locator(way).first.tap()
        if at == 0:
            phone.wait_for_url(f"{both}{first}guides/mentee/")
        elif at == 1:
            phone.wait_for_url(f"{both}{first}first-meeting/")
    assert phone.locator("li.task-list-item.is-live input").first.is_checked()
    said = {"en": "1 of", "es": "1 de"}[language]
    assert phone.locator(".hb-done").first.inner_text().startswith(said)
    assert phone.locator("html").get_attribute("lang") == language
    # The prose is in the language of the reader, not in another that is shown in its place.
    assert phone.locator("article h1").evaluate("h1 => h1.closest('[lang]').lang") == language


def test_the_mentor_gets_there_as_fast(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.locator(".hb-door--mentor a[href*='guides/mentor']").tap()
    phone.locator("#first ~ ul.task-list a[href*='first-meeting']").first.tap()
    phone.locator("li.task-list-item.is-live").first.tap()
    assert phone.locator("li.task-list-item.is-live input").first.is_checked()
