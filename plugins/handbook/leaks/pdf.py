"""PDF: the text of pages, and of everything else that a document holds."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from handbook.leaks.binaries import as_text, is_known, strings
from handbook.leaks.unread import SpentError, Unread

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_OBJECTS = 100_000
_MOST_REVISIONS = 20
_LARGEST_PAGE = 8 * 1024 * 1024
"""Bytes of the drawing of one page."""
_DEEPEST = 30
_FEW_LETTERS = 8
"""Letters below which a page with pictures or lines is taken for a picture."""
_HYPHEN = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S )+\S(?!\S)")
_DRAWN = re.compile(rb"\b(?:Do|BI|re|[lcvy]|sh)\s")
_END = re.compile(rb"%%EOF[\r\n ]*")
_NO_LETTER = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|/(?:g|G|glyph|cid|c|C|a)\d+\b")

_ODD = re.compile(r"/(?!uni|u)[A-Za-z]{1,8}_?\d+")
"""How programs call letters that they only number."""

Tell = Callable[[Unread], None]
Spend = Callable[[int], None]


class EncryptedPdfError(ValueError):
    """The document opens with a password only."""


class TooManyObjectsError(ValueError):
    """The document holds more than can be looked at."""


def pdf_parts(content: bytes, tell: Tell, spend: Spend) -> Iterator[str | bytes]:
    """List the texts of a PDF: pages, and the strings and streams of every object.

    So properties, comments, forms, bookmarks, alternative texts and scripts are seen, whether or
    not a page leads to them, and what stood there before the document was changed. A file within
    it is given as its bytes, attachments among them.

    Args:
        content: of the file.
        tell: is told what cannot be searched though the document can be read.
        spend: counts bytes, and looks at the clock; whatever it raises is passed on.

    Raises:
        EncryptedPdfError: it needs a password.
        TooManyObjectsError: it is too large.
        Exception: it is damaged; what the library raises then is not limited to its own errors.
    """
    yield from _parts(content, tell, spend)
    ends = [found.end() for found in _END.finditer(content)]
    # The first end of one that is made for the web is no end of a document.
    former = ends[:-1][1 if b"/Linearized" in content[:1024] else 0 :]
    if len(former) > _MOST_REVISIONS:
        tell(Unread.LARGE)
    for end in former[-_MOST_REVISIONS:]:
        spend(end)
        try:
            yield from _parts(content[:end], tell, spend)
        except (SpentError, EncryptedPdfError, TooManyObjectsError):
            raise
        except Exception:  # noqa: BLE001 - an end that is none, or a damaged document
            tell(Unread.DAMAGED)


def _parts(content: bytes, tell: Tell, spend: Spend) -> Iterator[str | bytes]:
    from pypdf import PdfReader  # noqa: PLC0415 - slow to load, and few sites have a PDF

    with _quiet():
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedPdfError
        for page in reader.pages:
            yield from _of_page(page, tell, spend)
        yield from _objects(reader, tell, spend)


def _of_page(page: Any, tell: Tell, spend: Spend) -> Iterator[str]:
    """Give what a page, or what is drawn like one, says."""
    drawing = _drawing(page)
    spend(len(drawing))
    if len(drawing) > _LARGEST_PAGE:
        raise TooManyObjectsError

    def look_at_clock(*_: object) -> None:
        spend(0)

    text = page.extract_text(visitor_operand_before=look_at_clock)
    yield text
    yield _HYPHEN.sub("", text)
    yield _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)
    if _NO_LETTER.search(text):
        tell(Unread.GLYPHS)
    if sum(map(str.isalpha, text)) < _FEW_LETTERS and _DRAWN.search(drawing):
        tell(Unread.PICTURE)


def _drawing(page: Any) -> bytes:
    from pypdf.generic import ArrayObject, StreamObject  # noqa: PLC0415

    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    streams = contents if isinstance(contents, ArrayObject) else [contents]
    found = [each.get_object() for each in streams if each is not None]
    return b"\n".join(each.get_data() for each in found if isinstance(each, StreamObject))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from telling what it mends."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(before)


def _objects(reader: PdfReader, tell: Tell, spend: Spend) -> Iterator[str | bytes]:
    from pypdf.generic import IndirectObject, StreamObject  # noqa: PLC0415

    numbers = {(number, generation) for generation, each in reader.xref.items() for number in each}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MOST_OBJECTS:
        raise TooManyObjectsError
    yield from _strings(reader.trailer, tell, 0)
    for number, generation in sorted(numbers):
        spend(0)
        if number:
            one = reader.get_object(IndirectObject(number, generation, reader))
            yield from _strings(one, tell, 0)
            if isinstance(one, StreamObject) and one.get("/Subtype") == "/Form":
                yield from _of_page(_as_page(one, reader), lambda _: None, spend)


def _as_page(form: Any, reader: PdfReader) -> Any:
    """Make a page of what is drawn in a comment, or in the field of a form."""
    from pypdf import PageObject  # noqa: PLC0415
    from pypdf.generic import DictionaryObject, NameObject  # noqa: PLC0415

    page = PageObject(reader)
    page[NameObject("/Resources")] = form.get("/Resources", DictionaryObject())
    page[NameObject("/Contents")] = form
    return page


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


def _strings(one: object, tell: Tell, depth: int) -> Iterator[str | bytes]:
    from pypdf.generic import (  # noqa: PLC0415
        ArrayObject,
        ByteStringObject,
        DictionaryObject,
        StreamObject,
        TextStringObject,
    )

    if depth > _DEEPEST:
        raise TooManyObjectsError
    if isinstance(one, TextStringObject):
        yield str(one)
    elif isinstance(one, ByteStringObject):
        yield strings(bytes(one))
    elif isinstance(one, ArrayObject):
        for item in list.__iter__(one):
            yield from _strings(item, tell, depth + 1)
    elif isinstance(one, DictionaryObject):
        if _is_mute(one):
            tell(Unread.GLYPHS)
        for key, value in dict.items(one):
            yield str(key)
            yield from _strings(value, tell, depth + 1)
    # A photo is a file of its own; any other picture is nothing but its points.
    if isinstance(one, StreamObject) and (
        one.get("/Subtype") != "/Image" or "/DCTDecode" in str(one.get("/Filter"))
    ):
        data = one.get_data()
        is_file = one.get("/Type") == "/EmbeddedFile" or is_known(data)
        # What is neither text nor file is how a document is kept, such as its list of objects.
        yield data if is_file or as_text(data) is not None else strings(data)
