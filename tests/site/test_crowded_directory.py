"""The directory of a crowd in a real browser: its pages, and filters that find people on all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.cards import read_cards
from handbook.rendering.directories import ON_A_LEAF, WHOLE
from tests.site.commands import built, with_config
from tests.site.conftest import Shared
from tests.site.servers import serving
from tests.support.crowded import crowd, names
from tests.support.programmes import write_programme

pytestmark = pytest.mark.browser

MANY = WHOLE + 31
EVERYBODY = names(MANY)


@pytest.fixture(scope="module")
def crowded(shared: Shared) -> Path:
    """A site whose directory has three pages. Not to be changed."""

    def make(root: Path) -> None:
        write_programme(root, crowd(MANY))
        built(with_config(root), root / "site", "--today", "2026-05-12")

    return shared("crowded", make) / "site"


@pytest.fixture(scope="module")
def home(crowded: Path) -> Iterator[str]:
    with serving(crowded) as url:
        yield url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    # The search of the theme cannot work from a folder.
    assert [each for each in faults if "search_index.js" not in each] == []


def shown(page: Page) -> list[str]:
    return [each.strip() for each in page.locator(".hb-person__name").all_text_contents()]


def unfold(page: Page) -> None:
    """Have everybody shown who was found."""
    more = page.locator(".hb-more")
    while more.is_visible():
        more.click()


def told(page: Page, words: str) -> None:
    """Wait until the page tells how many there are."""
    expect(page.locator("[data-hb-directory] [role=status]")).to_have_text(words)


def typed(page: Page, words: str) -> None:
    """Type words, and wait until the address has them."""
    page.locator("#hb-words").fill(words)
    page.wait_for_function(
        "words => new URLSearchParams(location.search).get('words') === words", arg=words
    )


def follow(page: Page, selector: str) -> None:
    """Go where the first such link leads, by its key.

    Where scripts are off nobody can tell a click that missed, and cards that are laid out only as
    they come into view move a link while the page scrolls to it.
    """
    with page.expect_navigation():
        page.locator(selector).first.press("Enter")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_the_pages_lead_to_one_another_without_a_script(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}mentors/?words=kittiwake")
    found, titles, canonical = shown(page), [page.title()], []
    assert page.locator("form.hb-filter").is_visible() is False
    while page.locator("a[rel=next]").count():
        follow(page, "a[rel=next]")
        found += shown(page)
        titles.append(page.title())
        canonical.append(page.locator("link[rel=canonical]").get_attribute("href") or "")
        assert (
            page.locator(".hb-leaves [aria-current=page]").inner_text().endswith(str(len(titles)))
        )
    assert sorted(found) == sorted(EVERYBODY.values())
    assert len(set(titles)) == 3
    assert [urlsplit(each).path for each in canonical] == ["/mentors/page/2/", "/mentors/page/3/"]
    follow(page, "a[rel=prev]")
    follow(page, ".hb-leaves__all a")
    assert shown(page) == found[:ON_A_LEAF]
    follow(page, ".hb-person__name a")
    assert page.locator("h1").inner_text() == found[0]
    context.close()


def test_search_engines_are_told_of_every_page(crowded: Path) -> None:
    sitemap = (crowded / "sitemap.xml").read_text("utf-8")
    for number in (2, 3):
        assert f"/mentors/page/{number}/</loc>" in sitemap
    assert "/mentors/page/4/" not in sitemap


def test_a_page_loads_nobody_else_until_somebody_is_looked_for(page: Page, home: str) -> None:
    heard: list[str] = []
    page.on("request", lambda request: heard.append(urlsplit(request.url).path))
    page.goto(f"{home}mentors/")
    assert len(shown(page)) == ON_A_LEAF
    assert page.evaluate("document.getElementsByTagName('*').length") <= 5_000
    assert "/mentors/directory.js" not in heard
    page.locator("#hb-words").focus()
    page.wait_for_function("globalThis.handbookPeople.data")
    assert heard.count("/mentors/directory.js") == 1


def test_words_find_people_on_all_pages(page: Page, home: str) -> None:
    page.goto(f"{home}mentors/")
    for words, id in (
        ("kittiwake", "nuala"),
        ("bathyscaphe", "nuala"),
        ("o'farrisey", "nuala"),
        ("o’farrisey nuala", "nuala"),
        ("zmuda lukasz", "lukasz"),
        ("reads charts", "zed"),
    ):
        typed(page, words)
        told(page, f"1 of {MANY} mentors")
        assert shown(page) == [EVERYBODY[id]]
    expect(page.locator(".hb-leaves")).to_be_hidden()
    page.reload()
    told(page, f"1 of {MANY} mentors")
    assert shown(page) == [EVERYBODY["zed"]]
    page.locator("[data-hb-directory] [type=reset]").click()
    told(page, f"All {MANY} mentors")
    assert len(shown(page)) == ON_A_LEAF
    expect(page.locator(".hb-leaves")).to_be_visible()


def test_whoever_is_found_in_the_page_keeps_the_card(page: Page, home: str) -> None:
    page.goto(f"{home}mentors/")
    cards = page.locator(".hb-people > .hb-person")
    before = shown(page)
    cards.evaluate_all("cards => { for (const card of cards) card.kept = true; }")
    for words in (before[5], "harbour"):
        typed(page, words)
        unfold(page)
        kept = cards.evaluate_all("cards => cards.map(({ kept }) => Boolean(kept))")
        assert kept == [name in before for name in shown(page)]
        assert True in kept
    assert False in kept
    page.locator("[data-hb-directory] [type=reset]").click()
    told(page, f"All {MANY} mentors")
    assert shown(page) == before


def test_boxes_count_and_find_people_on_all_pages(page: Page, home: str) -> None:
    page.goto(f"{home}mentors/?availability=full")
    wanted = [name for at, name in enumerate(EVERYBODY.values()) if at % 3 == 1]
    told(page, f"{len(wanted)} of {MANY} mentors")
    page.locator("[data-facet=organisation] summary").click()
    acme = page.locator("[data-facet=organisation] label", has_text="Acme")
    expect(acme.locator(".hb-check__count")).to_have_text("0")
    unfold(page)
    assert sorted(shown(page)) == sorted(wanted)


def test_a_long_filter_is_unfolded_and_searched(page: Page, home: str) -> None:
    page.goto(f"{home}mentors/")
    facet = page.locator("[data-facet=organisation]")
    labels = facet.locator("label:visible .hb-check__label")
    facet.locator("summary").click()
    assert (labels.count(), labels.first.inner_text()) == (12, "Acme Ferries")
    facet.locator(".hb-facet__find").fill("hárbour 1")
    expect(labels).to_have_count(11)
    assert query(page) == {}
    facet.locator(".hb-facet__find").fill("")
    expect(labels).to_have_count(21)
    assert facet.locator(".hb-facet__rest").is_visible() is False
    last = facet.locator("label").last
    name, value = last.inner_text().split("\n")[0], last.locator("input").get_attribute("value")
    last.click()
    expect(page.locator(".hb-filter__chosen button")).to_have_text(name)
    found = shown(page)
    assert 0 < len(found) < 30
    page.goto(f"{home}mentors/?organisation={value}")
    expect(page.locator(".hb-filter__chosen button")).to_have_text(name)
    assert shown(page) == found


def test_numbers_are_chosen_by_their_span(page: Page, home: str) -> None:
    page.goto(f"{home}mentors/?x-years=35-39")
    wanted = {name for at, name in enumerate(EVERYBODY.values()) if at % 40 >= 35}
    told(page, f"{len(wanted)} of {MANY} mentors")
    unfold(page)
    assert set(shown(page)) == wanted


def test_who_takes_mentees_can_come_first(page: Page, home: str) -> None:
    page.goto(f"{home}mentors/")
    page.locator("#hb-order").select_option("taking")
    page.wait_for_function("document.querySelectorAll('.hb-person').length < 100")
    assert query(page) == {"order": ["taking"]}
    unfold(page)
    places = page.locator(".hb-person").evaluate_all(
        "cards => cards.map(({ dataset }) => ['open', 'full', ''].indexOf(dataset.availability))"
    )
    assert len(places) == MANY
    assert places == sorted(places)
    by_name = [each["name"] for each in people(page)]
    own = [name for place, name in zip(places, shown(page), strict=True) if place == 0]
    assert own == [name for name in by_name if name in own]
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.hb-person').length === 100")
    assert page.locator("#hb-order").input_value() == ""


def people(page: Page) -> list[dict[str, str]]:
    """Return what a script makes of the file: the HTML and the name of everybody."""
    found: list[dict[str, str]] = page.evaluate(
        """async () => {
          const { people } = await handbookPeople.load("directory.js");
          const items = handbookPeople.items(people);
          return people.map(({ html }, at) => (
            { html: html(), name: items[at].querySelector(".hb-person__name").textContent }
          ));
        }"""
    )
    return found


def test_a_script_makes_of_the_file_what_was_written(page: Page, home: str, crowded: Path) -> None:
    page.goto(f"{home}mentors/")
    written = read_cards((crowded / "mentors" / "directory.js").read_bytes()).people
    assert [each["html"] for each in people(page)] == [each.html for each in written]
    assert len(written) == MANY


def test_it_works_from_a_folder(page: Page, crowded: Path) -> None:
    page.goto((crowded / "mentors" / "index.html").as_uri())
    page.locator("#hb-words").fill("kittiwake")
    told(page, f"1 of {MANY} mentors")
    assert shown(page) == [EVERYBODY["nuala"]]


def test_a_file_that_cannot_be_had_is_told(page: Page, home: str) -> None:
    page.route("**/mentors/directory.js", lambda route: route.abort())
    page.goto(f"{home}mentors/")
    page.locator("#hb-words").fill("kittiwake")
    told(page, "The list of everybody could not be loaded. Try again later.")
    assert len(shown(page)) == ON_A_LEAF
    page.unroute("**/mentors/directory.js")
    page.locator("#hb-words").fill("kittiwakes")
    told(page, "Nobody matches all of this. Take away a filter to see more people.")


@pytest.mark.parametrize("words", ["zmuda", "Łukasz", "o'farrisey", "O’Farrisey", "ofarrisey"])
def test_the_search_of_the_site_leads_to_a_profile(page: Page, home: str, words: str) -> None:
    name, id = ("Łukasz Żmuda", "lukasz") if "z" in words else ("Nuala O’Farrisey", "nuala")
    page.goto(f"{home}faq/")
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    link = page.locator(".md-search-result__link").first
    # The index is read by a worker, which a busy machine lets wait.
    link.wait_for(timeout=60_000)
    expect(link).to_contain_text(name)
    link.click()
    page.wait_for_url(f"**/mentors/{id}/**")
    assert page.locator("h1").inner_text() == name


def test_the_search_knows_each_person_once_and_no_directory(crowded: Path) -> None:
    docs = json.loads((crowded / "search" / "search_index.json").read_text("utf-8"))["docs"]
    people = [each for each in docs if each["title"] == "Nuala O’Farrisey"]
    assert [each["location"] for each in people] == ["mentors/nuala/"]
    for each in docs:
        if each["location"].startswith("mentors/#") or each["location"] == "mentors/":
            assert "Harbour 1" not in each["text"]
            assert "Ada Ash" not in each["text"]
    assert not [each for each in docs if "/page/" in each["location"]]


def test_people_too_many_for_the_index_stand_above_what_is_found(page: Page, home: str) -> None:
    page.route(
        "**/faq/",
        lambda route: route.fulfill(
            body=route.fetch()
            .text()
            .replace(
                "<article",
                '<template data-hb-people="../mentors/directory.js" data-title="Mentors"'
                ' data-all="All {number} found"></template><article',
                1,
            ),
            content_type="text/html",
        ),
    )
    page.goto(f"{home}faq/")
    page.locator(".md-search__input").fill("farrisey")
    link = page.locator(".hb-found a")
    expect(link).to_have_text("Nuala O’Farrisey")
    page.locator(".md-search__input").fill("rowing")
    expect(page.locator(".hb-found a")).to_have_count(7)
    expect(page.locator(".hb-found a").last).to_have_text(f"All {MANY} found")
    page.locator(".md-search__input").fill("nuala")
    expect(link).to_have_count(1)
    link.click()
    page.wait_for_url("**/mentors/nuala/")
