"""Errors in prose and templates, with the file and the line in which they are."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from handbook.problems import Place, Problem


class TemplateFaultError(Exception):
    """A helper was asked for something that does not exist, such as an unknown evidence id."""

    def __init__(self, code: str, value: str, known: tuple[str, ...] = ()) -> None:
        self.code = code
        self.value = value
        close = get_close_matches(value, known, n=1)
        self.details: Mapping[str, object] = {"suggestion": close[0]} if close else {}
        super().__init__(f"{code}: {value}")


def problem_of(error: Exception, source: str, root: Path) -> Problem:
    """Turn what went wrong in a template into a problem at its place.

    Args:
        error: what was raised.
        source: the file that was being rendered, where nothing closer is known.
        root: the project's folder, to write paths as the coordinator knows them.
    """
    if isinstance(error, TemplateSyntaxError):
        place = Place(_label(error.filename or source, root), error.lineno)
        return Problem(place, "template-syntax", value=str(error.message).rstrip("."))
    place = _innermost(error, source, root)
    if isinstance(error, TemplateFaultError):
        return Problem(place, error.code, value=error.value, details=error.details)
    if isinstance(error, UndefinedError):
        name = _undefined_name(error)
        close = get_close_matches(name, _names_there(error), n=1)
        details: dict[str, object] = {"suggestion": close[0]} if close else {}
        return Problem(place, "template-undefined", value=name, details=details)
    return Problem(place, *_told(error))


def _told(error: Exception) -> tuple[str, str, str]:
    """Return code, field and value of what a template may meet with anywhere."""
    if isinstance(error, TemplateNotFound):
        return "template-missing", "", str(error.name)
    if isinstance(error, SecurityError):
        return "template-forbidden", "", str(error)
    if isinstance(error, RecursionError | MemoryError):
        return "template-endless", "", ""
    return "template-error", "", f"{type(error).__name__}: {error}"


def theme_fault(error: TemplateError, root: Path) -> str:
    """Say where a template of the theme is at fault, most likely one in `overrides/`.

    Args:
        error: what was raised.
        root: the project's folder, to write paths as the coordinator knows them.
    """
    if isinstance(error, TemplateSyntaxError):
        return f"{_label(error.filename or error.name or '', root)}:{error.lineno}: {error.message}"
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename.endswith(".html")
    ]
    place = f"{_label(places[-1][0], root)}:{places[-1][1]}: " if places else ""
    return f"{place}{type(error).__name__}: {error}"


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


def _undefined_name(error: Any) -> str:
    """Take the name out of Jinja's sentence, which is not in the coordinator's language."""
    sentence = str(error)
    quoted = [part for number, part in enumerate(sentence.split("'")) if number % 2]
    return quoted[-1] if quoted else sentence
