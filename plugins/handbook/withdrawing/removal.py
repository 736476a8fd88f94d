"""Removal: the changes to the files that take records of people out of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from handbook.languages import Catalogue
from handbook.problems import Place
from handbook.text.edits import Edit, edited
from handbook.withdrawing.identity import Chosen, Why, records_of
from handbook.withdrawing.namesakes import Identity
from handbook.withdrawing.survey import Key, Survey, SurveyedFile, Trace, attachments


class Did(StrEnum):
    """What becomes of a place in the files."""

    TOMBSTONE = "tombstone"
    EMPTIED = "emptied"
    REFERENCE = "reference"
    ADDED = "added"
    DELETED = "deleted"
    RECORDED = "recorded"
    """A line of fingerprints was added to the file of those who withdrew."""
    UNREADABLE = "unreadable"
    """Nothing: the file is no text."""
    UNCLEAR = "unclear"
    """Nothing: the row does not say which cell is which."""
    FRAGMENT = "fragment"
    """Nothing: what stands here may be the rest of the row above it."""


class RemovalStep(NamedTuple):
    """What becomes of one place."""

    place: Place
    did: Did
    why: Why = Why.OWN


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to be written, and what it does."""

    files: Mapping[str, bytes | None]
    """New content by path; None deletes the file."""
    steps: tuple[RemovalStep, ...]
    """What is done, in reading order."""
    undone: tuple[RemovalStep, ...]
    """What could not be done and has to be mended by hand."""
    removed: tuple[Trace, ...]
    """The records taken out, as they were."""


def _drawn() -> str:
    return f"withdrawn-{secrets.token_hex(4)}"


class OpaqueIds:
    """Gives each person of each table one random id, the same in every version of the files."""

    def __init__(self, draw: Callable[[], str] = _drawn) -> None:
        self._draw = draw
        self._given: dict[Hashable, str] = {}

    def of(self, *key: Hashable) -> str:
        """Return the id that stands for `key`."""
        if key not in self._given:
            id = self._draw()
            while id in self._given.values():
                id = self._draw()
            self._given[key] = id
        return self._given[key]


def withdraw(survey: Survey, identity: Identity, opaque: OpaqueIds) -> Removal:
    """Take a person out of the files: every record of theirs, biography and photo."""
    return remove(survey, records_of(survey, identity), opaque, identity.ids)


def records_at(survey: Survey, places: Collection[Place]) -> tuple[Chosen, ...]:
    """Return the records of people that begin at some places, whatever the column."""
    lines = {(place.path, place.line) for place in places}
    return tuple(Chosen(trace) for trace in survey.people if (trace.path, trace.row.line) in lines)


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
    gone = {one.trace.key for one in chosen if one.trace.id} | set(ids)
    work = _Work(survey, {one.trace.spot: one for one in chosen}, gone, opaque)
    files: dict[str, bytes | None] = {}
    steps: list[RemovalStep] = [RemovalStep(place, Did.UNREADABLE) for place in survey.unreadable]
    for sheet in survey.sheets:
        pairs = list(work.of(sheet))
        steps += [step for step, _ in pairs]
        edits = [edit for _, some in pairs for edit in some]
        if edits:
            files[sheet.path] = sheet.file.bytes_of(edited(sheet.file.text, edits))
    for path in attachments(survey, gone):
        files[path] = None
        steps.append(RemovalStep(Place(path), Did.DELETED))
    left = {Did.UNREADABLE, Did.UNCLEAR, Did.FRAGMENT}
    ordered = sorted(steps)
    return Removal(
        files,
        tuple(step for step in ordered if step.did not in left),
        tuple(step for step in ordered if step.did in left),
        tuple(one.trace for one in chosen),
    )


_Done = tuple[RemovalStep, list[Edit]]


