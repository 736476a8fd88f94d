"""PDF syntax: the strings in a drawing or in a list of objects, without reading the objects."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_PLAIN = rb"[^()\\]++|\\[\s\S]"
_NESTED = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb")*+\))*+\)"
IN_LETTERS = rb"\((?:" + _PLAIN + rb"|" + _NESTED + rb")*+\)"
"""A string in letters, with others in parentheses in it."""
IN_DIGITS = rb"(?<!<)<[0-9a-fA-F\s]*+>"
_STRING = re.compile(rb"(" + IN_LETTERS + rb"|" + IN_DIGITS + rb")|\(")
"""A string; or where one begins that has no end, or others in parentheses in those."""
_ODD = re.compile(rb"[()%]|\bBI\b")
"""What only a parser reads: parentheses without end, a comment, or a picture among letters."""
_ESCAPE = re.compile(rb"\\(?:[0-7]{1,3}|\r\n|[\s\S])")
_ALIKE = re.compile(rb"(?:[^\\]++|\\(?:[0-3][0-7]{2}|[nrtbf\\]))*+")
"""A string that Python would read in the same way."""
_NAME = re.compile(rb"/([^\s()<>\[\]{}/%]*#[^\s()<>\[\]{}/%]*)")
_NUMBERED = re.compile(rb"#([0-9a-fA-F]{2})")


class _Escapes(dict[bytes, bytes]):
    """What a letter behind a stroke means, found when it is first met."""

    def __missing__(self, escape: bytes) -> bytes:
        meant = escape[1:]
        self[escape] = bytes([int(meant, 8) & 0xFF]) if meant.isdigit() and meant < b"8" else meant
        return self[escape]


_ESCAPES = _Escapes({b"\\n": b"\n", b"\\r": b"\r", b"\\t": b"\t", b"\\b": b"\b", b"\\f": b"\f"})
_ESCAPES |= dict.fromkeys((b"\\\n", b"\\\r", b"\\\r\n"), b"")


@dataclass(frozen=True, slots=True)
class Written:
    """What a drawing or a list of objects says, whatever it is that says it."""

    whole: bytes
    """All of it, but with its strings as they are meant."""
    strings: tuple[bytes, ...]
    names: tuple[bytes, ...]
    """Those of which some letters are written as numbers."""
    around: bytes
    """All but the strings."""


def written(data: bytes) -> Written | None:
    r"""Tell strings from what is around them; None where only a parser can.

    >>> written(rb"[(Zo\351 \(x\)) -5 <4d617261>] TJ").strings
    (b'Zo\xe9 (x)', b'Mara')
    """
    whole: list[bytes] = []
    strings: list[bytes] = []
    around: list[bytes] = []
    end = 0
    for found in _STRING.finditer(data):
        if found[1] is None:
            # To go on would be to look for its end from each of its letters.
            return None
        around.append(data[end : found.start()])
        strings.append(meant(found[1]))
        whole += [around[-1], b"(", strings[-1], b")"]
        end = found.end()
    around.append(data[end:])
    rest = b" ".join(around)
    if _ODD.search(rest):
        return None
    names = (_NUMBERED.sub(_letter, name) for name in _NAME.findall(rest))
    return Written(b"".join([*whole, around[-1]]), tuple(strings), tuple(names), rest)


def meant(string: bytes) -> bytes:
    r"""Decode a string.

    >>> meant(rb"(Zo\351)"), meant(b"<5A 6>")
    (b'Zo\xe9', b'Z`')
    """
    if string.startswith(b"<"):
        digits = b"".join(string[1:-1].split()).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    inside = string[1:-1]
    if b"\\" not in string:
        return inside
    if _ALIKE.fullmatch(inside):
        # As most programs write the glyphs of a font.
        return codecs.escape_decode(inside)[0]
    return _ESCAPE.sub(_unescaped, inside)


def _unescaped(found: re.Match[bytes]) -> bytes:
    return _ESCAPES[found[0]]


def _letter(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])
