"""Files: one file of a site without what must not stand in it, in the way of its format."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Sequence
from typing import Any, Final

from handbook import cards
from handbook.masking.markup import Masker
from handbook.outputs import MARK

_DROPPED: Final = object()
"""Stands for a value that is left out together with what it is a part of."""
_ADDRESS = re.compile(r"\S*[/#]\S*")
_FOLDED = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WIDEST = 75
"""Bytes of a line that need not be folded."""
_LARGEST = 64 * 1024 * 1024
"""Bytes to which a packed text may unpack."""


def masked(name: str, content: bytes, masker: Masker) -> bytes | None:
    """Return a file without what it must not hold; None where it has to be left out.

    Args:
        name: its name, of which only the ending counts.
        content: what is in it.
        masker: knows what it must not hold.
    """
    if content.startswith(b"\x1f\x8b"):
        return _packed(name, content, masker)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    shorter = _masked_text(name.rpartition(".")[2].casefold(), text, masker)
    return None if shorter is None or masker.holds(shorter) else shorter.encode("utf-8")


def _packed(name: str, content: bytes, masker: Masker) -> bytes | None:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            inner = file.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return None
    shorter = masked(name.removesuffix(".gz"), inner, masker) if len(inner) <= _LARGEST else None
    # The seconds of the header stay, so that equal sites are equal.
    stamp = int.from_bytes(content[4:8], "little")
    return None if shorter is None else gzip.compress(shorter, mtime=stamp)


def _masked_text(ending: str, text: str, masker: Masker) -> str | None:
    if text.lstrip("\ufeff \r\n")[:7].upper() == "BEGIN:V":
        shorter = masker.masked(_FOLDED.sub("", text))
        return None if shorter is None else "".join(map(_folded, _LINE.findall(shorter)))
    if people := cards.value_in(text):
        shorter = _masked_json(people, masker)
        return None if shorter is None else cards.around(shorter)
    if ending in {"json", "webmanifest"}:
        return _masked_json(text, masker)
    if ending in {"csv", "tsv"}:
        return _masked_table(text, masker)
    return masker.masked(text)


def _folded(line: str) -> str:
    """Fold a line that is too long for calendars and cards, between two letters."""
    pieces, size = [""], 0
    for letter in line:
        size += len(letter.encode())
        if size > _WIDEST and letter not in "\r\n":
            pieces.append("\r\n " if line.endswith("\r\n") else "\n ")
            size = 1 + len(letter.encode())
        pieces[-1] += letter
    return "".join(pieces)


def _masked_json(text: str, masker: Masker) -> str | None:
    try:
        value = _masked_value(json.loads(text), masker)
    except (ValueError, RecursionError):
        return None
    if value is _DROPPED:
        return None
    if "\n" in text.strip():
        return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _masked_value(value: Any, masker: Masker) -> Any:
    """Mask every text in a value; what holds more than its texts by themselves is left out."""
    if isinstance(value, str):
        return _masked_string(value, masker)
    if not isinstance(value, list | dict) or not masker.holds(
        json.dumps(value, ensure_ascii=False)
    ):
        return value
    shorter: Any
    if isinstance(value, list):
        shorter = []
        for each in (_masked_value(each, masker) for each in value):
            if each is _DROPPED:
                continue
            pair = json.dumps([*shorter[-1:], each], ensure_ascii=False)
            if not masker.holds(pair):
                shorter.append(each)
    else:
        shorter = {
            key: _masked_value(each, masker) for key, each in value.items() if not masker.holds(key)
        }
        if any(each is _DROPPED for each in shorter.values()):
            return _DROPPED
    return _DROPPED if masker.holds(json.dumps(shorter, ensure_ascii=False)) else shorter


def _masked_string(text: str, masker: Masker) -> Any:
    if not masker.holds(text):
        return text
    if _ADDRESS.fullmatch(text):
        page, hash_sign, _ = text.partition("#")
        return page if hash_sign and not masker.holds(page) else _DROPPED
    shorter = masker.masked(text)
    return MARK if shorter is None else shorter


def _masked_table(text: str, masker: Masker) -> str | None:
    """Mask each cell by itself; rows that still hold it, alone or with the next, are left out."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
    rows = [[_masked_cell(cell, masker) for cell in row] for row in rows]
    header, kept = rows[:1], rows[1:]
    kept = [row for row in kept if not masker.holds(_written([row], separator))]
    shorter = header[:]
    for row in kept:
        if not masker.holds(_written([*shorter[-1:], row], separator)):
            shorter.append(row)
    end = "\r\n" if "\r\n" in text else "\n"
    return _written(shorter, separator, end)


def _masked_cell(cell: str, masker: Masker) -> str:
    shorter = _masked_string(cell, masker)
    return "" if shorter is _DROPPED else str(shorter)


def _written(rows: Sequence[Sequence[str]], separator: str, end: str = "\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()
