"""YAML: from text to plain maps, lists and text, with the place of every key and value.

The tree is built from the parser's events, so that what YAML would guess (`no`, `12:30`, `010`)
stays the text that stands in the file, and so that hostile nesting is met before it is built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from handbook.problems import Place, Problem
from handbook.reading.files import decode
from handbook.text.decoding import NEWLINE, bad_character, clean, position

if TYPE_CHECKING:
    from pathlib import Path

MAX_DEPTH = 12
MAX_VALUES = 100_000
"""A file of more keys and values is hostile, or not one of a programme."""
MAX_KEY = 200
_NULLS = ("", "~", "null", "Null", "NULL")
_TAB = re.compile(r" *(?:- +)*(\t)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values and keys of a document stand, by dotted path such as `clauses.2.title`.

    Items of lists count from 0. A path that is not in the document stands where the nearest
    part above it stands.
    """

    path: str
    values: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)

    def __call__(self, field: str = "") -> Place:
        """Return the place of a value."""
        while field and field not in self.values:
            field = field.rpartition(".")[0]
        return self.values.get(field) or Place(self.path, 1, 1)

    def key(self, field: str) -> Place:
        """Return the place of a key, or of the value where it has none."""
        return self.keys.get(field) or self(field)


class Parsed(NamedTuple):
    """A YAML document: maps, lists and text, without what was left empty."""

    value: Any
    """None where there is nothing, or nothing that can be read."""
    where: Places
    problems: tuple[Problem, ...]


def load_yaml(path: Path, label: str = "") -> Parsed:
    """Read a YAML file that is not below `programme/`, such as a catalogue.

    Args:
        path: the file.
        label: what problems call it, by default its path.

    Raises:
        OSError: there is no such file.
    """
    label = label or str(path)
    found = decode(path.read_bytes(), label)
    if found.text is None:
        return Parsed(None, Places(label), found.problems)
    return parse_yaml(found.text, label)


def parse_yaml(text: str, path: str, first_line: int = 1) -> Parsed:
    r"""Read a YAML text; any fault becomes a problem.

    Args:
        text: The document.
        path: What problems call the file.
        first_line: Line of the file on which the text starts, for front matter.

    >>> parsed = parse_yaml("open: no\ntitle: {en: 'It''s on', es: Vale}", "programme/a.yaml")
    >>> parsed.value
    {'open': 'no', 'title': {'en': "It's on", 'es': 'Vale'}}
    >>> str(parsed.where("title.es"))
    'programme/a.yaml:2:29'
    >>> [(str(one.place), one.code) for one in parse_yaml("a: 1\na: 2", "a.yaml").problems]
    [('a.yaml:2:1', 'yaml-duplicate-key')]
    """
    builder = _Builder(Places(path), first_line)
    bad = bad_character(text)
    if bad:
        builder.report(bad[0], *position(text, bad[1]))
        return Parsed(None, builder.places, tuple(builder.problems))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.MarkedYAMLError as error:
        builder.spoil(*builder.open_quote(error) or _syntax_fault(text, error))
    except (yaml.YAMLError, UnicodeError):
        builder.spoil("yaml-syntax", 0, 0)
    value = None if builder.spoilt or builder.root is _ABSENT else builder.root
    return Parsed(value, builder.places, tuple(builder.problems))


_ABSENT: Any = object()
_SECOND = "\0"
"""Path of what a repeated key holds: nobody asks for it."""


@dataclass(slots=True)
class _Level:
    """A map or list being built."""

    node: dict[str, Any] | list[Any]
    path: str
    key: str | None = None


