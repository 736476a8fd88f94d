"""Values: what the objects of a PDF are made of, read strictly or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from handbook.leaks.pdf.syntax import IN_DIGITS, IN_LETTERS, meant

_TOKEN = re.compile(
    rb"\s*+(?:\[(?P<numbers>[-+.\d\s]++)\]|(?P<begin><<|\[)|(?P<end>>>|\])|(?P<name>/[^\s()<>\[\]{}/%]*+)"
    rb"|(?P<string>" + IN_LETTERS + rb"|" + IN_DIGITS + rb")"
    rb"|(?P<reference>\d{1,10})\s+0\s+R(?![^\s()<>\[\]{}/%])"
    rb"|(?P<number>[-+]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20}))(?![^\s()<>\[\]{}/%])"
    rb"|(?P<word>true|false|null)(?![^\s()<>\[\]{}/%]))"
)
_NUMBER = re.compile(rb"[-+]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})")
_CLOSING = {b">>": b"<<", b"]": b"["}
_ESCAPED = re.compile(r"#([0-9a-fA-F]{2})")
_WORDS = {b"true": True, b"false": False, b"null": None}
_DEEPEST = 30
_SHORT = 512
"""How long what is remembered may be, in bytes."""


class OddError(ValueError):
    """It is written in a way that only a parser of any PDF can read."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An object that stands somewhere else, by its number."""

    number: int


Value = None | bool | float | str | bytes | Reference | list["Value"] | dict[str, "Value"]
"""A name is a text that begins with a stroke; a string is its bytes."""


def value_of(source: bytes) -> Value:
    """Read one value, and nothing beside it; nobody may change what is returned.

    >>> value_of(b"<< /A [ 1 .5 (b) <63> ] /D 4 0 R >>")
    {'/A': [1.0, 0.5, b'b', b'c'], '/D': Reference(number=4)}

    Raises:
        OddError: it is more than one, or written in another way.
    """
    return _known(source) if len(source) < _SHORT else _read(source)


def _read(source: bytes) -> Value:
    open_: list[tuple[bytes, list[Value]]] = [(b"", [])]
    at = 0
    while found := _TOKEN.match(source, at):
        at = found.end()
        begin, end = found["begin"], found["end"]
        if begin:
            open_.append((begin, []))
            if len(open_) > _DEEPEST:
                raise OddError
        elif end:
            opened, inside = open_.pop()
            if opened != _CLOSING[end]:
                raise OddError
            open_[-1][1].append(_paired(inside) if end == b">>" else inside)
        else:
            open_[-1][1].append(_single(found))
    if source[at:].strip() or len(open_) > 1 or len(open_[0][1]) != 1:
        raise OddError
    return open_[0][1][0]


# Many of the objects in which a form is drawn are the same.
_known = lru_cache(maxsize=4096)(_read)


def _single(found: re.Match[bytes]) -> Value:
    """Read what holds no other but numbers."""
    if found["numbers"]:
        return list(numbers_in(found["numbers"]))
    if found["name"]:
        return _named(found["name"])
    if found["string"]:
        return meant(found["string"])
    if found["reference"]:
        return Reference(int(found["reference"]))
    return float(found["number"]) if found["number"] else _WORDS[found["word"]]


def numbers_in(source: bytes) -> list[float]:
    """Read numbers between spaces, none of which is longer than any that programs write.

    Raises:
        OddError: it is something else.
    """
    parts = source.split()
    if not all(map(_NUMBER.fullmatch, parts)):
        raise OddError
    return [*map(float, parts)]


def _named(name: bytes) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), name.decode("latin-1"))


def _paired(inside: list[Value]) -> dict[str, Value]:
    """Read keys and values."""
    keys = inside[::2]
    named = {key: value for key, value in zip(keys, inside[1::2], strict=False) if is_name(key)}
    # Which of two with one key counts, each program decides for itself.
    if 2 * len(named) != len(inside):
        raise OddError
    return {str(key): value for key, value in named.items()}


def is_name(value: object) -> bool:
    """Say whether a value is a name."""
    return isinstance(value, str)
