"""YAML trees: plain maps, lists and text from the parser's events, with every place.

They are built from events so that what YAML would guess (`no`, `12:30`, `010`) stays the text that
stands in the file, and so that hostile nesting is met before it is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from handbook.problems import Place, Problem, Severity
from handbook.reading.documents.yaml_faults import ODD_SPACES, Scalar, Spot, syntax_fault
from handbook.reading.documents.yaml_slips import SPOILING, Slips
from handbook.text.decoding import clean

MAX_DEPTH = 12
MAX_VALUES = 100_000
"""A file of more keys and values is hostile, or not one of a programme."""
MAX_KEY = 200
_NULLS = ("", "~", "null", "Null", "NULL")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ABSENT: Any = object()
_SECOND = "\0"
"""Path of what a repeated key holds: nobody asks for it."""
_CUT = "\0\0"
"""Key of what stands between braces without a colon."""


LINE_SEPARATOR = "line-separator"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values and keys of a document stand, by dotted path such as `clauses.2.title`.

    Items of lists count from 0. A path that is not in the document stands where the nearest
    part above it stands.
    """

    path: str
    values: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    blank: dict[str, Place] = field(default_factory=dict)
    """Those of the keys that stand there without a value."""

    def __call__(self, field: str = "") -> Place:
        """Return the place of a value."""
        while field and field not in self.values:
            field = field.rpartition(".")[0]
        return self.values.get(field) or Place(self.path, 1, 1)

    def key(self, field: str) -> Place:
        """Return the place of a key, or of the value where it has none."""
        return self.keys.get(field) or self(field)


@dataclass(slots=True)
class _Level:
    """A map or list being built."""

    node: dict[str, Any] | list[Any]
    path: str
    flow: bool
    """Whether it stands between brackets."""
    key: str | None = None
    cut: bool = False
    """Whether its last key was the rest of a text."""


