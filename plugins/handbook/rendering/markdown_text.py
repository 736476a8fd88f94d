"""Markdown in data: biographies, training material and answers, as safe HTML.

A person's text is not the programme's own prose: it brings no raw HTML, no pictures and no
address other than a web page or an e-mail.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCHEMES = frozenset({"", "http", "https", "mailto"})
_TOP = 2


class _SafeTree(Treeprocessor):
    """Drops pictures and unsafe addresses, and keeps headings below the page's own."""

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
            elif element.tag == "a" and urlsplit(element.get("href", "")).scheme not in _SCHEMES:
                element.tag = "span"
                element.attrib.clear()


class _Safe(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_SafeTree(md), "safe", 0)


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", _Safe()], output_format="html")


def markdown_to_html(text: str) -> Markup:
    """Turn Markdown from data into HTML.

    Args:
        text: Markdown; raw HTML in it shows as text.

    Returns:
        Block-level HTML without scripts, pictures or headings above the second level.
    """
    markdown = _markdown()
    markdown.reset()
    return Markup(markdown.convert(text))  # noqa: S704 - made safe above
