"""Wording: problems as people and programs read them, in any language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from handbook.languages import Catalogue
from handbook.problems import Problem


@dataclass(frozen=True, slots=True)
class Wording:
    """What a problem says: what is wrong, and how to mend it."""

    message: str
    remedy: str


def wording_of(problem: Problem, catalogue: Catalogue) -> Wording:
    """Put a problem into words.

    Raises:
        KeyError: the catalogue has no text for the problem's code.
    """
    values = {"field": problem.field, "value": problem.value, **problem.details}
    key = f"problems.{problem.code}"
    remedy = f"{key}.remedy"
    if problem.details.get("suggestion"):
        suggested = f"{key}.suggestion"
        remedy = suggested if catalogue.has(suggested) else "problems.suggestion"
    return Wording(catalogue.text(f"{key}.message", **values), catalogue.text(remedy, **values))


def as_line(problem: Problem, catalogue: Catalogue) -> str:
    """Write a problem as one line: place, field, what is wrong, how to mend it."""
    wording = wording_of(problem, catalogue)
    field = f"{problem.field}: " if problem.field else ""
    level = "" if problem.severity == "error" else f"{catalogue.text('problems.warning')}: "
    return f"{problem.place}: {level}{field}{wording.message} {wording.remedy}".rstrip()


def as_json(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Write problems as a JSON list of objects."""
    rows = []
    for problem in problems:
        wording = wording_of(problem, catalogue)
        rows.append(
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "field": problem.field,
                "code": problem.code,
                "message": wording.message,
                "value": problem.value,
                "remedy": wording.remedy,
                "severity": str(problem.severity),
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2)
