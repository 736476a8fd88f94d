"""Attachments: the biographies, training material and pictures beside the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.problems import Place, Problem

_TEXTS = ("mentors", "training")
_PICTURES = ("photos", "logos")
_LARGEST = 10_000_000
"""Bytes."""


def read_attachments(root: Path) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Read the files beside the data of a programme.

    Args:
        root: the project's folder.

    Returns:
        Content by path from `programme/`, and what was wrong. Markdown is UTF-8.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in (*_TEXTS, *_PICTURES):
        base = root / "programme" / folder
        for path in sorted(base.glob("*")):
            place = Place(f"programme/{folder}/{path.name}")
            if path.name.startswith("."):
                continue
            if path.is_symlink() or not path.is_file():
                problems.append(Problem(place, "file-kind"))
            elif path.stat().st_size > _LARGEST:
                problems.append(Problem(place, "file-size"))
            elif folder in _PICTURES:
                files[f"{folder}/{path.name}"] = path.read_bytes()
            elif path.suffix == ".md":
                _read_text(path, place, files, problems)
            else:
                problems.append(Problem(place, "attachment-kind"))
    return files, tuple(problems)


def _read_text(path: Path, place: Place, files: dict[str, bytes], problems: list[Problem]) -> None:
    content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(Place(place.path, line), "encoding"))
        return
    files[f"{path.parent.name}/{path.name}"] = text.replace("\r\n", "\n").encode()
