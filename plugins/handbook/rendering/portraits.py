"""Portraits: a person's photo, or an avatar of their initials."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from handbook.rendering import values
from handbook.rendering.library import page_of
from handbook.text.names import given_and_family
from handbook.urls import relative

TONES = 8
"""How many tones the style sheet has, `hb-tone-0` to `hb-tone-7`."""

_IDEOGRAPHIC = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@pass_context
def photo(context: Context, record: Any) -> Markup:
    """Return a person's photo, or an avatar of their initials."""
    page = page_of(context)
    path = getattr(record, "photo", "")
    if not path:
        return avatar(record.id, record.name)
    alt = values.plain(record.photo_alt, page.texts)
    return Markup('<img class="hb-avatar" src="{}" alt="{}" loading="lazy">').format(
        relative(f"assets/{path}", page.url), alt
    )


# A person is drawn in every language, and in the directory, which comes first as a whole.
@lru_cache(maxsize=16_384)
def initials(name: str) -> str:
    """Return one or two letters that stand for a name, in its own script.

    They are those of the given and of the first family name. A name in parentheses after the first
    ("王秀英 (Wang Xiuying)") is left aside.

    >>> initials("Ana Maria Silvares"), initials("王秀英 (Wang Xiuying)"), initials("")
    ('AS', '王', '?')
    """
    first, last = map(_letter, given_and_family(name))
    if not first:
        return "?"
    if unicodedata.name(first, "").startswith(_IDEOGRAPHIC):
        return first
    return (first + last).upper() if _has_case(first) else first + last


def tone(id: str) -> int:
    """Choose a tone for an id: always the same one."""
    return hashlib.sha256(id.encode()).digest()[0] % TONES


def avatar(id: str, name: str) -> Markup:
    """Draw an avatar: decoration, since the name always stands beside it."""
    return Markup(  # noqa: S704 - escaped
        f'<svg class="hb-avatar hb-tone-{tone(id)}" viewBox="0 0 64 64"'
        ' aria-hidden="true" focusable="false">'
        '<circle cx="32" cy="32" r="32"/>'
        '<text x="32" y="33" text-anchor="middle" dominant-baseline="central">'
        f"{escape(initials(name))}</text></svg>"
    )


def _letter(word: str) -> str:
    return next((character for character in word if character.isalpha()), "")


def _has_case(letter: str) -> bool:
    # Georgian has capitals in Unicode, but no sentence uses them.
    return letter.upper() != letter.lower() and not unicodedata.name(letter, "").startswith(
        "GEORGIAN"
    )
