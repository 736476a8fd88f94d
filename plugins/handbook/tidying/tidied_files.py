"""Tidied files: the bytes of a file mended, and put in place of what they were."""

from __future__ import annotations

import codecs
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from handbook.atomic import replaced
from handbook.problems import Place, Problem
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import decode
from handbook.text.decoding import Decoded
from handbook.tidying.encodings import Locality, certain_text, shown
from handbook.tidying.mends import Mend, Mended

TextMender = Callable[[str], Mended]
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
    mends: tuple[Mend, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Why the file, or the cells of the table in it, were left alone."""


def unchanged(path: str, content: bytes, problems: tuple[Problem, ...]) -> Tidied:
    """Leave a file alone."""
    return Tidied(path, content, content, (), problems)


def tidy(path: str, content: bytes, locality: Locality, mend: TextMender, mark: Mark) -> Tidied:
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
    mends = (*_of_bytes(found, marked), *ended.mends, *mended.mends)
    return Tidied(path, content, after, mends, mended.problems)


def _of_bytes(found: Decoded, marked: bool) -> tuple[Mend, ...]:
    mends = []
    if found.encoding != _UTF_8:
        mends.append(Mend("encoding", details={"before": shown(found.encoding)}))
    if bool(found.mark) != marked and not found.encoding.startswith("utf-16"):
        mends.append(Mend("mark_added" if marked else "mark_dropped"))
    return tuple(mends)


def with_line_feeds(text: str) -> Mended:
    """End every line as LF does."""
    if "\r" not in text:
        return Mended(text)
    return Mended(text.replace("\r\n", "\n").replace("\r", "\n"), (Mend("line_ends"),))


def tidy_yaml(text: str) -> Mended:
    """End the lines of a YAML text without spaces, unless a text means them.

    Two of them break a line in Markdown. Comments, quotation marks and the order of keys stay as
    they are.
    """
    lines = text.split("\n")
    trimmed = [line.rstrip(" \t") for line in lines]
    touched = [number for number, line in enumerate(lines, 1) if line != trimmed[number - 1]]
    if not touched:
        return Mended(text)
    before, after = parse_yaml(text, ""), parse_yaml("\n".join(trimmed), "")
    if before.value is None or before.value != after.value:
        return Mended(text)
    mend = Mend("trailing_spaces", len(touched), tuple(touched))
    return Mended("\n".join(trimmed), (mend,))


def write(root: Path, tidied: Sequence[Tidied]) -> tuple[Problem, ...]:
    """Write every file that changes, keeping its permissions.

    All new contents are on the disk, beside the old ones, before the first file is replaced, so
    that at any moment each file is whole: the old one or the new one.

    Args:
        root: The project's folder.
        tidied: What is to be written, as planned.

    Returns:
        The files that are no longer what was planned for; then nothing was written.

    Raises:
        OSError: the machine refused; then every file is what it was.
    """
    changed = [one for one in tidied if one.after != one.before]
    problems = tuple(
        Problem(Place(one.path), "tidy-changed")
        for one in changed
        if _content(root / one.path) != one.before
    )
    if problems:
        return problems
    with replaced({root / one.path: one.after for one in changed}):
        return ()


def _content(path: Path) -> bytes | None:
    """Return what a file holds now; None where it is no file of its own any more."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else None
    except OSError:
        return None
