"""Letters: which characters the glyphs of a font stand for, and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from struct import unpack

from handbook.leaks.pdf.file import PlainFile
from handbook.leaks.pdf.values import OddError, Reference, Value

_BOUND = re.compile(rb"\b(begin|end)(bfchar|bfrange|codespacerange)\b")
_CHARACTER = re.compile(rb"<([0-9a-fA-F]{4})><((?:[0-9a-fA-F]{4})+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]{4})><([0-9a-fA-F]{4})><([0-9a-fA-F]{4})>")
_WHOLE = b"<0000><FFFF>"
_ODD = re.compile(rb"usecmap|%|begin(?:cid|notdef)")
_MOST = 0x20000
"""How often something may be said of a glyph."""
_USUAL = 1000.0


@dataclass(frozen=True, slots=True)
class Letters:
    """The glyphs of a font, each known by two bytes."""

    characters: Mapping[int, str]
    widths: Mapping[int, float]
    """In thousandths of its size."""
    usual: float
    """How wide glyphs are of which that is not said."""

    def said(self, codes: bytes) -> tuple[str, float]:
        """Return what glyphs stand for, and how wide they are together.

        Raises:
            OddError: one stands for nothing that is known.
        """
        glyphs = unpack(f">{len(codes) // 2}H", codes)
        try:
            text = "".join([self.characters[glyph] for glyph in glyphs])
        except KeyError as error:
            raise OddError from error
        usual = self.usual
        return text, sum(self.widths.get(glyph, usual) for glyph in glyphs)


def letters_of(file: PlainFile, font: Mapping[str, Value]) -> Letters:
    """Read a font that numbers its glyphs and says which characters they are.

    Raises:
        OddError: it is of another kind.
    """
    table = table_of(font)
    glyphs = file.kind(font.get("/DescendantFonts"), list)
    its = file.kind(glyphs[0] if glyphs else None, dict)
    widths = _widths(file, file.kind(its.get("/W", []), list))
    usual = file.kind(its.get("/DW", _USUAL), float)
    return Letters(characters(file.stream(table))[0], widths, usual)


def table_of(font: Mapping[str, Value]) -> int:
    """Return the number of the stream that says which characters the glyphs of a font are.

    Raises:
        OddError: it does not number its glyphs, or does not say so.
    """
    told = font.get("/ToUnicode")
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        raise OddError
    if not isinstance(told, Reference):
        raise OddError
    return told.number


def _widths(file: PlainFile, told: list[Value]) -> dict[int, float]:
    widths: dict[int, float] = {}
    left = _MOST
    values = iter(told)
    for value in values:
        first = int(file.kind(value, float))
        following = file.value(next(values, None))
        if isinstance(following, list):
            widths.update(enumerate((file.kind(each, float) for each in following), first))
        else:
            glyphs = range(first, int(file.kind(following, float)) + 1)
            left -= len(glyphs)
            if left < 0:
                raise OddError
            widths.update(dict.fromkeys(glyphs, file.kind(next(values, None), float)))
    return widths


# All documents of a form have the font in which it is filled in.
@lru_cache(maxsize=16)
def characters(table: bytes) -> tuple[Mapping[int, str], bytes]:
    """Read the table of the characters that glyphs stand for.

    Returns:
        The characters, and what the table says besides.

    Raises:
        OddError: it is written in another way than programs usually do.
    """
    found: dict[int, str] = {}
    left, covered = _MOST, False
    beside, *parts = _BOUND.split(table)
    for begin, kind, inside, end, its, after in _six(parts):
        listed = b"".join(inside.split())
        if (begin, end) != (b"begin", b"end") or kind != its:
            raise OddError
        beside += after
        if kind == b"codespacerange":
            covered = listed.upper() == _WHOLE
            continue
        entry = _CHARACTER if kind == b"bfchar" else _RANGE
        if entry.sub(b"", listed):
            raise OddError
        for first, *last, meant in entry.findall(listed):
            glyphs = range(int(first, 16), int(last[0] if last else first, 16) + 1)
            left -= len(glyphs)
            if left < 0:
                raise OddError
            if last:
                found.update(zip(glyphs, map(chr, range(int(meant, 16), 0x110000)), strict=False))
            else:
                found[glyphs[0]] = bytes.fromhex(meant.decode()).decode("utf-16-be", "replace")
    if not covered or _ODD.search(beside):
        raise OddError
    return found, beside


def _six(parts: list[bytes]) -> Iterator[tuple[bytes, ...]]:
    if len(parts) % 6:
        raise OddError
    yield from zip(*(parts[at::6] for at in range(6)), strict=True)
