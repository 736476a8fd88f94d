"""Foreign texts: in encodings older than Unicode, and in the Rich Text Format."""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Iterator
from email.header import decode_header

from handbook.leaks.binaries import is_unicode

_ENCODINGS = (
    # A few bytes may be damaged in what is Unicode.
    "utf-8",
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "iso8859-5"),
    *("iso8859-7", "koi8-r", "koi8-u", "mac_roman", "mac_latin2", "cp850", "cp437", "cp852"),
    *("cp866", "cp037"),
)
_OF_SEVERAL_BYTES = ("cp932", "euc_jp", "gb18030", "big5", "cp949", "johab")
"""From those of the West to those of the East: no byte of a text tells which was meant."""
_OF_ADDRESSES = ("punycode", "idna")
"""Encodings of hosts, which nobody writes a text in, and which take long to read."""
_ESCAPED = {b"\x1b$": ("iso2022_jp_2", "iso2022_kr"), b"~{": ("hz",), b"utf-7": ("utf-7",)}
"""Encodings that write all in the letters of ASCII, by what gives them away."""
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_.:-]{3,40})")
_MAILED = re.compile(r"=\?[\w-]{2,40}\?[bBqQ]\?[^?\s]{1,400}\?=")
_TEX = re.compile(r"\\[^\w\s{}]\s?|\\[cvuHkr](?=\{)|[{}]")
"""How TeX writes accents, which are forgotten anyway."""
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_HEAD = 2048
_SURE, _FAR = 64, "\u0800"
_RTF = re.compile(
    rb"\\u(?P<code>-?\d{1,6}) ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{0,10}) ?|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
)
_SKIPPED = re.compile(rb"\\'[0-9a-fA-F]{2}|[^\\{}]")
"""What stands for a letter of Unicode in old programs."""
_MOST_SKIPPED = 8
_DEPARTING = frozenset(
    (b"author", b"title", b"subject", b"keywords", b"comment", b"company", b"operator", b"manager")
)
"""What is said of a document, each in braces of its own."""
_WIDE_IN_ASCII = re.compile(r"\+([A-Za-z0-9/+]{3,400})-?")
"""Letters in UTF-7, which need not be declared."""
_CONTROLS = re.compile(r"\x1b\[[0-9;?]{0,40}[ -/]?[@-~]|[^\n]\x08|\x08")
"""How terminals are told of colours, and printers to strike a letter twice."""
_HEX = re.compile(r"(?<![^\s}])(?:[0-9a-fA-F]{2}\s?+){16,}")
"""A picture in the Rich Text Format."""
_CODED = re.compile(r"^begin(?:-base64)? [0-7]{3} \S|^=ybegin |^GIT binary patch\r?$", re.MULTILINE)
_CODES = ("begin", "GIT binary")
"""What gives files away that are written in letters which nobody reads."""
_PARTING = frozenset((b"par", b"line", b"tab", b"cell", b"row", b"page", b"sect"))


def otherwise(text: str, content: bytes) -> Iterator[str]:
    """Decode a text in the encodings that it may be in besides Unicode.

    Args:
        text: as it is read first.
        content: its bytes.
    """
    if b"\b" in content or b"\x1b[" in content:
        yield _CONTROLS.sub("", text)
    if is_rtf(text):
        yield from _rtf_text(content if b"\0" not in content else text.encode())
    elif content.isascii():
        yield from escaped(content)
    elif not is_unicode(content):
        yield from readings(content)


def readings(content: bytes) -> list[str]:
    """Decode a text that is no Unicode in every way that it may have been meant.

    Args:
        content: bytes of a text, without control characters.
    """
    declared = _DECLARED.search(content[:_HEAD])
    named = (declared[1].decode("ascii", "replace"),) if declared else ()
    return list(
        dict.fromkeys(
            filter(
                None, (_read(content, each) for each in (*named, *_ENCODINGS, *_OF_SEVERAL_BYTES))
            )
        )
    )


def escaped(content: bytes) -> list[str]:
    """Decode a text of ASCII that may stand for one in other letters."""
    head = content[:_HEAD].lower()
    text = content.decode("ascii")
    said = [_MAILED.sub(_unmailed, text)] if "=?" in text else []
    said += [wide] if (wide := _WIDE_IN_ASCII.sub(_narrowed, text)) != text else []
    said += [_TEX.sub("", text)] if "\\begin{" in text else []
    return said + [
        other
        for mark, encodings in _ESCAPED.items()
        if mark in (content if mark != b"utf-7" else head)
        for encoding in encodings
        if (other := _read(content, encoding))
    ]


