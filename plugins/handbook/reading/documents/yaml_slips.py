"""YAML slips: what the parser reads without a word, and otherwise than it was meant.

A comma between brackets ends a text, a ` #` begins a comment, curly quotation marks hold nothing
together, a backslash in double ones writes another character: what is published would be cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from handbook.problems import Severity
from handbook.reading.documents.yaml_faults import CURLY, ODD_COLON, ODD_SPACES, Scalar, Spot

if TYPE_CHECKING:
    import yaml

_ODD = frozenset(ODD_SPACES)
_ATOM = re.compile(r"\S+|[\d.,:+-]+ ?[%€$£]?")
"""A number, an id, a date, yes or no: what no ` #` belongs to."""
_SENTENCE_ENDS = ".!?…:;)"
_NUMBERED = re.compile(r"#\d")
_NOTED = re.compile(r"( +)#")
_DRIVE = re.compile(r"(?<![A-Za-z])[A-Za-z]:(\\)(?!\\)")
_CURLY_DOUBLE, _CURLY_SINGLE = "“”„‟", "‘’‚‛"
_JOINING = re.compile(r"(?:and|or|but|y|e|o|u|pero|ni|nor) \S", re.IGNORECASE)
_PAIRS = ("()", "“”", "«»")
_THOUSANDS = re.compile(r"\d{3}\b.*[^\W\d]")


SPOILING = frozenset({"yaml-space", "yaml-flow-key"})
"""Slips of which nobody can tell what was meant to stand there."""


class Slip(NamedTuple):
    """A code, where it is told, and what was cut off."""

    code: str
    spot: Spot
    value: str = ""
    severity: Severity = Severity.ERROR


class Slips:
    """Finds slips, scalar by scalar."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.found: list[Slip] = []
        self._lines = lines
        self._commented_on = any(" #" in line for line in lines)
        self._before: tuple[Any, str] = (None, "")
        """The list between brackets that the last item belongs to, and what it says."""

    def scalar(self, scalar: Scalar, *, key: bool) -> str:
        """Look at a scalar; return its value, without curly quotation marks around it."""
        value = scalar.value
        if scalar.style == '"':
            self._escaped(scalar)
        if scalar.style or not value:
            return value
        if not key:
            self._commented(scalar)
        if value[0] in CURLY and (inner := _unquoted(value)):
            self._add("quotes-curly", scalar.start, severity=Severity.WARNING)
            return inner
        if value[0] in ODD_SPACES if key else (value[0] == "-" and value[1:2] in _ODD):
            self._add("yaml-space", Spot(scalar.start.line, scalar.start.column + (not key)))
        return value

    def possible(self, style: str | None, value: str) -> bool:
        """Say whether a scalar has to be looked at: most are plain words in a text without #."""
        if style:
            return style == '"'
        return self._commented_on or not value.isascii()

    def lacks_colon(self, event: yaml.ScalarEvent, again: bool) -> bool:
        """Tell a key between braces without colon: the rest of a text that a comma cut.

        Args:
            event: the key.
            again: whether the key before was such a rest, and has been told.
        """
        end: Any = event.end_mark
        if event.style or self._lines[end.line][end.column : end.column + 1] == ":":
            return False
        scalar = Scalar.of(event)
        if self._next(scalar.end) == ":":
            return False
        start = scalar.start
        if again or self._lines[start.line - 1][: start.column - 1].rstrip().endswith("{{"):
            return True
        if odd := ODD_COLON.match(scalar.value):
            self._add("yaml-space", Spot(start.line, start.column + odd.start(1)))
        else:
            comma = self._comma_before(start)
            code = "yaml-comma" if comma else "yaml-flow-key"
            self._add(code, comma or start, " ".join(scalar.value.split()))
        return True

    def item(self, event: yaml.ScalarEvent, items: Any) -> None:
        """Look at an item between square brackets: whether a comma cut it off the one before."""
        value = event.value
        of, text = self._before
        self._before = (None, "") if event.style else (items, value)
        if of is items and not event.style and _cut_in_two(text, value):
            comma = self._comma_before(Spot.of(event.start_mark))
            if comma and _together(self._lines, comma, text, value):
                self._add("yaml-comma", comma, value)

    def explain(self, line: int) -> bool:
        """Say whether a slip is why the parser stumbles on a line; warnings there say no more."""
        here = [slip for slip in self.found if slip.spot.line == line]
        self.found = [s for s in self.found if s not in here or s.severity is Severity.ERROR]
        return any(s.code in SPOILING or s in here for s in self.found)

    def braces(self, line: int, column: int) -> bool:
        """Say whether a map that stands for a key is `{{ }}` without quotation marks."""
        if self._lines[line - 1][max(column - 2, 0) : column] != "{{":
            return False
        self._add("yaml-braces", Spot(line, column - 1))
        return True

    def _add(
        self, code: str, spot: Spot, value: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        self.found.append(Slip(code, spot, value[:80], severity))

    def _escaped(self, scalar: Scalar) -> None:
        """Find a Windows path between double quotation marks, of which a tab would be read."""
        start, end = scalar.start, scalar.end
        if start.line == end.line and "\\" in (line := self._lines[start.line - 1]):
            path = _DRIVE.search(line, start.column - 1, end.column - 1)
            if path:
                self._add("yaml-backslash", Spot(start.line, path.start(1) + 1))

    def _commented(self, scalar: Scalar) -> None:
        """Find a ` #` that was to be part of the text.

        Comments stand after what is no text, after the end of a sentence, or two spaces away.
        """
        end = scalar.end
        if end.line > len(self._lines):
            return
        line = self._lines[end.line - 1]
        comment = _NOTED.match(line, end.column - 1)
        if comment is None or len(comment[1]) > 1:
            return
        value = scalar.value
        numbered = _NUMBERED.match(line, comment.end() - 1) and value[-1].isalpha()
        if numbered or not (_ATOM.fullmatch(value) or value[-1] in _SENTENCE_ENDS):
            spot = Spot(end.line, comment.end())
            self._add("yaml-hash-cuts", spot, severity=Severity.WARNING)

    def _next(self, spot: Spot) -> str:
        """Return the next character that is neither white space nor in a comment."""
        number, rest = spot.line, self._lines[spot.line - 1][spot.column - 1 :]
        while not rest.strip() or rest.lstrip().startswith("#"):
            if number >= len(self._lines):
                return ""
            rest = self._lines[number]
            number += 1
        return rest.lstrip()[0]

    def _comma_before(self, spot: Spot) -> Spot | None:
        """Return where the comma is that stands before a place, if only white space is between."""
        number, text = spot.line, self._lines[spot.line - 1][: spot.column - 1]
        while not text.strip() and number > 1:
            number -= 1
            text = self._lines[number - 1]
        text = text.rstrip()
        return Spot(number, len(text)) if text.endswith(",") else None


def _unquoted(value: str) -> str:
    """Return what stands between curly quotation marks; nothing where they are part of a text."""
    for marks in (_CURLY_DOUBLE, _CURLY_SINGLE):
        inner = value[1:-1].strip()
        if len(value) > 2 and value[0] in marks and value[-1] in f"{marks}\"'" and inner:
            within = set(inner) & set(_CURLY_DOUBLE if marks is _CURLY_DOUBLE else "‘‚‛")
            return "" if within else inner
    return ""


def _cut_in_two(before: str, item: str) -> bool:
    """Say whether two items between brackets are one text that a comma cut.

    >>> _cut_in_two("Listening (open", "honest)"), _cut_in_two("Read", "write")
    (True, False)
    """
    if any(_open(before, pair) > 0 > _open(item, pair) for pair in _PAIRS):
        return True
    if _JOINING.match(item) and item[0].islower():
        return True
    if before[:1].isupper() and item[:1].islower() and item[-1:] in ".!?…" and " " in item:
        return before[-1:] not in _SENTENCE_ENDS
    return before.isdigit() and len(before) < 4 and bool(_THOUSANDS.match(item))


def _open(text: str, pair: str) -> int:
    return text.count(pair[0]) - text.count(pair[1])


def _together(lines: Sequence[str], comma: Spot, before: str, item: str) -> bool:
    """Say whether a number of thousands has no space after its comma, as numbers have none."""
    if not (before.isdigit() and _THOUSANDS.match(item)):
        return True
    return not lines[comma.line - 1][comma.column : comma.column + 1].isspace()
