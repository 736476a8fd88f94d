"""Documents: the tables and paragraphs in what office programs save.

Spreadsheets and texts of Microsoft's and of LibreOffice's kind, and web pages. All are bounded: a
small file may claim to hold a table of the size of the world.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.parsers.expat import ParserCreate

from handbook.leaks.headings import is_like_name

MOST_BYTES = 64 * 1024 * 1024
"""Of all parts of one document together, unpacked."""
MOST_CELLS = 1_000_000
_MOST_REPEATED = 64
"""Cells that one of a spreadsheet may stand for: programs save what is empty to the right so."""
# Without the hyphens that the names of LibreOffice have.
_ROW = frozenset(("tablerow", "tr"))
_CELL = frozenset(("tablecell", "coveredtablecell", "tc", "td", "th"))
_PARAGRAPH = frozenset(("p", "h", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"))
_BREAK = frozenset(("br", "linebreak", "tab", "cr", "s"))
_TABLE = frozenset(("table", "tbl"))
_UNSEEN = frozenset(("script", "style"))
_SHEET_TEXTS = re.compile(
    r"xl/(?:comments|drawings/|persons/|threadedcomments|worksheets/comments).*\.xml",
    re.IGNORECASE,
)
_TEXTS = re.compile(r"(?:word/.*|ppt/.*|content|styles)\.xml", re.IGNORECASE)
_LITERAL = re.compile(r'="([^"]*)"')
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")

Row = tuple[int, tuple[str, ...]]
"""Number of a row, and its cells."""


class EncryptedError(ValueError):
    """The document opens with a password only."""


class TooLargeError(ValueError):
    """The document holds more than can be looked at."""


@dataclass
class Document:
    """What stands in a document."""

    tables: list[list[Row]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    """What stands in no table."""


def document_in(content: bytes) -> Document | None:
    """Read what an office program has saved; None where it is nothing of the kind.

    Raises:
        EncryptedError: it needs a password.
        TooLargeError: it is too large.
        Exception: it is damaged; what the libraries raise then is not limited to their own errors.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
            raise TooLargeError
        manifest = "META-INF/manifest.xml"
        if manifest in names and b":encryption-data" in archive.read(manifest):
            raise EncryptedError
        if "xl/workbook.xml" in names:
            _refuse_declarations(archive)
            beside = _texts(archive, _SHEET_TEXTS).paragraphs
            sheets = dict(_sheets(content))
            return Document(list(sheets.values()), [*filter(is_like_name, sheets), *beside])
        if (
            "content.xml" in names
            or "word/document.xml" in names
            or "ppt/presentation.xml" in names
        ):
            return _texts(archive, _TEXTS)
    return None


def xml_document(content: bytes) -> Document:
    """Read the tables and paragraphs of XML in a language of office programs, or of a web page.

    Raises:
        ExpatError: it is no XML.
        TooLargeError: it has more cells than can be looked at, or declares entities.
    """
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    heard = _Heard()

    def refuse(*_: Any) -> None:
        raise TooLargeError

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: heard.start(
        _local(name), _repeated(attributes)
    )
    parser.EndElementHandler = lambda name: heard.end(_local(name))
    parser.CharacterDataHandler = heard.text
    parser.Parse(content, True)
    return heard.finished()


def _local(name: str) -> str:
    return name.rpartition(" ")[2].replace("-", "")


def web_document(text: str) -> Document:
    """Read the tables and paragraphs of a web page."""
    reader = _WebReader()
    reader.feed(text)
    reader.close()
    return reader.heard.finished()


def _refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Refuse parts that declare entities, of which a few become more than memory holds."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            part = archive.read(member).replace(b"\0", b"")
            if any(mark in part for mark in _DECLARES):
                raise TooLargeError


def _sheets(content: bytes) -> Iterator[tuple[str, list[Row]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and few have a spreadsheet

    options = {"read_only": True, "keep_links": False}
    book = load_workbook(io.BytesIO(content), data_only=True, **options)
    formulas = load_workbook(io.BytesIO(content), **options)
    left = MOST_CELLS
    for sheet, written in zip(book.worksheets, formulas.worksheets, strict=True):
        # The size that a sheet claims to have may be any.
        sheet.reset_dimensions()
        written.reset_dimensions()
        rows = []
        both = zip(
            sheet.iter_rows(values_only=True), written.iter_rows(values_only=True), strict=False
        )
        for number, (values, sources) in enumerate(both, 1):
            # What a formula comes to is known only if a program has written it down.
            pairs = zip(values, sources, strict=False)
            cells = [source if value is None else value for value, source in pairs]
            left -= max(len(cells), 1)
            if left < 0:
                raise TooLargeError
            if any(cell is not None for cell in cells):
                rows.append((number, tuple(map(_written, cells))))
        yield str(sheet.title), rows


def _written(value: Any) -> str:
    """Write a cell as it is read: a telephone number is often kept as a number."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    literal = _LITERAL.fullmatch(str(value))
    return literal[1] if literal else str(value)


def _texts(archive: zipfile.ZipFile, wanted: re.Pattern[str]) -> Document:
    whole = Document()
    for name in sorted(archive.namelist()):
        if wanted.fullmatch(name):
            part = xml_document(archive.read(name))
            whole.tables += part.tables
            whole.paragraphs += part.paragraphs
    return whole


def _repeated(attributes: dict[str, str]) -> int:
    for name, value in attributes.items():
        if _local(name) == "numbercolumnsrepeated" and value.isdecimal():
            return min(int(value[:6]), _MOST_REPEATED)
    return 1


class _Heard:
    """Puts together what a parser hears."""

    def __init__(self) -> None:
        self._document = Document()
        self._tables: list[list[Row]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._times = 1
        self._said: list[str] = []
        self._unseen = 0
        self._left = MOST_CELLS

    def start(self, name: str, times: int = 1) -> None:
        if name in _UNSEEN:
            self._unseen += 1
        elif name in _TABLE:
            self._pause()
            self._tables.append([])
        elif name in _ROW and self._tables:
            self._end_row()
            self._row = []
        elif name in _CELL and self._row is not None:
            self._end_cell()
            self._cell, self._times = [], times
        elif name in _PARAGRAPH or name in _BREAK:
            self._pause(name)

    def end(self, name: str) -> None:
        if name in _UNSEEN:
            self._unseen -= 1
        elif name in _TABLE and self._tables:
            self._end_row()
            self._document.tables.append(self._tables.pop())
        elif name in _ROW:
            self._end_row()
        elif name in _CELL:
            self._end_cell()
        elif name in _PARAGRAPH:
            self._pause(name)

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None and self._tables:
            self._tables[-1].append((len(self._tables[-1]) + 1, tuple(self._row)))
        self._row = None

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            self._left -= self._times
            if self._left < 0:
                raise TooLargeError
            self._row += ["".join(self._cell).strip()] * self._times
        self._cell = None

    def text(self, text: str) -> None:
        if not self._unseen:
            (self._said if self._cell is None else self._cell).append(text)

    def finished(self) -> Document:
        self._end_row()
        self._pause()
        self._document.tables += self._tables
        return self._document

    def _pause(self, name: str = "") -> None:
        if self._cell is not None:
            self._cell.append(" " if name in _BREAK else "\n")
        elif name in _BREAK:
            self._said.append(" ")
        else:
            said = "".join(self._said).strip()
            self._document.paragraphs += [said] if said else []
            self._said = []


class _WebReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.heard = _Heard()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.heard.start(tag)

    def handle_endtag(self, tag: str) -> None:
        self.heard.end(tag)

    def handle_data(self, data: str) -> None:
        self.heard.text(data)
