"""The private folder: names, addresses and numbers of people in any file of `private/`.

The search has to know who is named there even where a file could not be used for anything else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from handbook.content_type import PRIVATE, ContentType
from handbook.leaks import Confidential, Kind
from handbook.leaks.documents import MOST_BYTES
from handbook.leaks.headings import Column, is_like_name, is_of_phones, without_item
from handbook.leaks.private_files import Cell, PrivateFile, PrivateRow
from handbook.leaks.private_formats import read_private
from handbook.problems import Place, Problem, Severity
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Schema
from handbook.text.addresses import emails_in
from handbook.text.folding import words_of
from handbook.text.names import is_full
from handbook.text.recognising import is_day, phones_in

OUR_SCRIPT = re.compile(r"private/history-withdrawn-[0-9a-f]+\.sh")
"""What a withdrawal leaves there, of somebody who is sought by a fingerprint."""
_OF_PARTS = {"private-columns", "private-keys", "private-keys-somewhere", "private-prose"}
"""What is told of a part of a file; of a table of ours its schema knows every part."""
_BESIDE_ADDRESS = re.compile(
    r"([^\W\d_][^<>()@\n\d,;:\"]{2,60}?)\"?\s*[<(\[]\s*(?=[^\s<>()@]{1,64}@)"
)
_SIZES = (2, 3, 4)
"""Words before an address that may be a name."""
_SEVERAL = re.compile(r"[/|;\n]|(?<=\s)(?:[–—&-]|und|and|et|y|eta|en|og)(?=\s)")
_BESIDE = re.compile(r"[,(:]")
_ASIDE = re.compile(
    r"[<(\[][^<>()\[\]@]{0,64}@[^<>()\[\]]{0,255}[>)\]]|(?<!\S)\S{1,64}@\S+|\+?\d[\d ().-]{5,}+"
)


def private_values(
    root: Path, content_types: Sequence[ContentType]
) -> Iterator[Confidential | None]:
    """Give what `private/` holds of people; None for each file of which nothing can be read.

    Of a table of ours every cell is given, by its schema; of any other file the cells under a
    heading that speaks of a name or telephone, every e-mail address and number, and what looks
    like a name and stands by itself, which is not looked for unless its words are rare.

    Args:
        root: the project's folder; `private/` need not be there.
        content_types: among them those with a table in `private/`.
    """
    for file in private_files(root):
        if any(each.code != "private-columns" for each in file.untold) and not file.rows:
            yield None
        schema = _schema(file.path, content_types)
        called = re.sub(r"[_.-]+", " ", PurePath(file.path).stem)
        if is_like_name(called) and called[0] != " ":
            yield _perhaps(Place(file.path), "name", called, telling=True)
        for row in file.rows:
            found = _known(row, schema) if schema else _guessed(row)
            yield from dict.fromkeys(found)
        if schema is None:
            for place, line in file.lines:
                yield from _of_line(place, line, names_only=file.names_only)


def private_faults(root: Path, content_types: Sequence[ContentType]) -> Iterator[Problem]:
    """Warn of each file of `private/`, and of each column, that the search does not understand.

    Args:
        root: the project's folder; `private/` need not be there.
        content_types: among them those with a table in `private/`, whose columns are known.
    """
    for file in private_files(root):
        of_ours = _schema(file.path, content_types) is not None
        for each in file.untold:
            if not (of_ours and each.code in _OF_PARTS):
                details = {"which": each.which}
                yield Problem(each.place, each.code, "", "", Severity.WARNING, details)


def private_files(root: Path) -> Iterator[PrivateFile]:
    """Read every file below `private/`, hidden ones too.

    Args:
        root: the project's folder.
    """
    top = root / PRIVATE
    if not top.is_dir():
        return
    for path in _below(top):
        name = path.relative_to(root).as_posix()
        if OUR_SCRIPT.fullmatch(name):
            continue
        # Nobody looks behind a link to a folder, which may lead anywhere.
        unread = PrivateFile(name)
        try:
            if not path.is_file():
                unread.tell("private-irregular")
            elif path.stat().st_size > MOST_BYTES:
                unread.tell("private-large")
            else:
                yield read_private(name, path.read_bytes())
                continue
        except OSError:
            unread.tell("private-irregular")
        yield unread


def _below(folder: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in inside:
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        else:
            yield path


def _schema(path: str, content_types: Sequence[ContentType]) -> Schema | None:
    for kind in content_types:
        if kind.private and not kind.documents and PurePath(path).match(kind.file):
            return load_schema(kind.schema)
    return None


def _known(row: PrivateRow, schema: Schema) -> Iterator[Confidential]:
    """Tell the cells of a table of ours apart by its schema."""
    person = schema.person.name if schema.person else ""
    dates = {field.name for field in schema.fields if field.type in {"date", "boolean"}}
    for cell in row.cells:
        column = cell.label.casefold()
        if column == person:
            yield Confidential(cell.value, Kind.NAME, row.place, column)
        elif column not in dates:
            kind = Kind.PHONE if is_of_phones(column) else Kind.TEXT
            yield Confidential(cell.value, kind, row.place, column)


def _guessed(row: PrivateRow) -> Iterator[Confidential]:
    """Tell the cells of any other table apart by their headings."""
    people: dict[frozenset[str], list[tuple[Column, str]]] = defaultdict(list)
    for cell in row.cells:
        place, parts = row.place, cell.heading.parts
        yield from _reached(place, cell.label, cell.value)
        if parts[0] in {Column.GIVEN, Column.FAMILY}:
            people[cell.heading.of].append((parts[0], cell.value))
        elif Column.PHONE in parts and len(parts) == 1:
            yield Confidential(cell.value, Kind.PHONE, place, cell.label)
        elif Column.NAME in parts:
            for name in _names(cell):
                if any(map(str.isalpha, name)) and not is_day(name):
                    yield Confidential(name, Kind.NAME, place, cell.label)
        elif Column.UNKNOWN in parts and is_like_name(cell.value):
            yield _perhaps(place, cell.label, cell.value, telling=False)
    for named in people.values():
        for name in _joined(named):
            yield Confidential(name, Kind.NAME, row.place, "name")


def _names(cell: Cell) -> Iterator[str]:
    """Give the names in a cell, which may hold several, or other things beside them."""
    value = cell.value
    if "@" in value or value[-1:].isdigit():
        value = _ASIDE.sub("", value).strip()
    parts, pieces = cell.heading.parts, _parted(_SEVERAL, value)
    if len(parts) > 1 and len(pieces) == 1:
        pieces = _parted(_BESIDE, value.rstrip(" )"))
    if len(pieces) == len(parts) > 1:
        yield from (piece for piece, part in zip(pieces, parts, strict=True) if part is Column.NAME)
    elif len(pieces) > 1 and len(parts) == 1 and not all(map(is_full, pieces)):
        yield value
    elif len(parts) == 1:
        yield from pieces
    else:
        # What is beside the names cannot be told from them.
        yield from (piece for piece in pieces if is_like_name(piece))


def _parted(between: re.Pattern[str], text: str) -> list[str]:
    return [piece.strip() for piece in between.split(text) if words_of(piece)]


def _joined(named: Sequence[tuple[Column, str]]) -> Iterator[str]:
    """Put given and family names together, as often as both are there."""
    given: list[str] = []
    family: list[str] = []
    before = None
    for column, value in named:
        again = given and family and column is not before
        if again:
            yield " ".join([*given, *family])
            given, family = [], []
        (given if column is Column.GIVEN else family).append(value)
        before = column
    if given and family:
        yield " ".join([*given, *family])


def _of_line(place: Place, line: str, *, names_only: bool) -> Iterator[Confidential]:
    yield from _reached(place, "", line)
    if is_like_name(line):
        yield _perhaps(place, "name", without_item(line), telling=names_only)


def _reached(place: Place, field: str, text: str) -> Iterator[Confidential]:
    """Give the addresses and numbers in a text, and whom an address is said to be of."""
    for address in emails_in(text):
        yield Confidential(address, Kind.TEXT, place, field or "email")
    for number in phones_in(text):
        yield Confidential(number, Kind.PHONE, place, field or "phone")
    if "@" in text:
        for found in _BESIDE_ADDRESS.finditer(text):
            words = found[1].split()
            for size in _SIZES:
                if is_like_name(" ".join(words[-size:])):
                    yield _perhaps(place, field or "name", " ".join(words[-size:]), telling=True)


def _perhaps(place: Place, field: str, name: str, *, telling: bool) -> Confidential:
    """Give what looks like a name; `private` says that its words have to be rare besides."""
    return Confidential(name, Kind.NAME, place, field, telling=telling, private=True)
