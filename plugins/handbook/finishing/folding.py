"""Folding: the sections of a long page become blocks that a reader opens, each where it stands.

A page asks for it by `folds: true` in its front matter. What comes before its first heading of the
second level stays as it is, and so does a section whose heading says so: `## Dates {#dates .open}`.
A block is HTML's own `<details>`, so that it opens without a script, by keys and by the search of
a browser; its heading stays a heading with its id, and is what one presses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from handbook.text.tags import ATTRIBUTE, TAG

FOLDS = "folds"
"""Key of the front matter by which a page asks for it."""
OPEN = "open"
"""Class of a heading whose section is not folded."""
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_PERMALINK = re.compile(r'<a class="headerlink"[^<>]*>.*?</a>', re.DOTALL)
_EMPTY = ("base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
_UNENDED = ("dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr")
_UNCOUNTED = frozenset({*_EMPTY, *_UNENDED})
"""Elements that end without saying so, or may."""
_ENDS = frozenset({"h1", "h2"})
_NOTES = re.compile(r"(?:footnote|hb-notes)")
"""Classes of what stands at the end of a page and belongs to no section."""


@dataclass(frozen=True, slots=True)
class _Section:
    start: int
    """Where its heading begins."""
    body: int
    """Where its heading has ended."""
    end: int
    tag: str
    """The opening tag of the heading."""


# As many as a preview has pages that fold, which makes only some of them anew.
@lru_cache(maxsize=128)
def folded(html: str, *, open_all: str, close_all: str) -> str:
    r"""Fold the sections of a page.

    Args:
        html: what is on the page, as Markdown made it.
        open_all: what the button says that opens all of them, where there are scripts.
        close_all: what it says then.

    >>> page = '<h1>Guide</h1><h2 class="open">Now</h2><p>a</p><h2 id="later">Later</h2><p>b</p>'
    >>> print(folded(page, open_all="Open", close_all="Close").partition("button></p>\n")[2])
    <details class="hb-part"><summary><h2 id="later">Later</h2></summary>
    <p>b</p></details>
    <BLANKLINE>
    """
    sections = [each for each in _sections(html) if OPEN not in _classes(each.tag)]
    if not sections:
        return html
    button = (
        f'\n<p class="hb-unfold hb-scripted"><button type="button" data-hb-unfold="'
        f'{escape(close_all)}">{escape(open_all)}</button></p>\n'
    )
    parts, position = [], 0
    for each in sections:
        heading = _PERMALINK.sub("", html[each.start : each.body])
        body = html[each.body : each.end].rstrip()
        parts += [
            html[position : each.start],
            "" if position else button,
            f'<details class="hb-part"><summary>{heading}</summary>\n{body}</details>\n',
        ]
        position = each.end
    return "".join([*parts, html[position:]])


def _sections(html: str) -> Iterator[_Section]:
    """Find the sections that stand on the page itself, or in what says its language."""
    inside: list[tuple[str, bool]] = []
    tag, start, body = "", 0, 0
    for found in TAG.finditer(html):
        written = found[1] or ""
        name = _NAME.match(written)
        if name is None:
            continue
        element, closing = name[1].lower(), written.startswith("</")
        on_page = all(around for _, around in inside)
        if body and on_page and _ends(element, written, closing=closing, last=inside[-1:]):
            yield _Section(start, body, found.start(), tag)
            tag, body = "", 0
        if closing:
            _leave(inside, element)
            if element == "h2" and tag and not body:
                body = found.end()
            continue
        if element == "h2" and on_page:
            tag, start = written, found.start()
        if element not in _UNCOUNTED and not written.endswith("/>"):
            around = element == "div" and not body and "lang" in _given(written)
            inside.append((element, around))
    if body:
        yield _Section(start, body, len(html), tag)


def _ends(element: str, written: str, *, closing: bool, last: Sequence[tuple[str, bool]]) -> bool:
    """Say whether a section ends before a tag that stands beside its heading, or around it."""
    if closing:
        return any(name == element for name, _ in last)
    return element in _ENDS or any(map(_NOTES.fullmatch, _classes(written)))


def _leave(inside: list[tuple[str, bool]], tag: str) -> None:
    """Leave an element, and those in it that were never ended."""
    at = next((at for at in reversed(range(len(inside))) if inside[at][0] == tag), None)
    if at is not None:
        del inside[at:]


def _classes(tag: str) -> Sequence[str]:
    """Return the classes that a tag gives."""
    return _given(tag).get("class", "").split()


def _given(tag: str) -> Mapping[str, str]:
    return {each["name"].lower(): each["value"].strip("\"'") for each in ATTRIBUTE.finditer(tag)}
