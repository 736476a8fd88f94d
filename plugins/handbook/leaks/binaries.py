"""Binaries: the text that stands in bytes of any kind, and in the metadata of pictures."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_LARGEST_CHUNK = 16 * 1024 * 1024
_CONTROL = bytes({*range(32), 127} - set(b"\t\n\r\f\b\x1b"))
_RUNS = re.compile(
    rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}|[\xc0-\xff](?=[ -~]))+"
)
# Letters of two bytes: first of Latin alone, since what stands before them may look like others.
_WIDE = (
    ("utf-16-le", re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]){4,}")),
    ("utf-16-le", re.compile(rb"(?:[\x00-\xff][\x00-\x07]){4,}")),
    ("utf-16-be", re.compile(rb"(?:[\x00-\x07][\x00-\xff]){4,}")),
)
_BYTE_ORDER = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_PNG = b"\x89PNG\r\n\x1a\n"
_GIF_COMMENT = b"\x21\xfe"
_HEX_LINES = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2,}\s*){4,}")


def as_text(content: bytes) -> str | None:
    """Decode a file of text; None for one that is something else."""
    for mark, encoding in _BYTE_ORDER.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if len(content.translate(None, _CONTROL)) < len(content):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def strings(content: bytes) -> str:
    """Return all that could be text in bytes of any kind, one piece a line."""
    found = [_decoded(run) for run in _RUNS.findall(content) if len(run) > 3]
    if b"\0" in content:
        for encoding, wide in _WIDE:
            found += [run.decode(encoding, "replace") for run in wide.findall(content)]
    return "\n".join(found)


def picture_texts(content: bytes) -> Iterator[str]:
    """List the text of a picture's metadata that is packed in a way of the format's own.

    All other metadata, such as Exif, IPTC and XMP, stands in the file as it is: see `strings`.
    """
    if content.startswith(_PNG):
        yield from _png_texts(content)
    elif content.startswith(b"GIF8"):
        for part in content.split(_GIF_COMMENT)[1:]:
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
    """Unpack the compressed end of a chunk, wherever it begins after the keyword."""
    start = chunk.find(b"\0") + 1
    for begin in range(start, len(chunk)):
        if chunk[begin : begin + 1] == b"\x78":
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
