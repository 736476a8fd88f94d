"""Contents: every text that a file of the site holds, whatever it says it is."""

from __future__ import annotations

import base64
import binascii
import bz2
import hashlib
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Protocol, TypeVar

from handbook.leaks.binaries import (
    as_text,
    behind,
    is_known,
    is_zlib,
    picture_texts,
    strings,
)
from handbook.leaks.documents import TooLargeError, document_in
from handbook.leaks.foreign import is_coded, otherwise, rtf_files, unmarked
from handbook.leaks.parting import joined
from handbook.leaks.pdf import EncryptedPdfError, TooManyObjectsError, pdf_parts
from handbook.leaks.unread import Budget, SpentError, Unread
from handbook.leaks.views import views

LARGEST = 256 * 1024 * 1024
"""Bytes that are read of one file."""
_DEEPEST = 6
_WINDOW = 2 * 1024 * 1024
"""Characters of a text that are looked at together; and what two such windows share."""
_CHUNK = 1024 * 1024
"""The same for what is packed, after which the clock is looked at, and for bytes of any kind."""
_SHARED = 16 * 1024
_Said = TypeVar("_Said", str, bytes)
_DATA = re.compile(r";base64,([A-Za-z0-9+/=_%\s-]{8,}?)(?=[\"'()<>&\s]|\Z)", re.IGNORECASE)
_BLOCK = re.compile(
    r"(?:^[ \t]?[A-Za-z0-9+/]{16,}+={0,2}[ \t]*+\r?\n)+(?:^[ \t]?[A-Za-z0-9+/]{4,}+={0,2})?",
    re.MULTILINE,
)
"""Lines of Base64, as programs for mail and cards of contacts write files."""
_BASE64 = ("base64", "BASE64", "Base64", "ENCODING=b", "-----BEGIN")
"""What gives such lines away."""
_IN_CARD = re.compile(r"ENCODING=(?:b|BASE64)\b[^:\n]*+:([A-Za-z0-9+/=\s]++)", re.IGNORECASE)
_WHOLE = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_FEW = 4096
"""Characters at the beginning of a text by which it is told whether all of it is Base64."""
_ENCRYPTED = 0x1
_PACKERS: Mapping[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": partial(zlib.decompressobj, 31),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": lzma.LZMADecompressor,
}
"""What undoes the packing of one stream, by how it begins."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Reader:
    """Reads one file of the site, and all files within it."""

    def __init__(self, budget: Budget | None = None) -> None:
        """Begin with nothing read.

        Args:
            budget: what all packed files of the search may use up; by default that of one file.
        """
        self.unread: set[Unread] = set()
        """What kept parts of the file from being read."""
        self._budget = budget or Budget()
        self._seen: set[bytes] = set()

    def texts(self, content: bytes) -> Iterator[str]:
        """List all texts of a file, decoded in every way, with those of files within it."""
        self._budget.begin()
        try:
            yield from self._texts(content, 0)
        except SpentError:
            self.unread.add(Unread.LARGE)

    def _texts(self, content: bytes, depth: int) -> Iterator[str]:
        if depth:
            self._budget.spend(len(content))
        if depth > _DEEPEST:
            self.unread.add(Unread.LARGE)
            return
        text = as_text(content)
        if text is None and not is_known(content):
            text = unmarked(content)
        if text is not None and not content.startswith(b"%PDF-"):
            yield from self._of_text(text, content, depth)
            return
        # Bytes at random are full of what looks like an encoding.
        for window in _windows(content, _CHUNK):
            yield from self._counted(views(strings(window), rounds=1), depth)
        for part in self._parts(content):
            if isinstance(part, bytes):
                yield from self._texts(part, depth + 1)
            else:
                self._budget.spend(len(part))
                yield from views(part)

    def _of_text(self, text: str, content: bytes, depth: int) -> Iterator[str]:
        for window in _windows(text, _CHUNK if depth else _WINDOW):
            yield from self._counted(views(window), depth)
        for other in otherwise(text, content):
            for window in _windows(other, _CHUNK if depth else _WINDOW):
                yield from self._counted(views(window), depth)
        if is_coded(text):
            self.unread.add(Unread.FORMAT)
        for picture in rtf_files(text):
            if picture is None:
                self.unread.add(Unread.FORMAT)
            else:
                yield from self._texts(picture, depth + 1)
        for packed in _in_base64(text):
            yield from self._texts(packed, depth + 1)

    def _counted(self, texts: Iterator[str], depth: int) -> Iterator[str]:
        """Look at the clock after each text of a file within another."""
        for text in texts:
            yield text
            if depth:
                self._budget.spend()

    def _parts(self, content: bytes) -> Iterator[str | bytes]:
        """List what is packed in a binary file, and remember what kept it from being unpacked."""
        if not is_known(content):
            self.unread.add(Unread.FORMAT)
        try:
            for part in self._unpacked(content):
                # What is there twice, such as a picture on every page, is looked at once.
                key = hashlib.sha256(
                    part if isinstance(part, bytes) else part.encode("utf-8", "replace")
                )
                if key.digest() not in self._seen:
                    self._seen.add(key.digest())
                    yield part
        except SpentError:
            raise
        except EncryptedPdfError:
            self.unread.add(Unread.ENCRYPTED)
        except (TooManyObjectsError, MemoryError, RecursionError):
            self.unread.add(Unread.LARGE)
        except Exception:  # noqa: BLE001 - damaged files make libraries raise anything
            self.unread.add(Unread.DAMAGED)

    def _unpacked(self, content: bytes) -> Iterator[str | bytes]:
        for mark, unpacker in _PACKERS.items():
            if content.startswith(mark):
                yield from self._streams(content, mark, unpacker)
        if is_zlib(content):
            yield from self._streams(content, content[:2], zlib.decompressobj)
        # The name of a file that gzip has packed is in its head.
        yield strings(content[10:_FEW] if content.startswith(b"\x1f\x8b") else b"")
        if b"%PDF-" in content[:1024]:
            yield from pdf_parts(content, self.unread.add, self._budget.spend)
        if content[257:262] == b"ustar":
            yield from self._tar_members(content)
        yield from picture_texts(content)
        yield from filter(None, [behind(content)])
        if zipfile.is_zipfile(io.BytesIO(content)):
            yield from self._zip_members(content)
        elif content.startswith(b"PK\x03\x04"):
            self.unread.add(Unread.DAMAGED)

    def _zip_members(self, content: bytes) -> Iterator[str | bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment
            # What stands before an archive may be another one.
            if content.startswith(b"PK"):
                starts = (member.header_offset for member in archive.infolist())
                yield content[: min(starts, default=0)]
            if "xl/workbook.xml" in archive.namelist():
                yield from self._sheets(content)
            for member in archive.infolist():
                yield f"{member.filename}\n{member.comment.decode('utf-8', 'replace')}"
                if member.flag_bits & _ENCRYPTED:
                    self.unread.add(Unread.ENCRYPTED)
                    continue
                try:
                    with archive.open(member) as file:
                        yield self._read(file)
                except (zipfile.BadZipFile, zlib.error, EOFError):
                    self.unread.add(Unread.DAMAGED)
                except NotImplementedError:
                    self.unread.add(Unread.FORMAT)

    def _tar_members(self, content: bytes) -> Iterator[str | bytes]:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for member in archive:
                yield "\n".join([member.name, member.linkname, member.uname, member.gname])
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield self._read(file)

    def _sheets(self, content: bytes) -> Iterator[str]:
        """Give the rows of a spreadsheet, which keeps the words of its cells somewhere else."""
        try:
            document = document_in(content)
        except TooLargeError:
            self.unread.add(Unread.LARGE)
            return
        for table in document.tables if document else ():
            yield "\n".join(joined(cells) for _, cells in table)

    def _streams(self, content: bytes, mark: bytes, unpacker: Callable[[], Any]) -> Iterator[bytes]:
        """Unpack what one after the other stands in a file that holds nothing but packed bytes."""
        unpacked: list[bytes] = []
        most = max(self._budget.left, 0)
        while content.startswith(mark):
            stream = unpacker()
            unpacked.append(stream.decompress(content, most + 1))
            most -= len(unpacked[-1])
            if most < 0 or not stream.eof:
                self.unread.add(Unread.LARGE if most < 0 else Unread.DAMAGED)
                content = b""
            else:
                content = stream.unused_data
                self._budget.spend()
        yield b"".join(unpacked)
        yield content

    def _read(self, file: _Readable) -> bytes:
        """Read as much as is allowed; what is more counts as unread."""
        most = max(self._budget.left, 0)
        content = file.read(most + 1)
        if len(content) > most:
            self.unread.add(Unread.LARGE)
        return content[:most]


def _windows(content: _Said, size: int) -> Iterator[_Said]:
    """Part what is many megabytes long, so that the ways to read it fit into memory."""
    if len(content) <= size:
        yield content
        return
    for start in range(0, len(content), size - _SHARED):
        yield content[start : start + size]


def _in_base64(text: str) -> Iterator[bytes]:
    yield from map(_from_base64, _DATA.findall(text))
    yield from map(_from_base64, _IN_CARD.findall(text) if "ENCODING=" in text else ())
    if any(mark in text for mark in _BASE64):
        yield from map(_from_base64, _BLOCK.findall(text))
    elif " " not in text[:_FEW].strip() and _WHOLE.fullmatch("".join(text.split())):
        digits = "".join(text.split())
        for decoded in (_from_base64(text), _from_hex(digits)):
            # Keys and digests look like that too.
            if is_known(decoded) or as_text(decoded) is not None:
                yield decoded


def _from_hex(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return b""


def _from_base64(text: str) -> bytes:
    letters = re.sub(r"\s|%0[aAdD]|=|%3[dD]", "", text).translate({ord("-"): "+", ord("_"): "/"})
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
