"""Metadata: what cameras and programs write beside a picture, taken out, its points left alone.

By what a file begins with, whatever it is called. Nothing is decoded: the parts of a file that tell
of people, places and devices are left out, and all others stay as they are.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

_ORIENTATION = 0x0112
_UPRIGHT = 1
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT cICP mDCV cLLI".split()
)
"""Parts of a PNG that say how it is to be seen; those with a capital are its points."""
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_AFTER_SCAN = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_END, _SCAN = 0xD9, 0xDA
_JPEG_KEPT: Mapping[int, bytes] = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Segments of applications that say how a JPEG is to be seen, by how they begin."""
_JFIF_SIZE = 18
"""Bytes of a segment of JFIF without the small picture in it."""
_TELLING = frozenset(
    (
        *(269, 270, 271, 272, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34853),
        *(37510, 40091, 40092, 40093, 40094, 40095, 42032, 42033),
    )
)
"""Tags of TIFF for what somebody wrote, who took it, with what, when and where."""
_MOST_DIRECTORIES = 100
_XMP = (b"<x:xmpmeta", b"http://ns.adobe.com/xap/1.0/")
_PLACES = (b"\xa9xyz", b"com.apple.quicktime.location", b"udtaloci")
_ITEM = re.compile(rb"infe.{8,12}(?:Exif|mime)", re.DOTALL)


class _DamagedError(ValueError):
    """The picture is not what it begins like."""


def without_metadata(content: bytes) -> bytes | None:
    """Return a file without what stands in it beside the picture that is seen.

    How it is to be turned stays, and so do its colours. A file that is no picture, and a picture
    with nothing beside it, is returned as it is.

    Returns:
        The new content; None where there is something beside the picture that cannot be taken out.
    """
    for mark, cleaned in _BY_MARK.items():
        if content.startswith(mark):
            try:
                return cleaned(content)
            except (_DamagedError, IndexError, struct.error):
                return None if _tells(content) else content
    if content[4:8] == b"ftyp" or content.startswith(_BOXED):
        placed = any(mark in content for mark in _PLACES)
        return None if placed or _ITEM.search(content) or _tells(content) else content
    if content.startswith((b"II", b"MM")):
        return None if _is_telling_tiff(content) else content
    return None if content.startswith(b"8BPS") and _tells(content) else content


def _tells(content: bytes) -> bool:
    return b"Exif\0\0" in content or any(mark in content for mark in _XMP)


def _jpeg(content: bytes) -> bytes:
    kept, turned = [content[:2]], b""
    position = 2
    while position < len(content):
        if content[position] != 0xFF:
            raise _DamagedError
        marker = content[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == _END:
            kept.append(content[position : position + 2])
            break
        size = 2 if marker in _ALONE else 2 + int.from_bytes(content[position + 2 : position + 4])
        end = position + size
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, end)
            end = found.start() if found else len(content)
        if size < 2 or end > len(content):
            raise _DamagedError
        segment = content[position:end]
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = turned or _turned(segment[10:])
        kept.append(_jpeg_part(marker, segment))
        position = end
    if turned:
        turned = b"\xff\xe1" + (len(turned) + 8).to_bytes(2) + b"Exif\0\0" + turned
        # Behind the segment of JFIF, which comes first.
        kept.insert(2 if len(kept) > 1 and kept[1][:2] == b"\xff\xe0" else 1, turned)
    return b"".join(kept)


def _jpeg_part(marker: int, segment: bytes) -> bytes:
    if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
        return segment
    start = _JPEG_KEPT.get(marker)
    if start is None or not segment[4:].startswith(start):
        return b""
    if marker == 0xE0 and len(segment) > _JFIF_SIZE:
        return segment[:2] + (_JFIF_SIZE - 2).to_bytes(2) + segment[4:16] + b"\0\0"
    return segment


