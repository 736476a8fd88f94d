"""Wording: problems as people and programs read them, in any language."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from traceback import extract_tb

from handbook.languages import Catalogue
from handbook.problems import Problem, Severity
from handbook.text.decoding import HALF, LOST

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
    # What a column has to hold is told by its own description.
    values["rule"] = catalogue.described(str(values.get("rule", "")))
    key = f"problems.{problem.code}"
    remedy = f"{key}.remedy"
    for hint in ("suggestion", "suggested_line"):
        if problem.details.get(hint):
            own = f"{key}.{hint}"
            remedy = own if catalogue.has(own) else f"problems.{hint}"
    message = (catalogue.text(f"{key}.message", **values), *_elsewhere(problem, catalogue))
    return Wording(
        on_one_line(" ".join(message)),
        on_one_line(catalogue.text(remedy, **values)),
    )


def _elsewhere(problem: Problem, catalogue: Catalogue) -> Iterator[str]:
    """Say where else the cause of a problem shows: the lines of its file, and other files."""
    here = {place.line for place in problem.also if place.path == problem.place.path}
    lines = [str(line) for line in sorted(here - {problem.place.line})]
    others = [place for place in problem.also if place.path != problem.place.path]
    places = list(dict.fromkeys(str(replace(place, column=0)) for place in others))
    for key, listed in (("problems.also_here", lines), ("problems.also", places)):
        if listed:
            more = ", …" if len(listed) > MOST_OF_A_KIND else ""
            named = ", ".join(listed[:MOST_OF_A_KIND]) + more
            yield catalogue.text(key, count=len(listed), places=named)


def on_one_line(text: str) -> str:
    """Replace line ends and control characters by spaces, and what is no letter by its sign."""
    return without_halves(_CONTROL.sub(" ", text))


def without_halves(text: str) -> str:
    """Put the sign for an unknown letter in the place of what no encoding can write."""
    return HALF.sub(LOST, text)


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
    """Write problems a line each, errors last; of very many of a kind in a file only the first.

    Args:
        problems: in reading order.
        catalogue: the words to use.
        most: how many of a kind; None for all.

    Yields:
        How grave each is, and its line; behind the last of a kind how many more there are.
    """
    # What stops the publication is what is seen last in a terminal.
    in_order = sorted(problems, key=lambda problem: problem.severity is Severity.ERROR)
    kinds = Counter(map(_kind, in_order))
    told: Counter[tuple[Severity, str, str]] = Counter()
    for problem in in_order:
        kind = _kind(problem)
        told[kind] += 1
        if most is None or told[kind] <= most:
            yield problem.severity, as_line(problem, catalogue)
        if told[kind] == most and kinds[kind] > most:
            left = kinds[kind] - most
            words = catalogue.text("command.more_of_a_kind", count=left, kind=problem.code)
            yield problem.severity, f"{on_one_line(problem.place.path)}: {words}"


def _kind(problem: Problem) -> tuple[Severity, str, str]:
    return problem.severity, problem.place.path, problem.code


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
