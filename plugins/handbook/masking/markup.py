"""Markup: what must not stand in a page, a feed or a plain text is taken out where it stands.

The mark stands for what is taken out. Where that does not help, the smallest element around is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.masking.spans import Holds, first_span
from handbook.outputs import MARK

_MOST = 2000
"""Places of one file that are taken out before it is given up."""
_LONGEST = 400
"""Characters of a span beyond which it is no name, but all that stands between two words."""
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<[a-zA-Z/!?](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>", re.DOTALL
)
_IS_TAG = re.compile(r"</?[a-zA-Z][\w:-]*[\s/>]|<[!?]")
"""How a tag begins; what else stands in pointed brackets is an address in Markdown."""
_NAME = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_ATTRIBUTE = re.compile(
    r"(?<!\s)\s*+(?<![^\s\"'<>/=])([^\s\"'<>/=]++)\s*+=\s*+"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
)
_SPOKEN = re.compile(r"alt|title|content|placeholder|label|value|aria-label")
"""Attributes that say something to people; any other is left out where it must not say it."""
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_PAGE = frozenset(("html", "head", "body", "main", "urlset", "rss", "channel", "feed", "svg"))
_RECORDS = frozenset(("url", "item", "entry"))
"""Elements of sitemaps and feeds that mean one page."""
_ADDRESSES = frozenset(("loc", "link", "guid", "id"))
"""Elements within these that say at what address."""
_TEXTUAL = re.compile(
    r"p|td|th|dd|dt|h1|h2|h3|h4|h5|h6|figcaption|blockquote|div|span|a|b|i|em|strong|title"
)
"""Elements that may be kept with nothing but the mark in them."""
_PLAIN = re.compile(r"[^<>\"'=/#]+")
_TARGET = re.compile(r"(?<=\])\([^()\n]*\)")


@dataclass(frozen=True)
class Masker:
    """Takes out of texts what they must not hold."""

    holds: Holds
    """Says whether a text holds what must not stand there."""
    known: set[str] = field(default_factory=set)
    """What was taken out before: the pages of a site have their menus in common."""

    def masked(self, text: str) -> str | None:
        """Return a text without anything that it must not hold; None where that fails."""
        if not self.holds(text):
            return text
        for fragment in sorted(self.known):
            text = _everywhere(text, fragment)
        last = ("", -1)
        for _ in range(_MOST):
            span = first_span(text, self.holds)
            if span is None:
                return text
            fragment = text[slice(*span)]
            stuck = last == (fragment, span[0]) or len(fragment) > _LONGEST
            last = (fragment, span[0])
            shorter = None if stuck else self._shorter(text, *span)
            text = shorter or _without_element(text, *span, self.holds) or ""
            if not text:
                return None
        return None

    def _shorter(self, text: str, start: int, end: int) -> str:
        record = _record_around(text, start, end)
        if record is not None:
            return _cut(text, record)
        fragment, shorter = text[start:end], _wiped(text, start, end)
        if _PLAIN.fullmatch(fragment):
            self.known.add(fragment)
            return _everywhere(shorter, fragment)
        return shorter


def _everywhere(text: str, fragment: str) -> str:
    """Take out of texts between tags what was taken out once, since it most often stands again."""
    again = re.compile(rf"(?<![\w&#;@.'’-]){re.escape(fragment)}(?![\w@'’-])(?=[^<>]*<)")
    return again.sub(MARK, text)


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    start: int
    inner: int
    end_inner: int
    end: int


def _wiped(text: str, start: int, end: int) -> str:
    """Take a span out: its words, not the tags between them."""
    target = next((each for each in _TARGET.finditer(text) if _overlap(each, start, end)), None)
    if target is not None:
        return text[: target.start()] + text[target.end() :]
    parts: list[str] = []
    at, marked = 0, False
    for tag in _TAG.finditer(text):
        if tag.start() >= end:
            break
        plain, marked = _plain_wiped(text, at, tag.start(), (start, end), marked=marked)
        parts.append(plain)
        parts.append(_tag_wiped(tag, start, end) if _overlap(tag, start, end) else tag[0])
        at = tag.end()
    rest, _ = _plain_wiped(text, at, max(at, end), (start, end), marked=marked)
    return "".join([*parts, rest, text[max(at, end) :]])


def _overlap(found: re.Match[str], start: int, end: int) -> bool:
    return found.start() < end and start < found.end()


def _plain_wiped(
    text: str, low: int, high: int, span: tuple[int, int], *, marked: bool
) -> tuple[str, bool]:
    """Take a span out of a text between two tags; say whether the mark stands by now."""
    start, end = max(low, span[0]), min(high, span[1])
    if start >= end:
        return text[low:high], marked
    words = text[start:end].strip()
    instead = text[start:end].replace(words, "" if marked else MARK) if words else text[start:end]
    return text[low:start] + instead + text[end:high], marked or bool(words)


def _tag_wiped(tag: re.Match[str], start: int, end: int) -> str:
    """Take a span out of the attributes of a tag; a comment goes as a whole."""
    if tag[0].startswith("<!--"):
        return ""
    if not _IS_TAG.match(tag[0]):
        return MARK
    lost: list[str] = []

    def wiped(found: re.Match[str]) -> str:
        group = found.lastgroup or "bare"
        low, high = (tag.start() + at for at in found.span(group))
        if low >= end or start >= high:
            return found[0]
        if not _SPOKEN.fullmatch(found[1].lower()):
            lost.append(found[1].lower())
            return ""
        value = found[group]
        begin, stop = max(start - low, 0), min(end, high) - low
        quote = "'" if group == "single" else '"'
        return f" {found[1]}={quote}{value[:begin]}{MARK}{value[stop:]}{quote}"

    shorter = _ATTRIBUTE.sub(wiped, tag[0])
    picture = tag[0].lower().startswith(("<img", "<source"))
    return "" if picture and {"src", "srcset"} & set(lost) else shorter


def _elements(text: str) -> Iterator[_Element]:
    """Give the elements of a text that are closed, inner ones first."""
    opened: list[tuple[str, int, int]] = []
    for tag in _TAG.finditer(text):
        named = _NAME.match(tag[0])
        if named is None:
            continue
        name = named[2].lower()
        if not named[1]:
            if not _VOID.fullmatch(name) and not tag[0].endswith("/>"):
                opened.append((name, tag.start(), tag.end()))
            continue
        while opened and any(name == each[0] for each in opened):
            inner, start, inside = opened.pop()
            if inner == name:
                yield _Element(name, start, inside, tag.start(), tag.end())
                break


def _around(text: str, start: int, end: int) -> list[_Element]:
    return [each for each in _elements(text) if each.start <= start and end <= each.end]


def _record_around(text: str, start: int, end: int) -> _Element | None:
    """Give the page of a sitemap or feed whose address a span is in."""
    if not re.match(r"\ufeff?\s*<(?:\?xml|urlset|rss|feed)", text):
        return None
    around = _around(text, start, end)
    if not around or around[0].name not in _ADDRESSES:
        return None
    return next((each for each in around if each.name in _RECORDS), None)


def _without_element(text: str, start: int, end: int, holds: Holds) -> str | None:
    """Leave out the smallest element around a span; None where only the page is around it."""
    for each in _around(text, start, end):
        if each.name in _PAGE or not holds(text[each.start : each.end]):
            continue
        if _TEXTUAL.fullmatch(each.name) and not holds(text[each.start : each.inner]):
            return text[: each.inner] + MARK + text[each.end_inner :]
        return _cut(text, each)
    return None


def _cut(text: str, element: _Element) -> str:
    return text[: element.start] + text[element.end :]
