"""The directory of mentors in a real browser: filters, address, keys, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.sourcedata import Row, shown_mentors

pytestmark = pytest.mark.browser

ALL = [row["name"] for row in shown_mentors()]
COLUMNS = {
    "expertise": "expertise",
    "language": "languages",
    "organisation": "organisation",
    "availability": "availability",
}
"""By filter: the column of `mentors.csv`."""


def items(row: Row, facet: str) -> list[str]:
    return [item.strip() for item in row[COLUMNS[facet]].split(";")]


def having(**wanted: str) -> list[str]:
    """Return the names of the mentors whose columns hold all of this."""
    return [
        row["name"]
        for row in shown_mentors()
        if all(value in items(row, facet) for facet, value in wanted.items())
    ]


@pytest.fixture
def directory(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(f"{address}mentors/")
    yield page
    context.close()


def names(page: Page) -> list[str]:
    """Return the names of the mentors one sees."""
    people = page.locator("[data-hb-directory] .hb-person:visible .hb-person__name")
    return [name.strip() for name in people.all_text_contents()]


def choose(page: Page, facet: str, value: str) -> None:
    """Tick a box, as one does: open the filter, click its label."""
    details = page.locator(f"[data-facet={facet}]")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.locator("label", has=page.locator(f"input[value='{value}']")).click()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def typed(page: Page, words: str) -> None:
    """Type words, and wait until the page has taken them in."""
    page.locator("#hb-words").fill(words)
    page.wait_for_function(
        "words => new URLSearchParams(location.search).get('words') === words", arg=words
    )


def counts(page: Page, facet: str) -> dict[str, int]:
    """Return what stands beside each box of a facet."""
    boxes = page.locator(f"[data-facet='{facet}'] label")
    found: list[list[str]] = boxes.evaluate_all(
        "labels => labels.map(each => [each.querySelector('input').value,"
        " each.querySelector('.hb-check__count').textContent])"
    )
    return {value: int(number) for value, number in found}


def told(page: Page) -> str:
    return page.locator("[data-hb-directory] [role=status]").inner_text()


def test_everybody_is_there_at_first(directory: Page) -> None:
    assert sorted(names(directory)) == sorted(ALL)
    assert str(len(ALL)) in told(directory)
    assert query(directory) == {}


@pytest.mark.parametrize("facet", COLUMNS)
def test_each_filter_narrows_and_keeps_its_state_in_the_address(
    directory: Page, facet: str
) -> None:
    value = items(shown_mentors()[4], facet)[-1]
    wanted = having(**{facet: value})
    assert 0 < len(wanted) < len(ALL)
    choose(directory, facet, value)
    assert sorted(names(directory)) == sorted(wanted)
    assert query(directory) == {facet: [value]}
    assert told(directory).startswith(f"{len(wanted)} of {len(ALL)}")
    directory.reload()
    assert sorted(names(directory)) == sorted(wanted)
    assert directory.locator(f"input[value='{value}']:checked").count() == 1
    directory.go_back()
    expect(directory.locator("[data-hb-directory] .hb-person:visible")).to_have_count(len(ALL))
    assert query(directory) == {}
    directory.go_forward()
    expect(directory.locator("[data-hb-directory] .hb-person:visible")).to_have_count(len(wanted))


def test_filters_together_mean_and_values_of_one_mean_or(directory: Page) -> None:
    choose(directory, "language", "pl")
    choose(directory, "language", "el")
    either = {*having(language="pl"), *having(language="el")}
    assert set(names(directory)) == either
    open_ones = either & {*having(availability="limited")}
    choose(directory, "availability", "limited")
    assert set(names(directory)) == open_ones
    assert query(directory) == {"language": ["pl", "el"], "availability": ["limited"]} or query(
        directory
    ) == {"language": ["el", "pl"], "availability": ["limited"]}
    directory.locator("[data-hb-directory] [type=reset]").click()
    expect(directory.locator("[data-hb-directory] .hb-person:visible")).to_have_count(len(ALL))
    assert query(directory) == {}


def test_a_box_counts_whom_the_other_filters_leave(directory: Page) -> None:
    for facet in COLUMNS:
        assert counts(directory, facet) == {
            value: len(having(**{facet: value})) for value in counts(directory, facet)
        }
    choose(directory, "language", "pl")
    for facet in COLUMNS:
        beside = {} if facet == "language" else {"language": "pl"}
        assert counts(directory, facet) == {
            value: len(having(**{facet: value}, **beside)) for value in counts(directory, facet)
        }
    choose(directory, "availability", "limited")
    assert counts(directory, "language") == {
        value: len(having(language=value, availability="limited"))
        for value in counts(directory, "language")
    }
    directory.locator("[data-hb-directory] [type=reset]").click()
    expect(directory.locator("[data-hb-directory] .hb-person:visible")).to_have_count(len(ALL))
    assert counts(directory, "expertise") == {
        value: len(having(expertise=value)) for value in counts(directory, "expertise")
    }


def test_nobody_is_told_in_words(directory: Page) -> None:
    typed(directory, "xyzzy")
    assert names(directory) == []
    assert "Nobody" in told(directory)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("wenqiao", "li-wenqiao"),
        ("BENVINDA rosalind", ""),
        ("achterb rosal", "rosalind-achterberg"),
        ("caglarkiyi", "zeynep-caglarkiyi"),
        ("wierzchoslawski", "tomasz-wierzchoslawski"),
    ],
)
def test_words_find_names_as_any_keyboard_types_them(directory: Page, words: str, id: str) -> None:
    wanted = [row["name"] for row in shown_mentors() if row["id"] == id]
    typed(directory, words)
    assert names(directory) == wanted
    assert query(directory) == {"words": [words]}
    directory.reload()
    assert names(directory) == wanted


def test_a_word_of_a_profile_finds_who_says_it(directory: Page) -> None:
    row = shown_mentors()[0]
    said = row["strengths"]
    wanted = [each["name"] for each in shown_mentors() if said in each["strengths"]]
    typed(directory, said)
    expect(directory.locator("[data-hb-directory] .hb-person:visible")).to_have_count(len(wanted))
    assert names(directory) == wanted == [row["name"]]


def test_people_stand_by_name_and_can_stand_by_who_takes_mentees(directory: Page) -> None:
    at_first = names(directory)
    assert at_first != ALL
    directory.locator("#hb-order").select_option("taking")
    free = {row["name"]: row["availability"] for row in shown_mentors()}
    order = ("open", "limited", "full", "paused", "")
    assert names(directory) == sorted(at_first, key=lambda name: order.index(free[name]))
    assert query(directory) == {"order": ["taking"]}
    directory.locator("#hb-order").select_option("")
    assert names(directory) == at_first
    assert query(directory) == {}


def test_an_edition_finds_who_served_in_it(directory: Page) -> None:
    value = directory.locator("[data-facet=edition] input").first.get_attribute("value")
    assert value is not None
    choose(directory, "edition", value)
    found = names(directory)
    assert 0 < len(found) < len(ALL)
    directory.keyboard.press("Escape")
    directory.locator(".hb-person__name a").first.click()
    assert directory.locator(f".hb-facts a[href*='{value}']").count() == 1


def test_a_link_can_name_a_filter(directory: Page, address: str) -> None:
    value = items(shown_mentors()[0], "expertise")[0]
    directory.goto(f"{address}mentors/?expertise={value}")
    assert sorted(names(directory)) == sorted(having(expertise=value))
    directory.goto(f"{address}mentors/?expertise=no-such-thing&language=")
    assert sorted(names(directory)) == sorted(ALL)


def test_it_is_worked_with_keys_alone(directory: Page) -> None:
    focus = "document.activeElement.localName"
    directory.locator("#hb-words").focus()
    directory.keyboard.press("Tab")
    assert directory.evaluate(focus) == "select"
    directory.keyboard.press("Tab")
    assert directory.evaluate(focus) == "summary"
    directory.keyboard.press("Enter")
    directory.keyboard.press("Tab")
    assert directory.evaluate("document.activeElement.type") == "search"
    directory.keyboard.press("Tab")
    assert directory.evaluate("document.activeElement.type") == "checkbox"
    facet, value = directory.evaluate("[document.activeElement.name, document.activeElement.value]")
    directory.keyboard.press("Space")
    assert sorted(names(directory)) == sorted(having(**{facet: value}))
    directory.keyboard.press("Escape")
    assert directory.evaluate(focus) == "summary"
    assert directory.locator("[data-facet][open]").count() == 0
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert directory.evaluate(outline) != "none"


def test_without_a_script_everybody_is_shown_and_no_dead_filter(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}mentors/?expertise=safety")
    assert sorted(names(page)) == sorted(ALL)
    assert page.locator("[data-hb-directory] form").is_visible() is False
    page.goto(f"{address}timeline/")
    assert page.locator("[data-hb-timeline] form").is_visible() is False
    assert page.locator("[data-hb-upcoming] li").first.is_visible()
    context.close()
