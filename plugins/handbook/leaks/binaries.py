"""Binaries: the text that stands in bytes of any kind, and in the metadata of pictures."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

_LARGEST_CHUNK = 16 * 1024 * 1024
_CONTROL = bytes({*range(32), 127} - set(b"\t\n\r\f\b\x1b"))
_RUNS = re.compile(
    # Of what is packed most is no text of four bytes, and need not be taken out to be counted.
    rb"(?=[\t\n\r\x20-\x7e\xc0-\xff][\t\n\r\x20-\x7e\x80-\xff]{3})"
    rb"(?:[\t\n\r\x20-\x7e]++|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}|[\xc0-\xff](?=[ -~]))+"
)
# Letters of two bytes: first of Latin alone, since what stands before them may look like others.
_WIDE = (
    ("utf-16-le", re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]){4,}")),
    ("utf-16-le", re.compile(rb"(?:[\x00-\xff][\x00-\x07]){4,}")),
    ("utf-16-be", re.compile(rb"(?:[\x00-\x07][\x00-\xff]){4,}")),
)
_LOW, _FEWEST = bytes(code < 8 for code in range(256)), re.compile(b"\1{4,}")
"""Of which bytes every other one is in wide letters, and how many of these make a text."""
_BYTE_ORDER = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_PNG = b"\x89PNG\r\n\x1a\n"
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
"""How what zlib has packed begins."""
_ZSTD = b"\x28\xb5\x2f\xfd"
_HEAD = 4096
_MOST_STARTS = 16
_GIF_TEXT = re.compile(rb"\x21[\xfe\x01\xff]")
_KNOWN = (
    *(_PNG, b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\1\0", b"\0\0\2\0"),
    *(b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-"),
    *(b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"OTTO", b"true", b"ttcf"),
)
"""How pictures, packed files and fonts begin in which the search sees all texts that there are."""
_BRANDS = re.compile(rb"avif|avis|heic|heix|heim|heis|hevc|mif1|msf1")
_FONTS = (b"wOFF", b"wOF2")
_HEX_LINES = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2,}\s*){4,}")


def as_text(content: bytes) -> str | None:
    """Decode a file of text; None for one that is something else."""
    if content.startswith(_ZSTD) or is_zlib(content):
        return None
    for mark, encoding in _BYTE_ORDER.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if len(content.translate(None, _CONTROL)) < len(content):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def is_zlib(content: bytes) -> bool:
    """Say whether bytes are packed by zlib: its two bytes could also begin a text."""
    if len(content) < 6 or content[0] & 0x8F != 0x08 or int.from_bytes(content[:2], "big") % 31:
        return False
    try:
        # The last block, if it is a whole one, or what is there of it.
        return bool(zlib.decompressobj().decompress(content[:_HEAD], _HEAD)) or len(content) > _HEAD
    except zlib.error:
        return False


def is_unicode(content: bytes) -> bool:
    """Say whether bytes are UTF-8, or begin with the mark of some Unicode."""
    if content.startswith(tuple(_BYTE_ORDER)):
        return True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_known(content: bytes) -> bool:
    """Say whether bytes that are no text are of a format in which all texts are seen."""
    if content.startswith(_FONTS):
        # What is packed in a font of the web names nobody, as long as nothing is behind it.
        return int.from_bytes(content[8:12], "big") == len(content)
    return (
        content.startswith(_KNOWN)
        or is_zlib(content)
        or content[257:262] == b"ustar"
        or (content.startswith(b"RIFF") and content[8:12] == b"WEBP")
        or (content[4:8] == b"ftyp" and _BRANDS.match(content, 8) is not None)
        or b"%PDF-" in content[:1024]
        or content[36:40] == b"acsp"
        or (content.startswith(b"BM") and int.from_bytes(content[2:6], "little") == len(content))
        or (content.startswith(b"\0\1\0\0") and content[4:5] == b"\0")
        or not content.strip(b"\0")
    )


def behind(content: bytes) -> bytes:
    """Return what stands behind the end of a picture, which no program shows."""
    end = len(content)
    if content.startswith(_PNG):
        found = content.find(b"IEND\xaeB`\x82")
        end = found + 8 if found >= 0 else end
    elif content.startswith(b"RIFF"):
        end = 8 + int.from_bytes(content[4:8], "little")
        end += end % 2
    elif content.startswith(b"\xff\xd8\xff"):
        found = content.rfind(b"\xff\xd9")
        end = found + 2 if found >= 0 else end
    return content[end:]


# A font of the programme's own stands in its folder, which is searched too, and in the site.
@lru_cache(maxsize=16)
def strings(content: bytes) -> str:
    """Return all that could be text in bytes of any kind, one piece a line."""
    found = [_decoded(run) for run in _RUNS.findall(content) if len(run) > 3]
    parts = list(_maybe_wide(content)) if b"\0" in content else []
    for encoding, wide in _WIDE:
        found += (run.decode(encoding, "replace") for part in parts for run in wide.findall(part))
    return "\n".join(found)


def _maybe_wide(content: bytes) -> Iterator[bytes]:
    """Give the parts in which every other byte may be that of a wide letter, each letter whole.

    In what is packed there is hardly one, but for the sizes that it begins with.
    """
    low = content.translate(_LOW)
    spans = (
        (max(2 * found.start() + first - 1, 0), 2 * found.end() + first)
        for first in (0, 1)
        for found in _FEWEST.finditer(low[first::2])
    )
    start = end = 0
    for begin, over in sorted(spans):
        if begin >= end:
            yield content[start:end]
            start = begin
        end = max(end, over)
    yield content[start:end]


def picture_texts(content: bytes) -> Iterator[str]:
    """List the text of a picture's metadata that is packed in a way of the format's own.

    All other metadata, such as Exif, IPTC and XMP, stands in the file as it is: see `strings`.
    """
    if content.startswith(_PNG):
        yield from _png_texts(content)
    elif content.startswith(b"GIF8"):
        for part in _GIF_TEXT.split(content)[1:]:
            yield strings(_joined_blocks(part))


def _decoded(run: bytes) -> str:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return run.decode("latin-1")


def _png_texts(content: bytes) -> Iterator[str]:
    position = len(_PNG)
    while position + 8 <= len(content):
        size = int.from_bytes(content[position : position + 4], "big")
        kind = content[position + 4 : position + 8]
        if kind in {b"zTXt", b"iTXt", b"iCCP", b"tEXt"}:
            text = strings(_inflated(content[position + 8 : position + 8 + size]))
            yield text
            # ImageMagick writes Exif and IPTC as lines of hexadecimal digits.
            yield from (strings(_from_hex(run)) for run in _HEX_LINES.findall(text))
        position += size + 12


def _inflated(chunk: bytes) -> bytes:
    """Unpack the compressed end of a chunk, which begins soon after a zero."""
    for zero in islice(_ZLIB.finditer(chunk), _MOST_STARTS):
        begin = zero.end() - 2
        try:
            unpacked = zlib.decompressobj().decompress(chunk[begin:], _LARGEST_CHUNK)
        except zlib.error:
            continue
        return chunk[:begin] + b"\n" + unpacked
    return chunk


def _from_hex(run: str) -> bytes:
    digits = "".join(run.split())
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def _joined_blocks(data: bytes) -> bytes:
    """Join the blocks of a GIF's comment, each of which begins with its size."""
    joined, position = b"", 0
    while position < len(data) and data[position]:
        joined += data[position + 1 : position + 1 + data[position]]
        position += data[position] + 1
    return joined