def _png(content: bytes) -> bytes:
    kept, position = [_PNG], len(_PNG)
    while position < len(content):
        size = int.from_bytes(content[position : position + 4])
        kind, end = content[position + 4 : position + 8], position + 12 + size
        if end > len(content) or not kind.isalpha():
            raise _DamagedError
        if kind == b"eXIf":
            turned = _turned(content[position + 8 : position + 8 + size])
            kept.append(_chunk(kind, turned) if turned else b"")
        elif kind[:1].isupper() or kind in _PNG_KEPT:
            kept.append(content[position:end])
        position = end
        if kind == b"IEND":
            break
    return b"".join(kept)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def _gif(content: bytes) -> bytes:
    position = 13 + _colours(content[10])
    kept = [content[:position]]
    while content[position] != 0x3B:
        start, kind = position, content[position]
        if kind == 0x2C:
            position += 10 + _colours(content[position + 9]) + 1
        elif kind == 0x21:
            position += 2
        else:
            raise _DamagedError
        data = position
        while content[position]:
            position += 1 + content[position]
        position += 1
        label = content[start + 1]
        is_loop = label == 0xFF and content[data + 1 :].startswith(_LOOPS)
        if kind == 0x2C or label in {0xF9, 0x01} or is_loop:
            kept.append(content[start:position])
    return b"".join([*kept, b"\x3b"])


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(content: bytes) -> bytes:
    if content[8:12] != b"WEBP":
        return content
    kept: list[tuple[bytes, bytes]] = []
    turned, position = b"", 12
    whole = min(8 + int.from_bytes(content[4:8], "little"), len(content))
    while position + 8 <= whole:
        kind = content[position : position + 4]
        size = int.from_bytes(content[position + 4 : position + 8], "little")
        data = content[position + 8 : position + 8 + size]
        if len(data) < size:
            raise _DamagedError
        if kind == b"EXIF":
            turned = turned or _turned(data.removeprefix(b"Exif\0\0"))
        elif kind in _WEBP_KEPT:
            kept.append((kind, data))
        position += 8 + size + size % 2
    if turned:
        kept.append((b"EXIF", turned))
    flags = ~(_WEBP_XMP | (0 if turned else _WEBP_EXIF)) & 0xFF
    parts = [
        kind
        + len(data).to_bytes(4, "little")
        + (bytes([data[0] & flags]) + data[1:] if kind == b"VP8X" and data else data)
        + b"\0" * (len(data) % 2)
        for kind, data in kept
    ]
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _turned(exif: bytes) -> bytes:
    """Return the shortest Exif that says how a picture is turned; nothing where it is upright."""
    try:
        said = dict(_tags(exif))
    except (_DamagedError, struct.error):
        return b""
    orientation = said.get(_ORIENTATION, _UPRIGHT)
    if not _UPRIGHT < orientation <= 8:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*\0\0\0\x08\0\1" + entry + b"\0\0\0\0"


def _tags(tiff: bytes) -> Iterator[tuple[int, int]]:
    """Give the tags of all directories of a TIFF, each with its value where that is one number."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or tiff[2:4] not in {b"*\0", b"\0*"}:
        raise _DamagedError
    (position,) = struct.unpack(order + "I", tiff[4:8])
    seen: set[int] = set()
    while position and position not in seen and len(seen) < _MOST_DIRECTORIES:
        seen.add(position)
        (count,) = struct.unpack(order + "H", tiff[position : position + 2])
        for number in range(count):
            start = position + 2 + 12 * number
            tag, kind, _, value = struct.unpack(order + "HHI4s", tiff[start : start + 12])
            short = kind == 3
            yield tag, struct.unpack(order + ("H" if short else "I"), value[: 2 if short else 4])[0]
        end = position + 2 + 12 * count
        (position,) = struct.unpack(order + "I", tiff[end : end + 4])


def _is_telling_tiff(content: bytes) -> bool:
    try:
        return any(tag in _TELLING for tag, _ in _tags(content))
    except (_DamagedError, struct.error):
        return _tells(content)


_BOXED = (b"\0\0\0\x0cJXL \r\n\x87\n", b"\0\0\0\x0cjP  \r\n\x87\n")
_BY_MARK: Mapping[bytes, Callable[[bytes], bytes]] = {
    b"\xff\xd8\xff": _jpeg,
    _PNG: _png,
    b"GIF8": _gif,
    b"RIFF": _webp,
}
