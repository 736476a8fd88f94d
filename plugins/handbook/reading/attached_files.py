"""Files beside the tables: biographies, material and pictures, and those that nothing reads.

A copy that a browser or a spreadsheet program left beside a table looks like the table; whoever
goes on in the copy sees no change on the site, and so is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from handbook.content_type import PRIVATE, ContentType
from handbook.problems import Place, Problem, Severity
from handbook.reading.documents.defaults import default_data
from handbook.reading.files import (
    EDITIONS,
    FIELDS,
    FOLDER,
    PINNED,
    VOCABULARY,
    WITHDRAWN,
    label,
    read_bytes,
    read_text,
    set_aside,
)
from handbook.text.bounds import LONGEST_TEXT, out_of_bounds
from handbook.text.folding import suggestion

_PICTURES = ("photos", "logos")


def folders_of_texts(content_types: Sequence[ContentType]) -> tuple[str, ...]:
    """Name the folders of `programme/` in which there are longer texts, one for each record."""
    return tuple(kind.name for kind in content_types if kind.texts)


def read_attachments(
    root: Path, content_types: Sequence[ContentType]
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Read the files beside the data of a programme.

    Args:
        root: the project's folder.
        content_types: those with a longer text to each record, among others.

    Returns:
        Content by path from `programme/`, and what was wrong. Texts are Markdown in UTF-8.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    with_texts = folders_of_texts(content_types)
    for folder in (*with_texts, *_PICTURES):
        paths, faults = _listed(root, folder)
        problems += faults
        for path in paths:
            name = f"{folder}/{path.name}"
            if path.name.startswith("."):
                continue
            if folder in with_texts:
                content, faults = _text(root, name)
            else:
                content, faults = read_bytes(root, name)
            problems += faults
            if content is not None:
                files[name] = content
    return files, tuple(problems)


def lines_of_texts(
    files: Mapping[str, bytes], names: Collection[str]
) -> Iterator[tuple[Place, str]]:
    """Give every line of the longer texts beside some tables, and where it stands.

    Args:
        files: content by path from `programme/`.
        names: of the content types whose texts they are.
    """
    for path, text in longer_texts(files, names):
        for number, line in enumerate(text.splitlines(), 1):
            yield Place(path, number), line


def longer_texts(files: Mapping[str, bytes], names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give the longer texts beside some tables whole, each after the name of its file."""
    for path, content in files.items():
        if path.endswith(".md") and path.partition("/")[0] in names:
            yield label(path), content.decode("utf-8", "replace")


def default_attachments(content_types: Sequence[ContentType]) -> Mapping[str, bytes]:
    """Read the longer texts that the package has, by path from `programme/`."""
    found: dict[str, bytes] = {}
    for folder in folders_of_texts(content_types):
        for path in sorted((default_data() / folder).glob("*.md")):
            found[f"{folder}/{path.name}"] = path.read_bytes()
    return found


def _listed(root: Path, folder: str) -> tuple[list[Path], tuple[Problem, ...]]:
    """List what is in a folder, which need not be there."""
    base = root / FOLDER / folder
    if not base.is_symlink() and not base.exists():
        return [], ()
    if base.is_symlink() or not base.is_dir():
        return [], (Problem(Place(label(folder)), "folder-irregular"),)
    try:
        return sorted(base.iterdir()), ()
    except OSError:
        return [], (Problem(Place(label(folder)), "file-unreadable"),)


