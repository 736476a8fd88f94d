"""Namesakes: two people of one name are told apart by all that their records say besides."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.text.folding import Words
from handbook.withdrawing.survey import Facts, Key, Survey, Trace


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person is known by, across all files and their versions."""

    ids: frozenset[Key]
    names: frozenset[Words]
    """Folded words of the full name, in the ways to write it."""
    facts: Facts = frozenset()
    rows: frozenset[str] = frozenset()
    """Records that somebody said are the person's, as they are known in every version."""
    others: tuple[Facts, ...] = ()
    """What is known of each other person of that name."""
    sure: bool = True
    """Whether it is certain who is meant; a row that is nobody's own only tells a name."""


def are_apart(survey: Survey, one: Trace, other: Trace) -> bool:
    """Say whether nothing but a name joins two records: other organisations, no common address."""
    if any(
        (target, id) == each.key
        for each, this in ((one, other), (other, one))
        for target, id, _ in survey.referred(this, own=True)
    ):
        return False
    if one.id and one.id == other.id:
        return False
    two = is_profile(survey, one) and is_profile(survey, other)
    return _contradict(one.facts, other.facts) or (two and not one.facts & other.facts)


def _contradict(one: Facts, other: Facts) -> bool:
    """Say whether what is known of two names other organisations, and nothing in common."""
    organisations = [{fact for fact in each if "@" not in fact} for each in (one, other)]
    return all(organisations) and not one & other


def is_another(survey: Survey, trace: Trace, identity: Identity) -> bool:
    """Say whether a record of that name is plainly somebody else's.

    It has another id, or refers to one, or stands for another organisation and shares no address.
    """
    if not trace.forms & identity.names or trace.known_as in identity.rows:
        return False
    referred = {(target, id) for target, id, _ in survey.referred(trace, own=True)}
    if trace.key in identity.ids or referred & identity.ids:
        return False
    mine = {id for table, id in identity.ids if table == trace.table.name}
    if (trace.table.name in survey.targets and mine) or (trace.row.aligned and referred):
        return True
    return _contradict(trace.facts, identity.facts)


def is_certain(survey: Survey, trace: Trace, identity: Identity) -> bool:
    """Say whether a record of that name is the person's, where others may bear the name too.

    An organisation or address of the person alone says so. Without one, the name does where nobody
    else bears it; but not of a profile, which may be that of another.
    """
    common = trace.facts & identity.facts
    if common and not any(common & other for other in identity.others):
        return True
    return identity.sure and not identity.others and not is_profile(survey, trace)


def is_profile(survey: Survey, trace: Trace) -> bool:
    """Say whether a record is somebody's own, to which others refer."""
    return trace.table.name in survey.targets and bool(trace.id)
