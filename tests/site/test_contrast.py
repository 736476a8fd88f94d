"""The walk that judges contrast on every page in `test_browser.py` finds what cannot be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.site.contrast import WALK

pytestmark = pytest.mark.browser


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
