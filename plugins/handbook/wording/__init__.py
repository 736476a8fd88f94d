"""Wording: problems as people and programs read them, in any language."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from traceback import extract_tb

from handbook.languages import Catalogue
from handbook.problems import Problem, Severity

DEBUG = "HANDBOOK_DEBUG"
"""Environment variable: where it is set, a fault of the package's own shows its traceback."""
MOST_OF_A_KIND = 10
"""Problems of one kind in one file that are told a line each."""
_PACKAGE = Path(__file__).resolve().parents[1]
# What ends a line, steers a terminal or turns the direction of writing.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a problem says: what is wrong, and how to mend it."""

    message: str
    remedy: str


def wording_of(problem: Problem, catalogue: Catalogue) -> Wording:
    """Put a problem into words, each part on one line whatever the value holds.

    Raises:
        KeyError: the catalogue has no text for the problem's code.
    """
    values = {"field": problem.field, "value": problem.value, **problem.details}
    key = f"problems.{problem.code}"
    remedy = f"{key}.remedy"
    for hint in ("suggestion", "suggested_line"):
        if problem.details.get(hint):
            own = f"{key}.{hint}"
            remedy = own if catalogue.has(own) else f"problems.{hint}"
    return Wording(
        on_one_line(catalogue.text(f"{key}.message", **values)),
        on_one_line(catalogue.text(remedy, **values)),
    )


def on_one_line(text: str) -> str:
    """Replace line ends and control characters by spaces."""
    return _CONTROL.sub(" ", text)


def sentence(problem: Problem, catalogue: Catalogue) -> str:
    """Write a problem without its place: field, what is wrong, how to mend it."""
    wording = wording_of(problem, catalogue)
    field = f"{on_one_line(problem.field)}: " if problem.field else ""
    technical = problem.details.get("technical")
    for_programmers = on_one_line(f" [{technical}]") if technical else ""
    return f"{field}{wording.message} {wording.remedy}".rstrip() + for_programmers


def levelled(problem: Problem, catalogue: Catalogue) -> str:
    """Write a problem without its place, a warning with that word before it."""
    warning = problem.severity is Severity.WARNING
    level = f"{catalogue.text('problems.warning')}: " if warning else ""
    return level + sentence(problem, catalogue)


def as_line(problem: Problem, catalogue: Catalogue) -> str:
    """Write a problem as one line: place, field, what is wrong, how to mend it."""
    return f"{on_one_line(str(problem.place))}: {levelled(problem, catalogue)}"


def in_lines(
    problems: Iterable[Problem], catalogue: Catalogue, most: int | None = MOST_OF_A_KIND
) -> Iterator[tuple[Severity, str]]:
    """Write problems a line each; of very many of one kind in one file only the first.

    Args:
        problems: in the order to be told.
        catalogue: the words to use.
        most: how many of a kind; None for all.

    Yields:
        How grave each is, and its line; at the end how many more of each kind there are.
    """
    told: Counter[tuple[str, str, Severity]] = Counter()
    for problem in problems:
        kind = (problem.place.path, problem.code, problem.severity)
        told[kind] += 1
        if most is None or told[kind] <= most:
            yield problem.severity, as_line(problem, catalogue)
    for (path, code, severity), count in told.items():
        if most is not None and count > most:
            words = catalogue.text("command.more_of_a_kind", count=count - most, kind=code)
            yield severity, f"{on_one_line(path)}: {words}"


def in_short(
    problems: Sequence[Problem], catalogue: Catalogue, day: date | None, pages: int, *, pinned: bool
) -> str:
    """Say how many problems and pages there are, and for which day.

    Args:
        problems: what was found.
        catalogue: the words to use.
        day: the reference date; None where the programme could not be read.
        pages: how many there are.
        pinned: whether the day is that of an example.
    """
    text = catalogue.text
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    parts = [
        text("command.errors", count=errors),
        text("command.warnings", count=len(problems) - errors),
    ]
    if day is not None:
        key = "command.date_pinned" if pinned else "command.date"
        parts += [text(key, date=day.isoformat()), text("command.pages", count=pages)]
    return " · ".join(parts)


def debugging() -> bool:
    """Say whether somebody wants to see tracebacks."""
    return bool(os.environ.get(DEBUG))


def of_own_fault(error: BaseException, catalogue: Catalogue) -> str:
    """Say in one line that the package itself is at fault, and what to pass on.

    What the exception says is left out: it may quote somebody's data.
    """
    frames = extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    spot = type(error).__name__
    if own:
        file = Path(own[-1].filename).relative_to(_PACKAGE).as_posix()
        spot = f"{spot}, {file}:{own[-1].lineno}"
    return catalogue.text("command.own_fault", spot=spot, variable=DEBUG)
