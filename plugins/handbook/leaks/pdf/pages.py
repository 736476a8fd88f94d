"""Pages of a PDF: what is drawn on them, in the letters that their fonts show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from handbook.leaks.pdf.readings import readings, speaks, tell_unread
from handbook.leaks.unread import Watch


def said_by_page(page: Any, watch: Watch) -> Iterator[str]:
    """Give what a page says, in every way to read it, and tell where it cannot be read.

    Raises:
        TooLargeError: more is drawn than can be looked at.
    """
    drawing = _drawing(page)
    text = _text_of(page, drawing, watch)
    yield from readings(text)
    tell_unread(text, drawing, watch)


def said_by_form(form: Any, reader: PdfReader, watch: Watch) -> Iterator[str]:
    """Give what is drawn in a comment, or in the field of a form.

    Raises:
        TooLargeError: more is drawn than can be looked at.
    """
    page = PageObject(reader)
    page[NameObject("/Resources")] = form.get("/Resources", DictionaryObject())
    page[NameObject("/Contents")] = form
    yield from readings(_text_of(page, _drawing(page), watch))


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
    if not speaks(drawing, watch):
        return ""

    def look_at_clock(*_: object) -> None:
        watch.spend(0)

    return str(page.extract_text(visitor_operand_before=look_at_clock))