class TreeBuilder:
    """Builds the document from the parser's events."""

    def __init__(self, places: Places, first_line: int, lines: Sequence[str]) -> None:
        """Begin a tree, for lines of which the first has this number in its file."""
        self.places = places
        self.problems: list[Problem] = []
        self._root: Any = _ABSENT
        self._spoilt = False
        """Whether the tree lacks what should be in it."""
        self._stopped = False
        self._offset = first_line - 1
        self._levels: list[_Level] = []
        self._documents = 0
        self._events = 0
        self._lines = lines
        self._slips = Slips(lines)
        self._last: yaml.ScalarEvent | None = None
        self._quoted: yaml.ScalarEvent | None = None
        """The last quotation of several lines."""

    def read(self, text: str) -> None:
        """Read the text, as far as it can be."""
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
                if self._stopped:
                    break
        except yaml.MarkedYAMLError as error:
            self._stumbled(error)
        except (yaml.YAMLError, UnicodeError):
            self._spoil("yaml-syntax", 0, 0)
        for slip in self._slips.found:
            self._spoilt |= slip.code in SPOILING
            self.report(slip.code, *slip.spot, slip.value, slip.severity)

    @property
    def tree(self) -> Any:
        """What was read; None where there is nothing, or where it lacks what should be in it."""
        return None if self._spoilt or self._root is _ABSENT else self._root

    def report(
        self,
        code: str,
        line: int,
        column: int,
        value: str = "",
        severity: Severity = Severity.ERROR,
        **details: object,
    ) -> None:
        """Note a problem at a place of the text."""
        place = Place(self.places.path, line + self._offset if line else 0, column)
        self.problems.append(Problem(place, code, "", value, severity, details))

    def _spoil(self, code: str, line: int, column: int, value: str = "", **details: object) -> None:
        """Note a problem that leaves the tree unfit for use."""
        self.report(code, line, column, value, Severity.ERROR, **details)
        self._spoilt = True

    def _stumbled(self, error: yaml.MarkedYAMLError) -> None:
        """Tell why the parser cannot go on, if that does not come of what was told already."""
        last = Scalar.of(self._last) if self._last else Scalar()
        code, spot = self._open_quote(error) or syntax_fault(self._lines, error, last)
        self._spoilt = True
        known = any(problem.code == LINE_SEPARATOR for problem in self.problems)
        if not known and not self._slips.explain(spot.line):
            self.report(code, *spot)

    def _open_quote(self, error: yaml.MarkedYAMLError) -> tuple[str, Spot] | None:
        """Tell a quotation mark that never closes, so that the next one closed it lines later."""
        if self._quoted is None:
            return None
        quoted = Scalar.of(self._quoted)
        closed_late = quoted.end.line == Spot.of(error.problem_mark).line
        return ("yaml-quote", quoted.start) if closed_late else None

    def _take(self, event: yaml.Event) -> None:
        """Take in one event of the parser."""
        mark: Any = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        self._events += 1
        if self._events > MAX_VALUES:
            self._spoil("yaml-large", line, column, allowed=MAX_VALUES)
            self._stopped = True
        elif isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._refuse_extras(event, line, column)
            self._scalar(event, line, column)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._spoil("yaml-second-document", line, column)
                self._stopped = True
        elif isinstance(event, yaml.AliasEvent):
            self._spoil("yaml-alias", line, column)
            self._add(_ABSENT, line, column)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event, line, column)
            self._open(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._levels.pop()

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        style, text = event.style, event.value
        if style or text:
            self._last = event
        if style in {"'", '"'} and event.end_mark.line >= line:  # type: ignore[union-attr]
            self._quoted = event
        level = self._levels[-1] if self._levels else None
        key = level is not None and level.key is None and isinstance(level.node, dict)
        if self._slips.possible(style, text):
            text = self._slips.scalar(Scalar.of(event), key=key)
        value = _value(text, plain=not style)
        if level is not None and level.flow:
            if not key:
                self._slips.item(event, level.node)
            elif self._slips.lacks_colon(event, level.cut):
                # What a comma cut off is no key, and what stands for its value is nothing.
                level.key, level.cut = _CUT, True
                return
            else:
                level.cut = False
        if key and not style and event.value and event.value[0] in ODD_SPACES:
            value = _CUT
        self._add(value, line, column)

    def _refuse_extras(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int, column: int
    ) -> None:
        if event.anchor is not None:
            self.report("yaml-anchor", line, column)
        if event.tag is not None:
            self.report("yaml-tag", line, column)

    def _open(self, event: yaml.CollectionStartEvent, line: int, column: int) -> None:
        if len(self._levels) >= MAX_DEPTH:
            self._spoil("yaml-depth", line, column, allowed=MAX_DEPTH)
            self._stopped = True
            return
        node: dict[str, Any] | list[Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._levels.append(_Level(node, self._add(node, line, column), bool(event.flow_style)))

    def _add(self, value: Any, line: int, column: int) -> str:
        """Put a value, or a key, where it belongs, and return its path."""
        at = Place(self.places.path, line + self._offset, column)
        if not self._levels:
            self._root = value
            self.places.values[""] = at
            return ""
        level = self._levels[-1]
        if isinstance(level.node, list):
            path = _join(level.path, str(len(level.node)))
            self.places.values[path] = at
            if value is not _ABSENT:
                level.node.append(value)
            return path
        if level.key is None:
            return self._add_key(level, value, line, column)
        path = _SECOND if level.key == _CUT else _join(level.path, level.key)
        if level.key in level.node:
            path = _SECOND
        elif value is not _ABSENT and level.key and level.key != _CUT:
            level.node[level.key] = value
        elif value is _ABSENT and path in self.places.keys:
            self.places.blank.setdefault(path, self.places.keys[path])
        self.places.values.setdefault(path, at)
        level.key = None
        return path

    def _add_key(self, level: _Level, value: Any, line: int, column: int) -> str:
        if not isinstance(value, str) or len(value) > MAX_KEY:
            if isinstance(value, str) or not self._slips.braces(line, column):
                self.report("yaml-key", line, column)
            self._spoilt = True
            value = ""
        level.key = value
        path = _join(level.path, value)
        if path in self.places.keys:
            first = self.places.keys[path].line
            self.report("yaml-duplicate-key", line, column, value, first=first)
        else:
            self.places.keys[path] = Place(self.places.path, line + self._offset, column)
        return path


def _value(text: str, *, plain: bool) -> Any:
    value = clean(text)
    return _ABSENT if value == "" or (plain and value in _NULLS) else value


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
