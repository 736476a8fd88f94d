"""Fonts: the letters that papers are set in, and which letters they have."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts" / "text"
FIELDS = FOLDER.with_name("fields") / "NotoSans-Fields.ttf"
"""What is typed into fields is set in it: Latin, Greek and Cyrillic, without anything else."""
TEXT = FOLDER / "SourceSans3-Regular.ttf"
FAMILIES = {
    TEXT: "Source Sans 3",
    FOLDER / "NotoSans-Regular.ttf": "Noto Sans",
    FOLDER / "NotoSansArabic-Regular.ttf": "Noto Sans Arabic",
    FOLDER / "NotoSansDevanagari-Regular.ttf": "Noto Sans Devanagari",
    FOLDER / "NotoSansSC-Regular.ttf": "Noto Sans SC",
    FOLDER / "NotoSansKR-Regular.ttf": "Noto Sans KR",
}
"""The families in the order in which a letter is looked for, by a file of each."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What a font file says of its letters."""

    glyphs: dict[int, int]
    """The number of the glyph of each character."""
    widths: tuple[int, ...]
    """How wide each glyph is."""
    units: int
    """Units to the em."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int


@lru_cache
def letters_of(font: Path) -> Letters:
    """Read the tables of a font that is carried along."""
    data = font.read_bytes()
    head, hhea, hmtx = (_table(data, tag) for tag in (b"head", b"hhea", b"hmtx"))
    given = struct.unpack_from(">H", hhea, 34)[0]
    widths = [struct.unpack_from(">H", hmtx, 4 * each)[0] for each in range(given)]
    widths += widths[-1:] * (glyph_count(data) - given)
    ascent, descent = struct.unpack_from(">hh", hhea, 4)
    units = struct.unpack_from(">H", head, 18)[0]
    box = struct.unpack_from(">4h", head, 36)
    return Letters(_glyphs(_table(data, b"cmap")), tuple(widths), units, box, ascent, descent)


def glyph_count(font: bytes) -> int:
    """Count the glyphs of a TrueType font."""
    count: int = struct.unpack_from(">H", _table(font, b"maxp"), 4)[0]
    return count


def _table(font: bytes, tag: bytes) -> bytes:
    for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        if font[at : at + 4] == tag:
            start, length = struct.unpack_from(">II", font, at + 8)
            return font[start : start + length]
    raise KeyError(tag)


def _glyphs(cmap: bytes) -> dict[int, int]:
    """Read which glyph a character has, from the table in groups that all fonts here have."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    starts = (struct.unpack_from(">I", cmap, 8 + 8 * each)[0] for each in range(count))
    at = next(start for start in starts if struct.unpack_from(">H", cmap, start)[0] == 12)
    groups = struct.unpack_from(">I", cmap, at + 12)[0]
    found: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">III", cmap[at + 16 : at + 16 + 12 * groups]):
        found.update((code, glyph + code - first) for code in range(first, last + 1))
    return found


@lru_cache
def _known(font: Path) -> frozenset[int]:
    return frozenset(letters_of(font).glyphs)


def missing(text: str) -> str:
    """Return the characters of a text that no font has, each once.

    >>> missing("Ærø, Łódź, Αθήνα, Київ, سلام, नमस्ते, 東京, 서울"), missing("Ok 👍")
    ('', '👍')
    """
    letters = set(unicodedata.normalize("NFC", text)) - set(_UNSEEN)
    wanted = {ord(each) for each in letters if _is_printed(each)}
    for font in FAMILIES:
        if not wanted:
            break
        wanted -= _known(font)
    return "".join(sorted(map(chr, wanted)))


def families_for(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the families that texts need, in the order in which letters are looked for."""
    wanted = set(map(ord, set().union(*texts) - set(_UNSEEN)))
    needed = [FAMILIES[TEXT]]
    wanted -= _known(TEXT)
    for font, family in FAMILIES.items():
        if wanted & _known(font):
            needed.append(family)
            wanted -= _known(font)
    return tuple(needed)


_UNSEEN = "\n\u200b\u200c\u200d\u2060\u00ad\ufe0e\ufe0f"
_LONG = re.compile(r"[^\s\u200b\u2e80-\U0010ffff]{41,}")
_STEP = 20


def cleaned(text: str) -> str:
    r"""Write a text with its letters composed and without controls.

    Marks that turn the direction of what follows go, since they would turn what is about them.

    >>> cleaned("e\u0301\u0000\u202egpj.exe\ttea")
    'égpj.exe tea'
    """
    composed = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\r\n", "\n"))
    if composed.isprintable():
        return composed
    return "".join(each for each in composed if each in _UNSEEN or _is_printed(each))


def printable(text: str) -> str:
    """Write a text as it can be printed: cleaned, and with very long words that break."""
    return _LONG.sub(lambda word: _broken(word[0]), cleaned(text))


def _is_printed(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _broken(word: str) -> str:
    return "\u200b".join(word[at : at + _STEP] for at in range(0, len(word), _STEP))
