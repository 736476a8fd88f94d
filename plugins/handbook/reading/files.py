"""Files: from a path below `programme/` to text, refusing what is not a text file of ours."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from handbook.problems import Place, Problem
from handbook.text.decoding import ARCHIVES, BINARIES, HALF, LOST, decoded, position

FOLDER = "programme"
PROGRAMME = "programme.yaml"
VOCABULARY = "vocabulary.yaml"
FIELDS = "fields.yaml"
WITHDRAWN = "withdrawn.yaml"
EDITIONS = "editions"
PINNED = "reference-date.txt"
"""Holds the reference date of a programme that is only an example."""
_SYSTEM = {"thumbs.db", "desktop.ini"}
MAX_BYTES = 10_000_000
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>]|<head[\s>])", re.IGNORECASE
)
_OURS, _MIDDLE, _THEIRS = (
    re.compile(rf"^{sign}{{7}}(?: [^\n\r]*)?\r?$", re.MULTILINE) for sign in "<=>"
)
"""Lines that a merge leaves; seven = may also underline a heading."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, None where the file is absent or refused."""

    path: str
    """From the project's root, with forward slashes."""
    text: str | None = None
    problems: tuple[Problem, ...] = ()


def label(path: str, folder: str = FOLDER) -> str:
    """Return the path from the project's root of a path from `programme/` or another folder.

    >>> label("mentors.csv"), label("pairs.csv", "private")
    ('programme/mentors.csv', 'private/pairs.csv')
    """
    return f"{folder}/{path}"


def read_text(root: Path, path: str, *, optional: bool = False, folder: str = FOLDER) -> FileText:
    """Read a file below `programme/` or another folder of data.

    Args:
        root: The project's folder.
        path: From that folder, with forward slashes.
        optional: Whether the file may be absent without a problem.
        folder: `programme` or `private`.

    >>> read = read_text(Path("/nowhere"), "mentors.csv")
    >>> read.text, [(str(one.place), one.code) for one in read.problems]
    (None, [('programme/mentors.csv', 'file-missing')])
    >>> read_text(Path("/nowhere"), "fields.yaml", optional=True)
    FileText(path='programme/fields.yaml', text=None, problems=())
    """
    shown = label(path, folder)
    content, problems = read_bytes(root, path, folder)
    if content is not None:
        return decode(content, shown)
    if optional and any(problem.code == "file-missing" for problem in problems):
        return FileText(shown)
    return FileText(shown, None, problems)


def read_bytes(
    root: Path, path: str, folder: str = FOLDER
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Read the bytes of a file below `programme/` or another folder of data.

    Args:
        root: The project's folder.
        path: From that folder, with forward slashes.
        folder: `programme` or `private`.

    Returns:
        What is in it, or None and why it may not or cannot be read.
    """
    place = Place(label(path, folder))
    code, details = _refusal(root / folder, path)
    if code:
        return None, (Problem(place, code, details=details),)
    try:
        return (root / folder / path).read_bytes(), ()
    except OSError:
        return None, (Problem(place, "file-unreadable"),)


def set_aside(name: str) -> bool:
    """Say whether a file or folder of this name is left alone where others are told.

    >>> set_aside("_draft.yaml"), set_aside("README.txt"), set_aside("mentors.csv")
    (True, True, False)
    """
    return (
        name.startswith((".", "_", "~"))
        or name.casefold() in _SYSTEM
        or name.casefold().partition(".")[0] == "readme"
    )


def list_editions(root: Path) -> tuple[str, ...]:
    """List the folders under `programme/editions/`, without those set aside."""
    folder = root / FOLDER / EDITIONS
    if not folder.is_dir():
        return ()
    folders = (entry.name for entry in folder.iterdir() if entry.is_dir())
    return tuple(sorted(name for name in folders if not name.startswith((".", "_"))))


def decode(content: bytes, path: str) -> FileText:
    """Turn the bytes of a file into text, or into the problem that forbids it."""
    if content.startswith(ARCHIVES):
        return _refused(path, "file-spreadsheet")
    if content.startswith(BINARIES):
        return _refused(path, "file-binary")
    found = decoded(content)
    if found is None or not found.encoding.startswith("utf-16"):
        zero = content.find(b"\0")
        if zero >= 0:
            before = content[:zero].decode("utf-8-sig", "replace")
            return _refused(path, "file-binary", position(before, len(before)))
    if found is None:
        return _refused(path, "file-binary")
    if found.doubt:
        character = found.doubt.character
        return _refused(path, "encoding", found.doubt.place, character=character)
    return _examined(HALF.sub(LOST, found.text), path)


def _examined(text: str, path: str) -> FileText:
    if not text.strip("\ufeff \t\r\n"):
        return _refused(path, "file-empty")
    if _HTML.match(text):
        return _refused(path, "file-html")
    conflict = _conflict(text) if "<<<<<<<" in text or ">>>>>>>" in text else -1
    if conflict >= 0:
        return _refused(path, "merge-conflict", position(text, conflict))
    return FileText(path, text)


def _conflict(text: str) -> int:
    """Return where a conflict, or what is left of one, begins."""
    ours, theirs = _OURS.search(text), _THEIRS.search(text)
    if ours or theirs is None:
        return ours.start() if ours else -1
    before = [middle.start() for middle in _MIDDLE.finditer(text, 0, theirs.start())]
    return before[-1] if before else theirs.start()


def _refused(path: str, code: str, spot: tuple[int, int] = (0, 0), **details: object) -> FileText:
    return FileText(path, None, (Problem(Place(path, *spot), code, details=details),))


def _refusal(base: Path, path: str) -> tuple[str, dict[str, object]]:
    """Say why a path may not be read, before its content is touched; an empty code if it may."""
    full = base / path
    if not _inside(base, path):
        return "path-outside", {}
    try:
        found = full.lstat()
    except OSError:
        return "file-missing", _similar_file(full)
    if not stat.S_ISREG(found.st_mode):
        return "file-irregular", {}
    return ("file-too-large" if found.st_size > MAX_BYTES else ""), {}


def _inside(base: Path, path: str) -> bool:
    """Say whether a path stays in a folder, also where links lead."""
    if "://" in path or "\\" in path or "\0" in path or ".." in path.split("/"):
        return False
    try:
        return (base / path).resolve().is_relative_to(base.resolve())
    except RuntimeError:  # a link that leads to itself
        return not Path(path).is_absolute()
    except OSError:
        return False


def _similar_file(full: Path) -> dict[str, object]:
    try:
        names = sorted(sibling.name for sibling in full.parent.iterdir() if sibling.is_file())
    except OSError:
        return {}
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(full.name.casefold(), list(folded), 1, cutoff=0.85)
    return {"suggestion": folded[close[0]]} if close else {}
