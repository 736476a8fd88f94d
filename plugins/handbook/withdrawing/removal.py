"""Removal: the changes to the files that take records of people out of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from handbook.problems import Place
from handbook.withdrawing.loose import Edit, edited
from handbook.withdrawing.opaque import OpaqueIds
from handbook.withdrawing.people import Chosen, Identity, Why, attachments, records_of
from handbook.withdrawing.survey import Found, Sheet, Survey

Key = tuple[str, str]
"""Name of a table and id of a person in it."""


class Did(StrEnum):
    """What becomes of a place in the files."""

    TOMBSTONE = "tombstone"
    EMPTIED = "emptied"
    REFERENCE = "reference"
    ADDED = "added"
    DELETED = "deleted"
    UNREADABLE = "unreadable"
    """Nothing: the file is no text."""
    UNCLEAR = "unclear"
    """Nothing: the row does not say which cell is which."""
    FRAGMENT = "fragment"
    """Nothing: what stands here may be the rest of the row above it."""


class Change(NamedTuple):
    """What becomes of one place."""

    place: Place
    did: Did
    why: Why = Why.OWN


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to be written, and what it does."""

    files: Mapping[str, bytes | None]
    """New content by path; None deletes the file."""
    changes: tuple[Change, ...]
    """What is done, in reading order."""
    undone: tuple[Change, ...]
    """What could not be done and has to be mended by hand."""
    removed: tuple[Found, ...]
    """The records taken out, as they were."""


def withdraw(survey: Survey, identity: Identity, opaque: OpaqueIds) -> Removal:
    """Take a person out of the files: every record of theirs, biography and photo."""
    return remove(survey, records_of(survey, identity), opaque, identity.ids)


def records_at(survey: Survey, places: Collection[Place]) -> tuple[Chosen, ...]:
    """Return the records of people that begin at some places, whatever the column."""
    lines = {(place.path, place.line) for place in places}
    return tuple(
        Chosen(found) for found in survey.people if (found.path, found.place.line) in lines
    )


def remove(
    survey: Survey,
    chosen: Sequence[Chosen],
    opaque: OpaqueIds,
    ids: Collection[Key] = (),
) -> Removal:
    """Take records of people out of the files, with what belongs to them.

    Each becomes a tombstone, or loses what it holds of the person; whatever refers to it gets its
    opaque id; biographies and photos are deleted.

    Args:
        survey: what there is.
        chosen: records of one person or of many.
        opaque: gives the opaque ids.
        ids: further people to be taken out, of whom no record may be left.
    """
    gone = {(one.found.table.name, one.found.id) for one in chosen if one.found.id} | set(ids)
    work = _Work(
        survey, {(one.found.path, one.found.row.start): one for one in chosen}, gone, opaque
    )
    files: dict[str, bytes | None] = {}
    changes: list[Change] = [Change(place, Did.UNREADABLE) for place in survey.unreadable]
    for sheet in survey.sheets:
        pairs = list(work.of(sheet))
        changes += [change for change, _ in pairs]
        edits = [edit for _, some in pairs for edit in some]
        if edits:
            files[sheet.path] = sheet.file.bytes_of(edited(sheet.file.text, edits))
    for path in attachments(survey, gone):
        files[path] = None
        changes.append(Change(Place(path), Did.DELETED))
    left = {Did.UNREADABLE, Did.UNCLEAR, Did.FRAGMENT}
    ordered = sorted(changes)
    return Removal(
        files,
        tuple(change for change in ordered if change.did not in left),
        tuple(change for change in ordered if change.did in left),
        tuple(one.found for one in chosen),
    )


_Done = tuple[Change, list[Edit]]


@dataclass(frozen=True)
class _Work:
    """One removal under way."""

    survey: Survey
    chosen: Mapping[tuple[str, int], Chosen]
    gone: set[Key]
    opaque: OpaqueIds

    def of(self, sheet: Sheet) -> Iterator[_Done]:
        """Give the changes to one file."""
        given: set[str] = set()
        for number, found in enumerate(sheet.found):
            one = self.chosen.get((found.path, found.row.start))
            if one is None:
                yield from self._references(found)
            elif not found.table.id:
                yield self._emptied(sheet, one)
            else:
                id = self._own_id(found, given)
                given.add(id)
                edit = sheet.loose.tombstone(found.row, found.table.tombstone(id))
                yield Change(found.place, Did.TOMBSTONE, one.why), [edit]
                yield from self._fragment(sheet, number)
        yield from self._added(sheet, given)

    def _own_id(self, found: Found, given: set[str]) -> str:
        key = found.table.name if found.table.name in self.survey.targets else found.path
        id = self.opaque.of(key, found.id or found.row.line)
        # A second row with the same id is a fault, but must not become one of the tombstones.
        return self.opaque.of(key, found.id, found.row.line) if id in given else id

    def _fragment(self, sheet: Sheet, number: int) -> Iterator[_Done]:
        after = sheet.found[number + 1 : number + 2]
        if (
            after
            and not after[0].row.aligned
            and (after[0].path, after[0].row.start) not in self.chosen
        ):
            yield Change(after[0].place, Did.FRAGMENT), []

    def _emptied(self, sheet: Sheet, one: Chosen) -> _Done:
        found = one.found
        table = found.table
        private = {column for name, column in self.survey.hidden if name == table.name}
        columns = table.emptied(sheet.loose.columns, private)
        if not found.row.aligned or table.in_yaml:
            return Change(found.place, Did.UNCLEAR, one.why), []
        return Change(found.place, Did.EMPTIED, one.why), _blanked(found, columns)

    def _references(self, found: Found) -> Iterator[_Done]:
        spans = {
            span: (target, id)
            for target, id, span in self.survey.referred(found)
            if (target, id) in self.gone
        }
        if None in spans:
            yield Change(found.place, Did.UNCLEAR), []
        edits = [Edit(*span, self.opaque.of(*key)) for span, key in spans.items() if span]
        if edits:
            if not found.table.person:
                edits += _blanked(found, found.table.remarks())
            yield Change(found.place, Did.REFERENCE), edits

    def _added(self, sheet: Sheet, given: set[str]) -> Iterator[_Done]:
        """Add tombstones for people without a record that other tables still count."""
        name = sheet.table.name
        if name not in self.survey.targets:
            return
        counted = {
            (target, id)
            for found in self.survey.found
            if (found.path, found.row.start) not in self.chosen
            for target, id, _ in self.survey.referred(found)
        }
        for key in sorted(self.gone & counted):
            id = self.opaque.of(*key) if key[0] == name else ""
            # After a commit was brought along, the tombstone may stand there already.
            if id and id not in given and id not in sheet.file.text:
                line = sheet.file.text.count("\n") + 1
                edit = sheet.loose.added(sheet.table.tombstone(id))
                yield Change(Place(sheet.path, line), Did.ADDED), [edit]


def _blanked(found: Found, columns: Iterable[str]) -> list[Edit]:
    spans = (found.row.spans[column] for column in columns if column in found.row.spans)
    return [Edit(*span, "") for span in spans if span[0] < span[1]]
