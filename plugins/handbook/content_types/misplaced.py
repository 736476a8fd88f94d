"""Values in the wrong column, such as an address in place of a name, and lost letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.languages import Text
from handbook.problems import MASK, Problem, Severity
from handbook.programme import Programme, Rule

# Bounded, so that a long run of letters costs no more than any other text.
_EMAIL = re.compile(r"[^\s@<>()\"',;:]{1,64}@[^\s@<>()\"',;:]{1,255}\.[^\W\d_]{2,63}")
_WEB = re.compile(r"(?:https?://|www\.)\S")
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]|^\W*\?[^\W\d_]|\?{4}")
_NUMBER = re.compile(r"\+?[\d\s()./-]+")
_LOOKS = (
    (re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]"), "misplaced-orcid"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"), "misplaced-date"),
)
_LAST = frozenset("0123456789Xx)")
"""What a text ends with that one of the above may be: others need no closer look."""
_TELEPHONE = 7
"""Fewest digits of a telephone number that somebody would write down."""


def in_their_columns(kind: type[Any], short: tuple[str, ...], long: tuple[str, ...] = ()) -> Rule:
    """Make the rule that the texts of records of `kind` are whole and in their own columns.

    What would be published though nobody allowed it, an e-mail address or a telephone number, is
    an error.

    Args:
        kind: the records.
        short: attributes that hold a name or a place, never an address.
        long: attributes that hold a text, in which an address may be meant.
    """
    columns = [*((field, True) for field in short), *((field, False) for field in long)]

    def rule(programme: Programme) -> Iterator[Problem]:
        for record in programme.all(kind):
            for field, whole in columns:
                value = getattr(record, field)
                found = _first(value, whole=whole) if value and _suspect(value) else None
                if found:
                    code, severity = found
                    yield Problem(record.where(field), code, field, MASK, severity)

    return rule


def _versions(value: str | Text) -> tuple[tuple[str, str], ...]:
    return value.versions if isinstance(value, Text) else (("", value),)


def _suspect(value: str | Text) -> bool:
    """Say at little cost whether a closer look is needed: of most texts it is not."""
    for _, text in _versions(value):
        if text[-1:] in _LAST or "@" in text or "?" in text or "://" in text or "www." in text:
            return True
    return False


def _first(value: str | Text, *, whole: bool) -> tuple[str, Severity] | None:
    found = (misplaced(text, whole=whole) for _, text in _versions(value))
    return next(filter(None, found), None)


def misplaced(text: str, *, whole: bool = True) -> tuple[str, Severity] | None:
    """Say, by its code, what is wrong with a text in this column, and how grave; else None.

    Args:
        text: what stands in the column.
        whole: whether an address within it is out of place too.
    """
    if "@" in text and (found := _EMAIL.search(text)):
        grave = whole or found.group() == text
        return "misplaced-email", Severity.ERROR if grave else Severity.WARNING
    if whole and ("://" in text or "www." in text) and _WEB.search(text):
        return "misplaced-web", Severity.WARNING
    if "?" in text and _lost_letters(text):
        return "letters-lost", Severity.WARNING
    if text[-1:] not in _LAST:
        return None
    return _looks(text)


def _looks(text: str) -> tuple[str, Severity] | None:
    for pattern, code in _LOOKS:
        if pattern.fullmatch(text):
            return code, Severity.WARNING
    if _NUMBER.fullmatch(text) and any(map(str.isdigit, text)):
        digits = sum(character.isdigit() for character in text)
        grave = digits >= _TELEPHONE
        return "misplaced-number", Severity.ERROR if grave else Severity.WARNING
    return None


def _lost_letters(text: str) -> bool:
    """Say whether question marks stand for letters, as an old encoding leaves them.

    In an address a question mark stands between letters by right.
    """
    words = (word for word in text.split() if "/" not in word and "=" not in word)
    return any(map(_LOST.search, words))
