"""Encoding: the text of a file, whatever it was saved with, and back to the very same bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from handbook.text.characters import position

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "".join(
    bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
    for byte in range(256)
)
"""A character for each byte: cp1252, and what it leaves undefined as it is."""


@dataclass(frozen=True, slots=True)
class FoundText:
    """The text of a file and how it was saved."""

    text: str
    mark: bytes = b""
    encoding: str = "utf-8"
    """A codec of Python; empty for the bytes of an older Western program."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset."""
        return position(self.text, offset)

    def bytes_of(self, text: str) -> bytes:
        """Save another text the same way."""
        if self.encoding:
            return self.mark + text.encode(self.encoding, "surrogatepass")
        return bytes(_WESTERN.index(letter) for letter in text)


def found_text(content: bytes) -> FoundText | None:
    """Read the bytes of a file as text, or return None where they are none.

    Bytes that are no UTF-8 are read as an older Western program writes them (cp1252): neither
    withdrawing nor the search for leaks can wait until a file has been saved properly.
    """
    if content.startswith(_ARCHIVES):
        return None
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, mark, encoding)
    if content.count(b"\0") > len(content) // 8:
        return None
    return _decoded(content, b"", "utf-8")


def _decoded(content: bytes, mark: bytes, encoding: str) -> FoundText | None:
    body = content[len(mark) :]
    try:
        return FoundText(body.decode(encoding, "surrogatepass"), mark, encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8" or b"\0" in body:
            return None
        # The mark stays a part of the text, so that it is written back.
        return FoundText("".join(_WESTERN[byte] for byte in content), b"", "")
