"""Escapes: what programs and protocols write in place of letters, undone.

Those of HTML are left to the readers of HTML.
"""

from __future__ import annotations

import json
import quopri
import re
from urllib.parse import unquote

_ESCAPE = re.compile(
    r"\\(?:u\{(?P<braced>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})"
    r"|(?P<css>0{0,4}[0-9a-fA-F]{2,4})\s?|(?P<letter>[nrtbfv0])|(?P<mark>[\\/\"'`]))"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
# What may be markup, or an encoding, once its entities are decoded; an ampersand by itself is not.
_ENCODED = {
    "\\": re.compile(r"\\[\\/\"'`0-9a-fA-Fnrtvux]"),
    "%": re.compile(r"%[0-9a-fA-F]{2}"),
    "&": re.compile(
        r"&(?:lt|LT|quot|QUOT|percnt|bsol|(?:amp|AMP)(?=;?[#&a-zA-Z<])"
        r"|#0*(?:34|37|38|60|92)\b|#[xX]0*(?:22|25|26|3[cC]|5[cC])\b)"
    ),
}
"""By the sign that it begins with: each by itself, since a pattern is found fast by one letter."""
_NEAR = 200
"""Characters around something encoded that may belong to what it says."""
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")


def decoded(text: str) -> str:
    """Undo one layer of the encodings that are not HTML's."""
    if is_calendar(text):
        text = _FOLDED_LINE.sub("", text)
    if is_quoted_printable(text):
        text = quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    if "%" in text:
        text = _PERCENT.sub(_percent_decoded, text)
    if "\\" in text:
        text = _PAIR.sub(_joined_pair, _ESCAPE.sub(_unescaped, text))
    return text


def encoded_spans(text: str) -> list[tuple[int, int]]:
    """List where something is encoded, with the text around it; none overlaps another."""
    if is_calendar(text) or is_quoted_printable(text):
        return [(0, len(text))]
    patterns = [pattern for sign, pattern in _ENCODED.items() if sign in text]
    encoded = sorted(found.span() for pattern in patterns for found in pattern.finditer(text))
    spans: list[tuple[int, int]] = []
    for first, last in encoded:
        start = max(first - _NEAR, 0)
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, last + _NEAR))
    return spans


def is_calendar(text: str) -> bool:
    """Say whether a text is a calendar or a card of contacts, whose long lines are folded."""
    return text.lstrip("\ufeff \r\n")[:7].upper() == "BEGIN:V"


def is_quoted_printable(text: str) -> bool:
    """Say whether a text, such as a card of contacts or a stored page, names that encoding."""
    return "uoted-printable" in text or "UOTED-PRINTABLE" in text


def _percent_decoded(found: re.Match[str]) -> str:
    try:
        return unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return unquote(found[0], encoding="latin-1")


def _unescaped(found: re.Match[str]) -> str:
    digits = found["braced"] or found["four"] or found["two"] or found["css"]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else " "
    return found["mark"] or " "


def _joined_pair(found: re.Match[str]) -> str:
    """Put the two halves together by which JSON writes a rare character."""
    return str(json.loads(f'"\\u{ord(found[0][0]):04x}\\u{ord(found[0][1]):04x}"'))
