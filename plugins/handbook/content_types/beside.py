"""Rules on the files beside the data: each belongs to a record, and pictures are pictures."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TypeVar

from handbook.consent import PHOTO
from handbook.content_type.records import Entity, PeopleTable
from handbook.languages import SHIPPED, Text
from handbook.pictures import Role
from handbook.pictures.cleaning import examine
from handbook.problems import Place, Problem, Severity, warning
from handbook.programme import Programme, Rule
from handbook.row import Row

E = TypeVar("E", bound=Entity)
PHOTOS = "photos"
"""The folder of the photos of people, each by its person's id."""
PHOTO_ENDINGS = ("jpg", "jpeg", "png", "webp")
PHOTO_TEXT = "photo_alt"
"""The column of the text for people who do not see the photo: a table that has it has photos."""
_HEAVY = "picture-large"
"""Told of a picture that is too large for its purpose, but that can be published all the same."""


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
        if table.partition(".")[0] not in programme.incomplete:
            used = {name for record in programme.all(kind) for name in names(record, programme)}
            yield from _orphans(folder, used, f"programme/{table}", programme)

    return rule


def _orphans(folder: str, used: set[str], target: str, programme: Programme) -> Iterator[Problem]:
    """Find the files that nobody uses.

    One that only differs in capital and small letters is told so, with the name it needs: on some
    computers the two are the same file, on the one that publishes they are not.
    """
    beside = [
        name
        for name in _files(folder, programme)
        if f"{folder}/{name}" not in programme.default_files
    ]
    in_any_case = {name.casefold(): name for name in sorted(used)} if beside else {}
    for name in beside:
        if name in used:
            continue
        place, meant = Place(f"programme/{folder}/{name}"), in_any_case.get(name.casefold())
        if meant is not None and meant not in beside:
            yield warning(place, "file-case", meant=meant)
        else:
            yield warning(place, "file-orphan", target=target)


def _files(folder: str, programme: Programme) -> list[str]:
    """List the files of a folder by name."""
    begin = f"{folder}/"
    return [path.removeprefix(begin) for path in sorted(programme.files) if path.startswith(begin)]


def pictures_sound(
    folder: str, role: Role, used: set[str], programme: Programme
) -> Iterator[Problem]:
    """Every picture that is used is a picture, and no larger than it should be.

    Args:
        folder: below `programme/`.
        role: what the pictures show.
        used: the file names that records use.
        programme: has the files.
    """
    for name in (name for name in _files(folder, programme) if name in used):
        path = f"{folder}/{name}"
        fault = examine(programme.files[path], name, role)
        if fault is not None:
            place = Place(f"programme/{path}", fault.line, fault.column)
            severity = Severity.WARNING if fault.code == _HEAVY else Severity.ERROR
            yield Problem(place, fault.code, "", "", severity, fault.details)


def texts_in_every_language(id: str, programme: Programme) -> Iterator[str]:
    """Give the names of the texts that belong to an id: `ana.en.md`."""
    for language in programme.languages:
        yield f"{id}.{language}.md"


def text_beside(folder: str, id: str, programme: Programme) -> Text | None:
    """Return the text that stands in a folder for an id, in the languages that are there.

    It is in the language in which it is shipped where in none of the programme's.
    """
    versions = {
        language: content.decode("utf-8")
        for language in (*programme.languages, SHIPPED)
        if (content := _content(f"{folder}/{id}", language, programme))
    }
    return Text(tuple(versions.items())).in_languages(programme.languages) if versions else None


def _content(stem: str, language: str, programme: Programme) -> bytes | None:
    """Return a text in a language; what is shipped in a language at large serves its regions."""
    at_large = f"{stem}.{language.partition('-')[0]}.md"
    shipped = at_large if at_large in programme.default_files else ""
    return programme.files.get(f"{stem}.{language}.md") or programme.files.get(shipped)


def photo_of(id: str, programme: Programme) -> str:
    """Return the path of a person's photo from `programme/`; empty where there is none."""
    paths = (f"{PHOTOS}/{name}" for name in _photo_names(id))
    return next((path for path in paths if path in programme.files), "")


def _photo_names(id: str) -> list[str]:
    return [f"{id}.{ending}" for ending in PHOTO_ENDINGS]


def _ids(table: PeopleTable) -> list[str]:
    return [row[table.person.id] for row in table.rows] if table.person.id else []


def biographies_belong(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """Every text in the folder called as a table of people is one of theirs."""
    name = table.schema.name
    if name not in programme.incomplete:
        used = {text for id in _ids(table) for text in texts_in_every_language(id, programme)}
        yield from _orphans(name, used, table.file, programme)


def photos_sound(tables: Sequence[PeopleTable], programme: Programme) -> Iterator[Problem]:
    """Every photo is one, and that of somebody of a table that has photos."""
    ids = {id for table in tables for id in _ids(table)}
    # Whatever its format: one that is not shown is to be told as that.
    there = {name for name in _files(PHOTOS, programme) if _is_foreign(name, ids)}
    names = there | {name for id in ids for name in _photo_names(id)}
    yield from pictures_sound(PHOTOS, Role.PHOTO, names, programme)
    if tables and not programme.incomplete.intersection(table.schema.name for table in tables):
        yield from _orphans(PHOTOS, names, tables[0].file, programme)


def _is_foreign(name: str, ids: Container[str]) -> bool:
    """Say whether a file is the photo of somebody, in a format that is not shown."""
    stem, _, ending = name.partition(".")
    return stem in ids and ending.casefold() not in PHOTO_ENDINGS


def has_photos(table: PeopleTable) -> bool:
    """Say whether a table of people has photos, as the text for them tells."""
    columns = {field.name for field in table.schema.fields}
    return bool(table.person.id and table.person.consent) and PHOTO_TEXT in columns


def photos_there(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """The photos which people allow, or describe, are there.

    One warning for all of them, since a programme may do without photos.
    """
    there = {name.casefold().partition(".")[0] for name in _files(PHOTOS, programme)}
    for row in table.rows:
        expected = row[PHOTO_TEXT] or _allowed(row, table, programme)
        if expected and row[table.person.id].casefold() not in there:
            field = PHOTO_TEXT if row[PHOTO_TEXT] else f"{table.person.consent}_scope"
            place = row.where(field)
            yield Problem(place, "photo-missing", field, "", Severity.WARNING, cause=PHOTOS)


def photos_described(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """A photo which is shown has a text for people who do not see it."""
    for row in table.rows:
        if row[PHOTO_TEXT] or not _allowed(row, table, programme):
            continue
        if photo_of(row[table.person.id], programme):
            yield warning(row.where(PHOTO_TEXT), "photo-undescribed", PHOTO_TEXT)


def _allowed(row: Row, table: PeopleTable, programme: Programme) -> bool:
    return row.consent(table.person.consent).allows(PHOTO, programme.reference_date)
