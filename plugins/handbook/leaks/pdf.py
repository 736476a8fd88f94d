"""PDF: the text of pages, and of everything else that a document holds."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_OBJECTS = 100_000
_DEEPEST = 30
_HYPHEN = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S )+\S(?!\S)")


class EncryptedPdfError(ValueError):
    """The document opens with a password only."""


class TooManyObjectsError(ValueError):
    """The document holds more than can be looked at."""


def pdf_parts(content: bytes) -> Iterator[str | bytes]:
    """List the texts of a PDF: pages, and the strings and streams of every object.

    So properties, comments, forms, bookmarks, alternative texts and scripts are seen, whether or
    not a page leads to them. A stream is given as its unpacked bytes, attachments among them.

    Raises:
        EncryptedPdfError: it needs a password.
        TooManyObjectsError: it is too large.
        Exception: it is damaged; what the library raises then is not limited to its own errors.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - slow to load, and few sites have a PDF

    with _quiet():
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedPdfError
        for page in reader.pages:
            text = page.extract_text()
            yield text
            yield _HYPHEN.sub("", text)
            yield _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)
        yield from _objects(reader)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from telling what it mends."""
    log = logging.getLogger("pypdf")
    before = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = before


def _objects(reader: PdfReader) -> Iterator[str | bytes]:
    from pypdf.generic import IndirectObject  # noqa: PLC0415

    numbers = {(number, generation) for generation, each in reader.xref.items() for number in each}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MOST_OBJECTS:
        raise TooManyObjectsError
    yield from _strings(reader.trailer, 0)
    for number, generation in sorted(numbers):
        if number:
            one = reader.get_object(IndirectObject(number, generation, reader))
            yield from _strings(one, 0)


def _strings(one: object, depth: int) -> Iterator[str | bytes]:
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
        yield bytes(one)
    elif isinstance(one, ArrayObject):
        for item in list.__iter__(one):
            yield from _strings(item, depth + 1)
    elif isinstance(one, DictionaryObject):
        for key, value in dict.items(one):
            yield str(key)
            yield from _strings(value, depth + 1)
    # A photo is a file of its own; any other picture is nothing but its points.
    if isinstance(one, StreamObject) and (
        one.get("/Subtype") != "/Image" or "/DCTDecode" in str(one.get("/Filter"))
    ):
        yield one.get_data()
