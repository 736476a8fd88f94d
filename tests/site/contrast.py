"""Contrast: texts of a page that cannot be read, in light or dark (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

WALK = Path(__file__).with_name("contrast.js").read_text("utf-8")
_CALM = "*, ::before, ::after { transition: none !important }"
_NAMES = {"dark": "slate", "light": "default"}


def assert_stands_out(page: Page) -> None:
    """Fail where a text does not stand out; leave the page in light, as it was first opened."""
    # Texts are judged by the colours that they end with, not on their way there.
    page.add_style_tag(content=_CALM)
    for scheme in _NAMES:
        _turn_to(page, scheme)
        found = page.evaluate(WALK)
        assert found["looked"] > 5, (page.url, scheme)
        assert found["poor"] == [], (page.url, scheme)
    page.evaluate("localStorage.clear()")


def _turn_to(page: Page, scheme: str) -> None:
    """Choose colours by the button, on a device whose habit they are: one visit shows both."""
    page.emulate_media(color_scheme=scheme)
    button = "name => document.querySelector(`input[data-md-color-media*=${name}]`).click()"
    page.evaluate(button, scheme)
    turned = "name => document.body.dataset.mdColorScheme === name"
    page.wait_for_function(turned, arg=_NAMES[scheme])
