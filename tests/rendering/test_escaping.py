from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
import yaml
from hypothesis import assume, given
from markdown import Markdown

from handbook.languages import Text
from handbook.rendering.values import for_html, for_markdown
from handbook.text.tags import escape_markdown
from tests.support.small_builds import Seen, few, texts, thorough


def extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    """Return the extensions of Markdown that the site is built with, and their options."""
    shipped = files("handbook.mkdocs_plugins").joinpath("defaults.yaml").read_text("utf-8")
    options = yaml.safe_load(shipped)["markdown_extensions"]
    # MkDocs adds these three by itself.
    return list(dict.fromkeys(["toc", "tables", "fenced_code", *options])), options


@cache
def markdown() -> Markdown:
    """Return Python-Markdown as the site is built with it."""
    names, options = extensions()
    return Markdown(extensions=names, extension_configs=options)


def rendered(text: str) -> Seen:
    return Seen(markdown().reset().convert(text))


CONTEXTS = {
    "paragraph": ("{}", ["p"], ""),
    "inside": ("Dear {}, hello", ["p"], "Dear {}, hello"),
    "second line": ("Dear\\n{}\\nhello".replace("\\n", "\n"), ["p"], "Dear {} hello"),
    "emphasis": ("**{}**", ["p", "strong"], ""),
    "list item": ("- {}", ["ul", "li"], ""),
    "numbered": ("1. {}", ["ol", "li"], ""),
    "heading": ("## {}", ["h2", "a"], "{}¶"),
    "cell": (
        "| a | b |\n|---|---|\n| {} | c |",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
        "a b {} c",
    ),
    "html": ("<div>{}</div>", ["div"], ""),
    "quotation": ("> {}", ["blockquote", "p"], ""),
}
"""What is written around a text, the elements it makes, and the words they show."""


def check(text: str, context: str) -> None:
    if context in {"emphasis", "inside"}:
        text = text.strip()
    template, tags, shown = CONTEXTS[context]
    written = escape_markdown(text)
    found = rendered(template.replace("{}", written))
    plain = " ".join(text.split())
    assert found.words == " ".join((shown or "{}").replace("{}", plain).split())
    assert found.tags == tags
    if context != "heading":
        assert all(not attributes for _, attributes in found.elements)


NASTY = [
    "[x](javascript:alert(1))",
    "a|b",
    "1. x",
    "1) x",
    "12.x",
    "- x",
    "+ x",
    "* x",
    ": x",
    "> x",
    "# x",
    "x\n===",
    "===",
    "---",
    "***",
    "    x",
    "\tx",
    ":smile:",
    ":material-account:",
    ":a:smile:",
    "{#id}",
    "x {: .c #id}",
    "{% x %}",
    "*[x]: y",
    "[^1]: x",
    "[x]: https://a.example",
    "[TOC]",
    "[ ] x",
    "[x] y",
    "<script>alert(1)</script>",
    "<!-- x -->",
    "<b",
    "&amp;",
    "&#60;b&#62;",
    "&copy x",
    "**b**",
    "__b__",
    "a_b_c",
    "`x`",
    "```x",
    "~~~ x",
    "~~x~~",
    "^x^",
    "==x==",
    "++x++",
    "--8<-- 'x'",
    "!!! note",
    '!!! danger "x"',
    "!!! note inline",
    "??? note",
    "???+ tip",
    "/// note",
    "![x](y.png)",
    "!x",
    "x\\",
    "\\*x",
    "a@b.example",
    "@x",
    "<a@b.example>",
    "https://a.example/_x_",
    "$x$",
    "x  \ny",
    "x\n\ny",
    "\"x\" 'y' (c) ... --",
    "👩‍🚀 🇬🇧 ❤️",
    "مرحبا، عالم",
    "שלום \u202eabc\u202c",
    "王秀英 (Wang Xiuying)",
    "1986. A good year",
    "2 * 3 * 4 < 5",
    "hbslotbodyq7x2z",
    "wzxhzdk:0",
    "klzzwxh:0000",
]


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_text_is_markup(text, context):
    check(text, context)


@pytest.mark.parametrize("context", CONTEXTS)
@few
@given(texts)
def test_any_text_shows_as_it_is(context, text):
    assume(text.strip())
    check(text, context)


@thorough
@given(texts)
def test_it_stays_on_one_line(text):
    assert "\n" not in escape_markdown(text)
    assert not escape_markdown(text).startswith("    ")


def test_plain_prose_stays_readable():
    assert escape_markdown("Ana rows, and (mostly) steers - well!") == (
        "Ana rows, and (mostly) steers - well!"
    )


@thorough
@given(texts)
def test_html_shows_it_too(text):
    found = Seen(f"<p>{for_html(text, 'en')}</p>")
    assert (found.tags, found.text) == (["p"], text)


def test_a_foreign_text_is_marked_and_still_only_text():
    text = Text.of("<b>*Hola*</b>", "es")
    expected = [("p", {}), ("span", {"lang": "es"})]
    for html in (
        markdown().reset().convert(for_markdown(text, "en")),
        f"<p>{for_html(text, 'en')}</p>",
    ):
        found = Seen(html)
        assert (found.elements, found.words) == (expected, "<b>*Hola*</b>")
    assert for_markdown(text, "es") == escape_markdown("<b>*Hola*</b>")
    assert 'lang="es"' in for_markdown(text, "en", "es")
