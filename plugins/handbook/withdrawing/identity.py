"""Identity: which records are about one and the same person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from handbook.problems import Place
from handbook.reading.sheets.typed_table import is_tombstone
from handbook.text.names import forms_of
from handbook.withdrawing.namesakes import Identity, are_apart, is_another, is_certain, is_profile
from handbook.withdrawing.survey import Survey, Trace, attachments


class Why(StrEnum):
    """Why a record is taken to be a person's."""

    OWN = "own"
    """It is the one asked for, or the id says so."""
    NAME = "name"
    """It bears the same full name."""
    OTHER = "other"
    """It refers to the person by id, but bears another name."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record of the person."""

    trace: Trace
    why: Why = Why.OWN


@dataclass(frozen=True, slots=True)
class Doubt:
    """Records of different people that what was asked for may mean."""

    places: tuple[Place, ...]


def identify(
    surveys: Sequence[Survey], who: str, rows: Sequence[str] = ()
) -> Identity | Doubt | None:
    """Find out who is meant.

    Args:
        surveys: versions of one programme; the one that is worked on first.
        who: an id, a full name in any order of its words, or the `path:line` of a record.
        rows: further records that are theirs, as `path:line`. Of several people that `who` may
            mean, they say which.

    Returns:
        None where nobody is known by that.
    """
    asked = who.strip()
    said = [trace for row in rows for trace in _at(surveys[0], row.strip())]
    if len(said) < len(rows):
        return None
    if said:
        return _said(surveys, asked, said)
    places = [_at(surveys[0], asked)]
    for seeds in (
        places,
        [_by_id(survey, asked.casefold()) for survey in surveys],
        [_by_name(survey, asked) for survey in surveys],
    ):
        if any(seeds):
            doubt = _doubt(surveys, seeds)
            return doubt or _identity(surveys, seeds, by_place=seeds is places)
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


def _said(surveys: Sequence[Survey], asked: str, said: Sequence[Trace]) -> Identity | None:
    """Take the records that somebody said are theirs, if they have to do with who is asked for."""
    meant = [
        *_at(surveys[0], asked),
        *(trace for survey in surveys for trace in _by_id(survey, asked.casefold())),
        *(trace for survey in surveys for trace in _by_name(survey, asked)),
    ]
    if not meant:
        return None
    # An id or a place says who it is; a name says no more than the rows.
    sure = [trace for trace in meant if asked in {trace.id, str(trace.place)}]
    found = _identity(surveys, [[*said, *sure]])
    return replace(found, rows=frozenset(trace.known_as for trace in said))


def _identity(
    surveys: Sequence[Survey], seeds: Sequence[Sequence[Trace]], *, by_place: bool = False
) -> Identity:
    own = [trace for each in seeds for trace in each]
    profiles = [
        trace
        for survey in surveys
        for trace in survey.people
        # A recognition leads to the mentor's own record, unless that is plainly somebody else's.
        if any(
            trace.key == (target, id) and _alike(seed, trace)
            for seed in own
            for target, id, _ in survey.referred(seed, own=True)
        )
    ]
    known = (*own, *profiles)
    found = Identity(
        frozenset(trace.key for trace in known if trace.id),
        frozenset(form for trace in known for form in trace.forms),
        frozenset(fact for trace in known for fact in trace.facts),
        # Of a record without an id, its place alone says that it is meant.
        frozenset(trace.known_as for trace in own if not trace.table.id),
        sure=not by_place or any(is_profile(surveys[0], trace) for trace in known),
    )
    others = [each for survey in surveys for each in _others(survey, found)]
    return replace(found, others=tuple(trace.facts for trace in others))


def _others(survey: Survey, identity: Identity) -> Iterator[Trace]:
    """Give the records of that name which are others', or of whom one has to be another's."""
    named = [trace for trace in survey.people if trace.forms & identity.names]
    rivals: dict[str, set[str]] = defaultdict(set)
    for trace in named:
        if trace.table.name in survey.targets and trace.key not in identity.ids:
            rivals[trace.table.name].add(trace.id)
    for trace in named:
        if is_another(survey, trace, identity) or (
            len(rivals[trace.table.name]) > 1 and trace.key not in identity.ids
        ):
            yield trace


def _doubt(surveys: Sequence[Survey], seeds: Sequence[Sequence[Trace]]) -> Doubt | None:
    """Say whether the records of one version belong to more than one person."""
    targets = {name for survey in surveys for name in survey.targets}
    for survey, each in zip(surveys, seeds, strict=False):
        names = [trace.forms for trace in each if trace.forms]
        strangers = any(not one & other for one in names for other in names)
        apart = any(are_apart(survey, one, other) for one, other in combinations(each, 2))
        ids: dict[str, set[str]] = {}
        for trace in each:
            if trace.table.name in targets and trace.id:
                ids.setdefault(trace.table.name, set()).add(trace.id)
        if strangers or apart or any(len(several) > 1 for several in ids.values()):
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
    """Tell the records of that name of which nothing says that they are the same person's."""
    return tuple(
        trace.place
        for trace in survey.people
        if trace.forms & identity.names and _why(survey, trace, identity) is None
    )


def unsettled(survey: Survey, identity: Identity) -> bool:
    """Say whether a record is left that may be the person's, and not plainly another's."""
    return any(
        trace.forms & identity.names
        and _why(survey, trace, identity) is None
        and not is_another(survey, trace, identity)
        for trace in survey.people
    )


def _why(survey: Survey, trace: Trace, identity: Identity) -> Why | None:
    if trace.known_as in identity.rows:
        return Why.OWN
    mine = {id for table, id in identity.ids if table == trace.table.name}
    strange = trace.forms and identity.names and not trace.forms & identity.names
    if trace.table.id and not strange and trace.id in mine:
        return Why.OWN
    referred = {(target, id) for target, id, _ in survey.referred(trace, own=True)}
    named = bool(trace.forms & identity.names)
    if trace.table.id and referred & identity.ids:
        return Why.OWN if named or not trace.name else Why.OTHER
    if not named or is_another(survey, trace, identity):
        return None
    return Why.NAME if is_certain(survey, trace, identity) else None
