"""Errors in prose and templates, with the file and the line in which they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from types import FrameType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.tests import TESTS as DEFAULT_TESTS

from handbook.problems import Place, Problem
from handbook.wording import debugging

_TAGS = ("for", "endfor", "if", "elif", "else", "endif", "set", "endset", "include", "macro", "raw")
_PLAIN: Mapping[tuple[type[Exception], ...], str] = {
    (RecursionError, MemoryError): "template-endless",
    (OverflowError,): "template-huge",
    (UnicodeError,): "template-encoding",
    (OSError,): "file-unreadable",
}
"""Codes of what Python itself may raise; anything else is an error in computing."""


class TemplateFaultError(Exception):
    """A helper was asked for something that does not exist, such as an unknown evidence id."""

    def __init__(self, code: str, value: str, known: tuple[str, ...] = ()) -> None:
        self.code = code
        self.value = value
        close = get_close_matches(value, known, n=1)
        self.details: Mapping[str, object] = {"suggestion": close[0]} if close else {}
        super().__init__(f"{code}: {value}")


def problem_of(error: Exception, source: str, root: Path, filters: Iterable[str] = ()) -> Problem:
    """Turn what went wrong in a template into a problem at its place.

    What the exception itself says is in English, and for programmers: only `HANDBOOK_DEBUG` shows
    it.

    Args:
        error: what was raised.
        source: the file that was being rendered, where nothing closer is known.
        root: the project's folder, to write paths as the coordinator knows them.
        filters: names of the filters there are besides those of Jinja.
    """
    if isinstance(error, TemplateFaultError):
        place = _innermost(error, source, root)
        return Problem(place, error.code, value=error.value, details=error.details)
    if isinstance(error, TemplateSyntaxError):
        place = Place(_label(error.filename or source, root), error.lineno)
    elif isinstance(error, OSError) and error.filename:
        place = Place(_label(str(error.filename), root))
    else:
        place = _innermost(error, source, root)
    code, value, known = _told(error, (*filters, *DEFAULT_FILTERS))
    close = get_close_matches(value, known, n=1) if known else []
    details: dict[str, object] = {"suggestion": close[0]} if close else {}
    if debugging():
        details["technical"] = f"{type(error).__name__}: {error}"
    return Problem(place, code, value=value, details=details)


def _told(error: Exception, filters: Sequence[str]) -> tuple[str, str, Sequence[str]]:
    """Return the code and the value of what a template may meet with, and names that are known."""
    sentence = str(error)
    quoted = [part for number, part in enumerate(sentence.split("'")) if number % 2]
    if quoted and sentence.startswith(("No filter named", "No test named")):
        known = filters if sentence.startswith("No filter") else tuple(DEFAULT_TESTS)
        return "template-filter", quoted[0], known
    if isinstance(error, TemplateSyntaxError):
        return _unreadable(sentence, quoted)
    if isinstance(error, UndefinedError):
        named = ("template-undefined", quoted[-1], _names_there(error)) if quoted else None
        return named or ("template-nothing", "", ())
    if isinstance(error, TemplateNotFound):
        return "template-missing", str(error.name), ()
    if isinstance(error, SecurityError):
        return ("template-forbidden", quoted[0], ()) if quoted else ("template-refused", "", ())
    plain = (code for kinds, code in _PLAIN.items() if isinstance(error, kinds))
    return next(plain, "template-error"), "", ()


def _unreadable(sentence: str, quoted: Sequence[str]) -> tuple[str, str, Sequence[str]]:
    """Say why a template cannot be read, which Jinja says in a sentence alone."""
    if quoted and "needs to be closed" in sentence and "Unexpected end" in sentence:
        return "template-unclosed", quoted[-1], ()
    if quoted and "unknown tag" in sentence:
        return "template-tag", quoted[0], _TAGS
    return "template-syntax", "", ()


def _innermost(error: Exception, source: str, root: Path) -> Place:
    """Find the deepest frame of the traceback that lies in a template."""
    place = Place(source)
    for frame, line in walk_tb(error.__traceback__):
        if _is_template(frame):
            place = Place(_label(frame.f_code.co_filename, root), line)
    return place


def _names_there(error: Exception) -> list[str]:
    """Return the names that the template could have used: Jinja makes them its frame's locals."""
    names: list[str] = []
    for frame, _ in walk_tb(error.__traceback__):
        if _is_template(frame):
            names = sorted(frame.f_locals)
    return names


def _is_template(frame: FrameType) -> bool:
    return "__jinja_template__" in frame.f_globals or frame.f_code.co_filename.endswith(
        (".html", ".md")
    )


def _label(filename: str, root: Path) -> str:
    path = Path(filename)
    if not path.is_absolute():
        return filename
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    parts = path.parts
    return "/".join(parts[parts.index("handbook") :]) if "handbook" in parts else path.name
