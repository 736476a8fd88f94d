"""What the retention rules ask for, from the rules to the changed files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook import withdrawing
from handbook.content_types import REGISTRY
from handbook.people.holdings import holdings
from handbook.people.retention import Kept, kept, possible_events, rules_of
from handbook.problems import Place
from handbook.reading.programme import Reading, published, read_programme
from handbook.settings import Settings
from handbook.withdrawing import Change, FolderFiles, Identity, Removal, Survey
from handbook.withdrawing.loose import Edit, edited
from handbook.withdrawing.survey import Found, Sheet


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What has to go before a day, and what stays although its time is over."""

    reading: Reading
    before: date
    today: date
    """The reference date."""
    rules: int
    """How many rules there are."""
    overdue: tuple[Kept, ...]
    in_use: tuple[Kept, ...]
    """Rows of people who take part or are in office."""
    undated: tuple[Kept, ...]
    """Rows of which nothing tells since when they are kept."""
    unruled: tuple[str, ...]
    """Tables that hold people and of which no rule speaks."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done."""

    changes: tuple[Change, ...]
    deleted: tuple[Place, ...]
    """Rows that are gone altogether: those that are no person's own, such as pairs."""
    undone: tuple[Change, ...]
    """What has to be done by hand."""
    missed: tuple[Place, ...]
    """Overdue rows that could not be found again in their file."""
    mentions: tuple[Place, ...]
    """Where somebody of whom no row is left is still named."""


def prepare(root: Path, today: date | None, before: date) -> Forgetting:
    """Find out what has to go; nothing is written.

    Args:
        root: the project's folder; its `private/` is read too.
        today: the reference date; None for the programme's own.
        before: what had to go before this day is overdue.
    """
    reading = read_programme(Settings(root, today, private=True), REGISTRY)
    programme = reading.programme
    held = tuple(holdings(reading, published(programme, REGISTRY), REGISTRY))
    rules = rules_of(programme)
    rows = tuple(kept(programme, held))
    filled = {holding.kind.name for holding in held if holding.name or holding.kind.private}
    ruled = {rule.table for rule in rules}
    return Forgetting(
        reading,
        before,
        programme.reference_date,
        len(rules),
        tuple(each for each in rows if each.overdue(before)),
        tuple(each for each in rows if each.in_use and each.due and each.due < before),
        tuple(each for each in rows if each.due is None and not each.in_use and not _open(each)),
        tuple(name for name in possible_events(REGISTRY) if name in filled and name not in ruled),
    )


def carry_out(root: Path, found: Forgetting) -> Forgotten:
    """Take the overdue rows out of the files, with what belongs to them.

    Raises:
        OSError: the machine refuses to write a file.
    """
    tables = withdrawing.described(REGISTRY)
    places = [each.holding.row.where() for each in found.overdue]
    files = FolderFiles(root)
    before = withdrawing.survey(files, tables)
    deleted, gone = _deleted(before, places)
    survey = withdrawing.survey(_Overlay(files, deleted), tables)
    chosen = withdrawing.records_at(survey, places)
    removal = withdrawing.remove(survey, chosen, withdrawing.OpaqueIds())
    withdrawing.write_files(root, {**deleted, **removal.files})
    done = {(place.path, place.line) for place in (*gone, *(one.found.place for one in chosen))}
    return Forgotten(
        removal.changes,
        gone,
        removal.undone,
        tuple(place for place in places if (place.path, place.line) not in done),
        _mentions(survey, removal),
    )


@dataclass(frozen=True, slots=True)
class _Overlay:
    """Files of which some have a new content already."""

    files: FolderFiles
    changed: Mapping[str, bytes]

    def paths(self) -> Sequence[str]:
        """List the files, in order."""
        return self.files.paths()

    def read(self, path: str) -> bytes:
        """Return the content of a file.

        Raises:
            OSError: it cannot be read.
        """
        return self.changed[path] if path in self.changed else self.files.read(path)


def _open(kept: Kept) -> bool:
    """Say whether a row is kept by a consent without end, as the person wants it."""
    consent = kept.holding.consent
    return kept.rule.after == "consent" and consent is not None and consent.given


def _deleted(
    survey: Survey, places: Collection[Place]
) -> tuple[dict[str, bytes], tuple[Place, ...]]:
    """Delete the rows that are no person's own, such as pairs: nothing ever counts them."""
    lines = {(place.path, place.line) for place in places}
    files: dict[str, bytes] = {}
    rows: list[Place] = []
    for sheet in survey.sheets:
        gone = [
            found
            for found in sheet.found
            if found.table.person is None and (found.path, found.row.line) in lines
        ]
        if gone:
            edits = [_whole_line(sheet, found) for found in gone]
            files[sheet.path] = sheet.file.bytes_of(edited(sheet.file.text, edits))
            rows += [found.place for found in gone]
    return files, tuple(rows)


def _whole_line(sheet: Sheet, found: Found) -> Edit:
    """Delete a row with the line end after it."""
    text, end = sheet.file.text, found.row.end
    ending = next((mark for mark in ("\r\n", "\n", "\r") if text.startswith(mark, end)), "")
    return Edit(found.row.start, end + len(ending), "")


def _mentions(survey: Survey, removal: Removal) -> tuple[Place, ...]:
    """Tell where those are still named of whom no row is left."""
    removed = {(found.path, found.row.start) for found in removal.removed}
    staying = {
        form
        for found in survey.people
        if (found.path, found.row.start) not in removed
        for form in found.forms
    }
    gone = [found for found in removal.removed if not found.forms & staying]
    if not gone:
        return ()
    ids = frozenset((found.table.name, found.id) for found in gone if found.id)
    sought = withdrawing.sought_of(survey, Identity(ids, frozenset()), gone)
    return withdrawing.leftovers(survey, removal, sought).mentions
