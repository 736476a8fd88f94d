"""Unpacking: what stands in archives, documents and packed files, one layer of it."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Protocol

from handbook.leaks.binaries import behind, is_zlib, picture_texts, strings
from handbook.leaks.documents import EncryptedError, TooLargeError, document_in
from handbook.leaks.paragraphs import PART, paragraphs
from handbook.leaks.parting import joined
from handbook.leaks.pdf import pdf_parts
from handbook.leaks.streams import mark_of
from handbook.leaks.unread import Budget, SpentError, Unread, Watch

_HEAD = 4096
_ENCRYPTED = 0x1
_PACKERS: Mapping[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": partial(zlib.decompressobj, 31),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": lzma.LZMADecompressor,
}
"""What undoes the packing of one stream, by how it begins."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Unpacker:
    """Unpacks files within files, and tells what kept it from that."""

    def __init__(self, budget: Budget, unread: set[Unread]) -> None:
        """Begin with a file.

        Args:
            budget: what may be used up.
            unread: takes what could not be unpacked.
        """
        self._budget = budget
        self._unread = unread
        self.noted: set[bytes] = set()
        """Marks of what was unpacked and is given in another form."""
        self.size = 0
        """Bytes of that."""
        self.covers = False
        """Whether nothing is in the file besides its parts."""

    def parts(self, content: bytes) -> Iterator[str | bytes]:
        """List what is packed in a binary file.

        Raises:
            SpentError: nothing more may be unpacked.
        """
        try:
            yield from self._unpacked(content)
        except SpentError:
            raise
        except EncryptedError:
            self._unread.add(Unread.ENCRYPTED)
        except (TooLargeError, MemoryError, RecursionError):
            self._unread.add(Unread.LARGE)
        except Exception:  # noqa: BLE001 - damaged files make libraries raise anything
            self._unread.add(Unread.DAMAGED)

    def _unpacked(self, content: bytes) -> Iterator[str | bytes]:
        for mark, unpacker in _PACKERS.items():
            if content.startswith(mark):
                yield from self._streams(content, mark, unpacker)
        if is_zlib(content):
            yield from self._streams(content, content[:2], zlib.decompressobj)
        # The name of a file that gzip has packed is in its head.
        yield strings(content[10:_HEAD] if content.startswith(b"\x1f\x8b") else b"")
        if b"%PDF-" in content[:1024]:
            watch = Watch(self._unread.add, self._budget.spend, self._note, self._cover)
            yield from pdf_parts(content, watch)
        if content[257:262] == b"ustar":
            yield from self._tar_members(content)
        yield from picture_texts(content)
        yield from filter(None, [behind(content)])
        if zipfile.is_zipfile(io.BytesIO(content)):
            yield from self._zip_members(content)
        elif content.startswith(b"PK\x03\x04"):
            self._unread.add(Unread.DAMAGED)

    def _note(self, unpacked: bytes) -> None:
        self.noted.add(mark_of(unpacked))
        self.size += len(unpacked)

    def _cover(self) -> None:
        self.covers = True

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
                    self._unread.add(Unread.ENCRYPTED)
                    continue
                try:
                    with archive.open(member) as file:
                        yield self._member(member.filename, self._read(file))
                except (zipfile.BadZipFile, zlib.error, EOFError):
                    self._unread.add(Unread.DAMAGED)
                except NotImplementedError:
                    self._unread.add(Unread.FORMAT)

    def _member(self, name: str, content: bytes) -> bytes:
        """Return what a file in an archive says: of a text by Word its words and what is beside."""
        said = paragraphs(content) if PART.fullmatch(name) else None
        if said is None:
            return content
        self._note(content)
        return said

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
            self._unread.add(Unread.LARGE)
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
                self._unread.add(Unread.LARGE if most < 0 else Unread.DAMAGED)
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
            self._unread.add(Unread.LARGE)
        return content[:most]