class _Builder:
    """Builds the document from the parser's events."""

    def __init__(self, places: Places, first_line: int) -> None:
        self.places = places
        self.problems: list[Problem] = []
        self.root: Any = _ABSENT
        self.spoilt = False
        """Whether the tree lacks what should be in it."""
        self.stopped = False
        self._offset = first_line - 1
        self._levels: list[_Level] = []
        self._documents = 0
        self._events = 0
        self._quoted = ((0, 0), 0)
        """Where the last quotation of several lines begins, and the line on which it ends."""

    def report(self, code: str, line: int, column: int, value: str = "", **details: object) -> None:
        """Note a problem at a place of the text."""
        place = Place(self.places.path, line + self._offset if line else 0, column)
        self.problems.append(Problem(place, code, value=value, details=details))

    def spoil(self, code: str, line: int, column: int, value: str = "", **details: object) -> None:
        """Note a problem that leaves the tree unfit for use."""
        self.report(code, line, column, value, **details)
        self.spoilt = True

    def open_quote(self, error: yaml.MarkedYAMLError) -> tuple[str, int, int] | None:
        """Tell a quotation mark that never closes, so that the next one closed it lines later."""
        opening, end = self._quoted
        return ("yaml-quote", *opening) if end and end == _spot(error.problem_mark)[0] else None

    def take(self, event: yaml.Event) -> None:
        """Take in one event of the parser."""
        line, column = _spot(event.start_mark)
        self._events += 1
        if self._events > MAX_VALUES:
            self.spoil("yaml-large", line, column, allowed=MAX_VALUES)
            self.stopped = True
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.spoil("yaml-second-document", line, column)
                self.stopped = True
        elif isinstance(event, yaml.AliasEvent):
            self.spoil("yaml-alias", line, column)
            self._add(_ABSENT, line, column)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event, line, column)
            self._add(_scalar(event), line, column)
            last = _spot(event.end_mark)[0]
            if event.style in {"'", '"'} and last > line:
                self._quoted = ((line, column), last)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event, line, column)
            self._open(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._levels.pop()

    def _refuse_extras(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int, column: int
    ) -> None:
        if event.anchor is not None:
            self.report("yaml-anchor", line, column)
        if event.tag is not None:
            self.report("yaml-tag", line, column)

    def _open(self, event: yaml.CollectionStartEvent, line: int, column: int) -> None:
        if len(self._levels) >= MAX_DEPTH:
            self.spoil("yaml-depth", line, column, allowed=MAX_DEPTH)
            self.stopped = True
            return
        node: dict[str, Any] | list[Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._levels.append(_Level(node, self._add(node, line, column)))

    def _add(self, value: Any, line: int, column: int) -> str:
        """Put a value, or a key, where it belongs, and return its path."""
        at = Place(self.places.path, line + self._offset, column)
        if not self._levels:
            self.root = value
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
        path = _join(level.path, level.key)
        if level.key in level.node:
            path = _SECOND
        elif value is not _ABSENT and level.key:
            level.node[level.key] = value
        self.places.values.setdefault(path, at)
        level.key = None
        return path

    def _add_key(self, level: _Level, value: Any, line: int, column: int) -> str:
        if not isinstance(value, str) or len(value) > MAX_KEY:
            self.spoil("yaml-key", line, column)
            value = ""
        level.key = value
        path = _join(level.path, value)
        if path in self.places.keys:
            first = self.places.keys[path].line
            self.report("yaml-duplicate-key", line, column, value, first=first)
        else:
            self.places.keys[path] = Place(self.places.path, line + self._offset, column)
        return path


def _scalar(event: yaml.ScalarEvent) -> Any:
    value = clean(event.value)
    plain = not event.style
    return _ABSENT if value == "" or (plain and value in _NULLS) else value


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part


def _spot(mark: Any) -> tuple[int, int]:
    """Return the line and column of a mark of the parser, zeros where there is none."""
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _syntax_fault(text: str, error: yaml.MarkedYAMLError) -> tuple[str, int, int]:
    """Return the code, line and column of what the parser stumbled over.

    Its errors carry marks; what is wrong they say in words alone, and a test holds us to those.
    """
    line, column = _spot(error.problem_mark or error.context_mark)
    lines = NEWLINE.split(text)
    # The parser may notice a tab a line late or early.
    for near in (line, line + 1, line - 1):
        tab = _TAB.match(lines[near - 1]) if 0 < near <= len(lines) else None
        if tab:
            return "yaml-tab", near, tab.start(1) + 1
    context, problem = str(error.context or ""), str(error.problem or "")
    if "quoted scalar" in context and error.context_mark:
        return "yaml-quote", *_spot(error.context_mark)
    if context.startswith("while parsing a flow") and error.context_mark:
        return "yaml-bracket", *_spot(error.context_mark)
    if "mapping values are not allowed" in problem:
        return "yaml-colon", line, column
    if "cannot start any token" in problem:
        return "yaml-character", line, column
    return "yaml-syntax", line, column
