"""Contrast: what is written can be read, in light and dark (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.sourcedata import MAIN, shown_mentors

pytestmark = pytest.mark.browser

WALK = Path(__file__).with_name("contrast.js").read_text("utf-8")
URLS = (*MAIN, f"mentors/{shown_mentors()[0]['id']}/", "2025/", "es/editions/", "404.html")


def test_every_text_stands_out_from_what_is_behind_it(chromium: Browser, address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        for url in URLS:
            page.goto(address + url, wait_until="load")
            # Texts are judged by the colours that they end with, not on their way there.
            page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
            for scheme in ("light", "dark"):
                turn_to(page, scheme)
                found = page.evaluate(WALK)
                assert found["looked"] > 5, (url, scheme)
                assert found["poor"] == [], (url, scheme)


def turn_to(page: Page, scheme: str) -> None:
    """Choose colours by the button, on a device whose habit they are: one visit shows both."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        "name => document.querySelector(`input[data-md-color-media*=${name}]`).click()", scheme
    )
    name = {"light": "default", "dark": "slate"}[scheme]
    page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=name)


@pytest.mark.parametrize(
    ("style", "poor"),
    [
        ("color: #767676", 0),
        ("color: #777", 1),
        ("color: #777; font-size: 24px", 0),
        ("color: #777; font-size: 18.7px; font-weight: 700", 0),
        ("color: #959595; font-size: 24px", 1),
        ("opacity: 0.5", 1),
        ("background: #333", 1),
        ("color: rgb(0 0 0 / 50%)", 1),
        ("color: #777; visibility: hidden", 0),
    ],
)
def test_the_walk_finds_what_does_not(chromium: Browser, style: str, poor: int) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_content(f'<body style="color: #000"><p style="{style}">Words</p>')
        assert len(page.evaluate(WALK)["poor"]) == poor
