"""Leftovers: where a person is still named in prose and other files, which only people can mend."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from handbook.problems import Place
from handbook.text.addresses import emails_in
from handbook.text.decoding import decoded
from handbook.withdrawing.identity import Identity
from handbook.withdrawing.names import Searcher, searcher
from handbook.withdrawing.removal import Removal
from handbook.withdrawing.survey import Survey, Trace

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".ico", ".woff", ".woff2")
"""Endings of files that say nothing but by their names."""
_DATA = ("programme", "private", "content", "overrides")
"""Folders of the programme; the others belong to the tool around it."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What a removal leaves to people."""

    mentions: tuple[Place, ...]
    """Where the person is still named: a line and column, or a file by its name."""
    unsearched: tuple[str, ...]
    """Files of the programme that cannot be searched."""


def sought_of(survey: Survey, identity: Identity, removed: Collection[Trace]) -> Searcher:
    """Make the searcher of what names a person, given their records as they were."""
    # Ids of other tables, such as those of recognitions, stand nowhere else.
    referable = {
        table.name for table in survey.tables if table.name in survey.targets or table.has_entries
    }
    names = set(identity.names) | {form for trace in removed for form in trace.forms}
    exact = {id for table, id in identity.ids if table in referable}
    exact |= {trace.id for trace in removed if trace.table.name in referable}
    for trace in removed:
        values = trace.row.cells if trace.table.id else _held(trace)
        exact |= {match for value in values for match in emails_in(value)}
    return searcher(names, exact)


def _held(trace: Trace) -> list[str]:
    """Return what a record holds of the person, not what it says of itself."""
    columns = trace.table.emptied(trace.row.values, ())
    return [trace.row.values[column] for column in columns]


def leftovers(survey: Survey, removal: Removal, sought: Searcher) -> Leftovers:
    """Search everything that remains after a removal."""
    mentions: list[Place] = list(_copies(survey, removal))
    unsearched: list[str] = []
    for path in survey.paths:
        if removal.files.get(path, b"") is None:
            continue
        if any(sought.offsets(path)):
            mentions.append(Place(path))
        if path.casefold().endswith(_PICTURES):
            continue
        content = removal.files[path] if path in removal.files else _content(survey, path)
        file = decoded(content) if content is not None else None
        if file is not None:
            mentions += {Place(path, *file.place(at)) for at in sought.offsets(file.text)}
        elif path.partition("/")[0] in _DATA:
            unsearched.append(path)
    return Leftovers(tuple(sorted(set(mentions))), tuple(unsearched))


def _copies(survey: Survey, removal: Removal) -> Iterator[Place]:
    """Give what seems a copy of a biography or photo that is deleted: `ana-2.jpg`, `ana_old.png`.

    A file belongs to the longest id that its name begins with.
    """
    profiles = [trace for trace in survey.people if trace.table.is_profile and trace.id]
    ids = sorted({trace.id for trace in profiles}, key=len, reverse=True)
    gone = {trace.id for trace in removal.removed if trace.table.is_profile}
    folders = {"photos"} | {trace.table.name for trace in profiles}
    for path in survey.paths:
        parts = path.casefold().split("/")
        if len(parts) < 3 or parts[1] not in folders or removal.files.get(path, b"") is None:
            continue
        own = next((id for id in ids if re.match(rf"{re.escape(id)}(?![^\W_])", parts[-1])), "")
        if own in gone:
            yield Place(path)


def _content(survey: Survey, path: str) -> bytes | None:
    try:
        return survey.tree.read(path)
    except OSError:
        return None
