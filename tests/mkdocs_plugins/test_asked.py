"""Which questions of a template are noted."""

from __future__ import annotations

import pytest
from jinja2.sandbox import SandboxedEnvironment

from handbook.mkdocs_plugins.asked import Asking


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("{{ text }}{{ text.upper() }}{{ text | length }}{% if text %}{% endif %}", False),
        ("{% if text == 'Bo' %}{% endif %}", True),
        ("{% if text != 'Bo' %}{% endif %}", True),
        ("{% if text in ['Bo'] %}{% endif %}", True),
        ("{% if 'B' in text %}{% endif %}", True),
    ],
)
def test_a_template_that_asks_is_noted(said: str, asks: bool) -> None:
    text = Asking("Ana")
    assert {text: 1}["Ana"] == 1
    SandboxedEnvironment().from_string(said).render(text=text)
    assert text.asked is asks
