"""Rules on the files beside the data: each belongs to a record, and pictures are pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from handbook.consent import PHOTO
from handbook.content_type.records import Entity
from handbook.pictures import Role
from handbook.pictures.cleaning import examine
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


_HEAVY = "picture-large"
"""Told of a picture that is too large for its purpose, but that can be published all the same."""


def pictures_sound(
    folder: str, role: Role, kind: type[Any], names: Callable[[Any, Programme], Iterable[str]]
) -> Rule:
    """Make the rule that every picture a record uses is a picture, and no larger than it should be.

    Args:
        folder: below `programme/`.
        role: what the pictures show.
        kind: the records that use them.
        names: gives the file names that a record uses.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        if not any(path.startswith(f"{folder}/") for path in programme.files):
            return
        used = {name for record in programme.all(kind) for name in names(record, programme)}
        for name in sorted(used):
            path = f"{folder}/{name}"
            if path not in programme.files:
                continue
            fault = examine(programme.files[path], name, role)
            if fault is not None:
                place = Place(f"programme/{path}", fault.line, fault.column)
                severity = Severity.WARNING if fault.code == _HEAVY else Severity.ERROR
                yield Problem(place, fault.code, "", "", severity, fault.details)

    return rule


PHOTOS = "photos"
_LISTED = 10
"""How many rows a warning names."""


def photos_there(kind: type[Any], names: Callable[[Any, Programme], Iterable[str]]) -> Rule:
    """Make the rule that the photos which people allow, or describe, are there.

    One warning for all of them, since a programme may do without photos.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        there = {path.casefold() for path in programme.files if path.startswith(f"{PHOTOS}/")}
        missing = [
            record
            for record in programme.all(kind)
            if (record.photo_alt or record.consent.allows(PHOTO, programme.reference_date))
            and not any(f"{PHOTOS}/{name}".casefold() in there for name in names(record, programme))
        ]
        if not missing:
            return
        field = "photo_alt" if missing[0].photo_alt else "consent_scope"
        lines = [str(record.where().line) for record in missing]
        more = "" if len(lines) <= _LISTED else ", …"
        yield Problem(
            missing[0].where(field),
            "photo-missing",
            field,
            severity=Severity.WARNING,
            details={"count": len(missing), "lines": ", ".join(lines[:_LISTED]) + more},
        )

    return rule


def photos_described(kind: type[Any], names: Callable[[Any, Programme], Iterable[str]]) -> Rule:
    """Make the rule that a photo which is shown has a text for people who do not see it."""

    def rule(programme: Programme) -> Iterator[Problem]:
        for record in programme.all(kind):
            if record.photo_alt or not record.consent.allows(PHOTO, programme.reference_date):
                continue
            if any(f"{PHOTOS}/{name}" in programme.files for name in names(record, programme)):
                place = record.where("photo_alt")
                yield Problem(place, "photo-undescribed", "photo_alt", severity=Severity.WARNING)

    return rule
