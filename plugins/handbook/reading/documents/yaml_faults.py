"""YAML faults: what somebody did where the parser says only that it cannot go on.

The parser's errors carry marks; what is wrong they say in words alone, and a test holds us to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from handbook.text.decoding import INVISIBLE, OUTER

if TYPE_CHECKING:
    import yaml

ODD_SPACES = "".join(sorted(set(OUTER + INVISIBLE) - set(" \t\r\n")))
"""White space that is none to YAML, and what has no width: neither can be told from a space."""
CURLY = "“”„‟‘’‚‛"
_TAB = re.compile(r" *(?:- *)*(\t)")
_ODD = rf"[{re.escape(ODD_SPACES)}]"
_ODD_INDENT = re.compile(rf"[ ]*(?:-[ ]*)*({_ODD})")
ODD_COLON = re.compile(rf"[ ]*(?:-[ ]+)*[\w-]+[ ]*:({_ODD})")
_COMMENT = re.compile(r"\s+(#)")
_KEY = re.compile(r"\s*(?:-\s+)*[a-z][a-z0-9_-]*\s*:")
_REFUSED = (
    ("mapping values are not allowed", "yaml-colon"),
    ("cannot start any token", "yaml-character"),
    ("did not find expected node content", "yaml-character"),
    ("block sequence entries are not allowed", "yaml-dash"),
)
_SCANNED = {
    "while scanning an alias": "yaml-alias",
    "while scanning an anchor": "yaml-anchor",
    "while scanning a block scalar": "yaml-character",
    "while scanning a tag": "yaml-tag",
    "while parsing a tag": "yaml-tag",
}


class Spot(NamedTuple):
    """A 1-based line and column, zeros where there is none."""

    line: int
    column: int

    @classmethod
    def of(cls, mark: Any) -> Spot:
        """Return where a mark of the parser is."""
        return cls(mark.line + 1, mark.column + 1) if mark else cls(0, 0)


class Scalar(NamedTuple):
    """The last text, number or key that the parser could read."""

    start: Spot = Spot(1, 1)
    end: Spot = Spot(1, 1)
    style: str = ""
    """The quotation mark around it, or nothing."""
    value: str = ""

    @classmethod
    def of(cls, event: Any) -> Scalar:
        """Return what an event of the parser tells of a scalar."""
        start, end = Spot.of(event.start_mark), Spot.of(event.end_mark)
        return cls(start, end, event.style or "", event.value)


class Fault(NamedTuple):
    """A code and where it is told."""

    code: str
    spot: Spot


def syntax_fault(lines: Sequence[str], error: yaml.MarkedYAMLError, last: Scalar) -> Fault:
    """Tell what the parser stumbled over.

    Args:
        lines: of the text.
        error: what it says.
        last: what it could read before.
    """
    spot = Spot.of(error.problem_mark or error.context_mark)
    opened = Spot.of(error.context_mark)
    context, problem = str(error.context or ""), str(error.problem or "")
    return (
        _invisible(lines, spot, last)
        or _in_quotes(lines, context, problem, opened, spot)
        or _after_quotes(lines, spot, last)
        or _commented(lines, context, spot, last)
        or _curly(lines, spot, last)
        or _in_brackets(lines, context, opened, spot, last)
        or _in_line(lines, problem, opened, spot, last)
        or _scanned(context, problem, opened, spot)
    )


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _invisible(lines: Sequence[str], spot: Spot, last: Scalar) -> Fault | None:
    """Find a tab, or an odd space, where only spaces may be."""
    # The parser may notice a tab a line late or early.
    for near in (spot.line, spot.line + 1, spot.line - 1):
        if tab := _TAB.match(_line(lines, near)):
            return Fault("yaml-tab", Spot(near, tab.start(1) + 1))
    for near in range(max(last.start.line, spot.line - 2), spot.line + 1):
        line = _line(lines, near)
        if odd := _ODD_INDENT.match(line) or ODD_COLON.match(line):
            return Fault("yaml-space", Spot(near, odd.start(1) + 1))
    return None


def _in_quotes(
    lines: Sequence[str], context: str, problem: str, opened: Spot, spot: Spot
) -> Fault | None:
    """Find a backslash that escapes nothing, and quotation marks that never close."""
    if "quoted scalar" not in context:
        return None
    if context.startswith("while parsing") and "document" not in problem:
        at = _line(lines, spot.line).rfind("\\", 0, spot.column) + 1
        return Fault("yaml-backslash", Spot(spot.line, at or spot.column))
    line = _line(lines, opened.line)
    curly = [at for at, letter in enumerate(line) if at >= opened.column and letter in "“”„"]
    if curly:
        return Fault("yaml-curly", Spot(opened.line, curly[-1] + 1))
    return Fault("yaml-quote", opened)


def _after_quotes(lines: Sequence[str], spot: Spot, last: Scalar) -> Fault | None:
    """Find text that goes on after the quotation mark which should end it."""
    if not last.style or last.end.line != spot.line:
        return None
    line = _line(lines, spot.line)
    between, rest = line[last.end.column - 1 : spot.column - 1], line[spot.column - 1 :]
    if between.strip() or not rest or rest[0] in ",:]}":
        return None
    closing = Spot(last.end.line, last.end.column - 1)
    if last.style == "'" and not between and rest[0].isalnum():
        return Fault("yaml-apostrophe", closing)
    inside = last.style in rest
    return Fault("yaml-quote-inside", closing) if inside else Fault("yaml-quote-after", spot)


def _commented(lines: Sequence[str], context: str, spot: Spot, last: Scalar) -> Fault | None:
    """Find the comment that swallowed a bracket, or the middle of a text of several lines."""
    line = _line(lines, last.end.line)
    comment = _COMMENT.match(line, last.end.column - 1)
    if comment is None or last.style or spot.line <= last.end.line:
        return None
    swallowed = re.search(r"[]}]", line[comment.start(1) :])
    in_flow = context.startswith("while parsing a flow")
    goes_on = _indent(_line(lines, spot.line)) > _indent(line)
    if (in_flow and swallowed) or (not in_flow and goes_on):
        return Fault("yaml-hash", Spot(last.end.line, comment.start(1) + 1))
    return None


def _curly(lines: Sequence[str], spot: Spot, last: Scalar) -> Fault | None:
    """Find curly quotation marks that were to hold a text with a colon together."""
    ends_here = last.end == spot and last.start.line == spot.line
    if not last.style and ends_here and last.value[:1] in (*CURLY, "«"):
        return Fault("yaml-curly", last.start)
    return None


def _in_brackets(
    lines: Sequence[str], context: str, opened: Spot, spot: Spot, last: Scalar
) -> Fault | None:
    if not context.startswith("while parsing a flow") or not opened.line:
        return None
    colon = _line(lines, spot.line)[spot.column - 1 : spot.column] == ":"
    if colon and last.end == spot and last.start.line == spot.line:
        return Fault("yaml-colon", spot)
    return Fault("yaml-bracket", opened)


def _in_line(
    lines: Sequence[str], problem: str, opened: Spot, spot: Spot, last: Scalar
) -> Fault | None:
    """Find a line without colon, and one that begins in a column of its own."""
    line = _line(lines, spot.line)
    first = Spot(spot.line, len(line) - len(line.lstrip()) + 1)
    if "could not find expected ':'" in problem and opened.line:
        return Fault("yaml-colon-missing", opened)
    if "mapping values are not allowed" in problem and last.start.line < last.end.line == spot.line:
        before = _line(lines, last.start.line)[: last.start.column - 1]
        if not before.replace("-", " ").strip():
            return Fault("yaml-colon-missing", last.start)
        return Fault("yaml-indent", first) if _KEY.match(line) else None
    if "did not find expected" in problem and first == spot:
        return Fault("yaml-indent", spot)
    return None


def _scanned(context: str, problem: str, opened: Spot, spot: Spot) -> Fault:
    for beginning, code in _SCANNED.items():
        if context.startswith(beginning) and opened.line:
            return Fault(code, opened)
    return Fault(next((code for part, code in _REFUSED if part in problem), "yaml-syntax"), spot)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
