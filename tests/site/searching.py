"""A search of every byte of a site, in every way in which text may be written there."""

from __future__ import annotations

import gzip
import html
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

_TAG = re.compile(r"<[^>]*>")
_MARKED_UP = {".html", ".json", ".md", ".xml"}
_STROKES = str.maketrans("łøđıßæœ", "lodisao")


def readable(text: str) -> str:
    """Compose letters, forget capitals and the width of white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded(text: str) -> str:
    """Forget accents too."""
    parts = unicodedata.normalize("NFKD", readable(text).translate(_STROKES))
    for mark in filter(unicodedata.combining, set(parts)):
        parts = parts.replace(mark, "")
    return parts


class Haystack:
    """Everything a site says, its file names included, with or without accents."""

    def __init__(self, site: Path) -> None:
        self._said: dict[str, bytes] = {}
        for path in sorted(site.rglob("*")):
            if path.is_file():
                name = path.relative_to(site).as_posix()
                said = {folded(form) for form in (name, *_forms(path))}
                self._said[name] = _bytes("\n".join(said))
        self._all = b"\n".join(self._said.values())

    def files_with(self, text: str) -> list[str]:
        """Name the files in which a text stands."""
        sought = _bytes(folded(text))
        if sought not in self._all:
            return []
        return [name for name, said in self._said.items() if sought in said]

    def says(self, text: str, name: str = "") -> bool:
        """Say whether a text stands somewhere, or in the file of that name."""
        return _bytes(folded(text)) in (self._said[name] if name else self._all)

    def found(self, texts: Iterable[str]) -> dict[str, list[str]]:
        """Return the texts that stand somewhere, with the files."""
        return {text: files for text in texts if (files := self.files_with(text))}


def _bytes(text: str) -> bytes:
    """Return a text as it is searched fastest."""
    return text.encode("utf-8", "surrogatepass")


def _forms(path: Path) -> set[str]:
    """Return the ways to read a file: as it is, without entities, escapes or tags."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    raw = content.decode("utf-8", errors="replace")
    forms = [raw]
    if path.suffix == ".json":
        forms.append(json.dumps(json.loads(raw), ensure_ascii=False))
    forms += [unquote(html.unescape(html.unescape(form))) for form in forms]
    if path.suffix in _MARKED_UP:
        forms += [_TAG.sub(mark, forms[-1]) for mark in ("", " ")]
    return set(forms)
