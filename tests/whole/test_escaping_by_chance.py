"""Any text in any place of a page shows as it is: many of them, by chance."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from tests.rendering.test_escaping import CONTEXTS, check
from tests.support.small_builds import texts, thorough


@pytest.mark.parametrize("context", CONTEXTS)
@thorough
@given(texts)
def test_any_text_shows_as_it_is(context: str, text: str) -> None:
    assume(text.strip())
    check(text, context)
