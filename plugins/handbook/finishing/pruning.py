"""Pruning: files of the theme that no page asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_STEMMER = re.compile(r"lunr\.(?P<language>[a-z]{2,3})\.min\.js")
_SOURCE_MAP = re.compile(rb"\n?(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*\Z")


def prune(site: Path, languages: Iterable[str]) -> int:
    """Remove source maps, and the search stemmers of languages the site does not speak.

    Args:
        site: folder of the site.
        languages: codes of its languages.

    Returns:
        How many files were removed.
    """
    kept = {language.partition("-")[0].lower() for language in languages}
    removed = 0
    for path in sorted(site.rglob("*")):
        stemmer = _STEMMER.fullmatch(path.name)
        if path.suffix == ".map" or (stemmer and stemmer["language"] not in kept):
            path.unlink()
            removed += 1
        elif path.suffix in {".js", ".css"}:
            _forget_source_map(path)
    return removed


def _forget_source_map(path: Path) -> None:
    content = path.read_bytes()
    shorter = _SOURCE_MAP.sub(b"\n", content)
    if shorter != content:
        path.write_bytes(shorter)
