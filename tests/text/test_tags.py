"""No address of a page is a script, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.addresses import encoded
from handbook.text.tags import TAG, _safe_tag, with_safe_addresses
from tests.support.small_builds import thorough

_PARTS = [
    *("<a ", "<img ", ">", "</a>", "<p>", "<!--", "-->", "x", " ", "\n", "title", "&amp;", ":"),
    *("href", "src", "=", '"', "'", '="', "='", "javascript:", "java&#115;cript&colon;x"),
    *(
        "data:",
        "j\x01avascript:",
        "https://a",
        "mailto:",
        "#",
        encoded("mailto:"),
        encoded("javascript:"),
        ' href="see: ',
        ' title="a: b" ',
    ),
]


@thorough
@given(st.lists(st.sampled_from(_PARTS), max_size=12), st.lists(st.sampled_from(_PARTS)))
def test_every_tag_is_looked_at_where_one_may_hold_a_script(
    parts: list[str], more: list[str]
) -> None:
    for text in (
        "".join([*parts, *more]),
        "".join(["<a ", *parts, ' href="javascript:x">', *more]),
    ):
        assert with_safe_addresses(text) == TAG.sub(_safe_tag, text)


@pytest.mark.parametrize(
    "address",
    [
        '"javascript:x"',
        "'vbscript:x'",
        "javascript:x",
        '" &#106;avascript:x"',
        '"java&Tab;script&colon;x"',
        '"data:text/html,x"',
        f'"{encoded("javascript:x")}"',
    ],
)
@pytest.mark.parametrize("before", ["", 'title="see: " ', "title='a=b:c' ", "data-x=a:b:c "])
def test_a_script_leads_nowhere(address: str, before: str) -> None:
    text = f'<p id="x">y</p><a {before}href={address}>z</a>'
    assert with_safe_addresses(text) == f'<p id="x">y</p><a {before}href="#">z</a>'
