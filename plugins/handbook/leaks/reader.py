"""Contents: every text that a file of the site holds, whatever it says it is."""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from handbook.leaks.binaries import as_text, picture_texts, strings
from handbook.leaks.pdf import EncryptedPdfError, TooManyObjectsError, pdf_parts
from handbook.leaks.views import views

LARGEST = 256 * 1024 * 1024
"""Bytes that are read of one file, all that is packed in it included."""
_DEEPEST = 6
_DATA = re.compile(r";base64,([A-Za-z0-9+/=_%\s-]{8,}?)(?=[\"'()<>&\s]|\Z)")
_FOREIGN = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
_ENCRYPTED = 0x1


class Unread(StrEnum):
    """Why a file, or a part of it, could not be searched: the code of its problem."""

    ENCRYPTED = "unsearched-encrypted"
    DAMAGED = "unsearched-damaged"
    LARGE = "unsearched-large"
    FORMAT = "unsearched-format"


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Reader:
    """Reads one file of the site, and all files within it."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.unread: set[Unread] = set()
        """What kept parts of the file from being read."""
        self._left = LARGEST

    def texts(self, content: bytes, depth: int = 0) -> Iterator[str]:
        """List all texts of a file, decoded in every way, with those of files within it."""
        self._left -= len(content)
        if depth > _DEEPEST or self._left < 0:
            self.unread.add(Unread.LARGE)
            return
        text = as_text(content)
        if text is not None and not content.startswith(b"%PDF-"):
            yield from views(text)
            for found in _DATA.findall(text):
                yield from self.texts(_from_base64(found), depth + 1)
            return
        # Bytes at random are full of what looks like an encoding.
        yield from views(strings(content), rounds=1)
        for part in self._parts(content):
            yield from views(part) if isinstance(part, str) else self.texts(part, depth + 1)

    def _parts(self, content: bytes) -> Iterator[str | bytes]:
        """List what is packed in a binary file, and remember what kept it from being unpacked."""
        try:
            yield from self._unpacked(content)
        except EncryptedPdfError:
            self.unread.add(Unread.ENCRYPTED)
        except (TooManyObjectsError, MemoryError):
            self.unread.add(Unread.LARGE)
        except Exception:  # noqa: BLE001 - damaged files make libraries raise anything
            self.unread.add(Unread.DAMAGED)

    def _unpacked(self, content: bytes) -> Iterator[str | bytes]:
        if content.startswith(_FOREIGN):
            self.unread.add(Unread.FORMAT)
        file = io.BytesIO(content)
        if content.startswith(b"\x1f\x8b"):
            yield self._read(gzip.GzipFile(fileobj=file))
        elif content.startswith(b"BZh"):
            yield self._read(bz2.BZ2File(file))
        elif content.startswith(b"\xfd7zXZ\x00"):
            with lzma.LZMAFile(file) as packed:
                yield self._read(packed)
        if b"%PDF-" in content[:1024]:
            yield from pdf_parts(content)
        if content[257:262] == b"ustar":
            yield from self._tar_members(content)
        yield from picture_texts(content)
        if zipfile.is_zipfile(io.BytesIO(content)):
            yield from self._zip_members(content)

    def _zip_members(self, content: bytes) -> Iterator[str | bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment
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
                yield member.name
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield self._read(file)

    def _read(self, file: _Readable) -> bytes:
        """Read as much as is allowed; what is more counts as unread."""
        content = file.read(max(self._left, 0) + 1)
        if len(content) > self._left:
            self.unread.add(Unread.LARGE)
            return content[: max(self._left, 0)]
        return content


def _from_base64(text: str) -> bytes:
    letters = re.sub(r"\s|%0[aAdD]|=|%3[dD]", "", text).translate({ord("-"): "+", ord("_"): "/"})
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
