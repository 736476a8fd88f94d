"""Any text in any place of a page shows as it is, or safely: many of them, by chance."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handbook.rendering.portraits import avatar, initials, tone
from tests.rendering.test_escaping import CONTEXTS, check
from tests.rendering.test_markdown_text import check as check_markdown
from tests.rendering.test_markdown_text import check_link, hostile
from tests.support.small_builds import texts, thorough


@pytest.mark.parametrize("context", CONTEXTS)
@thorough
@given(texts)
def test_any_text_shows_as_it_is(context: str, text: str) -> None:
    assume(text.strip())
    check(text, context)


@thorough
@given(texts)
def test_any_name_has_initials(name: str) -> None:
    found = initials(name)
    assert found == "?" or all(letter.isalpha() or letter == "\u0307" for letter in found)
    assert found


@thorough
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1), texts)
def test_an_avatar_is_sound_svg_that_nobody_reads_aloud(id: str, name: str) -> None:
    svg = ET.fromstring(avatar(id, name))
    assert svg.attrib["aria-hidden"] == "true"
    assert svg.attrib["class"] == f"hb-avatar hb-tone-{tone(id)}"
    assert [child.tag for child in svg] == ["circle", "text"]
    assert svg[1].text == initials(name)


@thorough
@given(hostile | texts)
def test_whatever_a_text_of_markdown_holds_it_is_safe(text: str) -> None:
    check_markdown(text)


@thorough
@given(hostile, hostile)
def test_whatever_a_link_holds_it_is_safe(label: str, address: str) -> None:
    check_link(label, address)
