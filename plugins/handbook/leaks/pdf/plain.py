"""Plain PDFs: all that a document says which is written as programs write them today.

That is what the build makes itself, and most of what it searches. Anything else, and what is
damaged or made to deceive, is left to a parser of any PDF, which takes four times as long.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from handbook.leaks.binaries import as_text, is_known, strings
from handbook.leaks.parting import BETWEEN
from handbook.leaks.pdf.drawing import NARROW, text_drawn
from handbook.leaks.pdf.file import PlainFile
from handbook.leaks.pdf.letters import Letters, characters, letters_of, table_of
from handbook.leaks.pdf.readings import readings, speaks, tell_unread
from handbook.leaks.pdf.syntax import Written, written
from handbook.leaks.pdf.values import OddError, Reference, Value
from handbook.leaks.unread import Watch

_MOST_PAGES = 5_000
_APART = bytes.maketrans(b"<>[]", b"    ")
_ORDINARY = re.compile(rb"[-+.\d]+|R|true|false|null")
"""What stands around names and strings, and says nothing."""
_PLAIN = re.compile(r"(?!begin)[\w .,:()/'’·…?!–-]{0,200}", re.IGNORECASE)
"""A string that says nothing else beside others than by itself."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that are not drawn in the order in which they are read."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF16_LE: "utf-16"}
"""How strings begin that say themselves in which letters they are."""
_OWN = dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜", strict=True)) | dict(
    zip(range(0x80, 0xA1), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€", strict=True)
)
"""The letters of a string of PDF's own kind that are not those of Latin 1."""
_FONTS = {"/CIDFontType0", "/CIDFontType2"}


def plain_parts(content: bytes, watch: Watch) -> Iterator[str | bytes]:
    """List the texts of a PDF, as `pdf_parts` does.

    Raises:
        OddError: it is no plain one, whatever was given of it so far.
    """
    yield from _Plain(PlainFile(content, watch.note), watch).said()


