"""Escaping: data printed into Markdown stays the text it is."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^=&\"']|!(?=\[|!!)|\?(?=\?\?)|:(?=[\w+-]+:)|@(?=\w)")
_START = re.compile(r"\A(\s*)([-+:]|\d+[.)])")
_WHITE = re.compile(r"\s+")


def escape_markdown(text: str) -> str:
    """Write `text` so that Markdown shows it as it is, on one line.

    Character references stand for what could be markup, since they mean the same in a heading,
    in a table and in raw HTML, where a backslash would not.
    """
    text = _WHITE.sub(" ", text)
    text = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
    return _START.sub(lambda match: f"{match[1]}{_reference(match[2])}", text)


def _reference(marker: str) -> str:
    """Spoil a marker that would begin a list or a definition."""
    return f"{marker[:-1]}&#{ord(marker[-1])};"
