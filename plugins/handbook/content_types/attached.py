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

    One that only differs in capital and small letters is told so, with the name it needs: on some
    computers the two are the same file, on the one that publishes they are not.

    Args:
        folder: below `programme/`.
        kind: the records that files of this folder belong to.
        table: the file they come from.
        names: gives the file names that a record uses.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        if table.partition(".")[0] in programme.incomplete:
            return
        beside = [path for path in sorted(programme.files) if path.startswith(f"{folder}/")]
        if not beside:
            return
        used = {name for record in programme.all(kind) for name in names(record, programme)}
        in_any_case = {name.casefold(): name for name in sorted(used)}
        for path in beside:
            name = path.removeprefix(f"{folder}/")
            meant = in_any_case.get(name.casefold())
            place = Place(f"programme/{path}")
            if name in used:
                continue
            if meant is not None and f"{folder}/{meant}" not in programme.files:
                details = {"meant": meant}
                yield Problem(place, "file-case", severity=Severity.WARNING, details=details)
            else:
                details = {"target": f"programme/{table}"}
                yield Problem(place, "file-orphan", severity=Severity.WARNING, details=details)

    return rule


def in_every_language(record: Entity, programme: Programme) -> Iterator[str]:
    """Give the names of a record's texts: `ana.en.md`."""
    for language in programme.languages:
        yield f"{record.id}.{language}.md"
