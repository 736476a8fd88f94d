"""The worked example in a real browser: nothing from elsewhere, and it works in every hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.site.contrast import assert_stands_out
from tests.site.sourcedata import MAIN, current_edition, read, shown_mentors, table

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
URLS = (
    *MAIN,
    f"mentors/{shown_mentors()[0]['id']}/",
    f"organisations/{table('organisations.csv')[0]['id']}/",
    f"training/{read('training.yaml')[0]['id']}/",
    "2024/",
    "2025/",
    "es/editions/",
    f"{current_edition()}/",
    "no/such/page/",
)
Open = Callable[..., Page]


@dataclass
class Heard:
    """What a browser did and complained of."""

    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.context.on("request", lambda request: self.requests.append(request.url))
        page.context.on("requestfailed", self._note_failure)
        page.context.on("response", self._note_answer)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note_message)

    def _note_failure(self, request: Request) -> None:
        # Going on to the next page ends what was still on its way.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.url} {request.failure}")

    def _note_answer(self, answer: Response) -> None:
        if answer.status >= 400:
            self.failed.append(answer.url)

    def _note_message(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.errors.append(said.text)

    def elsewhere(self, address: str) -> list[str]:
        inside = (address, "data:", "blob:", "about:")
        return [url for url in self.requests if not url.startswith(inside)]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Open pages in contexts of their own."""
    contexts = []

    def page(**options: object) -> Page:
        context = chromium.new_context(**{"viewport": DESK, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


def widths(page: Page) -> dict[str, int]:
    """Return how wide a page is in each of its colour schemes."""
    measure = (
        "scheme => { document.body.dataset.mdColorScheme = scheme;"
        " return document.documentElement.scrollWidth }"
    )
    return {scheme: page.evaluate(measure, scheme) for scheme in ("default", "slate")}


def test_figures_of_editions_fit_a_telephone(opened: Open, address: str) -> None:
    page = opened(viewport=PHONE)
    page.goto(f"{address}editions/")
    table = page.locator(".hb-comparison table")
    assert table.evaluate("it => it.closest('.hb-comparison').scrollWidth") <= PHONE["width"]
    assert table.evaluate("it => it.parentElement.parentElement.scrollWidth") <= PHONE["width"]
    row = page.get_by_role("row").filter(has_text="Pairs that started")
    cells = row.get_by_role("cell")
    names = cells.evaluate_all(
        "them => them.map(it => getComputedStyle(it, '::before').content.slice(1, -1))"
    )
    assert names == ["Crosscurrents 2024", "Crosscurrents 2025", "Change"]
    assert cells.all_text_contents() == ["8", "22", "+14"]
    lefts = row.locator("td").evaluate_all("them => them.map(it => it.offsetLeft)")
    assert len(set(lefts)) == 1


@pytest.mark.parametrize(
    ("size", "scheme", "urls"),
    [(DESK, "light", URLS), (PHONE, "dark", URLS[:4] + URLS[-8:])],
    ids=["desk-light", "phone-dark"],
)
def test_every_page_can_be_read_and_keeps_to_this_host_and_to_the_screen(
    opened: Open, address: str, size: dict[str, int], scheme: str, urls: tuple[str, ...]
) -> None:
    page, heard = opened(viewport=size, color_scheme=scheme), Heard()
    heard.listen(page)
    for url in urls:
        page.goto(address + url, wait_until="load")
        dark = page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        assert dark == (scheme == "dark"), url
        if size is DESK:
            assert_stands_out(page)
        assert max(widths(page).values()) <= size["width"], f"/{url}: {widths(page)}"
        # On a telephone that is turned, or in a window made narrow.
        page.set_viewport_size(PHONE)
        assert max(widths(page).values()) <= PHONE["width"], f"/{url}: {widths(page)}"
        page.set_viewport_size(size)
    missing = f"{address}no/such/page/"
    assert heard.requests.count(missing) == 1
    assert heard.elsewhere(address) == []
    assert [url for url in heard.failed if url != missing] == []
    assert [error for error in heard.errors if "404" not in error] == []


def test_the_search_finds_pages_and_asks_nobody_else(opened: Open, address: str) -> None:
    page, heard = opened(), Heard()
    heard.listen(page)
    page.goto(address)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("confidentiality")
    page.locator(".md-search-result__link").first.wait_for()
    assert f"{address}search/search_index.json" in heard.requests
    assert heard.elsewhere(address) == []
    assert heard.errors == []


def test_the_timeline_can_be_narrowed_to_a_role(opened: Open, address: str) -> None:
    rows = table(f"editions/{current_edition()}/timeline.csv")
    page = opened()
    page.goto(f"{address}timeline/")
    steps = "[data-hb-timeline] li[data-roles]"
    assert page.locator(steps).count() == len(rows)
    for role in ("mentor", "partner"):
        page.locator(f"[data-hb-timeline] input[value={role}]").check(force=True)
        wanted = {row["id"] for row in rows if not row["audience"] or role in row["audience"]}
        left = page.locator(f"{steps}:not([hidden])").evaluate_all("all => all.map(i => i.id)")
        assert {id.split("-", 2)[2] for id in left} == wanted
        assert (
            page.locator("[data-hb-timeline] [role=status]")
            .inner_text()
            .startswith(str(len(wanted)))
        )
        assert page.locator(f"{steps}[aria-current=step]").count() == 1
    page.locator("[data-hb-timeline] input[value='']").check(force=True)
    assert page.locator(f"{steps}[hidden]").count() == 0


def test_a_hidden_step_is_not_seen(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}timeline/")
    page.locator("[data-hb-timeline] input[value=partner]").check(force=True)
    hidden = page.locator("[data-hb-upcoming] li[hidden]")
    assert hidden.count() > 0
    assert not any(hidden.nth(number).is_visible() for number in range(hidden.count()))


@pytest.mark.parametrize("form", ["agreement", "minutes"])
def test_a_form_prints_without_the_site_around_it(opened: Open, address: str, form: str) -> None:
    parts = read(f"forms/{form}.yaml")["sections"]
    page = opened()
    page.goto(f"{address}templates/{form}/")
    around = page.locator("nav, header.md-header, footer, aside, .md-sidebar, button")
    seen = [around.nth(number).is_visible() for number in range(around.count())]
    assert any(seen)
    page.emulate_media(media="print")
    seen = [around.nth(number).is_visible() for number in range(around.count())]
    assert not any(seen)
    text = page.locator("body").inner_text()
    assert [part["title"] for part in parts if part["title"].lower() not in text.lower()] == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }


def test_what_is_typed_into_a_form_goes_nowhere(opened: Open, address: str) -> None:
    page, heard = opened(), Heard()
    page.goto(f"{address}templates/agreement/")
    page.wait_for_load_state("networkidle")
    heard.listen(page)
    name = page.locator("#agreement-signatures-mentor-name")
    name.fill("Ada")
    name.press("Enter")
    page.locator("form textarea").first.fill("To learn.\nTo teach.")
    assert page.url == f"{address}templates/agreement/"
    assert (
        page.evaluate("[localStorage, sessionStorage].some(s => JSON.stringify(s).includes('Ada'))")
        is False
    )
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-hb-clear]").first.click()
    assert name.input_value() == ""
    assert heard.requests == []


