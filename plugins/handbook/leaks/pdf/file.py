"""Files: a plain PDF, whose objects all stand one after the other where its list says."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TypeVar

from handbook.leaks.pdf.values import OddError, Reference, Value, value_of

_HEAD = re.compile(rb"%PDF-\d\.\d\s*+(?:%[^\r\n]*+\s++)*+")
_OBJECT = re.compile(rb"\s*+(\d{1,10}) 0 obj(?![^\s<\[(/])")
_BODY_END = re.compile(rb"endobj\b|stream\r?\n")
_STREAM_END = re.compile(rb"\s*+endstream\s++endobj\b")
_TAIL = re.compile(rb"\s*+startxref\s++(\d{1,10})\s++%%EOF\s*+")
_COUNT = re.compile(rb"\d{1,10}")
_LARGEST = 64 * 1024 * 1024
"""Bytes that all streams may unpack to."""
_MOST = 100_000
_FREE, _BY_ITSELF, _IN_A_LIST = 0, 1, 2
"""What the list of objects says of one."""
_UP = 12
_Kind = TypeVar("_Kind")


class PlainFile:
    """The objects of a PDF, all of which are known by where they stand and by its list."""

    def __init__(self, content: bytes, note: Callable[[bytes], None]) -> None:
        """Find all objects.

        Args:
            content: of the file.
            note: takes what each stream holds.

        Raises:
            OddError: only a parser of any PDF can read it.
        """
        self._note, self._left = note, _LARGEST
        self._packed: dict[int, bytes] = {}
        self._unpacked: dict[int, bytes] = {}
        self._heads: dict[int, bytes] = {}
        self._written: dict[int, bytes] = {}
        self._values: dict[int, Value] = {}
        self._places: dict[int, tuple[int, int, int]] = {}
        """What the list has to say of each object."""
        self.opening = b""
        """What stands before the first of them."""
        self.lists: tuple[bytes, ...] = ()
        """Lists of objects that are packed together."""
        self.trailer: dict[str, Value] = {}
        """What leads to everything else."""
        last = self._find_objects(content)
        self.lists = tuple(self._lists())
        self.trailer = self.kind(self._values.get(last), dict)
        self._compare(last)

    def _find_objects(self, content: bytes) -> int:
        """Find what stands by itself, and give the number of the last, which lists all."""
        head = _HEAD.match(content)
        at = head.end() if head else 0
        self.opening = content[:at]
        last = -1
        while found := _OBJECT.match(content, at):
            last, begin = int(found[1]), found.start(1)
            end = _BODY_END.search(content, found.end())
            if end is None or last in self._places or len(self._places) > _MOST:
                raise OddError
            self._heads[last] = content[found.end() : end.start()].strip()
            value = value_of(self._heads[last])
            at = end.end()
            if end[0] != b"endobj":
                size = self.kind(self.kind(value, dict).get("/Length"), float)
                self._packed[last] = content[at : at + int(size)]
                closed = _STREAM_END.match(content, at + int(size))
                if size < 0 or closed is None:
                    raise OddError
                at = closed.end()
            self._places[last], self._values[last] = (_BY_ITSELF, begin, 0), value
        tail = _TAIL.fullmatch(content, at)
        if tail is None or self._places.get(last) != (_BY_ITSELF, int(tail[1]), 0):
            raise OddError
        return last

    def _lists(self) -> Iterator[bytes]:
        """Find what is packed together, and give each list."""
        for number in [*self._packed]:
            head = self.head(number)
            if head.get("/Type") != "/ObjStm":
                continue
            data = self.stream(number)
            first = int(self.kind(head.get("/First"), float))
            told = data[:first].split()
            if "/Extends" in head or not all(map(_COUNT.fullmatch, told)):
                raise OddError
            numbers, starts = [*map(int, told[::2])], [*map(int, told[1::2])]
            ends = [*starts[1:], len(data) - first]
            if len(numbers) != self.kind(head.get("/N"), float) or first < 0 or starts[:1] != [0]:
                raise OddError
            for at, (its, start, end) in enumerate(zip(numbers, starts, ends, strict=True)):
                if its in self._places or start > end or len(self._places) > _MOST:
                    raise OddError
                self._places[its] = (_IN_A_LIST, number, at)
                self._written[its] = data[first + start : first + end]
            yield data

    def _compare(self, last: int) -> None:
        """Compare what was found with what the list says."""
        if self.trailer.get("/Type") != "/XRef" or {"/Prev", "/Encrypt"} & self.trailer.keys():
            raise OddError
        widths = [int(self.kind(each, float)) for each in self.kind(self.trailer.get("/W"), list)]
        size = self.kind(self.trailer.get("/Size"), float)
        index = [int(self.kind(each, float)) for each in self._array("/Index", [0.0, size])]
        rows = self._rows(last, sum(widths))
        pairs = zip(index[::2], index[1::2], strict=False)
        listed = chain.from_iterable(range(first, first + count) for first, count in pairs)
        numbers = list(islice(listed, len(rows) + 1))
        if len(widths) != 3 or widths[0] != 1 or len(rows) != len(numbers):
            raise OddError
        end = 1 + widths[1]
        for number, row in zip(numbers, rows, strict=True):
            told = row[0], *(int.from_bytes(each) for each in (row[1:end], row[end:]))
            if told[0] != _FREE and told != self._places.get(number):
                raise OddError

    def _array(self, key: str, usual: list[Value]) -> list[Value]:
        return self.kind(self.trailer.get(key, usual), list)

    def _rows(self, number: int, width: int) -> list[bytes]:
        """Unpack the list of all objects, a row for each."""
        data = self.stream(number)
        how = self.trailer.get("/DecodeParms")
        if how is None:
            return [data[at : at + width] for at in range(0, len(data), width or 1)]
        if self.kind(how, dict) != {"/Columns": float(width), "/Predictor": float(_UP)}:
            raise OddError
        rows = [bytes(width)]
        for at in range(0, len(data), width + 1):
            if data[at] != _UP - 10 or len(data) < at + width + 1:
                raise OddError
            pairs = zip(rows[-1], data[at + 1 : at + 1 + width], strict=True)
            rows.append(bytes(above + more & 0xFF for above, more in pairs))
        return rows[1:]

    @property
    def streams(self) -> tuple[int, ...]:
        """Return the numbers of all streams."""
        return tuple(self._packed)

    @property
    def heads(self) -> tuple[bytes, ...]:
        """Return what stands in no list of objects, and what is told of streams, as written."""
        return tuple(self._heads.values())

    def with_fonts(self) -> Iterator[Value]:
        """Give every object in which a font may stand."""
        for number, source in (*self._heads.items(), *self._written.items()):
            if b"/Font" in source or b"#" in source:
                yield self.value(Reference(number))

    def head(self, number: int) -> dict[str, Value]:
        """Return what is told of a stream."""
        return self.kind(self._values.get(number), dict)

    def photo(self, number: int) -> bytes:
        """Return a photo, which is a file of its own.

        Raises:
            OddError: it is packed once more.
        """
        if self.head(number).get("/Filter") not in ("/DCTDecode", ["/DCTDecode"]):
            raise OddError
        return self._packed[number]

    def stream(self, number: int) -> bytes:
        """Unpack a stream.

        Raises:
            OddError: there is none of this number, or it is packed in another way than by zlib.
        """
        if number not in self._unpacked:
            head, packed = self.head(number), self._packed.get(number)
            how = head.get("/Filter")
            is_list = head.get("/Type") == "/XRef"
            if packed is None or "/F" in head or ("/DecodeParms" in head and not is_list):
                raise OddError
            if how is not None and how not in ("/FlateDecode", ["/FlateDecode"]):
                raise OddError
            self._unpacked[number] = _inflated(packed, self._left) if how else packed
            self._left -= len(self._unpacked[number])
            self._note(self._unpacked[number])
        return self._unpacked[number]

    def value(self, value: Value) -> Value:
        """Return a value, wherever it stands."""
        for _ in range(3):
            if not isinstance(value, Reference):
                return value
            number = value.number
            if number not in self._values:
                self._values[number] = value_of(self._written.get(number, b"null"))
            value = self._values[number]
        raise OddError

    def kind(self, value: Value, kind: type[_Kind]) -> _Kind:
        """Return a value of a kind, wherever it stands.

        Raises:
            OddError: it is of another.
        """
        found = self.value(value)
        if not isinstance(found, kind):
            raise OddError
        return found


def _inflated(packed: bytes, most: int) -> bytes:
    stream = zlib.decompressobj()
    try:
        data = stream.decompress(packed, max(most, 1))
    except zlib.error as error:
        raise OddError from error
    # What comes behind its end, or has none, is for those who mend it.
    if not stream.eof or stream.unused_data:
        raise OddError
    return data