def _text(root: Path, name: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    if not name.endswith(".md"):
        return None, (Problem(Place(label(name)), "attachment-kind"),)
    read = read_text(root, name)
    if read.text is None:
        return None, read.problems
    text = read.text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode(), tuple(_beyond(text, label(name)))


def _beyond(text: str, path: str) -> Iterator[Problem]:
    if (beyond := out_of_bounds(text, LONGEST_TEXT)) is not None:
        code, line, most = beyond
        yield Problem(Place(path, line + 1), code, details={"most": most})


_COPY = re.compile(
    r"(?:copy of |copia de )?(?P<stem>.+?)"
    r"(?: ?\(\d+\)| ?- ?cop(?:y|ia)(?: ?\(\d+\))?|[ _-]cop(?:y|ia)\d*|[ _-]?v?\d+)?",
    re.IGNORECASE,
)
"""What copies are called by browsers, file managers and people in a hurry."""


def unread_files(
    root: Path, content_types: Sequence[ContentType], editions: Sequence[str]
) -> tuple[Problem, ...]:
    """Find what stands in `programme/` but is read by nothing.

    Names that begin with a dot, an underscore or a tilde are set aside on purpose, and a `README`
    is for people.

    Args:
        root: the project's folder.
        content_types: the kinds of record, each with its file.
        editions: slugs of the editions.

    Returns:
        A warning for each file or folder; an error for one that belongs in `private/`.
    """
    collected = [kind for kind in content_types if kind.collected]
    own = [
        kind for kind in content_types if not (kind.private or kind.per_edition or kind.collected)
    ]
    each = [kind for kind in content_types if not kind.private and kind.per_edition]
    secret = {Path(kind.source.path).name for kind in content_types if kind.private}
    files = {kind.source.path: kind.source.optional for kind in own}
    files |= dict.fromkeys((VOCABULARY, FIELDS, WITHDRAWN, PINNED), True)
    folders = (*folders_of_texts(content_types), *_PICTURES, EDITIONS)
    of_folders = {str(Path(kind.source.path).parent): kind.source.path for kind in collected}
    folders = (*folders, *of_folders)
    problems = [
        *_within(root, "", files, folders, secret),
        *_within(root, EDITIONS, {}, editions, secret),
    ]
    for folder, pattern in of_folders.items():
        names = [file.name for file in (root / FOLDER).glob(pattern)]
        problems += _within(root, folder, dict.fromkeys(names, True), (), secret)
    of_edition = {Path(kind.source.path).name: kind.source.optional for kind in each}
    for slug in editions:
        problems += _within(root, f"{EDITIONS}/{slug}", of_edition, (), secret)
    return tuple(problems)


def _within(
    root: Path,
    folder: str,
    files: Mapping[str, bool],
    folders: Collection[str],
    secret: Collection[str],
) -> Iterator[Problem]:
    """Look through one folder.

    Args:
        root: the project's folder.
        folder: from `programme/`.
        files: names of the files that are read, and whether each may be absent.
        folders: names of the folders that are looked into.
        secret: names of files that belong in `private/`.
    """
    here = root / FOLDER / folder
    if not here.is_dir():
        return
    names = sorted(entry.name for entry in here.iterdir() if not set_aside(entry.name))
    for name in names:
        place = Place(label(f"{folder}/{name}" if folder else name))
        if (here / name).is_dir() and name.casefold() == PRIVATE:
            yield Problem(place, "folder-private")
        elif (here / name).is_dir():
            if name not in folders and name not in files:
                details = suggestion(name, folders)
                yield Problem(place, "folder-stranger", "", "", Severity.WARNING, details)
        elif name not in files and name not in folders:
            yield from _file(place, name, names, files, secret)


def _file(
    place: Place,
    name: str,
    beside: Collection[str],
    files: Mapping[str, bool],
    secret: Collection[str],
) -> Iterator[Problem]:
    meant = original(name, (*files, *secret))
    if meant in secret:
        target = place.path.replace(FOLDER, PRIVATE, 1).removesuffix(name) + meant
        yield Problem(place, "file-private", details={"target": target})
    elif not meant:
        details = suggestion(name, [path for path in files if path not in beside])
        yield Problem(place, "file-stranger", "", "", Severity.WARNING, details)
    elif meant in beside or files[meant] or name.casefold() != meant.casefold():
        # Else the file is missing, and has been told so with this one as what may be meant.
        yield Problem(place, "file-copy", severity=Severity.WARNING, details={"meant": meant})


def original(name: str, known: Collection[str]) -> str:
    """Return the file that one by this name seems to be a copy of; nothing if of none."""
    stem, _, _ = name.casefold().rpartition(".")
    match = _COPY.fullmatch(stem or name.casefold())
    return next(
        (
            file
            for file in known
            if match and Path(file).stem.casefold() in {stem, match["stem"].strip()}
        ),
        "",
    )
