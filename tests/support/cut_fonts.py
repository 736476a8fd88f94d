"""Cuts fonts down to what is carried of them.

    python -m tests.support.cut_fonts NotoSansSC-Regular.ttf NotoSansKR-Regular.ttf FOLDER

Of Chinese, Japanese and Korean that are the ideographs of the national character sets (GB 2312,
Big5, JIS X 0208, KS X 1001), which Python knows, and all syllables of Hangul: the whole fonts would
weigh three times as much. From FOLDER/text/NotoSans-Regular.ttf a font is cut for what is typed
into fields, since every PDF that can be filled in holds it.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

NATIONAL = ("gb2312", "big5", "shift_jis", "euc_kr")
IDEOGRAPHS = range(0x3400, 0xA000)
KANA_AND_SIGNS = {*range(0x3000, 0x3100), *range(0xFF00, 0xFFEF)}
TYPED = {*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x370, 0x500)}
TYPED |= {*range(0x2010, 0x2045), *range(0x20A0, 0x20C0), 0x2116, 0x2122, 0x2212}
HANGUL = {*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xAC00, 0xD7A4)}


def characters(encoding: str) -> set[int]:
    """All that a character set of two bytes has."""
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    read = (pair.decode(encoding, "ignore") for pair in pairs)
    return {ord(text) for text in read if len(text) == 1}


def cut(font: Path, kept: set[int], made: Path, features: tuple[str, ...] = ("*",)) -> None:
    """Write a font with the letters kept, and the table of them that our reader reads."""
    options = subset.Options(hinting=False, notdef_outline=True, name_IDs=["*"])
    options.layout_features = list(features)
    options.drop_tables += [] if features else ["GDEF", "GPOS", "GSUB"]
    cutting = TTFont(font, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(cutting)
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = dict(cutting.getBestCmap())
    cutting["cmap"].tables = [table]
    cutting.save(made)


def main(chinese: str, korean: str, given: str) -> None:
    folder = Path(given)
    ideographs = {each for name in NATIONAL for each in characters(name) if each in IDEOGRAPHS}
    cut(Path(chinese), ideographs | KANA_AND_SIGNS, folder / "text" / "NotoSansSC-Regular.ttf")
    cut(Path(korean), HANGUL, folder / "text" / "NotoSansKR-Regular.ttf")
    cut(
        folder / "text" / "NotoSans-Regular.ttf",
        TYPED,
        folder / "fields" / "NotoSans-Fields.ttf",
        (),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
