"""Pages of a built site as trees of elements, so that tests ask for meaning, not for strings."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "source", "track", "wbr"),
    }
)
_UNSEEN = frozenset({"script", "style", "template"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """What one reads, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        waiting: list[Element | str] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                yield each
            elif each is self or each.tag not in _UNSEEN:
                waiting += reversed(each.children)

    def walk(self) -> Iterator[Element]:
        waiting = [self]
        while waiting:
            each = waiting.pop()
            yield each
            waiting += (child for child in reversed(each.children) if isinstance(child, Element))

    def all(self, tag: str = "", css: str = "", **attributes: str) -> list[Element]:
        """Return the elements of a tag, with a class, with attributes, in order."""
        return [
            each
            for each in self.walk()
            if (not tag or each.tag == tag)
            and (not css or css in each.classes)
            and all(each.attributes.get(key) == value for key, value in attributes.items())
        ]

    def one(self, tag: str = "", css: str = "", **attributes: str) -> Element:
        found = self.all(tag, css, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag}.{css} {attributes}"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


@dataclass
class Document:
    """One page."""

    url: str
    """From the root of the site: empty for the home page, `mentors/` for the directory."""
    root: Element

    @cached_property
    def text(self) -> str:
        return self.root.one("body").text

    @cached_property
    def article(self) -> Element:
        """What the page itself says, without the frame of the theme."""
        return self.root.one("article")

    @cached_property
    def title(self) -> str:
        return self.root.one("title").text

    @cached_property
    def language(self) -> str:
        return self.root.one("html").attributes.get("lang", "")

    @cached_property
    def description(self) -> str:
        return self.root.one("meta", name="description").attributes.get("content", "")

    def targets(self, elements: list[Element]) -> list[str]:
        """Return where links lead, from the root of the site; those to elsewhere whole."""
        return [
            self._target(each.attributes["href"]) for each in elements if "href" in each.attributes
        ]

    def _target(self, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return address
        path = posixpath.normpath(posixpath.join("/", self.url, unquote(parts.path))).lstrip("/")
        folder = path and (parts.path.endswith(("/", "..")) or parts.path in {"", "."})
        return f"{path}/" if folder else path

    @cached_property
    def menu(self) -> list[str]:
        """Every address in the navigation: tabs, menu, and the way on at the foot."""
        parts = [
            *self.root.all("nav", css="md-nav--primary"),
            *self.root.all("nav", css="md-tabs"),
            *self.root.all("nav", css="md-footer__inner"),
        ]
        return self.targets([link for part in parts for link in part.all("a")])


def parse(html: str) -> Element:
    """Read HTML as a browser would, near enough."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def document(site: Path, url: str) -> Document:
    """Read the page at a URL from the root of the site."""
    path = site / url / "index.html"
    assert path.is_file(), f"/{url} is not there"
    return Document(url, parse(path.read_text("utf-8")))


def documents(site: Path) -> dict[str, Document]:
    """Read every page of a site, by URL."""
    urls = [path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))]
    pages = ["" if url == "." else f"{url}/" for url in urls]
    return {url: document(site, url) for url in pages}


def assert_holds(page: Document, texts: list[str]) -> None:
    """Fail unless a page says all of this."""
    assert texts, f"nothing to look for on /{page.url}"
    missing = [text for text in texts if " ".join(text.split()) not in page.article.text]
    assert not missing, f"/{page.url} lacks {missing}"
