"""Attachments: the biographies, training material and pictures beside the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.problems import Place, Problem
from handbook.sources.files import MAX_BYTES, label, read_text

_TEXTS = ("mentors", "training")
_PICTURES = ("photos", "logos")


def read_attachments(root: Path) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Read the files beside the data of a programme.

    Args:
        root: the project's folder.

    Returns:
        Content by path from `programme/`, and what was wrong. Texts are Markdown in UTF-8.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in (*_TEXTS, *_PICTURES):
        for path in sorted((root / "programme" / folder).glob("*")):
            name = f"{folder}/{path.name}"
            if path.name.startswith("."):
                continue
            if folder in _TEXTS:
                content, faults = _text(root, name)
            else:
                content, faults = _picture(path, name)
            problems += faults
            if content is not None:
                files[name] = content
    return files, tuple(problems)


def _text(root: Path, name: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    if not name.endswith(".md"):
        return None, (Problem(Place(label(name)), "attachment-kind"),)
    read = read_text(root, name)
    if read.text is None:
        return None, read.problems
    return read.text.replace("\r\n", "\n").replace("\r", "\n").encode(), ()


def _picture(path: Path, name: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    if path.is_symlink() or not path.is_file():
        return None, (Problem(Place(label(name)), "file-irregular"),)
    if path.stat().st_size > MAX_BYTES:
        return None, (Problem(Place(label(name)), "file-too-large"),)
    return path.read_bytes(), ()
