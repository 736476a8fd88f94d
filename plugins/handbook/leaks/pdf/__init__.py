"""PDF: the text of pages, and of everything else that a document holds."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from handbook.leaks.documents import EncryptedError, TooLargeError
from handbook.leaks.pdf.plain import plain_parts
from handbook.leaks.pdf.values import OddError
from handbook.leaks.unread import SpentError, Unread, Watch

_MOST_REVISIONS = 20
_END = re.compile(rb"%%EOF[\r\n ]*")


def pdf_parts(content: bytes, watch: Watch) -> Iterator[str | bytes]:
    """List the texts of a PDF: pages, and the strings and streams of every object.

    So properties, comments, forms, bookmarks, alternative texts and scripts are seen, whether or
    not a page leads to them, and what stood there before the document was changed. A file within
    it is given as its bytes, attachments among them.

    Args:
        content: of the file.
        watch: is told what cannot be searched though the document can be read.

    Raises:
        EncryptedError: it needs a password.
        TooLargeError: it holds more than can be looked at.
        Exception: it is damaged; what the library raises then is not limited to its own errors.
    """
    try:
        yield from plain_parts(content, watch)
    except OddError:
        yield from _parts(content, watch)
    ends = [found.end() for found in _END.finditer(content)]
    # The first end of one that is made for the web is no end of a document.
    former = ends[:-1][1 if b"/Linearized" in content[:1024] else 0 :]
    if len(former) > _MOST_REVISIONS:
        watch.tell(Unread.LARGE)
    for end in former[-_MOST_REVISIONS:]:
        watch.spend(end)
        try:
            yield from _parts(content[:end], watch)
        except (SpentError, EncryptedError, TooLargeError):
            raise
        except Exception:  # noqa: BLE001 - an end that is none, or a damaged document
            watch.tell(Unread.DAMAGED)


def _parts(content: bytes, watch: Watch) -> Iterator[str | bytes]:
    # Slow to load, and few sites have a PDF.
    from pypdf import PdfReader  # noqa: PLC0415

    from handbook.leaks.pdf.objects import Objects  # noqa: PLC0415
    from handbook.leaks.pdf.pages import said_by_page  # noqa: PLC0415

    with _quiet():
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedError
        for page in reader.pages:
            yield from said_by_page(page, watch)
        yield from Objects(reader, watch).said()


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
