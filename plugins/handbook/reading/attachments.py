"""Attachments: the biographies, training material and pictures beside the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.problems import Place, Problem
from handbook.reading.files import FOLDER, label, read_bytes, read_text

_TEXTS = ("mentors", "training")
_PICTURES = ("photos", "logos")
FOLDERS = (*_TEXTS, *_PICTURES)
"""The folders of `programme/` in which they stand."""


def read_attachments(root: Path) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Read the files beside the data of a programme.

    Args:
        root: the project's folder.

    Returns:
        Content by path from `programme/`, and what was wrong. Texts are Markdown in UTF-8.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in FOLDERS:
        paths, faults = _listed(root, folder)
        problems += faults
        for path in paths:
            name = f"{folder}/{path.name}"
            if path.name.startswith("."):
                continue
            if folder in _TEXTS:
                content, faults = _text(root, name)
            else:
                content, faults = read_bytes(root, name)
            problems += faults
            if content is not None:
                files[name] = content
    return files, tuple(problems)


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
    return read.text.replace("\r\n", "\n").replace("\r", "\n").encode(), ()
