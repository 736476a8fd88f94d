"""Identity: which records are about one and the same person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handbook.problems import Place
from handbook.reading.sheets.typed_table import is_tombstone
from handbook.text.names import forms_of
from handbook.withdrawing.survey import Key, Survey, Trace


class Why(StrEnum):
    """Why a record is taken to be a person's."""

    OWN = "own"
    """It is the one asked for, or the id says so."""
    NAME = "name"
    """It bears the same full name."""
    OTHER = "other"
    """It refers to the person by id, but bears another name."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person is known by, across all files and their versions."""

    ids: frozenset[Key]
    names: frozenset[tuple[str, ...]]
    """Folded words of the full name, in the ways to write it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record of the person."""

    trace: Trace
    why: Why = Why.OWN


@dataclass(frozen=True, slots=True)
class Doubt:
    """Records of different people that what was asked for may mean."""

    places: tuple[Place, ...]


def identify(surveys: Sequence[Survey], who: str) -> Identity | Doubt | None:
    """Find out who is meant.

    Args:
        surveys: versions of one programme; the one that is worked on first.
        who: an id, a full name in any order of its words, or the `path:line` of a record.

    Returns:
        None where nobody is known by that.
    """
    asked = who.strip()
    for seeds in (
        [_at(surveys[0], asked)],
        [_by_id(survey, asked.casefold()) for survey in surveys],
        [_by_name(survey, asked) for survey in surveys],
    ):
        if any(seeds):
            return _doubt(surveys, seeds) or _identity(surveys, seeds)
    return None if is_tombstone(asked) else _orphan(surveys, asked.casefold())


def _at(survey: Survey, asked: str) -> list[Trace]:
    return [trace for trace in survey.people if asked == str(trace.place)]


def _by_id(survey: Survey, id: str) -> list[Trace]:
    return [trace for trace in survey.people if id and trace.id == id]


def _by_name(survey: Survey, asked: str) -> list[Trace]:
    sought = {tuple(sorted(form)) for form in forms_of(asked)}
    return [
        trace for trace in survey.people if sought & {tuple(sorted(form)) for form in trace.forms}
    ]


def _identity(surveys: Sequence[Survey], seeds: Sequence[Sequence[Trace]]) -> Identity:
    own = [trace for each in seeds for trace in each]
    profiles = [
        trace
        for survey in surveys
        for trace in survey.people
        # A recognition leads to the mentor's own record, unless that is plainly somebody else's.
        if any(
            trace.key == (target, id) and _alike(seed, trace)
            for seed in own
            for target, id, _ in survey.referred(seed)
        )
    ]
    known = (*own, *profiles)
    return Identity(
        frozenset(trace.key for trace in known if trace.id),
        frozenset(form for trace in known for form in trace.forms),
    )


def _doubt(surveys: Sequence[Survey], seeds: Sequence[Sequence[Trace]]) -> Doubt | None:
    """Say whether the records of one version belong to more than one person."""
    targets = {name for survey in surveys for name in survey.targets}
    for each in seeds:
        names = [trace.forms for trace in each if trace.forms]
        strangers = any(not one & other for one in names for other in names)
        ids: dict[str, set[str]] = {}
        for trace in each:
            if trace.table.name in targets and trace.id:
                ids.setdefault(trace.table.name, set()).add(trace.id)
        if strangers or any(len(several) > 1 for several in ids.values()):
            return Doubt(tuple(sorted(trace.place for trace in each)))
    return None


def _alike(one: Trace, other: Trace) -> bool:
    words = [{word for form in each.forms for word in form} for each in (one, other)]
    return bool(words[0] & words[1]) or not all(words)


def _orphan(surveys: Sequence[Survey], id: str) -> Identity | None:
    """Recognise somebody whose own record is gone already, but not all that refers to it."""
    ids = {
        (target, value)
        for survey in surveys
        for trace in survey.traces
        for target, value, _ in survey.referred(trace)
        if value == id
    }
    ids |= {
        (table.name, id)
        for survey in surveys
        for table in survey.tables
        if table.name in survey.targets and attachments(survey, {(table.name, id)})
    }
    return Identity(frozenset(ids), frozenset()) if ids else None


def records_of(survey: Survey, identity: Identity) -> tuple[Chosen, ...]:
    """Return every record of a person: their own, those that refer to it, those of that name."""
    return tuple(
        Chosen(trace, why)
        for trace in survey.people
        if (why := _why(survey, trace, identity)) is not None
    )


def homonyms(survey: Survey, identity: Identity) -> tuple[Place, ...]:
    """Tell the records of that name which are somebody else's, by their id."""
    return tuple(
        trace.place
        for trace in survey.people
        if trace.forms & identity.names and _why(survey, trace, identity) is None
    )


def _why(survey: Survey, trace: Trace, identity: Identity) -> Why | None:
    mine = {id for table, id in identity.ids if table == trace.table.name}
    strange = trace.forms and identity.names and not trace.forms & identity.names
    if trace.table.id and not strange and trace.id in mine:
        return Why.OWN
    referred = {(target, id) for target, id, _ in survey.referred(trace)}
    named = bool(trace.forms & identity.names)
    if trace.table.id and referred & identity.ids:
        return Why.OWN if named or not trace.name else Why.OTHER
    # Another id of its own, or of the record that it refers to, makes it another person's.
    other = trace.table.name in survey.targets and mine
    return Why.NAME if named and not other and not (trace.row.aligned and referred) else None


def attachments(survey: Survey, ids: Iterable[Key]) -> list[str]:
    """Name the biographies and photos of people: files named by their id, whatever the ending.

    A photo stays while somebody else of that id remains.
    """
    profiles = {table.name for table in survey.tables if table.is_profile}
    gone = {(table, id) for table, id in ids if table in profiles}
    staying = {
        trace.id for trace in survey.people if trace.table.is_profile and trace.key not in gone
    }
    named = {
        (folder, id)
        for table, id in gone
        for folder in (table, "photos")
        if folder == table or id not in staying
    }
    return [
        path
        for path in survey.paths
        if len(parts := path.casefold().split("/")) == 3
        and parts[0] in {"programme", "private"}
        and (parts[1], parts[2].partition(".")[0]) in named
    ]
