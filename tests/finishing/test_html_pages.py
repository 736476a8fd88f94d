"""A plain start tag is read as `html.parser` reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.finishing import html_pages
from handbook.finishing.html_pages import HtmlReader

SPACES = st.sampled_from([" ", "\n", "\t", "  ", "", "\v", "/"])
NAMES = st.sampled_from(["a", "div", "base", "img", "svg", "script", "h1", "A", "my-tag"])
KEYS = st.sampled_from(
    ["href", "id", "name", "src", "srcset", "hidden", "xlink:href", "ID", "a.b", "a_b"]
)
VALUES = st.lists(
    st.sampled_from(
        [*"a#/ .:&;'\"<>\n=é", "&amp;", "&#109;", "&#x6D;", "&#x6d;", "&#0;", "&copy", "&gt"]
    ),
    max_size=8,
).map("".join)
ATTRIBUTES = st.tuples(
    SPACES,
    KEYS,
    st.one_of(
        st.just(""),
        VALUES.map(lambda value: f'="{value}"'),
        VALUES.map(lambda value: f"='{value}'"),
        VALUES.map(lambda value: f"={value}"),
    ),
).map("".join)
TAGS = st.tuples(
    st.sampled_from(["<", "</"]), NAMES, st.lists(ATTRIBUTES, max_size=4).map("".join), SPACES
).map(lambda parts: f"{''.join(parts)}>")


@given(st.lists(TAGS, max_size=4).map("x".join))
def test_a_page_is_read_as_by_the_parser_alone(html: str) -> None:
    read = HtmlReader().read(html)
    plain = html_pages._PLAIN
    try:
        html_pages._PLAIN = html_pages.re.compile(r"(?!)")
        assert HtmlReader().read(html) == read
    finally:
        html_pages._PLAIN = plain


def test_tags_as_they_are_written_are_plain() -> None:
    for tag in ('<a href="../x/#y" id="z" hidden>', "<br/>", '<img src="x" alt="" />', "<p>"):
        assert html_pages._PLAIN.fullmatch(tag)
    for tag in ('<a title="&amp;">', '<a href="&#109;&#x61;b">', '<li data-x-some_thing="a|b">'):
        assert html_pages._PLAIN.fullmatch(tag)
    for tag in ("<a href=x>", '<a title="&amp">', '<a title="&eacute;">', "<A>", '<a x="1"y="2">'):
        assert not html_pages._PLAIN.fullmatch(tag)
