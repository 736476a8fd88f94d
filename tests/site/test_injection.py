"""A site full of hostile data in a real browser: nothing runs, and nobody else is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.servers import serving
from tests.site.test_browser import Heard
from tests.support.hostile import dangers, tags

LEADS_ELSEWHERE = """() => [...document.querySelectorAll('[href], [src], [data], [action]')]
    .map(each => each.getAttribute('href') || each.getAttribute('src') || '')
    .map(address => new URL(address, document.baseURI))
    .filter(url => !['http:', 'https:', 'mailto:'].includes(url.protocol)).map(String)
    .filter(url => !url.startsWith('webcal://crosscurrents.example/calendar/'))"""
HANDLERS = """() => [...document.querySelectorAll('*')].flatMap(each =>
    each.getAttributeNames().filter(name => name.startsWith('on')).map(() => each.outerHTML))"""
OF_THE_PAGE = (
    '<meta name="description" content="',
    '<meta property="og:',
    '<link rel="canonical" href="https://crosscurrents.example/',
    '<link rel="prev" href="../',
    '<link rel="next" href="../',
)
"""Tags of the theme's head that each page fills in for itself; what is in them is escaped."""
URLS = ("guides/everywhere/", "mentors/", "mentors/ana/", "faq/", "committee/", "2026/", "")


def test_no_tag_of_any_page_can_run(hostile: Path, small: Path) -> None:
    pages = sorted((hostile / "site").rglob("*.html"))
    theme = frozenset[str]().union(
        *(tags(path.read_text("utf-8")) for path in (small / "site").rglob("*.html"))
    )
    assert len(pages) > 30
    for path in pages:
        found = dangers(path.read_text("utf-8"), theme)
        assert [tag for tag in found if not tag.startswith(OF_THE_PAGE)] == [], path


@pytest.mark.browser
def test_a_browser_runs_nothing_of_it(hostile: Path, chromium: Browser) -> None:
    heard, dialogs = Heard(), []
    with serving(hostile / "site") as address:
        page = chromium.new_context().new_page()
        heard.listen(page)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for url in URLS:
            page.goto(address + url, wait_until="load")
            assert page.evaluate(LEADS_ELSEWHERE) == [], url
            assert page.evaluate(HANDLERS) == [], url
            page.keyboard.press("Tab")
        page.goto(f"{address}guides/everywhere/")
        page.locator("#addresses").click()
        assert page.url == f"{address}guides/everywhere/#"
        assert (dialogs, heard.errors, heard.failed) == ([], [], [])
        assert heard.elsewhere(address) == []
        page.context.close()
