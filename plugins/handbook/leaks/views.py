"""Texts: the ways in which a browser, a reader or a program may understand one text."""

from __future__ import annotations

import html
import json
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote

from handbook.leaks.parting import BETWEEN, GAP, NAME_PART, parted_json

ROUNDS = 3
"""How often a text may be encoded: a feed holds the source of pages, with their own entities."""
_TAG = re.compile(r"<(?:!--|!\[CDATA\[|[^<>]*>)")
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|caption|d[dlt]|details|dialog|div|fieldset"
    r"|fig(?:caption|ure)|footer|form|h[1-6r]|head|header|html|legend|li|main|menu|nav|[ou]l"
    r"|opt(?:group|ion)|p|pre|script|section|select|style|summary|t(?:able|body|d|foot|h|head|r)"
    r"|title)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
"""Elements that stand apart from what is before and after them."""
_NAME_CELLS = re.compile(rf"(?<=>)({NAME_PART})</t[dh]>\s*<t[dh]\b[^<>]*>(?={NAME_PART}</t[dh]>)")
_JSON = re.compile(r"<script(?=[^<>]*?json)[^<>]*+>([^<]*+(?:<(?!/script)[^<]*+)*+)")
_ESCAPE = re.compile(
    r"\\(?:u\{(?P<braced>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})"
    r"|(?P<css>0{0,4}[0-9a-fA-F]{2,4})\s?|(?P<letter>[nrtbfv0])|(?P<mark>[\\/\"'`]))"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
# What may be markup, or an encoding, once its entities are decoded; an ampersand by itself is not.
_ENCODED = re.compile(
    r"\\[\\/\"'`0-9a-fA-Fnrtvux]|%[0-9a-fA-F]{2}"
    r"|&(?:lt|amp(?=;?[#&a-zA-Z<])|quot|percnt|bsol|#0*(?:34|37|38|60|92)\b|#[xX]0*(?:22|25|26|3[cC]|5[cC])\b)"
)
_NEAR = 200
"""Characters around something encoded that may belong to what it says."""


def views(text: str, rounds: int = ROUNDS) -> Iterator[str]:
    """List what a text says to whoever decodes it.

    Every view holds whole words: entities, percent signs and the escapes of programs decoded,
    with tags, as text between tags, and as text that tags do not part; blocks and cells stand by
    themselves. Nothing that stands in the text is only in a view that takes something away.

    Args:
        text: any text.
        rounds: how many layers of encodings are undone.
    """
    for _ in range(rounds):
        yield html.unescape(text)
        yield from _without_tags(text)
        encoded = _encoded_parts(text)
        if not encoded:
            return
        text = _decoded(html.unescape(encoded))


def _encoded_parts(text: str) -> str:
    """Leave out what has no layer of encoding left, but for the text around what has."""
    if _is_calendar(text) or _is_quoted_printable(text):
        return text
    parts: list[str] = []
    start = end = 0
    for found in _ENCODED.finditer(text):
        if found.start() - _NEAR > end:
            parts.append(text[start:end])
            start = found.start() - _NEAR
        end = found.end() + _NEAR
    return f"{GAP}> {GAP}".join([*parts, text[start:end]]) if end else ""


def _without_tags(text: str) -> Iterator[str]:
    data = [text] if text.lstrip()[:1] in {"{", "["} else _JSON.findall(text)
    yield from (html.unescape(_decoded(parted_json(each))) for each in data)
    if "<" not in text:
        return
    if "</t" in text:
        text = _NAME_CELLS.sub(r"\1 ", text)
    text = _BLOCK.sub(BETWEEN, text)
    yield html.unescape(_TAG.sub(" ", text))
    yield html.unescape(_TAG.sub("", _without_comments(text)))


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(each.partition("-->")[2] if "-->" in each else each for each in rest)


def _decoded(text: str) -> str:
    """Undo one layer of the encodings that are not HTML's."""
    if _is_calendar(text):
        text = _FOLDED_LINE.sub("", text)
    if _is_quoted_printable(text):
        text = quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    if "%" in text:
        text = _PERCENT.sub(_percent_decoded, text)
    if "\\" in text:
        text = _PAIR.sub(_joined_pair, _ESCAPE.sub(_unescaped, text))
    return text


def _is_calendar(text: str) -> bool:
    """Say whether a text is a calendar or a card of contacts, whose long lines are folded."""
    return text.lstrip("\ufeff \r\n")[:7].upper() == "BEGIN:V"


def _is_quoted_printable(text: str) -> bool:
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