@dataclass(frozen=True)
class _Work:
    """One removal under way."""

    survey: Survey
    chosen: Mapping[tuple[str, int], Chosen]
    gone: set[Key]
    opaque: OpaqueIds

    def of(self, sheet: SurveyedFile) -> Iterator[_Done]:
        """Give the changes to one file."""
        given: set[str] = set()
        for number, trace in enumerate(sheet.traces):
            one = self.chosen.get(trace.spot)
            if one is None:
                yield from self._references(trace, sheet.records.columns)
            elif not trace.table.id:
                yield self._emptied(sheet, one)
            else:
                id = self._own_id(trace, given)
                given.add(id)
                edit = sheet.records.tombstone(trace.row, trace.table.tombstone(id))
                yield RemovalStep(trace.place, Did.TOMBSTONE, one.why), [edit]
                yield from self._fragment(sheet, number)
        yield from self._added(sheet, given)

    def _own_id(self, trace: Trace, given: set[str]) -> str:
        key = trace.table.name if trace.table.name in self.survey.targets else trace.path
        id = self.opaque.of(key, trace.id or trace.row.line)
        # A second row with the same id is a fault, but must not become one of the tombstones.
        return self.opaque.of(key, trace.id, trace.row.line) if id in given else id

    def _fragment(self, sheet: SurveyedFile, number: int) -> Iterator[_Done]:
        after = sheet.traces[number + 1 : number + 2]
        if after and not after[0].row.aligned and after[0].spot not in self.chosen:
            yield RemovalStep(after[0].place, Did.FRAGMENT), []

    def _emptied(self, sheet: SurveyedFile, one: Chosen) -> _Done:
        trace = one.trace
        table = trace.table
        private = {column for name, column in self.survey.hidden if name == table.name}
        columns = table.emptied(sheet.records.columns, private)
        if not trace.row.aligned or table.in_yaml:
            return RemovalStep(trace.place, Did.UNCLEAR, one.why), []
        return RemovalStep(trace.place, Did.EMPTIED, one.why), _blanked(trace, columns)

    def _references(self, trace: Trace, columns: Sequence[str]) -> Iterator[_Done]:
        spans = {
            span: (target, id)
            for target, id, span in self.survey.referred(trace)
            if (target, id) in self.gone
        }
        if None in spans:
            yield RemovalStep(trace.place, Did.UNCLEAR), []
        edits = [Edit(*span, self.opaque.of(*key)) for span, key in spans.items() if span]
        if edits:
            if not trace.table.person:
                about = trace.table.remarks(columns)
                edits += _blanked(
                    trace, [name for name in about if trace.row.spans.get(name) not in spans]
                )
            yield RemovalStep(trace.place, Did.REFERENCE), edits

    def _added(self, sheet: SurveyedFile, given: set[str]) -> Iterator[_Done]:
        """Add tombstones for people without a record that other tables still count."""
        name = sheet.table.name
        if name not in self.survey.targets:
            return
        counted = {
            (target, id)
            for trace in self.survey.traces
            if trace.spot not in self.chosen
            for target, id, _ in self.survey.referred(trace)
        }
        for key in sorted(self.gone & counted):
            id = self.opaque.of(*key) if key[0] == name else ""
            # After a commit was brought along, the tombstone may stand there already.
            if id and id not in given and id not in sheet.file.text:
                line = sheet.file.text.count("\n") + 1
                edit = sheet.records.added(sheet.table.tombstone(id))
                yield RemovalStep(Place(sheet.path, line), Did.ADDED), [edit]


def _blanked(trace: Trace, columns: Iterable[str]) -> list[Edit]:
    spans = (trace.row.spans[column] for column in columns if column in trace.row.spans)
    return [Edit(*span, "") for span in spans if span[0] < span[1]]


def in_words(step: RemovalStep, words: Catalogue) -> str:
    """Say what becomes of a place, with no value in it."""
    because = {Why.OWN: "", Why.NAME: "withdrawal.same_name", Why.OTHER: "withdrawal.other_name"}
    reason = because[step.why]
    told = [f"{step.place}: {words.text(f'withdrawal.{step.did}')}"]
    return " ".join([*told, *([words.text(reason)] if reason else [])])
