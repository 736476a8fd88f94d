"""Pages of a PDF: what is drawn on them, in the letters that their fonts show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from handbook.leaks.documents import TooLargeError
from handbook.leaks.unread import Unread, Watch

_LARGEST = 8 * 1024 * 1024
"""Bytes of the drawing of one page."""
_FEW_LETTERS = 8
"""Letters below which a page with pictures or lines is taken for a picture."""
_HYPHEN = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S )+\S(?!\S)")
_SPEAKING = re.compile(rb"T[jJ]|Do|['\"]")
"""What any text is drawn with."""
_DRAWN = re.compile(rb"\b(?:Do|BI|re|[lcvy]|sh)\s")
_NO_LETTER = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|/(?:g|G|glyph|cid|c|C|a)\d+\b")


def said_by_page(page: Any, watch: Watch) -> Iterator[str]:
    """Give what a page says, in every way to read it, and tell where it cannot be read.

    Raises:
        TooLargeError: more is drawn than can be looked at.
    """
    drawing = _drawing(page)
    text = _text_of(page, drawing, watch)
    yield from _readings(text)
    if _NO_LETTER.search(text):
        watch.tell(Unread.GLYPHS)
    if sum(map(str.isalpha, text)) < _FEW_LETTERS and _DRAWN.search(drawing):
        watch.tell(Unread.PICTURE)


def said_by_form(form: Any, reader: PdfReader, watch: Watch) -> Iterator[str]:
    """Give what is drawn in a comment, or in the field of a form.

    Raises:
        TooLargeError: more is drawn than can be looked at.
    """
    page = PageObject(reader)
    page[NameObject("/Resources")] = form.get("/Resources", DictionaryObject())
    page[NameObject("/Contents")] = form
    yield from _readings(_text_of(page, _drawing(page), watch))


def streams_of(page: Any) -> list[StreamObject]:
    """List the streams in which a page is drawn."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    streams = contents if isinstance(contents, ArrayObject) else [contents]
    found = [each.get_object() for each in streams if each is not None]
    return [each for each in found if isinstance(each, StreamObject)]


def _drawing(page: Any) -> bytes:
    return b"\n".join(each.get_data() for each in streams_of(page))


def _text_of(page: Any, drawing: bytes, watch: Watch) -> str:
    watch.spend(len(drawing))
    if len(drawing) > _LARGEST:
        raise TooLargeError
    if not _SPEAKING.search(drawing):
        return ""

    def look_at_clock(*_: object) -> None:
        watch.spend(0)

    return str(page.extract_text(visitor_operand_before=look_at_clock))


def _readings(text: str) -> Iterator[str]:
    """Give a text, also with words put together that its setting has parted."""
    yield text
    yield _HYPHEN.sub("", text)
    yield _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)
