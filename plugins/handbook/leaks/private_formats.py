"""Private formats: from the bytes of a file of `private/` to tables, pairs and lines."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from handbook.leaks.binaries import as_text, is_known
from handbook.leaks.documents import (
    Document,
    EncryptedError,
    Row,
    TooLargeError,
    document_in,
    web_document,
    xml_document,
)
from handbook.leaks.foreign import readings, unmarked
from handbook.leaks.headings import Column, headings_of, is_like_name
from handbook.leaks.private_files import PrivateFile, table_in
from handbook.leaks.private_lists import add_cards, add_json, add_yaml
from handbook.leaks.reader import Reader
from handbook.leaks.unread import Budget, SpentError, Unread
from handbook.reading.files import MAX_BYTES
from handbook.text.decoding import NEWLINE, Decoded, decoded

_DEEPEST = 3
_MOST_MEMBERS = 1_000
_PAIR = re.compile(
    r"\A[\s>+•-]*[\"']?(?P<key>[^\W\d_][\w /'’().-]{0,40}?)[\"']?\s*:\s+(?P<value>\S.*)"
)
_EMPHASIS = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}")
_PIECES = re.compile(r"[/|;,(<&–]|\s(?:and|y|und|et|e|i)\s|\s-\s")
_RULE = re.compile(r"[\s|:+=-]+")
_REASONS = {
    Unread.ENCRYPTED: "private-encrypted",
    Unread.LARGE: "private-large",
    Unread.DAMAGED: "private-damaged",
}


def read_private(path: str, content: bytes) -> PrivateFile:
    """Make out what stands in a file, by its name and what it begins with.

    Args:
        path: from the project's root.
        content: of the file.
    """
    file = PrivateFile(path)
    try:
        _read(file, PurePosixPath(path).name, content, Budget(), 0)
    except EncryptedError:
        file.tell("private-encrypted")
    except (TooLargeError, SpentError, MemoryError, RecursionError):
        file.tell("private-large")
    except Exception:  # noqa: BLE001 - damaged files make libraries raise anything
        file.tell("private-damaged")
    return file


def _read(file: PrivateFile, name: str, content: bytes, budget: Budget, depth: int) -> None:
    if not content.strip():
        return
    budget.spend(len(content))
    if depth > _DEEPEST:
        raise TooLargeError
    document = document_in(content)
    packed = _opened(content)
    if document is not None:
        _add_document(file, document)
    elif packed is not None:
        _read(file, PurePosixPath(name).stem, packed.read(MAX_BYTES + 1), budget, depth + 1)
    elif content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        _read_members(file, content, budget, depth)
    elif len(content) > MAX_BYTES:
        raise TooLargeError
    else:
        _read_text(file, name, content, budget)


def _opened(content: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | None:
    stream = io.BytesIO(content)
    if content.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream)
    if content.startswith(b"BZh"):
        return bz2.BZ2File(stream)
    return lzma.LZMAFile(stream) if content.startswith(b"\xfd7zXZ\0") else None


def _read_members(file: PrivateFile, content: bytes, budget: Budget, depth: int) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > _MOST_MEMBERS:
            raise TooLargeError
        for member in members:
            if member.flag_bits & 1:
                file.tell("private-encrypted")
            elif member.file_size > MAX_BYTES:
                file.tell("private-large")
            else:
                _read(file, member.filename, archive.read(member), budget, depth + 1)


def _read_text(file: PrivateFile, name: str, content: bytes, budget: Budget) -> None:
    ending = PurePosixPath(name).suffix.casefold()
    found = None if content.startswith((b"%PDF-", b"{\\rtf")) else decoded(content)
    wide = unmarked(content) if as_text(content) is None and not is_known(content) else None
    found = Decoded(wide) if wide is not None else found
    # A table may hold a zero by accident; anything else with control characters is no text.
    if found is None or (as_text(content) is None and wide is None and ending not in _BY_ENDING):
        _read_other(file, content, budget)
        return
    texts = [found.text]
    if found.doubt is not None:
        file.tell("private-encoding", found.doubt.place[0])
        texts += readings(content)
    add = _BY_ENDING.get(ending, _add_any)
    for text in dict.fromkeys(texts):
        add(file, text.replace("\0", "").removeprefix("\ufeff"))


def _read_other(file: PrivateFile, content: bytes, budget: Budget) -> None:
    """Take what the search of the site can read in it: running text."""
    reader = Reader(budget)
    said = dict.fromkeys(line for text in reader.texts(content) for line in NEWLINE.split(text))
    readable = as_text(content) is not None or b"%PDF-" in content[:1024]
    file.add_lines(((0, line) for line in said), telling=readable)
    if not readable:
        file.tell("private-format")
    for reason in sorted(reader.unread):
        file.tell(_REASONS.get(reason, "private-format"))


def _add_document(file: PrivateFile, document: Document) -> None:
    for table in document.tables:
        if table:
            file.add_table(table)
    _add_lines(file, "\n".join(document.paragraphs))


def _add_any(file: PrivateFile, text: str) -> None:
    """Take a text of which its name tells nothing."""
    start = text.lstrip()[:7].casefold()
    if start == "begin:v":
        _or_lines(add_cards)(file, text)
    elif start.startswith(("{", "[")):
        _or_lines(add_json)(file, text)
    elif start.startswith("<"):
        _add_web(file, text)
    else:
        _add_txt(file, text)


def _add_csv(file: PrivateFile, text: str) -> None:
    _, rows = table_in(text)
    if any(cells for _, cells in rows):
        file.add_table(rows)


def _add_txt(file: PrivateFile, text: str) -> None:
    """Take a text for a table where its first lines look like one."""
    found, rows = table_in(text)
    known = any(each.known for each in headings_of(found.labels))
    widths = {len(record.cells) for record in found.records}
    if (known and max(widths, default=0) == len(found.labels)) or (
        widths == {len(found.labels)} and len(found.labels) > 1
    ):
        file.add_table(rows)
    else:
        _add_lines(file, text)


def _add_web(file: PrivateFile, text: str) -> None:
    try:
        document = xml_document(text.encode("utf-8", "replace"))
    except TooLargeError:
        raise
    except Exception:  # noqa: BLE001 - what is no XML may still be a page
        document = web_document(text)
    _add_document(file, document)


def _add_lines(file: PrivateFile, text: str) -> None:
    """Take the pairs and tables that stand in a text, and what else there is line by line."""
    table: list[Row] = []
    maps: list[tuple[int, Mapping[str, str]]] = []
    lines: list[tuple[int, str]] = []
    for number, line in enumerate((*NEWLINE.split(text), ""), 1):
        bare = _EMPHASIS.sub("", line)
        if "|" in bare:
            if not _RULE.fullmatch(bare):
                table.append((number, tuple(_cells(bare))))
            continue
        if table:
            file.add_table(table)
            table = []
        pair = _pair(bare)
        if pair:
            maps.append((number, pair))
        else:
            lines.append((number, bare))
    file.add_maps(maps)
    file.add_lines(lines)


def _pair(line: str) -> dict[str, str]:
    """Take a line such as `Phone: 600 100 200`; nothing where it is a sentence with a colon."""
    found = _PAIR.match(line)
    heading = headings_of([found["key"]])[0] if found else None
    if found is None or heading is None or not heading.known:
        return {}
    value = found["value"].strip(" \"'")
    if Column.NAME in heading.parts and not any(map(is_like_name, _PIECES.split(value))):
        return {}
    return {found["key"]: value}


def _or_lines(add: Callable[[PrivateFile, str], bool]) -> Callable[[PrivateFile, str], None]:
    """Take a text line by line where it is not what its name says."""

    def added(file: PrivateFile, text: str) -> None:
        if not add(file, text):
            _add_lines(file, text)

    return added


def _cells(line: str) -> Sequence[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


_BY_ENDING: Mapping[str, Callable[[PrivateFile, str], None]] = {
    **dict.fromkeys((".csv", ".tsv", ".tab"), _add_csv),
    ".txt": _add_any,
    **dict.fromkeys((".yaml", ".yml"), _or_lines(add_yaml)),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), _or_lines(add_json)),
    **dict.fromkeys((".vcf", ".vcard", ".ics"), _or_lines(add_cards)),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xml", ".fods", ".fodt"), _add_web),
    **dict.fromkeys((".md", ".markdown", ".rst", ".org"), _add_lines),
}
