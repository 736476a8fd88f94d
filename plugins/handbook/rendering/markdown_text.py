"""Markdown in data: biographies, training material and answers, as safe HTML.

A person's text is not the programme's own prose: it brings no raw HTML, no pictures and no
address other than a web page or an e-mail.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from handbook.rendering.plain_markdown import plain_html

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCHEMES = {"http", "https", "mailto"}
_TAGS = {
    *_HEADINGS,
    *("a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "span", "strong"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_TOP = 2


class _SafeTree(Treeprocessor):
    """Puts words in place of pictures, and keeps headings below the page's own."""

    def run(self, root: Element) -> None:
        shallowest = min(
            (_HEADINGS.index(each.tag) + 1 for each in root.iter() if each.tag in _HEADINGS),
            default=_TOP,
        )
        for element in root.iter():
            if element.tag in _HEADINGS:
                level = _HEADINGS.index(element.tag) + 1 + max(0, _TOP - shallowest)
                element.tag = _HEADINGS[min(level, 6) - 1]
            elif element.tag == "img":
                element.tag, element.text = "span", element.get("alt", "")
                element.attrib.clear()


class _Safe(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_SafeTree(md), "safe", 0)


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", _Safe()], output_format="html")


# What a form says is read for its page and for the papers of each edition, and what has no
# translation for each language.
@lru_cache(maxsize=512)
def markdown_to_html(text: str) -> Markup:
    """Turn Markdown from data into HTML.

    Args:
        text: Markdown; raw HTML in it shows as text.

    Returns:
        Block-level HTML without scripts, pictures or headings above the second level.

    >>> markdown_to_html("# *Hello* <script>")
    Markup('<h2><em>Hello</em> &lt;script&gt;</h2>')
    """
    plainly = plain_html(text)
    if plainly is not None:
        # Most biographies; taking one apart costs more than all else of a profile.
        return Markup(plainly)  # noqa: S704 - nothing in it means more than its words
    markdown = _markdown()
    markdown.reset()
    html = nh3.clean(
        markdown.convert(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return Markup(html)  # noqa: S704 - cleaned above
