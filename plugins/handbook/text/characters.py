"""Characters: which ones a text may hold, which are trimmed, and where they stand."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
OUTER = INVISIBLE + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
"""What is trimmed around a cell: white space, no-break spaces, what has no width."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
LOST = "\ufffd"
"""Stands where a program could not tell what letter was meant."""
NEWLINE = re.compile(r"\r\n|\r|\n")


def clean(text: str) -> str:
    """Compose accents and trim outer white space, no-break and zero-width spaces."""
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