def test_keys_reach_the_content_first(opened: Open, address: str) -> None:
    page = opened()
    page.goto(f"{address}guides/mentor/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    assert skip.startswith("#")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('.md-main').contains(document.activeElement)"
    assert page.evaluate(inside)


def test_an_address_of_a_question_opens_it(opened: Open, address: str) -> None:
    question = read("faq.yaml")[3]
    page = opened()
    page.goto(f"{address}faq/#{question['id']}")
    page.locator(f"#{question['id']}[open]").wait_for()
    assert page.locator(f"#{question['id']} p").first.is_visible()


def test_a_source_opens_where_it_stands(opened: Open, address: str) -> None:
    page = opened(viewport=PHONE, has_touch=True)
    page.goto(f"{address}guides/mentor/")
    page.wait_for_function("document.querySelector('.hb-notebox')")
    mark = page.locator(".hb-cite a").first
    number = mark.inner_text()
    note = page.locator(f"#note-{number} > div").text_content()
    mark.tap()
    box = page.locator(".hb-notebox")
    assert box.is_visible()
    assert box.text_content() == note
    place, width = box.bounding_box(), page.evaluate("document.documentElement.clientWidth")
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= width
    assert page.url == f"{address}guides/mentor/"
    page.keyboard.press("Escape")
    assert not box.is_visible()
    mark.press("Enter")
    assert box.is_visible()
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.hb-notebox') !== null")
    page.keyboard.press("Escape")
    assert mark.evaluate("mark => mark === document.activeElement")


def test_sources_are_a_list_on_paper_and_without_scripts(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{address}matching/")
    numbers = page.locator(".hb-cite a").all_inner_texts()
    listed = page.locator(".hb-notes li").count()
    assert sorted({int(each) for each in numbers}) == [*range(1, listed + 1)]
    last = page.locator(".hb-cite a").last
    last.press("Enter")
    assert page.url.endswith(f"#note-{last.inner_text()}")
    assert page.locator(f"#note-{last.inner_text()}").is_visible()
    page.locator("#note-1 > a").press("Enter")
    assert page.url.endswith("#cited-1")
