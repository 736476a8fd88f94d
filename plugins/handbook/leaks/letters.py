"""Letters: what stands within a text in Base64 or in hexadecimal digits, files and words."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from handbook.leaks.binaries import as_text, is_known, is_unicode

_DATA = re.compile(r";base64,([A-Za-z0-9+/=_%\s-]{8,}?)(?=[\"'()<>&\s]|\Z)", re.IGNORECASE)
_BLOCK = re.compile(
    r"(?:^[ \t]?[A-Za-z0-9+/]{16,}+={0,2}[ \t]*+\r?\n)+(?:^[ \t]?[A-Za-z0-9+/]{4,}+={0,2})?",
    re.MULTILINE,
)
"""Lines of Base64, as programs for mail and cards of contacts write files."""
_BASE64 = ("base64", "BASE64", "Base64", "ENCODING=b", "-----BEGIN")
"""What gives such lines away."""
_IN_CARD = re.compile(r"ENCODING=(?:b|BASE64)\b[^:\n]*+:([A-Za-z0-9+/=\s]++)", re.IGNORECASE)
_OTHER = re.compile(r"[^A-Za-z0-9+/_-]")
_OF_WORDS = _OTHER.sub(" ", "".join(map(chr, range(256)))).encode()
"""The letters of Base64, in both ways to write it, and a space for every other."""
_SHORTEST = 12
_WHOLE = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_FEW = 4096
"""Characters at the beginning of a text by which it is told whether all of it is Base64."""


def files_within(text: str) -> Iterator[bytes]:
    """List the files that stand in a text and are announced there."""
    yield from map(_from_base64, _DATA.findall(text))
    yield from map(_from_base64, _IN_CARD.findall(text) if "ENCODING=" in text else ())
    if any(mark in text for mark in _BASE64):
        yield from map(_from_base64, _BLOCK.findall(text))


def words_decoded(text: str) -> Iterator[str]:
    """Give what words say that are a text in Base64, as pages write an address for scripts alone.

    >>> list(words_decoded('<a data-to="YW5hQGFjbWUuZXhhbXBsZQ==" href="assets/styles/extra.css">'))
    ['ana@acme.example']
    """
    words = text.encode("ascii", "replace").translate(_OF_WORDS).split()
    long = [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST]
    # A slash is a letter too, or parts an address.
    parts = [part for word in long if b"/" in word for part in word.split(b"/")]
    for word in (*long, *parts):
        # What has an at sign is never written in small letters alone, and hardly any other text.
        if len(word) >= _SHORTEST and not word.islower():
            content = _from_base64(word.decode())
            # By chance, hardly a word is one of letters.
            if is_unicode(content) and (said := as_text(content)):
                yield said


def written_in_letters(text: str) -> Iterator[bytes]:
    """Give the file that a text may be which holds nothing but letters, in each way to read it."""
    if any(mark in text for mark in _BASE64) or " " in text[:_FEW].strip():
        return
    digits = "".join(text.split())
    if _WHOLE.fullmatch(digits):
        for decoded in (_from_base64(text), _from_hex(digits)):
            # Keys and digests look like that too.
            if is_known(decoded) or as_text(decoded) is not None:
                yield decoded


def _from_hex(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return b""


def _from_base64(text: str) -> bytes:
    letters = re.sub(r"\s|%0[aAdD]|=|%3[dD]", "", text).translate({ord("-"): "+", ord("_"): "/"})
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return b""
