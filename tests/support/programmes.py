"""A small, complete programme, written to a folder and mended or broken by each test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SMALL = Path(__file__).parent / "small"
FILES: Mapping[str, str] = {
    path.relative_to(SMALL).as_posix(): path.read_text("utf-8")
    for path in sorted(SMALL.rglob("*"))
    if path.is_file()
}
"""Content by path. Nobody in it is real."""

HIDDEN = (
    "Ben No",
    "Eva Expired",
    "Hidden Hilda",
    "Nina Nameless",
    "Olaf Unseen",
    "Quentin Quiet",
    "Secret citation",
    "Unshown words",
    "long biography",
    "unsaid harbour",
    "Zanzibar",
    "960001",
    "ana@acme.example",
    "ben@beta.example",
)
"""What nobody may read on the site of this programme on any day of 2026."""


def write_programme(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the small programme to a folder.

    Args:
        root: the project's folder, made if missing.
        changes: files to write instead or besides; None leaves a file out.
    """
    for path, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return root


def replaced(path: str, old: str, new: str) -> dict[str, str]:
    """Return the change that replaces one text in one file."""
    text = FILES[path]
    assert old in text, f"{old!r} is not in {path}"
    return {path: text.replace(old, new, 1)}
