"""Decoding: how bytes become text, which characters a text may hold, and where they stand.

There is one way from bytes to text, `decoded`; whoever asks says how much will do. The reader takes
Unicode alone, `tidying` also what an older Western program wrote where that is beyond doubt, and
withdrawing and the search for leaks take all there is, since neither can wait until a file has been
saved properly.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How the files of office programs begin: packed, so that no text stands in them as it is."""
BINARIES = (
    b"%PDF",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"7z\xbc\xaf",
    b"Rar!",
    b"{\\rtf",
)
"""How PDF, gzip, pictures, other archives and rich text begin."""
WESTERN = "cp1252"
"""Encoding of older Western programs, where a file is no Unicode."""
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LETTERS = "".join(
    chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode(WESTERN)
    for byte in range(256)
)
"""A Western character for each byte, what the encoding leaves undefined as it is."""

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
OUTER = INVISIBLE + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
"""What is trimmed around a cell: white space, no-break spaces, what has no width."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
LOST = "\ufffd"
"""Stands where a program could not tell what letter was meant."""
HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which some programs of Windows leave in UTF-16."""
NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a text is no Unicode any more."""

    place: tuple[int, int]
    """Its 1-based line and column."""
    character: str
    """What probably stands there."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and how it was saved."""

    text: str
    encoding: str = "utf-8"
    """A codec of Python: that of some Unicode, or `WESTERN`."""
    mark: bytes = b""
    """The byte order mark that it began with."""
    doubt: Doubt | None = None
    """The first character that is no Unicode, None where all are."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset."""
        return position(self.text, offset)

    def bytes_of(self, text: str) -> bytes:
        """Save another text the same way; the same text gives the very same bytes."""
        if self.encoding == WESTERN:
            return bytes(_LETTERS.index(letter) for letter in text)
        return self.mark + text.encode(self.encoding, "surrogatepass")


def decoded(content: bytes) -> Decoded | None:
    r"""Read the bytes of a file as text, or return None where they are none.

    Nothing is lost on the way, and what is no Unicode says so by its `doubt`.

    >>> decoded("José".encode("utf-8-sig"))
    Decoded(text='José', encoding='utf-8', mark=b'\xef\xbb\xbf', doubt=None)
    >>> decoded("José".encode("cp1252")).doubt
    Doubt(place=(1, 4), character='é')
    >>> decoded(b"\x00\x01\x02")
    """
    if content.startswith(ARCHIVES):
        return None
    mark, encoding = next((one for one in _MARKS if content.startswith(one[0])), (b"", "utf-8"))
    body = content[len(mark) :]
    if not mark and body.count(b"\0") > len(body) // 8:
        return None
    try:
        errors = "strict" if encoding == "utf-8" else "surrogatepass"
        return Decoded(body.decode(encoding, errors), encoding, mark)
    except UnicodeDecodeError as error:
        return _doubtful(body, mark, error.start) if encoding == "utf-8" else None


def _doubtful(body: bytes, mark: bytes, start: int) -> Decoded | None:
    """Read bytes that are UTF-8 up to `start` only."""
    before = body[:start].decode()
    likely = body[start : start + 1].decode(WESTERN, "replace")
    doubt = Doubt(position(before, len(before)), likely)
    try:
        # Some programs write half characters, which is no UTF-8 but still no other encoding.
        return Decoded(body.decode("utf-8", "surrogatepass"), "utf-8", mark, doubt)
    except UnicodeDecodeError:
        if b"\0" in body:
            return None
        # The mark stays a part of the text, so that it is written back.
        return Decoded("".join(_LETTERS[byte] for byte in mark + body), WESTERN, b"", doubt)


def clean(text: str) -> str:
    r"""Compose accents and trim outer white space, no-break and zero-width spaces.

    >>> clean("  Jose\u0301\u00a0")
    'José'
    """
    return unicodedata.normalize("NFC", text).strip(OUTER)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of an offset in a text."""
    line, start = 1, 0
    for newline in NEWLINE.finditer(text, 0, offset):
        line, start = line + 1, newline.end()
    return line, offset - start + 1


def bad_character(text: str) -> tuple[str, int] | None:
    """Return the code and the offset of the first character that no text may hold."""
    control = CONTROL.search(text)
    if control:
        return "control-character", control.start()
    lost = text.find(LOST)
    return ("character-lost", lost) if lost >= 0 else None


def shown(raw: Any) -> str:
    """Write a raw cell for a message, on one line and not too long."""
    if not isinstance(raw, str | Sequence) or not raw:
        return ""
    text = raw if isinstance(raw, str) else "; ".join(str(part) for part in raw)
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
