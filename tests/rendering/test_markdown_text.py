from __future__ import annotations

import re
import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.rendering import markdown_text
from handbook.rendering.markdown_text import markdown_to_html
from tests.support.small_builds import MARKS, Seen, few, letters, texts

ALLOWED = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "a", "span", "blockquote", "ul", "ol", "li"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"href", "title", "style", "start"}
SCHEMES = {"", "http", "https", "mailto"}


def scheme(address: str) -> str:
    """Return the scheme as a browser understands an address."""
    address = re.sub(r"[\t\r\n]", "", address).strip("".join(map(chr, range(0x21))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    return match[1].lower() if match else ""


def check(text: str) -> Seen:
    found = Seen(markdown_to_html(text))
    assert set(found.tags) <= ALLOWED
    for _, attributes in found.elements:
        assert set(attributes) <= ATTRIBUTES
        assert scheme(attributes.get("href") or "") in SCHEMES
        assert re.fullmatch("(text-align: (left|right|center);)?", attributes.get("style") or "")
    return found


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ana *rows* **well**.", "<p>Ana <em>rows</em> <strong>well</strong>.</p>"),
        (
            "[x](https://a.example/?b=1&c=2)",
            '<p><a href="https://a.example/?b=1&amp;c=2">x</a></p>',
        ),
        ("[x](../mentors/)", '<p><a href="../mentors/">x</a></p>'),
        ("[x](#y)", '<p><a href="#y">x</a></p>'),
        ("[x](mailto:a@b.example)", '<p><a href="mailto:a@b.example">x</a></p>'),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("", ""),
    ],
)
def test_what_a_text_may_do(text, html):
    assert markdown_to_html(text) == html


def test_an_address_between_angle_brackets_is_a_link():
    found = check("<a@b.example> <https://c.example>")
    addresses = [attributes["href"] for tag, attributes in found.elements if tag == "a"]
    assert addresses == ["mailto:a@b.example", "https://c.example"]


def test_tables():
    found = check("| a | b |\n|:--|--:|\n| 1 | <i>2</i> |")
    assert found.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert found.words == "a b 1 <i>2</i>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=x>b</b>",
        "<div>\n\n*x*\n\n</div>",
        "<!-- x -->",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "<a href='javascript:x'>y</a>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<svg/onload=alert(1)>",
    ],
)
def test_raw_html_is_text(text):
    assert not set(check(text).tags) - {"p", "em"}


@pytest.mark.parametrize("text", ["![x](y.png)", "![x][1]\n\n[1]: y.png", "![x](data:image/png,y)"])
def test_a_picture_is_its_text(text):
    found = check(text)
    assert (found.tags, found.words) == (["p", "span"], "x")
    assert found.elements[-1][1] == {}


ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3a;alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&#0000058;alert(1)",
    "java&Tab;script:alert(1)",
    "java&#10;script:alert(1)",
    "&#1;javascript:alert(1)",
    "\\javascript:alert(1)",
    "data:text/html,x",
    "data&colon;text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "ftp://a.example",
]


@pytest.mark.parametrize(
    "form", ["[x]({})", "[x](<{}>)", "[x]({} 'y')", "[x][1]\n\n[1]: {}", "<{}>"]
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_but_a_page_or_mail(address, form):
    check(form.replace("{}", address))


@pytest.mark.parametrize("address", ["http://[x", "http://[::1", "//[", "https://a.example:x/"])
def test_an_address_that_is_none_breaks_nothing(address):
    assert "x" in check(f"[x]({address})").words


def test_a_safe_address_can_be_split():
    for _, attributes in check("[x](https://a.example) [y](b@c)").elements:
        urlsplit(attributes.get("href") or "")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# a\n\n## b\n\n### c", ["h2", "h3", "h4"]),
        ("## a\n\n### b", ["h2", "h3"]),
        ("### a", ["h3"]),
        ("# a\n\n###### b", ["h2", "h6"]),
        ("###### a\n\n# b", ["h6", "h2"]),
        ("a\n=\n\nb\n-", ["h2", "h3"]),
    ],
)
def test_headings_stay_below_the_pages_own(text, tags):
    assert check(text).tags == tags


def test_one_text_leaves_nothing_for_the_next():
    markdown_to_html("[x]: https://a.example\n\n[x]")
    assert check("[x]").tags == ["p"]


hostile = st.lists(
    st.sampled_from([*MARKS, *ADDRESSES, "onclick=", "data", "&lt;", "&#", ";", "\t"])
    | st.text(letters, max_size=3),
    max_size=14,
).map("".join)


def check_link(label: str, address: str) -> None:
    check(f"[{label}]({address})")
    check(f"[{label}](<{address}> '{label}')")


@few
@given(hostile | texts)
def test_whatever_a_text_holds_it_is_safe(text):
    check(text)


@few
@given(hostile, hostile)
def test_whatever_a_link_holds_it_is_safe(label, address):
    check_link(label, address)


PIECES = [
    *" .,;:!?-+=~^%$@/'\"()1.",
    "\n",
    "\n\n",
    "\na",
    "a",
    "É",
    "王",
    "*",
    "**",
    "*b*",
    "**c d**",
    "http://a.b",
    "\u0301",
]
SENTENCES = st.lists(st.sampled_from(PIECES) | st.text(letters, max_size=2), max_size=14).map(
    "".join
)
"""Texts of which many are plain."""
CHARACTERS = sorted({*string.printable, *"\x85\xa0\xad\u2028\ufeff\u200b"})
AMONG = (
    "{} a",
    "a{} b",
    "a {} b",
    "a {}",
    "a {0}b{0} c",
    "a\n{} b\nc",
    "a\n\n{}",
    "a{0}{0}b",
    "a\n\n- {}\n- b",
)


def taken_apart(text: str) -> str:
    """Turn Markdown into HTML, however plain it is."""
    markdown_to_html.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_text, "plain_html", lambda _: None)
        made = markdown_to_html(text)
    markdown_to_html.cache_clear()
    return made


@settings(parent=few, max_examples=400)
@given(SENTENCES.map("a".__add__) | SENTENCES | texts | hostile)
def test_what_is_plain_comes_out_as_if_it_were_taken_apart(text: str) -> None:
    assert markdown_to_html(text) == taken_apart(text)


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_character_among_words_comes_out_as_if_it_were_taken_apart(character: str) -> None:
    for form in AMONG:
        text = form.format(character)
        assert markdown_to_html(text) == taken_apart(text)


def test_prose_is_not_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_text, "_markdown", None)
    first, second = 'Ana\'s work (at sea, 2019-2024);\nshe said: "More!"', "*Éva* **rows on**."
    assert markdown_to_html(f"{first}\n\n{second}\n\n- a\n- *b*") == (
        f"<p>{first}</p>\n<p><em>Éva</em> <strong>rows on</strong>.</p>\n"
        "<ul>\n<li>a</li>\n<li><em>b</em></li>\n</ul>"
    )
