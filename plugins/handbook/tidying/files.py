"""Files: a file's bytes mended, by what kind of file it is."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from handbook.problems import Problem
from handbook.reading.files import decode
from handbook.text.decoding import Decoded
from handbook.tidying.changes import Change, Mended
from handbook.tidying.encodings import Locality, certain_text, shown
from handbook.tidying.texts import with_line_feeds

Mend = Callable[[str], Mended]
_UTF_8 = "utf-8"


class Mark(Enum):
    """What becomes of the mark (byte order mark) at the beginning of a file."""

    KEEP = "keep"
    """It stays where it is, and is added where a file was saved in another encoding.

    Only a spreadsheet program writes those, and Excel reads UTF-8 as another encoding without the
    mark: it would garble every accent the next time the file is saved.
    """
    ADD = "add"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Tidied:
    """One file before and after."""

    path: str
    """From the project's root."""
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Why the file, or the cells of the table in it, were left alone."""


def unchanged(path: str, content: bytes, problems: tuple[Problem, ...]) -> Tidied:
    """Leave a file alone."""
    return Tidied(path, content, content, (), problems)


def tidy(path: str, content: bytes, locality: Locality, mend: Mend, mark: Mark) -> Tidied:
    """Mend the bytes of a file: encoding, line ends, and what `mend` makes of its text.

    Args:
        path: From the project's root.
        content: The file as it is.
        locality: What the programme tells of the computers it is written on.
        mend: Makes the mends of this kind of file, of a text that ends its lines with LF.
        mark: What becomes of a byte order mark.
    """
    told = decode(content, path).problems
    found = certain_text(content, locality)
    if found is None or any(problem.code != "encoding" for problem in told):
        return unchanged(path, content, told)
    hidden = decode(found.text.encode(), path).problems
    if hidden:
        # What the wrong encoding kept the reader from seeing, such as a merge conflict.
        return unchanged(path, content, hidden)
    ended = with_line_feeds(found.text)
    mended = mend(ended.text)
    marked = mark is Mark.ADD or (
        mark is Mark.KEEP and (bool(found.mark) or found.encoding != _UTF_8)
    )
    after = (codecs.BOM_UTF8 if marked else b"") + mended.text.encode()
    changes = (*_of_bytes(found, marked), *ended.changes, *mended.changes)
    return Tidied(path, content, after, changes, mended.problems)


def _of_bytes(found: Decoded, marked: bool) -> tuple[Change, ...]:
    changes = []
    if found.encoding != _UTF_8:
        changes.append(Change("encoding", details={"before": shown(found.encoding)}))
    if bool(found.mark) != marked and not found.encoding.startswith("utf-16"):
        changes.append(Change("mark_added" if marked else "mark_dropped"))
    return tuple(changes)
