"""Cleaning: ids, texts, cells and addresses, with a note for whatever had to be mended."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

Say = Callable[[str], None]
"""Notes something about one record."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]"
)
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_FORMULA = re.compile(r"[=@+-][\s=@+-]*")
_ORCID_AT_END = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]/?$")
_SECOND_SCHEME = re.compile(r"^https?://(?=https?:?//)")

_LONGEST = 50


@dataclass
class Notes:
    """What was mended or refused, one line each."""

    lines: list[str] = field(default_factory=list)

    def about(self, file: str, record: str) -> Say:
        """Return what notes something about one record of one file."""

        def say(what: str) -> None:
            self.lines.append(f"{file}: {record}: {what}")

        return say


@dataclass
class Ids:
    """Ids given out, so that none is given twice."""

    taken: set[str] = field(default_factory=set)

    def unique(self, wanted: str) -> str:
        """Return `wanted`, numbered where it is taken."""
        id, number = wanted, 1
        while id in self.taken:
            number += 1
            id = f"{wanted}-{number}"
        self.taken.add(id)
        return id


@dataclass
class Spellings:
    """Different spellings of the same things, told apart by a key."""

    variants: dict[str, Counter[str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    _ids: Ids = field(default_factory=Ids)

    def add(self, key: str, spelling: str) -> str:
        """Count a spelling and return the id of the thing."""
        if key not in self.ids:
            self.ids[key] = self._ids.unique(slug(spelling) or "unnamed")
        self.variants.setdefault(key, Counter())[spelling] += 1
        return self.ids[key]

    def titles(self) -> Iterator[tuple[str, str, str]]:
        """Give each thing's key, id and title: its commonest spelling, capitals preferred."""
        for key, counts in self.variants.items():
            best = max(sorted(counts), key=lambda w: (counts[w], sum(map(str.isupper, w))))
            yield key, self.ids[key], best

    def merged(self) -> Iterator[tuple[str, str]]:
        """Give the id and the spellings of what was spelt in more than one way."""
        for key, counts in self.variants.items():
            if len(counts) > 1:
                yield self.ids[key], ", ".join(f"“{word}”" for word in sorted(counts))


def load(path: Path) -> Any:
    """Read a YAML file; every value stays the text that stands there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def slug(text: str) -> str:
    """Write a text with small letters, digits and hyphens only, as long as an id may be at most.

    It may come out empty.
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.replace("'", "-")))[:_LONGEST].strip("-")


def tidy(text: str, say: Say, field: str) -> str:
    """Clean a text of HTML and of characters that cannot be seen; keep its lines."""
    text = unicodedata.normalize("NFC", text)
    plain = _TAG.sub("", _COMMENT.sub("", html.unescape(text)))
    if plain != text:
        say(f"{field}: HTML stripped")
    clean = _INVISIBLE.sub("", _SPACE.sub(" ", plain))
    if clean != plain:
        say(f"{field}: no-break, zero-width, tab or control characters cleaned")
    return "\n".join(line.rstrip() for line in clean.strip().splitlines())


def cell(text: str, say: Say, field: str) -> str:
    """Clean a text for one line of a table, where no spreadsheet may take it for a formula."""
    return safe(" ".join(tidy(text, say, field).split()), say, field)


def safe(text: str, say: Say, field: str) -> str:
    """Take the signs away that make a spreadsheet calculate."""
    formula = _FORMULA.match(text)
    if formula:
        say(f"{field}: looked like a formula, leading sign removed")
        return text[formula.end() :]
    return text


def website(text: str, say: Say) -> str:
    """Mend a web address, or refuse it and return nothing."""
    address = text.strip()
    if not address:
        return ""
    mended = _ORCID_AT_END.sub("", _SECOND_SCHEME.sub("", address))
    if "://" not in mended:
        mended = f"https://{mended.lstrip('/')}"
    if not is_address(mended):
        say("website: refused, no web address")
        return ""
    if mended != address:
        say("website: mended (doubled or missing scheme, or an ORCID at its end)")
    return mended


def is_address(text: str) -> bool:
    """Say whether a text is a web address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host and not re.search(r"[\s<>]", text)
