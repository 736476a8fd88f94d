"""YAML faults: what the parser cannot read, in the words of somebody who wrote it."""

from __future__ import annotations

import re
from typing import Any

from yaml import MarkedYAMLError

from handbook.text.decoding import NEWLINE

_TAB = re.compile(r" *(?:- +)*(\t)")


def spot(mark: Any) -> tuple[int, int]:
    """Return the line and column of a mark of the parser, zeros where there is none."""
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def syntax_fault(text: str, error: MarkedYAMLError) -> tuple[str, int, int]:
    """Return the code, line and column of what the parser stumbled over."""
    line, column = spot(error.problem_mark or error.context_mark)
    lines = NEWLINE.split(text)
    # The parser may notice a tab a line late or early.
    for near in (line, line + 1, line - 1):
        tab = _TAB.match(lines[near - 1]) if 0 < near <= len(lines) else None
        if tab:
            return "yaml-tab", near, tab.start(1) + 1
    context, problem = str(error.context or ""), str(error.problem or "")
    if "quoted scalar" in context and error.context_mark:
        return "yaml-quote", *spot(error.context_mark)
    if context.startswith("while parsing a flow") and error.context_mark:
        return "yaml-bracket", *spot(error.context_mark)
    if "mapping values are not allowed" in problem:
        return "yaml-colon", line, column
    if "cannot start any token" in problem:
        return "yaml-character", line, column
    return "yaml-syntax", line, column
