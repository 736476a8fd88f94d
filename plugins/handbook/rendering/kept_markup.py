"""Kept markup: what helpers make stays as it is, whatever Markdown does with the page around it.

HTML that a template made of data would be read once more as Markdown, where a name may be a link or
an attribute. So it stands in a page between two marks, which no data and no prose can hold. Before
Markdown each such piece becomes one opaque word, and after it the word becomes the piece again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify, unique
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from handbook.text.tags import TAG, escape_markdown, with_safe_addresses

_BEGIN, _END = "\x0e", "\x0f"
MARKS = _BEGIN + _END
"""What stands around each piece."""
_KEPT = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_DIGITS = str.maketrans("0123456789", "abcdefghij")
_NUMBERS = str.maketrans("abcdefghij", "0123456789")
_NAME = "hbkeptq"
# A highlighter of code may put the marks and the word into elements of their own.
_WORD = re.compile(f"{_BEGIN}(?:<[^<>]*>)*{_NAME}([a-j]+)(?:<[^<>]*>)*{_END}")
_PARAGRAPH = re.compile(r"<p(?P<given>(?:\s[^<>]*)?)>(?P<inside>(?:(?!</p>).)*)</p>", re.DOTALL)
_FIRST_TAG = re.compile(r"\s*<([a-zA-Z][\w-]*)")
_OPENING, _CLOSING = re.compile(r"<[a-zA-Z]"), re.compile(r"</[a-zA-Z]|/>|<(?:br|hr|img|input)\b")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BEFORE_TOC = 6
_CODE = ("<script", "<style")


def keep(markup: str) -> str:
    """Mark HTML in Markdown as a piece that stays as it is.

    >>> unmarked(keep("<b>*x*</b>")), keep("  ")
    ('<b>*x*</b>', '')
    """
    inside = unmarked(markup)
    return f"{_BEGIN}{inside}{_END}" if inside.strip() else ""


def unmarked(text: str) -> str:
    """Take the marks away, with what they mean."""
    # Many times as fast as `translate` in a long text.
    return text.replace(_BEGIN, "").replace(_END, "")


def replaced(text: str, instead: Callable[[str, bool], str]) -> str:
    """Put something in the place of every piece that is kept.

    Args:
        text: Markdown with marks.
        instead: what to put there; it is given the HTML, and whether that has lines for itself.
    """

    def put(found: re.Match[str]) -> str:
        alone = found.start() == 0 or text[found.start() - 1] == "\n"
        ends = found.end() == len(text) or text[found.end()] == "\n"
        return instead(found[1], alone and ends)

    return unmarked(_KEPT.sub(put, text))


class KeptMarkup(Extension):
    """Has Python-Markdown leave alone what is kept, and follow no address that is a script."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Take pieces out before everything else, and put them back after it."""
        pieces: list[str] = []
        md.preprocessors.register(_TakingOut(pieces, md), "handbook_take_out", 1000)
        md.treeprocessors.register(_NamingHeadings(pieces, md), "handbook_headings", _BEFORE_TOC)
        md.postprocessors.register(_PuttingBack(pieces, md), "handbook_put_back", -1000)


def makeExtension(**options: Any) -> KeptMarkup:  # noqa: N802 - Markdown's own name
    """Make the extension, for those who name it in a list."""
    return KeptMarkup(**options)


class _TakingOut(Preprocessor):
    def __init__(self, pieces: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._pieces = pieces

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return _KEPT.sub(self._take, text).split("\n") if _BEGIN in text else lines

    def _take(self, found: re.Match[str]) -> str:
        self._pieces.append(found[1])
        number = str(len(self._pieces) - 1).translate(_DIGITS)
        return f"{_BEGIN}{_NAME}{number}{_END}"


class _NamingHeadings(Treeprocessor):
    """Gives a heading the id of the words that it shows, and not of those that stand for them."""

    def __init__(self, pieces: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._pieces = pieces

    def run(self, root: Element) -> None:
        used = {each.attrib["id"] for each in root.iter() if "id" in each.attrib}
        for heading in root.iter():
            written = "".join(heading.itertext()) if heading.tag in _HEADINGS else ""
            if _BEGIN in written and "id" not in heading.attrib:
                shown = _WORD.sub(
                    lambda found: _text(_piece(self._pieces, found), is_code=False), written
                )
                heading.attrib["id"] = unique(slugify(unescape(shown), "-"), used)


class _PuttingBack(Postprocessor):
    def __init__(self, pieces: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._pieces = pieces

    def run(self, text: str) -> str:
        if _BEGIN in text:
            text = TAG.sub(self._within_tag, text)
            text = _PARAGRAPH.sub(self._around_blocks, text)
            text = unmarked(_WORD.sub(self._piece, text))
        return with_safe_addresses(text)

    def _piece(self, found: re.Match[str]) -> str:
        return _piece(self._pieces, found)

    def _within_tag(self, tag: re.Match[str]) -> str:
        """Write what stands in an attribute, a comment or a script as the text that it is."""
        if _BEGIN not in tag[0]:
            return tag[0]
        is_code = tag[0].lower().startswith(_CODE)
        return _WORD.sub(lambda found: _text(self._piece(found), is_code=is_code), tag[0])

    def _around_blocks(self, paragraph: re.Match[str]) -> str:
        """End a paragraph before a block, which cannot stand in one, and begin another after it."""
        parts, position, inside = [""], 0, paragraph["inside"]
        for word in _WORD.finditer(inside):
            parts[-1] += inside[position : word.start()]
            if self._is_block(self._piece(word)) and _whole(parts[-1]):
                parts += [word[0], ""]
            else:
                parts[-1] += word[0]
            position = word.end()
        parts[-1] += inside[position:]
        if len(parts) == 1:
            return paragraph[0]
        opening = f"<p{paragraph['given']}>"
        texts = (
            part if number % 2 else part.strip() and f"{opening}{part.strip()}</p>"
            for number, part in enumerate(parts)
        )
        return "\n".join(filter(None, texts))

    def _is_block(self, html: str) -> bool:
        tag = _FIRST_TAG.match(html)
        return tag is not None and self.md.is_block_level(tag[1].lower())


def _piece(pieces: list[str], found: re.Match[str]) -> str:
    """Return what a word stands for."""
    return pieces[int(found[1].translate(_NUMBERS))]


def _whole(html: str) -> bool:
    """Say whether all elements of a piece of a paragraph end in it."""
    return len(_OPENING.findall(html)) == len(_CLOSING.findall(html))


def _text(html: str, *, is_code: bool) -> str:
    """Write HTML where only text can stand; a value written for a script stays one."""
    if is_code and not set("<>&'") & set(html):
        try:
            json.loads(html)
        except ValueError:
            pass
        else:
            return html
    return escape_markdown(unescape(TAG.sub("", html)).strip())
