"""Formats: lists of problems as programs read them, and a table of them for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from handbook.languages import Catalogue
from handbook.problems import Place, Problem, Severity
from handbook.wording import (
    in_lines,
    levelled,
    on_one_line,
    sentence,
    without_halves,
    wording_of,
)

_SUMMARY_LIMIT = 900_000
"""Bytes of a summary; GitHub shows none that is larger than 1 MiB."""
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_GITLAB_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "minor"}
_MOST_ANNOTATIONS = 100
"""Far more than GitHub shows."""


def folder_in(root: Path, repository: str | None) -> str:
    """Return where the project lies in its repository, with a slash at the end; empty at its top.

    Args:
        root: The project's folder, absolute.
        repository: The repository's folder; None where nobody says.
    """
    top = Path(repository).resolve() if repository else root
    if root == top or not root.is_relative_to(top):
        return ""
    return f"{root.relative_to(top).as_posix()}/"


def as_json(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Write problems as a JSON list of objects."""
    rows = []
    for problem in problems:
        wording = wording_of(problem, catalogue)
        rows.append(
            {
                **_located(problem.place),
                "field": problem.field,
                "code": problem.code,
                "message": wording.message,
                "value": problem.value,
                "remedy": wording.remedy,
                "severity": str(problem.severity),
                "also": [_located(place) for place in problem.also],
            }
        )
    return _json(rows)


def _located(place: Place) -> dict[str, object]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _json(rows: Sequence[Mapping[str, object]]) -> str:
    """Write what is UTF-8 whatever the names of files are."""
    return without_halves(json.dumps(rows, ensure_ascii=False, indent=2))


def as_github(problems: Sequence[Problem], catalogue: Catalogue, folder: str = "") -> str:
    """Write problems as annotations of a GitHub workflow, and then as text.

    GitHub shows about ten annotations of a step, hence the text. While it is printed no line of
    it can be taken for a command, whatever the data holds: commands are stopped until a word
    returns that the text cannot contain, since it is made of the text.

    Args:
        problems: in reading order; errors are shown first, since only so many are.
        catalogue: the words to use.
        folder: the project's folder as seen from the repository's root, with a slash at its end.
    """
    if not problems:
        return ""
    lines = [line for _, line in in_lines(problems, catalogue)]
    token = sha256("\n".join(lines).encode()).hexdigest()
    gravest = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    annotations = [_annotation(each, catalogue, folder) for each in gravest[:_MOST_ANNOTATIONS]]
    return "\n".join([*annotations, f"::stop-commands::{token}", *lines, f"::{token}::"])


def _annotation(problem: Problem, catalogue: Catalogue, folder: str) -> str:
    place = problem.place
    properties = {"file": folder + place.path}
    if place.line:
        properties["line"] = str(place.line)
        if place.column:
            properties["col"] = str(place.column)
    properties["title"] = problem.code
    given = ",".join(f"{name}={_escaped(text, _PROPERTY)}" for name, text in properties.items())
    return f"::{problem.severity} {given}::{_escaped(sentence(problem, catalogue), _DATA)}"


def _escaped(text: str, characters: dict[str, str]) -> str:
    return "".join(characters.get(character, character) for character in without_halves(text))


def as_summary(problems: Sequence[Problem], catalogue: Catalogue, heading: str) -> str:
    """Write problems as a table for the summary of a GitHub job.

    It is HTML without an empty line, in which no value can be taken for Markdown.
    """
    text = catalogue.text
    head = f"<h3>{escape(heading)}</h3>"
    if not problems:
        return f"{head}\n"
    names = ("command.place", "command.problem")
    columns = "".join(f"<th>{escape(text(name))}</th>" for name in names)
    rows: list[str] = []
    size = 0
    for problem in problems:
        place = f"<code>{escape(on_one_line(str(problem.place)))}</code>"
        row = f"<tr><td>{place}</td><td>{escape(levelled(problem, catalogue))}</td></tr>"
        size += len(row.encode()) + 1
        if size > _SUMMARY_LIMIT:
            left = text("command.more_problems", count=len(problems) - len(rows))
            rows.append(f'<tr><td colspan="2">{escape(left)}</td></tr>')
            break
        rows.append(row)
    return "\n".join([head, "<table>", f"<tr>{columns}</tr>", *rows, "</table>"]) + "\n"


def as_gitlab(problems: Iterable[Problem], catalogue: Catalogue, folder: str = "") -> str:
    """Write problems as a code quality report of GitLab.

    A fingerprint is the same as long as the fault is: it does not depend on the line nor the
    language, and equal faults of a file are numbered.

    Args:
        problems: in the order of reading.
        catalogue: the words to use.
        folder: the project's folder as seen from the repository's root, with a slash at its end.
    """
    seen: Counter[str] = Counter()
    rows = []
    for problem in problems:
        place = problem.place
        details = sorted((key, str(value)) for key, value in problem.details.items())
        known = json.dumps([place.path, problem.code, problem.field, problem.value, details])
        seen[known] += 1
        rows.append(
            {
                "description": sentence(problem, catalogue),
                "check_name": problem.code,
                "fingerprint": sha256(f"{known}{seen[known]}".encode()).hexdigest(),
                "severity": _GITLAB_SEVERITY[problem.severity],
                "location": {
                    "path": folder + place.path,
                    "lines": {"begin": max(place.line, 1)},
                },
            }
        )
    return _json(rows)
