"""Finishing: what is checked and mended in the built site, whatever built it.

Here is the pruning of files of the theme that no page asks for; links are followed in `links`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from handbook.finishing.tree import files_below

_PRUNED = (".map", ".js", ".css")
_STEMMER = re.compile(r"lunr\.(?P<language>[a-z]{2,3})\.min\.js")
_SEGMENTERS = {"tinyseg.js": {"ja"}, "wordcut.js": {"hi", "th"}}
"""What the search parts words with, and the languages that need it."""
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
    for path in (site / name for name in files_below(site) if name.endswith(_PRUNED)):
        if path.suffix == ".map" or _is_for_others(path, kept):
            path.unlink()
            removed += 1
        else:
            _forget_source_map(path)
    return removed


def _is_for_others(path: Path, kept: set[str]) -> bool:
    """Say whether a file is a stemmer or a parter of words that no language of the site needs."""
    if path.parent.name == "lunr" and path.name in _SEGMENTERS:
        return not _SEGMENTERS[path.name] & kept
    stemmer = _STEMMER.fullmatch(path.name)
    return stemmer is not None and stemmer["language"] not in kept


def _forget_source_map(path: Path) -> None:
    content = path.read_bytes()
    shorter = _SOURCE_MAP.sub(b"\n", content)
    if shorter != content:
        path.write_bytes(shorter)
