"""Rules on the files beside the data: each belongs to a record, so that none waits unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from handbook.content_type import Entity
from handbook.problems import Place, Problem, Severity
from handbook.programme import Programme, Rule

E = TypeVar("E", bound=Entity)


def belongs(
    folder: str,
    kind: type[E],
    table: str,
    names: Callable[[E, Programme], Iterable[str]],
) -> Rule:
    """Make the rule that every file of a folder is one that a record uses.

    Args:
        folder: below `programme/`.
        kind: the records that files of this folder belong to.
        table: the file they come from.
        names: gives the file names that a record uses.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        if table.partition(".")[0] in programme.incomplete:
            return
        used = {name for record in programme.all(kind) for name in names(record, programme)}
        for path in sorted(programme.files):
            if path.startswith(f"{folder}/") and path.removeprefix(f"{folder}/") not in used:
                yield Problem(
                    Place(f"programme/{path}"),
                    "file-orphan",
                    severity=Severity.WARNING,
                    details={"target": f"programme/{table}"},
                )

    return rule


def in_every_language(record: Entity, programme: Programme) -> Iterator[str]:
    """Give the names of a record's texts: `ana.en.md`."""
    for language in programme.languages:
        yield f"{record.id}.{language}.md"