class _Plain:
    """Says what a plain PDF holds."""

    def __init__(self, file: PlainFile, watch: Watch) -> None:
        self._file, self._watch = file, watch
        self._fonts: dict[int, Letters] = {}
        self._tables: set[int] = set()
        """Numbers of the streams in which fonts say what they show."""
        self._covers = True
        """Whether all that is in the file is looked at."""
        self._pictures: set[int] = set()
        """Those of what is drawn."""
        self._drawn: set[int] = set()
        """Those of it that were read as such."""
        self._beside: list[bytes] = []
        """What is said in drawings beside their text."""

    def said(self) -> Iterator[str | bytes]:
        """Give all of it."""
        for value in self._file.with_fonts():
            self._know_fonts(value)
        for page in self._pages():
            yield from self._page(page)
        for number in self._file.streams:
            self._watch.spend(0)
            yield from self._stream(number)
        yield from self._strings()
        yield strings(self._file.opening)
        if self._covers:
            self._watch.cover()

    def _know_fonts(self, value: Value) -> None:
        """Take in the fonts of which it is known how they tell what they show."""
        todo = [value]
        while todo:
            one = todo.pop()
            if isinstance(one, list):
                todo += one
            elif isinstance(one, dict):
                todo += one.values()
                is_font = self._file.value(one.get("/Type")) == "/Font"
                if is_font and one.get("/Subtype") not in _FONTS:
                    self._tables.add(table_of(one))

    def _pages(self) -> Iterator[dict[str, Value]]:
        """Give all pages, with what they have from those above them."""
        root = self._file.kind(self._file.trailer.get("/Root"), dict)
        todo: list[tuple[Value, Value]] = [(root.get("/Pages"), {})]
        count = 0
        while todo:
            value, resources = todo.pop()
            node = self._file.kind(value, dict)
            resources = node.get("/Resources", resources)
            count += 1
            if count > _MOST_PAGES:
                raise OddError
            if node.get("/Type") == "/Pages":
                kids = self._file.kind(node.get("/Kids"), list)
                todo += [(kid, resources) for kid in reversed(kids)]
            else:
                yield {**node, "/Resources": resources}

    def _page(self, page: Mapping[str, Value]) -> Iterator[str]:
        contents = page.get("/Contents", [])
        contents = [contents] if isinstance(contents, Reference) else contents
        listed = self._file.kind(contents, list)
        numbers = [each.number for each in listed if isinstance(each, Reference)]
        if len(numbers) != len(listed):
            raise OddError
        self._pictures.update(numbers)
        drawing = b"\n".join(map(self._file.stream, numbers))
        text = self._text(drawing, page["/Resources"], numbers)
        yield from _read(text)
        tell_unread(text, drawing, self._watch)

    def _text(self, drawing: bytes, named: Value, numbers: Iterable[int]) -> str:
        """Return what is drawn in streams, with what they call by name."""
        if not speaks(drawing, self._watch):
            return ""
        resources = self._file.kind(named, dict)
        fonts = self._file.kind(resources.get("/Font", {}), dict)
        others = self._file.kind(resources.get("/XObject", {}), dict)
        look = partial(self._watch.spend, 0)

        def picture(name: str) -> None:
            other = others.get(name)
            number = other.number if isinstance(other, Reference) else -1
            if self._file.head(number).get("/Subtype") != "/Image":
                raise OddError

        font = self._letters
        text, beside = text_drawn(drawing, lambda name: font(fonts.get(name)), picture, look)
        if _RIGHT_TO_LEFT.search(text):
            raise OddError
        self._beside.append(beside)
        self._drawn.update(numbers)
        return text

    def _letters(self, font: Value) -> Letters:
        if not isinstance(font, Reference):
            raise OddError
        if font.number not in self._fonts:
            self._fonts[font.number] = letters_of(self._file, self._file.kind(font, dict))
        return self._fonts[font.number]

    def _strings(self) -> Iterator[str | bytes]:
        """Give the strings and names of all objects, what is often there but once."""
        others = (b"\n".join(dict.fromkeys(each)) for each in (self._file.heads, self._beside))
        listed = [written(each) for each in (*self._file.lists, *others)]
        whole = [each for each in listed if each is not None]
        if len(whole) < len(listed):
            raise OddError
        yield from map(strings, _names(whole))
        found = dict.fromkeys(string for each in whole for string in each.strings)
        texts = dict.fromkeys(map(_decoded, found))
        yield BETWEEN.join(text for text in texts if _PLAIN.fullmatch(text))
        yield from (text for text in texts if not _PLAIN.fullmatch(text))
        # Together, since they are read in all the encodings that they may be in.
        yield b"\n".join(each for each in found if _is_foreign(each))

    def _stream(self, number: int) -> Iterator[str | bytes]:
        head = self._file.head(number)
        kind, its = head.get("/Type"), head.get("/Subtype")
        if its == "/Image":
            # A photo is a file of its own; any other picture is nothing but its points.
            if "DCTDecode" in str(head.get("/Filter")):
                yield self._file.photo(number)
            else:
                self._covers = False
            return
        data = self._file.stream(number)
        if kind == "/ObjStm":
            return
        if kind == "/EmbeddedFile" or is_known(data):
            yield data
        elif number in self._tables:
            yield characters(data)[1]
        elif number not in self._drawn:
            if its == "/Form":
                self._pictures.add(number)
                yield from _read(self._text(data, head.get("/Resources", {}), [number]))
            drawing = written(data) if number in self._pictures else None
            said = drawing.whole if drawing else data
            if number not in self._drawn:
                # What is neither text nor file is how a document is kept.
                yield said if as_text(said) is not None else strings(said)


def _read(text: str) -> Iterator[str]:
    """Give a text in every way to read it, and to part it into words."""
    yield from readings(text.replace(NARROW, " "))
    if NARROW in text:
        yield from readings(text.replace(NARROW, ""))


def _names(listed: list[Written]) -> Iterator[bytes]:
    """Give the names in lists of objects, and what else around strings may say anything."""
    names: dict[bytes, None] = {}
    for each in listed:
        parts = dict.fromkeys(each.around.translate(_APART).replace(b"/", b" /").split())
        others = [part for part in parts if not part.startswith(b"/")]
        if not all(map(_ORDINARY.fullmatch, others)):
            yield each.around
        names.update(dict.fromkeys(part for part in parts if part.startswith(b"/")))
        names.update(dict.fromkeys(each.names))
    yield b"\n".join(names)


def _decoded(string: bytes) -> str:
    """Decode a string as PDF has it."""
    for mark, encoding in _MARKS.items():
        if string.startswith(mark):
            return string.decode(encoding, "replace").lstrip("\ufeff")
    return string.decode("latin-1").translate(_OWN)


def _is_foreign(string: bytes) -> bool:
    """Say whether no standard says in which letters a string is."""
    return not (string.isascii() or string.startswith((*_MARKS,))) and as_text(string) is not None
