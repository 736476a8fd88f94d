"""Pages read as a browser reads them: where they link to, and what can be linked to on them.

Thousands of pages consist of the same few thousand tags. So one regular expression, which follows
the tokenizer of the HTML standard, takes a page apart into its tags, and `html.parser` reads each
tag once, on whatever page it stood first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from handbook.text.tags import RAW, TAG

_TEMPLATE = re.compile(r"<(/?)template(?![^\t\n\f\r />])", re.ASCII | re.IGNORECASE)
_REACHES_OUT = re.compile(rf"<(?:[!?]|/[^a-z]|/?(?:{RAW}|template)\b)", re.IGNORECASE)
"""What may reach beyond the part of a page in which it begins."""
_ENDS = {"", ">"}
_MOST_TAGS = 20_000
"""Tags that are remembered: those of shells and listings, not those of every profile."""
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,(]*(?:\([^)]*\)?[^,(]*)*)?", re.ASCII)
_BETWEEN = " \t\n\r\f\v,"
"""What stands between two candidates and may stand after the last."""
_VALUE = r"(?:[^\"&]|&(?:#[0-9]+|#x[0-9a-f]+|amp|lt|gt|quot);)*+"
"""With character references that are read in the same way everywhere."""
_ATTRIBUTE = re.compile(rf"[ \t\n\r\f]+([a-z][a-z0-9:_-]*)(?:=\"({_VALUE})\")?")
_PLAIN = re.compile(rf"<([a-z][a-z0-9]*)((?:{_ATTRIBUTE.pattern})*)[ \t\n\r\f]*/?>")
"""A start tag as nearly all are written; `html.parser` takes more than twice as long to read it."""
_ADDRESSES = {"href", "xlink:href", "src", "poster", "action", "formaction"}
_SETS = {"srcset", "imagesrcset"}


@dataclass(frozen=True, slots=True)
class Document:
    """What a page says of links."""

    addresses: frozenset[str]
    """To follow, as they are written."""
    anchors: frozenset[str]
    """What fragments can name."""
    base: str = ""
    """Where its addresses start, if not at the page itself."""


@dataclass(frozen=True, slots=True)
class _Tag:
    addresses: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    base: str = ""


class HtmlReader:
    """Reads pages, and remembers the tags of all that it has read."""

    def __init__(self) -> None:
        """Begin without a tag."""
        self._tags: dict[str, _Tag] = {}

    def read(self, html: str) -> Document:
        """Read a page.

        >>> page = HtmlReader().read('<h1 id="top"><a title="x > y" href="guides/">Guides</a>')
        >>> sorted(page.addresses), sorted(page.anchors)
        (['guides/'], ['top'])
        """
        texts = [text for text, _ in TAG.findall(html) if text]
        if _TEMPLATE.search(html):
            texts = list(outside_templates(texts))
        return self.read_tags(texts)

    def read_part(self, html: str) -> Document | None:
        """Read a part of a page by itself; None where that may tell another thing than the page.

        Nothing may begin in it and end behind it: no tag, comment or template, and no element
        whose content is text.
        """
        if _REACHES_OUT.search(html) or html[-1:] not in _ENDS:
            return None
        texts = [text for text, _ in TAG.findall(html)]
        return self.read_tags(texts) if all(texts) else None

    def read_tags(self, texts: Iterable[str]) -> Document:
        """Read the tags of a page that stand outside of templates, in their order."""
        known = self._tags
        addresses: set[str] = set()
        anchors: set[str] = set()
        base = ""
        # Each once, in the order of the page: the first `<base>` counts.
        for text in dict.fromkeys(texts):
            tag = known.get(text)
            if tag is None:
                if len(known) >= _MOST_TAGS:
                    known.clear()
                tag = known[text] = _read(text)
            addresses.update(tag.addresses)
            anchors.update(tag.anchors)
            base = base or tag.base
        return Document(frozenset(addresses), frozenset(anchors), base)


def outside_templates(tags: Iterable[str]) -> Iterator[str]:
    """Leave out the tags of templates, which are no part of the page until a script says so."""
    depth = 0
    for tag in tags:
        before, depth = depth, depth_after(tag, depth)
        if not (before or depth):
            yield tag


def depth_after(tag: str, depth: int) -> int:
    """Say in how many templates that stands which follows a tag, from in how many the tag does."""
    template = _TEMPLATE.match(tag)
    if template is None:
        return depth
    return max(0, depth - 1) if template[1] else depth + 1


class _Parser(HTMLParser):
    """Keeps the start tag that it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[str, list[tuple[str, str | None]]] = ("", [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = (tag, attrs)


def _taken_apart(text: str) -> tuple[str, list[tuple[str, str | None]]]:
    """Return name and attributes of a start tag; of an end tag, nothing."""
    if text.startswith("</"):
        return "", []
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        found = _ATTRIBUTE.findall(plain[2])
        return plain[1], [(name, unescape(value)) for name, value in found]
    parser = _Parser()
    parser.feed(text)
    return parser.found


def _read(text: str) -> _Tag:
    name, given = _taken_apart(text)
    # Of an attribute that is given twice, the first counts.
    attributes = {key: value or "" for key, value in reversed(given)}
    if name == "base":
        return _Tag(base=attributes.get("href", ""))
    addresses = [value.strip() for key, value in attributes.items() if key in _ADDRESSES]
    if name == "object" and "data" in attributes:
        addresses.append(attributes["data"].strip())
    for key in _SETS & attributes.keys():
        addresses += _CANDIDATE.findall(attributes[key].rstrip(_BETWEEN))
    anchors = [attributes[key] for key in ("id", "name") if attributes.get(key)]
    if name != "a":
        anchors = anchors[: "id" in attributes]
    return _Tag(tuple(addresses), tuple(anchors))
