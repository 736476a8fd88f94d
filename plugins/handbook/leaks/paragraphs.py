"""Paragraphs: what the XML of a text by Word says, without its tags.

These are most of it, and nearly the same in every paragraph: what they say is told once.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ExpatError, ParserCreate

from handbook.leaks.parting import BETWEEN

PART = re.compile(r"word/[a-z]+\d*\.xml", re.IGNORECASE)
"""How the parts of such a text are called."""
_APART = frozenset(("p", "tc", "tr", "tbl", "br", "cr", "tab", "sdt", "txbxContent"))
"""Elements before and after which another word begins."""


class _Refused(Exception):  # noqa: N818 - it is no error
    """It declares what it is made of."""


def paragraphs(content: bytes) -> bytes | None:
    """Say what a part of such a text says: in words, and in what stands in its tags.

    Words that tags part are told both as one and as two.

    Args:
        content: of the part.

    Returns:
        A text; None for what is no XML, or declares entities.
    """
    heard = _Heard()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = heard.start
    parser.EndElementHandler = heard.end
    parser.CharacterDataHandler = heard.text
    parser.CommentHandler = heard.beside
    parser.ProcessingInstructionHandler = lambda target, data: heard.beside(f"{target} {data}")
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (ExpatError, _Refused, ValueError, LookupError):
        return None
    return heard.said().encode("utf-8", "surrogatepass")


def _refuse(*_: object) -> None:
    raise _Refused


class _Heard:
    """Puts together what a parser hears."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._told: dict[str, None] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.end(name)
        self._told[name] = None
        for key, value in attributes.items():
            self._told[key] = self._told[value] = None

    def end(self, name: str) -> None:
        self._words.append("\n" if name.rpartition(":")[2] in _APART else "")

    def text(self, text: str) -> None:
        self._words.append(text)

    def beside(self, text: str) -> None:
        self._told[text] = None

    def said(self) -> str:
        whole = "".join(self._words)
        parted = " ".join(filter(None, self._words))
        return BETWEEN.join([whole, *([parted] if parted != whole else []), *self._told])
