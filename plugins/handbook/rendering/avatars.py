"""Avatars: a mark of a person or an organisation where there is no picture."""

from __future__ import annotations

import hashlib
import unicodedata

from markupsafe import Markup, escape

TONES = 8
"""How many tones the style sheet has, `hb-tone-0` to `hb-tone-7`."""

_IDEOGRAPHIC = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def initials(name: str) -> str:
    """Return one or two letters that stand for a name, in its own script.

    A name in parentheses after the first ("王秀英 (Wang Xiuying)") is left aside.
    """
    words = [word for word in name.partition("(")[0].replace("-", " ").split() if _letter(word)]
    if not words:
        return "?"
    first = _letter(words[0])
    if unicodedata.name(first, "").startswith(_IDEOGRAPHIC):
        return first
    last = _letter(words[-1]) if len(words) > 1 else ""
    return (first + last).upper() if _has_case(first) else first + last


def tone(id: str) -> int:
    """Choose a tone for an id: always the same one."""
    return hashlib.sha256(id.encode()).digest()[0] % TONES


def avatar(id: str, name: str) -> Markup:
    """Draw an avatar: decoration, since the name always stands beside it."""
    return Markup(
        '<svg class="hb-avatar hb-tone-{}" viewBox="0 0 64 64"'
        ' aria-hidden="true" focusable="false">'
        '<circle cx="32" cy="32" r="32"/>'
        '<text x="32" y="33" text-anchor="middle" dominant-baseline="central">{}</text></svg>'
    ).format(tone(id), escape(initials(name)))


def _letter(word: str) -> str:
    return next((character for character in word if character.isalpha()), "")


def _has_case(letter: str) -> bool:
    # Georgian has capitals in Unicode, but no sentence uses them.
    return letter.upper() != letter.lower() and not unicodedata.name(letter, "").startswith(
        "GEORGIAN"
    )
