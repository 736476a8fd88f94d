"""Field font: the font in which what is typed into a PDF is shown, with every letter of it.

One of the old encodings would lose Greek and Cyrillic as soon as they are typed; so the font is
embedded with its glyphs counted, and a table says which character each of them is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from handbook.papers.fonts import FIELDS, Letters, letters_of

_NAME = Name("/HBFIELD+NotoSans-Fields")
_MOST = 100
"""How many lines a part of the table may have."""


def field_font(pdf: Pdf) -> Any:
    """Embed the font of fields in a PDF."""
    return pdf.copy_foreign(_embedded().Root.Font)


@lru_cache
def _embedded() -> Pdf:
    """Make a PDF that holds the font, packed: to pack it again for each document takes long."""
    pdf = Pdf.new()
    pdf.Root.Font = _font(pdf)
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return Pdf.open(file)


def _font(pdf: Pdf) -> Any:
    letters = letters_of(FIELDS)
    scale = 1000 / letters.units
    file = Stream(pdf, FIELDS.read_bytes())
    file.Length1 = FIELDS.stat().st_size
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=_NAME,
        Flags=4,
        FontBBox=Array([round(each * scale) for each in letters.box]),
        ItalicAngle=0,
        Ascent=round(letters.ascent * scale),
        Descent=round(letters.descent * scale),
        CapHeight=714,
        StemV=90,
        FontFile2=pdf.make_indirect(file),
    )
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=_NAME,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(described),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array([0, Array([round(width * scale) for width in letters.widths])]),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=_NAME,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(glyphs)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _characters(letters).encode())),
        )
    )


def _characters(letters: Letters) -> str:
    """Write which character each glyph is, as PDF has such tables."""
    first: dict[int, int] = {}
    for character, glyph in sorted(letters.glyphs.items()):
        first.setdefault(glyph, character)
    lines = list(_runs(first))
    parts = (lines[at : at + _MOST] for at in range(0, len(lines), _MOST))
    listed = [f"{len(part)} beginbfrange\n{chr(10).join(part)}\nendbfrange" for part in parts]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *listed,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )


def _runs(characters: dict[int, int]) -> Iterator[str]:
    """Write glyphs that follow each other as their characters do on one line, as the table may."""

    def together(glyph: int) -> tuple[int, int]:
        return characters[glyph] - glyph, glyph >> 8

    for _, run in groupby(sorted(characters), together):
        glyphs = list(run)
        yield f"<{glyphs[0]:04X}> <{glyphs[-1]:04X}> <{characters[glyphs[0]]:04X}>"
