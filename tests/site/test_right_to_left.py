"""A language from right to left, added by a programme itself: the whole site turns round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.commands import REPOSITORY, built, handbook
from tests.site.documents import Document, document
from tests.support.programmes import replaced, write_programme

STYLES = REPOSITORY / "overrides/assets/stylesheets/handbook.css"
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right)\s*:|text-align:\s*(?:left|right)"
)
WORDS = """
edition.mentors: المرشدون
mentors.back: كل المرشدين
projects.title: المشاريع
"""
PAGE = """\
---
title: الرحلة
description: أربع مراحل.
---

# الرحلة

أربع مراحل. {{ programme.tagline }}

"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small programme, in Arabic too, with some words and a page of its own in it."""
    root = tmp_path_factory.mktemp("arabic")
    path = "programme/programme.yaml"
    write_programme(root, replaced(path, "languages: [en]", "languages: [en, ar]"))
    (root / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    laid = handbook("language", "new", "ar", cwd=root)
    assert laid.returncode == 0, laid.stderr
    words, page = root / "locale/ar/interface.yaml", root / "content/ar/journey.md"
    words.write_text(words.read_text("utf-8") + WORDS, "utf-8")
    # The original still stands below, as whoever translates has it before them.
    page.write_text(PAGE + page.read_text("utf-8"), "utf-8")
    return built(root, root / "site", "--today", "2026-03-01", "--without", "documents")


def around(page: Document) -> tuple[str, str]:
    """Give the language and the direction of a page."""
    return page.root.one("html").attributes["lang"], page.root.one("body").attributes["dir"]


def test_each_part_of_the_site_has_its_direction(arabic: Path) -> None:
    assert around(document(arabic, "ar/journey/")) == ("ar", "rtl")
    assert around(document(arabic, "ar/mentors/ana/")) == ("ar", "rtl")
    assert around(document(arabic, "journey/")) == ("en", "ltr")


def test_what_is_translated_is_said_and_the_rest_says_that_it_is_not(arabic: Path) -> None:
    page = document(arabic, "ar/journey/")
    assert page.article.one("h1").text.startswith("الرحلة")
    assert "الرحلة" in page.root.one("nav", "md-nav--primary").text
    # A text of the data that has no Arabic is told apart, and turned.
    (tagline,) = [each for each in page.article.all("span") if "crossing" in each.text]
    assert tagline.attributes == {"lang": "en", "dir": "ltr"}
    assert "كل المرشدين" in document(arabic, "ar/mentors/ana/").article.text
    untranslated = document(arabic, "ar/matching/")
    assert around(untranslated)[1] == "rtl"
    (article,) = untranslated.root.all("article")
    assert (article.attributes["lang"], article.attributes["dir"]) == ("en", "ltr")


def test_no_style_knows_left_from_right() -> None:
    assert PHYSICAL.findall(STYLES.read_text("utf-8")) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_name_in_other_letters_begins_where_the_page_does(
    chromium: Browser, arabic: Path, width: int
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto((arabic / "ar/mentors/ana/index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        title = page.locator("article h1")
        assert title.evaluate("each => getComputedStyle(each).direction") == "ltr"
        assert title.evaluate("each => getComputedStyle(each).textAlign") == "right"
