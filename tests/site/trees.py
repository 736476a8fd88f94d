"""Two built sites, compared file by file."""

from __future__ import annotations

from pathlib import Path


def contents(site: Path) -> dict[str, bytes]:
    """Return the content of every file by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differences(first: Path, second: Path) -> list[str]:
    """Name the files that are not the same in both, with what is around the first difference."""
    one, other = contents(first), contents(second)
    missing = [f"{path}: only in one" for path in sorted(one.keys() ^ other.keys())]
    unequal = [
        f"{path}: {_around(one[path], other[path])}"
        for path in sorted(one.keys() & other.keys())
        if one[path] != other[path]
    ]
    return missing + unequal


def _around(one: bytes, other: bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    spot = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    window = slice(max(0, spot - 40), spot + 40)
    return f"{one[window]!r} is not {other[window]!r}"
