"""Streams: what a file says besides its packed streams, once these were looked at unpacked."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from heapq import merge

_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_MEMBER = re.compile(rb"PK\x03\x04.{4}\x08\0.{16}(?P<name>..)(?P<extra>..)", re.DOTALL)
"""What stands before what zlib has packed, in a PDF and in an archive: each by itself, since what
begins with letters that are known is looked for much faster than one of two."""
_FED = 16 * 1024
"""Bytes that are unpacked at once."""
_CUT = b"\x01"
"""What stands for a stream that is cut out: no text goes on across it."""


def mark_of(part: str | bytes) -> bytes:
    """Give a number by which a part is known again; a text has another one than its bytes."""
    if isinstance(part, bytes):
        return hashlib.sha256(part).digest()
    return b"text" + hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest()


def without_streams(
    content: bytes, looked_at: Sequence[Collection[bytes]], most: int
) -> tuple[bytes, int]:
    """Cut the packed streams out of a PDF or an archive that were looked at unpacked.

    What they hold besides is nothing: zlib takes each of their bytes for a part of what it gives.

    Args:
        content: of the file.
        looked_at: marks of what was looked at.
        most: bytes that the streams may unpack to; from there on everything stays as it is.

    Returns:
        What is left, and how many bytes of `most` are.
    """
    kept: list[bytes] = []
    end = 0
    for start, bits in _begun(content):
        if start < end:
            continue
        unpacked, size = _unpacked(content, start, bits, most)
        most -= len(unpacked)
        if most < 0:
            break
        mark = mark_of(unpacked) if size else b""
        if any(mark in marks for marks in looked_at):
            kept += [content[end:start], _CUT]
            end = start + size
    return b"".join([*kept, content[end:]]), max(most, 0)


def _begun(content: bytes) -> Iterator[tuple[int, int]]:
    """Tell where streams may begin, and how zlib calls their kind."""
    streams = (
        (found.start(), found.end(), zlib.MAX_WBITS)
        for found in _STREAM.finditer(content)
        if not content.endswith(b"end", 0, found.start())
    )
    members = (
        (found.start(), found.end() + _size(found["name"]) + _size(found["extra"]), -zlib.MAX_WBITS)
        for found in _MEMBER.finditer(content)
    )
    for _, start, bits in merge(streams, members):
        yield start, bits


def _size(written: bytes) -> int:
    return int.from_bytes(written, "little")


def _unpacked(content: bytes, start: int, bits: int, most: int) -> tuple[bytes, int]:
    """Unpack a stream, as far as little more than allowed comes out.

    Returns:
        What is in it, and how many bytes it takes: 0 where it has no end or is none.
    """
    stream = zlib.decompressobj(bits)
    unpacked: list[bytes] = []
    at = start
    with suppress(zlib.error):
        while not stream.eof and at < len(content) and most >= 0:
            unpacked.append(stream.decompress(content[at : at + _FED], most + 1))
            most -= len(unpacked[-1])
            at = min(at + _FED, len(content))
    size = at - start - len(stream.unused_data) if stream.eof else 0
    return b"".join(unpacked), size
