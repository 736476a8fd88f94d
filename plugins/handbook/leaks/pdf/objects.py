"""Objects of a PDF: the strings and streams of all, whether or not a page leads to them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    create_string_object,
)

from handbook.leaks.binaries import as_text, is_known, strings
from handbook.leaks.documents import TooLargeError
from handbook.leaks.pdf.pages import said_by_form, streams_of
from handbook.leaks.pdf.syntax import written
from handbook.leaks.unread import Unread, Watch

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)
"""How strings begin that say themselves in which letters they are."""
_MOST = 100_000
_DEEPEST = 30
_ODD = re.compile(r"/(?!uni|u)[A-Za-z]{1,8}_?\d+")
"""How programs call letters that they only number."""
_FONT = re.compile(rb"/Font|#")
"""What stands in any list of objects with a font among them, however that is written."""


class Objects:
    """All objects of a document."""

    def __init__(self, reader: PdfReader, watch: Watch) -> None:
        """Find the objects.

        Raises:
            TooLargeError: there are more than can be looked at.
        """
        self._reader, self._watch = reader, watch
        listed = {(number, 0): of for number, (of, _) in reader.xref_objStm.items()}
        numbers = {
            (number, generation) for generation, each in reader.xref.items() for number in each
        }
        if len(numbers | listed.keys()) > _MOST:
            raise TooLargeError
        known = _read_as_lists(reader, {*listed.values()})
        others = {number for number, of in listed.items() if of not in known}
        self._numbers = sorted(number for number in numbers | others if number[0])
        self._drawn = {id(stream) for page in reader.pages for stream in streams_of(page)}
        self._foreign: dict[bytes, None] = {}
        """Strings of which no standard says in which letters they are."""

    def said(self) -> Iterator[str | bytes]:
        """Give the strings and streams of all.

        Raises:
            TooLargeError: one holds others too deep within it.
        """
        yield from self._said_by(self._reader.trailer)
        for number, generation in self._numbers:
            self._watch.spend(0)
            one = self._reader.get_object(IndirectObject(number, generation, self._reader))
            yield from self._said_by(one)
            if isinstance(one, StreamObject) and one.get("/Subtype") == "/Form":
                yield from said_by_form(one, self._reader, self._watch)
        # Together, since they are read in all the encodings that they may be in.
        yield b"\n".join(self._foreign)

    def _said_by(self, one: object) -> Iterator[str | bytes]:
        """Give what stands in an object and in those that it holds itself."""
        todo: list[tuple[object, int]] = [(one, 0)]
        while todo:
            one, depth = todo.pop()
            if depth > _DEEPEST:
                raise TooLargeError
            if isinstance(one, TextStringObject | ByteStringObject):
                yield self._said_in(one)
            elif isinstance(one, NameObject):
                yield str(one)
            elif isinstance(one, ArrayObject):
                todo += ((each, depth + 1) for each in list.__iter__(one))
            elif isinstance(one, DictionaryObject):
                if _is_mute(one):
                    self._watch.tell(Unread.GLYPHS)
                todo += ((each, depth + 1) for each in (*one, *dict.values(one)))
                if isinstance(one, StreamObject):
                    yield from self._in_stream(one)

    def _said_in(self, one: TextStringObject | ByteStringObject) -> str:
        content = one.original_bytes
        if not content.isascii() and not content.startswith(_MARKS) and as_text(content):
            self._foreign[content] = None
        if content.startswith(codecs.BOM_UTF8):
            # The first versions of pypdf 7, and all before, take it for single letters.
            return content.decode("utf-8", "replace")
        return str(one) if isinstance(one, TextStringObject) else strings(content)

    def _in_stream(self, one: StreamObject) -> Iterator[str | bytes]:
        # A photo is a file of its own; any other picture is nothing but its points.
        if one.get("/Subtype") == "/Image" and "/DCTDecode" not in str(one.get("/Filter")):
            return
        data = one.get_data()
        self._watch.note(data)
        if one.get("/Type") == "/ObjStm":
            yield from self._in_list(data)
        elif one.get("/Type") == "/EmbeddedFile" or is_known(data):
            yield data
        else:
            is_drawing = one.get("/Subtype") == "/Form" or id(one) in self._drawn
            drawing = written(data) if is_drawing else None
            said = drawing.whole if drawing else data
            # What is neither text nor file is how a document is kept.
            yield said if as_text(said) is not None else strings(said)

    def _in_list(self, data: bytes) -> Iterator[str]:
        """Give the strings of objects that are packed together, and all that is around them."""
        yield strings(data)
        listed = written(data)
        if listed:
            yield from (self._said_in(create_string_object(each)) for each in listed.strings)
            yield from map(strings, listed.names)


def _read_as_lists(reader: PdfReader, numbers: Iterable[int]) -> frozenset[int]:
    """Tell of which lists of objects it is enough to read the strings, since they hold no font.

    The objects in them are no streams, and what else they are matters to no search.
    """
    found: set[int] = set()
    for number in numbers:
        one = reader.get_object(IndirectObject(number, 0, reader))
        if not isinstance(one, StreamObject) or one.get("/Type") != "/ObjStm":
            continue
        if all(isinstance(one.get(key), NumberObject) for key in ("/N", "/First")):
            data = one.get_data()
            if not _FONT.search(data) and written(data) is not None:
                found.add(number)
    return frozenset(found)


def _is_mute(font: Any) -> bool:
    """Say whether an object is a font that does not tell which letters it shows."""
    if font.get("/Type") != "/Font" or "/ToUnicode" in font:
        return False
    kind, encoding = font.get("/Subtype"), font.get("/Encoding")
    if kind == "/Type0":
        return str(encoding).startswith("/Identity") or not isinstance(encoding, str)
    if kind == "/Type3":
        return True
    if kind in {"/CIDFontType0", "/CIDFontType2"}:
        # It has the shapes of a font of the first kind, which says what they mean.
        return False
    described = font.get("/FontDescriptor")
    described = described.get_object() if described is not None else {}
    is_own = any(f"/FontFile{number}" in described for number in ("", "2", "3"))
    # Of the letters of a font of its own it has to be said which they are, by the usual names.
    encoding = encoding.get_object() if encoding is not None else None
    names = encoding.get("/Differences", ()) if isinstance(encoding, dict) else ()
    return is_own and (encoding is None or any(_ODD.fullmatch(str(name)) for name in names))
