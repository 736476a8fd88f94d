"""The search of the example in a real browser: names in every script, and signs around words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser

SAID = {
    "nuala-ofarrisey": ("o'farrisey", "O’Farrisey", "O´FARRISEY,", "ofarrisey", "farrisey"),
    "eleni-vourlioti": ("eleni", "(Eleni Vourlioti)", "Ελένη", "ελενη", "ΒΟΥΡΛΙΏΤΗ"),
    "giorgos-karavokyrakos": ("Καραβοκυράκος", "ΚΑΡΑΒΟΚΥΡΑΚΟΣ", "γιωργ"),
    "oksana-veretilnyk": ("Оксана", "Веретільник", "Оксана Веретільник"),
    "bohdan-poromskyi": ("bohdan", "Поромський", "поромськии"),
    "samir-al-qasrani": ("samir", "qasrani", "al-Qasrani", "سمير"),
    "hana-minatogawa": ("hana", "港川ハナ", "港川", "ハナ", "ﾊﾅ"),
    "li-wenqiao": ("wenqiao", "Wénqiáo", "黎文桥", "文桥"),
    "nino-zghvispireli": ("nino", "ნინო", "ზღვისპირელი"),
    "priya-samudrakar": ("priya", "प्रिया", "समुद्रकर"),
    "dang-thi-my-ben": ("Đặng", "bến"),
}
"""What is put into the field, by whom it has to lead to."""

PAGE = {
    "location": "signs/",
    "title": "Signs",
    "text": "<p>We say (quillwort) and “fenbridge”, marshwort/sedgewick; the tidewrack’s end &amp; "
    "&#x27;saltpan&#39;.</p><p>我们在港口见面，然后讨论导师计划。 «Причалить» می‌روم</p>",
}
FOUND = ("quillwort", "fenbridge", "Sedgewick", "“marshwort", "tidewracks", "saltpan")
FOUND_ELSEWHERE = ("причалить", "港口", "导师计划", "می‌روم", "میروم")
NAMED = {"location": "mentors/will/", "title": "Will &amp; May", "text": "Pilot", "person": True}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def asked(page: Page, words: str) -> Locator:
    """Put words into the field, as pasting does, and return the first of what is found."""
    field = page.locator(".md-search__input")
    field.fill("xqzxqz")
    found = page.locator(".md-search-result__link")
    expect(found).to_have_count(0)
    field.fill(words)
    return found.first


@pytest.mark.parametrize("part", ["", "es/"])
def test_a_profile_is_found_by_any_word_of_the_name(page: Page, address: str, part: str) -> None:
    page.goto(f"{address}{part}faq/")
    page.locator(".md-search__input").click()
    for person, said in SAID.items():
        there = re.compile(rf"^{re.escape(address)}{part}mentors/{person}/")
        for words in said:
            expect(asked(page, words), words).to_have_attribute("href", there, timeout=20_000)


def test_signs_around_words_hide_none_and_no_name_is_left_out(page: Page, address: str) -> None:
    def more(route: Route) -> None:
        index = route.fetch().json()
        index["config"]["pipeline"] = ["trimmer", "stopWordFilter"]
        route.fulfill(json={**index, "docs": [*index["docs"], PAGE, NAMED]})

    page.route("**/search/search_index.json", more)
    page.goto(f"{address}faq/")
    page.locator(".md-search__input").click()
    for there, said in {
        "signs/": (*FOUND, *FOUND_ELSEWHERE),
        "mentors/will/": ("will", "may"),
    }.items():
        for words in said:
            there_is = re.compile(rf"^{re.escape(address + there)}")
            expect(asked(page, words), words).to_have_attribute("href", there_is, timeout=20_000)
    # One word may be found in several forms, and is marked once.
    asked(page, "tidewrack")
    marks = page.locator(".md-search-result mark")
    expect(marks).to_have_text(["tidewrack’s"])
