"""What the retention rules ask for, from the rules to the changed files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.content_types import REGISTRY
from handbook.people.holdings import holdings
from handbook.people.retention import Kept, kept, possible_events, rules_of
from handbook.problems import Place
from handbook.reading.programme import Reading, published, read_programme
from handbook.repository.trees import FolderTree, write_files
from handbook.settings import Settings
from handbook.text.edits import Edit, edited
from handbook.withdrawing.kept import forget_kept
from handbook.withdrawing.leftovers import Leftovers, leftovers, sought_of
from handbook.withdrawing.namesakes import Identity
from handbook.withdrawing.people_tables import people_tables
from handbook.withdrawing.publishing import at_rest
from handbook.withdrawing.removal import OpaqueIds, Removal, RemovalStep, records_at, remove
from handbook.withdrawing.survey import Survey, SurveyedFile, Trace, surveyed


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

    steps: tuple[RemovalStep, ...]
    deleted: tuple[Place, ...]
    """Rows that are gone altogether: those that are no person's own, such as pairs."""
    undone: tuple[RemovalStep, ...]
    """What has to be done by hand."""
    missed: tuple[Place, ...]
    """Overdue rows that could not be found again in their file."""
    left: Leftovers
    """Where somebody of whom no row is left is still named, and what was not searched for it."""


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


def carry_out(root: Path, forgetting: Forgetting) -> Forgotten:
    """Take the overdue rows out of the files, with what belongs to them.

    Raises:
        UnderWayError: git is in the middle of something; nothing was changed.
        OSError: the machine refuses to write a file; nothing was changed.
    """
    at_rest(root)
    forget_kept(root)
    tables = people_tables(REGISTRY)
    places = [each.holding.row.where() for each in forgetting.overdue]
    tree = FolderTree(root)
    before = surveyed(tree, tables)
    deleted, gone = _deleted(before, places)
    survey = surveyed(_Overlay(tree, deleted), tables)
    chosen = records_at(survey, places)
    removal = remove(survey, chosen, OpaqueIds())
    write_files(root, {**deleted, **removal.files})
    done = {(place.path, place.line) for place in (*gone, *(one.trace.place for one in chosen))}
    return Forgotten(
        removal.steps,
        gone,
        removal.undone,
        tuple(place for place in places if (place.path, place.line) not in done),
        _left(survey, removal),
    )


@dataclass(frozen=True, slots=True)
class _Overlay:
    """Files of which some have a new content already."""

    tree: FolderTree
    changed: Mapping[str, bytes]

    def paths(self) -> Sequence[str]:
        """List the files, in order."""
        return self.tree.paths()

    def read(self, path: str) -> bytes:
        """Return the content of a file.

        Raises:
            OSError: it cannot be read.
        """
        return self.changed[path] if path in self.changed else self.tree.read(path)


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
            trace
            for trace in sheet.traces
            if trace.table.person is None and (trace.path, trace.row.line) in lines
        ]
        if gone:
            edits = [_whole_line(sheet, trace) for trace in gone]
            files[sheet.path] = sheet.file.bytes_of(edited(sheet.file.text, edits))
            rows += [trace.place for trace in gone]
    return files, tuple(rows)


def _whole_line(sheet: SurveyedFile, trace: Trace) -> Edit:
    """Delete a row with the line end after it."""
    text, end = sheet.file.text, trace.row.end
    ending = next((mark for mark in ("\r\n", "\n", "\r") if text.startswith(mark, end)), "")
    return Edit(trace.row.start, end + len(ending), "")


def _left(survey: Survey, removal: Removal) -> Leftovers:
    """Tell where those are still named of whom no row is left."""
    removed = {trace.spot for trace in removal.removed}
    staying = {form for trace in survey.people if trace.spot not in removed for form in trace.forms}
    gone = [trace for trace in removal.removed if not trace.forms & staying]
    if not gone:
        return Leftovers()
    ids = frozenset(trace.key for trace in gone if trace.id)
    return leftovers(survey, removal, sought_of(survey, Identity(ids, frozenset()), gone))