def is_coded(text: str) -> bool:
    """Say whether a text holds what nobody reads in it: PostScript, or a file in letters."""
    found = any(each in text for each in _CODES) and _CODED.search(text)
    return bool(found) or text.startswith("%!PS")


def is_rtf(text: str) -> bool:
    """Say whether a text is in the Rich Text Format, as programs take it that pass over blanks."""
    return text[:_SURE].lstrip("\ufeff \t\r\n\0").startswith("{\\rtf")


def _narrowed(found: re.Match[str]) -> str:
    """Decode letters in UTF-7 that are near enough to be those of a name."""
    digits = found[1]
    try:
        said = base64.b64decode(digits + "=" * (-len(digits) % 4)).decode("utf-16-be")
    except (ValueError, UnicodeDecodeError):
        return found[0]
    return said if said and max(said) < _FAR and said.isprintable() else found[0]


def unmarked(content: bytes) -> str | None:
    """Decode a text of wide letters that does not say so; None for what is no such text."""
    for encoding in _WIDE if b"\0" in content[:_HEAD] or len(content) % 2 == 0 else ():
        try:
            head = content[: _HEAD * 4].decode(encoding)
            if _is_said(head):
                return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unmailed(found: re.Match[str]) -> str:
    """Decode a word as the head of a mail writes it."""
    try:
        return "".join(
            part if isinstance(part, str) else part.decode(encoding or "latin-1", "replace")
            for part, encoding in decode_header(found[0])
        )
    except (ValueError, LookupError):
        return found[0]


def _is_said(text: str) -> bool:
    """Say whether a text is one, and not bytes at random: those of a few letters may look so."""
    return (
        2 * sum(one.isalnum() or one == " " for one in text) > len(text)
        and all(one.isprintable() or one in "\t\n\r\f" for one in text)
        and (len(text) >= _SURE or max(text) < _FAR or 2 * sum(map(str.isascii, text)) > len(text))
    )


def _read(content: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name in _OF_ADDRESSES:
            return None
        # Bytes that stand for nothing in the encodings of one byte are left out by some programs.
        errors = "replace" if encoding in _ENCODINGS else "strict"
        return content.decode(encoding, errors)
    except (LookupError, UnicodeError, ValueError):
        return None


def rtf_files(text: str) -> Iterator[bytes | None]:
    """Give the pictures within a text in the Rich Text Format; None for what is not read."""
    if is_rtf(text):
        yield from [None] if "\\objdata" in text or "\\bin" in text else []
        yield from map(_from_hex, _HEX.findall(text) if "\\pict" in text else [])


def _from_hex(digits: str) -> bytes:
    return bytes.fromhex("".join(digits.split()))


def _rtf_text(content: bytes) -> list[str]:
    """Return what a text in the Rich Text Format says, in every way it may be meant."""
    said = bytearray()
    depth = hidden = departing = at = 0
    skipped = 1
    while found := _RTF.search(content, at):
        at = found.end()
        if found["brace"]:
            depth += 1 if found["brace"] == b"{" else -1
            hidden = hidden if depth >= hidden else 0
            if depth < departing:
                said += b"\n"
                departing = 0
        elif found["sign"] == b"*":
            # What old programs need not know is read as it stands, and parts no word here.
            hidden = hidden or max(depth, 1)
        elif not hidden:
            said += _rtf_part(found)
            departing = depth if found["word"] in _DEPARTING else departing
            if found["word"] == b"uc":
                skipped = min(int(found["number"] or 0), _MOST_SKIPPED)
            for _ in range(skipped if found["code"] else 0):
                letter = _SKIPPED.match(content, at)
                at = letter.end() if letter else at
    return readings(bytes(said))


def _rtf_part(found: re.Match[bytes]) -> bytes:
    if found["text"]:
        return found["text"]
    if found["code"]:
        # As an entity, which the views of a text decode.
        return b"&#%d;" % (int(found["code"]) % 65536)
    if found["byte"]:
        return bytes([int(found["byte"], 16)])
    if found["word"] in _PARTING:
        return b"\n"
    signs = {b"~": b" ", b"\\": b"\\", b"{": b"{", b"}": b"}"}
    return signs.get(found["sign"], b"")
