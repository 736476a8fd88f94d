"""The very day, the very number: each comparison of a rule at its edge, on records alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from handbook.consent import Consent
from handbook.content_types.committee import CommitteeMember, term_in_order
from handbook.content_types.consents import _faults, _untimely
from handbook.content_types.editions import EDITIONS, publish_edition
from handbook.content_types.editions import participants as who
from handbook.content_types.editions import structure as when
from handbook.content_types.editions.partners import partners_in_range
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course, Stage
from handbook.content_types.likeness import one_person
from handbook.content_types.mentors import Mentor
from handbook.content_types.pairs import (
    PAIRS,
    Pair,
    ends_after_start,
    pilots_small,
    within_capacity,
)
from handbook.content_types.programme_description import PROGRAMME, partner_range
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.results import Result, percent_in_range
from handbook.content_types.service import SERVICE, Service
from handbook.content_types.timeline import TIMELINE, Milestone
from handbook.languages import Text
from handbook.problems import Place
from handbook.programme import Programme
from tests.support.small_builds import DAY

ONE = timedelta(days=1)
START, END = date(2026, 1, 5), date(2026, 12, 18)
"""A Monday and a Friday."""
EARLIEST = START - when.PLANNING_AHEAD
Given = tuple[tuple[str, date, date | None], ...]
"""Dates by kind, day and end."""


def nowhere(field: str = "") -> Place:
    return Place(field)


def dated(kind: str, day: date, end: date | None = None) -> Milestone:
    empty = dict.fromkeys(("time", "minutes", "place", "detail"))
    return Milestone(
        id=kind, where=nowhere, edition="2026", kind=kind, title=Text.of(kind, "en"),
        date=day, end=end, audience=(), url="", **empty,
    )  # fmt: skip


def told(rule: Callable[[Programme], Any], programme: Programme) -> list[str]:
    return [problem.code for problem in rule(programme)]


def with_records(programme: Programme, /, **kinds: tuple[Any, ...]) -> Programme:
    return dataclasses.replace(programme, kinds={**programme.kinds, **kinds})


@pytest.fixture(scope="session")
def edition(everything: Programme) -> Edition:
    (found,) = (each for each in everything.all(Edition) if each.id == "2026")
    return found.model_copy(update={"starts": START, "ends": END})


@pytest.fixture(scope="session")
def alone(everything: Programme, edition: Edition) -> Programme:
    """The small programme with one edition, in which there are no dates yet."""
    return with_records(everything, **{EDITIONS.name: (edition,), TIMELINE.name: ()})


DATES = (
    dated("call-open", date(2026, 1, 12)),
    dated("call-close", date(2026, 2, 9), date(2026, 2, 11)),
    dated("kick-off", date(2026, 3, 16), date(2026, 3, 17)),
    dated("closing", date(2026, 11, 20), date(2026, 11, 21)),
)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 1, 11), Stage.PLANNED),
        (date(2026, 1, 12), Stage.CALL),
        (date(2026, 2, 11), Stage.CALL),
        (date(2026, 2, 12), Stage.MATCHING),
        (date(2026, 3, 15), Stage.MATCHING),
        (date(2026, 3, 16), Stage.RUNNING),
        (date(2026, 11, 21), Stage.RUNNING),
        (date(2026, 11, 22), Stage.CLOSING),
        (END, Stage.CLOSING),
        (END + ONE, Stage.CLOSED),
    ],
)
def test_a_stage_begins_and_ends_on_its_day(edition: Edition, day: date, stage: Stage) -> None:
    assert Course(edition, DATES).stage(day) is stage


def test_a_date_is_ahead_until_its_last_day_is_over(alone: Programme, edition: Edition) -> None:
    shown = publish_edition(edition, with_records(alone, **{TIMELINE.name: DATES}))
    assert len(shown.upcoming(date(2026, 11, 21))) == 1
    assert shown.upcoming(date(2026, 11, 22)) == ()
    on_the_day = dataclasses.replace(alone, reference_date=date(2026, 2, 11))
    shown = publish_edition(edition, with_records(on_the_day, **{TIMELINE.name: DATES}))
    assert shown.next is not None
    assert shown.next.kind == "call-close"


@pytest.mark.parametrize(("days", "codes"), [(-1, 1), (0, 1), (1, 0)])
def test_an_edition_ends_after_it_starts(
    alone: Programme, edition: Edition, days: int, codes: int
) -> None:
    changed = edition.model_copy(update={"ends": START + days * ONE})
    assert len(told(when.starts_before_ends, with_records(alone, editions=(changed,)))) == codes


@pytest.mark.parametrize(
    ("rule", "milestones", "codes"),
    [
        (when.dates_in_order, (("call-open", START, None), ("call-close", START, None)), []),
        (when.dates_in_order, (("closing", START, None), ("kick-off", END, None)), ["date-order"]),
        (when.dates_inside, (("event", START, None),), []),
        (when.dates_inside, (("event", START - ONE, None),), ["date-outside"]),
        (when.dates_inside, (("event", END, END),), []),
        (when.dates_inside, (("event", END, END + ONE),), ["date-outside"]),
        (when.dates_inside, (("planning", EARLIEST, None),), []),
        (when.dates_inside, (("planning", EARLIEST - ONE, None),), ["date-outside"]),
        (when.days_of_work, (("event", date(2026, 6, 5), None),), []),
        (when.days_of_work, (("event", date(2026, 6, 6), None),), ["date-weekend"]),
        (when.days_of_work, (("event", date(2026, 6, 7), None),), ["date-weekend"]),
        (when.days_of_work, (("event", date(2026, 6, 8), None),), []),
        (when.days_of_work, (("event", date(2026, 6, 6), date(2026, 6, 6)),), ["date-weekend"]),
        (when.days_of_work, (("event", date(2026, 6, 5), date(2026, 6, 6)),), ["date-weekend"]),
        (when.days_of_work, (("event", date(2026, 6, 6), date(2026, 6, 7)),), ["date-weekend"] * 2),
    ],
)  # fmt: skip
def test_dates_at_the_edge(
    alone: Programme,
    rule: Any,
    milestones: tuple[tuple[str, date, date | None], ...],
    codes: list[str],
) -> None:
    dates = tuple(dated(*each) for each in milestones)
    assert told(rule, with_records(alone, timeline=dates)) == codes


@pytest.mark.parametrize(("today", "over"), [(END - ONE, False), (END, False), (END + ONE, True)])
def test_an_edition_is_over_after_its_last_day(alone: Programme, today: date, over: bool) -> None:
    on_the_day = dataclasses.replace(alone, reference_date=today)
    saturday = with_records(on_the_day, timeline=(dated("event", date(2026, 6, 6)),))
    assert (told(when.days_of_work, saturday) == []) is over


def capacity(edition: Edition, **numbers: int) -> Edition:
    two = {"mentors": 2, "mentees_per_mentor": 2}
    changed = edition.capacity.model_copy(update={**two, **numbers})
    return edition.model_copy(update={"capacity": changed, "pilot": True})


def serving(*capacities: int) -> tuple[Service, ...]:
    return tuple(
        Service(id=f"m{n}", where=nowhere, edition="2026", mentor=f"m{n}", capacity=each)
        for n, each in enumerate(capacities)
    )


@pytest.mark.parametrize(
    ("rule", "numbers", "services", "codes"),
    [
        (when.mentees_within, {"mentees_per_mentor": 2}, (2,), []),
        (when.mentees_within, {"mentees_per_mentor": 2}, (3,), ["capacity-over"]),
        (when.mentors_within, {"mentors": 2}, (1, 1), []),
        (when.mentors_within, {"mentors": 2}, (1, 1, 1), ["mentors-over"]),
        (when.places_for_all, {"mentees": 4}, (2, 2), []),
        (when.places_for_all, {"mentees": 5}, (9,), ["capacity-impossible"]),
        (when.places_for_all, {"mentees": 4}, (2, 1), ["capacity-short"]),
        (when.pilot_small, {"mentees": 4}, (), ["pilot-size"]),
        (when.pilot_small, {"mentees": 5}, (), []),
        (when.pilot_small, {"mentees": 10}, (), []),
        (when.pilot_small, {"mentees": 11}, (), ["pilot-size"]),
    ],
)  # fmt: skip
def test_numbers_at_the_edge(
    alone: Programme,
    edition: Edition,
    rule: Any,
    numbers: dict[str, int],
    services: tuple[int, ...],
    codes: list[str],
) -> None:
    kinds = {EDITIONS.name: (capacity(edition, **numbers),), SERVICE.name: serving(*services)}
    programme = with_records(alone, timeline=DATES, **kinds)
    assert told(rule, programme) == codes


@pytest.mark.parametrize("day", [date(2026, 2, 11), date(2026, 11, 22)])
def test_mentors_are_counted_while_they_are_matched_or_meet(
    alone: Programme, edition: Edition, day: date
) -> None:
    short = capacity(edition, mentees=4)
    programme = dataclasses.replace(alone, reference_date=day)
    kinds = {EDITIONS.name: (short,), SERVICE.name: serving(1)}
    assert told(when.places_for_all, with_records(programme, timeline=DATES, **kinds)) == []


@pytest.mark.parametrize(
    ("least", "most", "codes"), [(2, 2, 0), (1, 2, 0), (2, 3, 0), (3, 3, 1), (1, 1, 1), (3, 1, 0)]
)
def test_as_many_partners_as_the_programme_carries(
    alone: Programme, edition: Edition, least: int, most: int, codes: int
) -> None:
    description = alone.one(ProgrammeDescription)
    partners = description.partners.model_copy(update={"minimum": least, "maximum": most})
    changed = description.model_copy(update={"partners": partners})
    programme = with_records(alone, **{PROGRAMME.name: (changed,)})
    assert len(set(edition.partners)) == 2
    assert len(told(partners_in_range, programme)) == codes
    assert told(partner_range, programme) == (["partners-range"] if most < least else [])


def consent(since: date | None, expires: date | None = None) -> Consent:
    return Consent(True, since, frozenset(), "1", expires)


def with_ana(programme: Programme, **changed: Any) -> Programme:
    ana = dataclasses.replace(programme.find(Mentor, "ana"), **changed)
    return with_records(programme, mentors=(ana,))


@pytest.mark.parametrize(
    ("since", "expires", "codes"),
    [
        (DAY - 9 * ONE, DAY - ONE, ["consent-lapsed"]),
        (DAY - 9 * ONE, DAY, []),
        (DAY - 9 * ONE, None, []),
        (DAY - ONE, DAY - ONE, ["consent-lapsed"]),
        (DAY - ONE, DAY - 2 * ONE, []),
        (None, DAY - ONE, []),
    ],
)
def test_a_consent_has_lapsed_after_its_last_day(
    alone: Programme, since: date | None, expires: date | None, codes: list[str]
) -> None:
    assert told(who.consents_asked, with_ana(alone, consent=consent(since, expires))) == codes


@pytest.mark.parametrize(
    ("today", "confirmed", "codes"),
    [
        (date(2026, 3, 1), date(2025, 3, 1), []),
        (date(2026, 3, 1), date(2025, 2, 28), ["profile-stale"]),
        (date(2028, 2, 29), date(2027, 2, 28), []),
        (date(2028, 2, 29), date(2027, 2, 27), ["profile-stale"]),
    ],
)
def test_a_profile_is_fresh_for_a_year(
    alone: Programme, edition: Edition, today: date, confirmed: date, codes: list[str]
) -> None:
    later = with_records(alone, editions=(edition.model_copy(update={"ends": date(2029, 1, 1)}),))
    on_the_day = dataclasses.replace(later, reference_date=today)
    programme = with_ana(on_the_day, consent=consent(date(2024, 1, 1)), confirmed=confirmed)
    assert told(who.profiles_fresh, programme) == codes


@pytest.mark.parametrize(
    ("since", "until", "codes"),
    [
        (END, None, []),
        (END + ONE, None, ["recognition-office"]),
        (date(2020, 1, 1), START, []),
        (date(2020, 1, 1), START - ONE, ["recognition-office"]),
    ],
)
def test_who_is_thanked_was_in_office(
    everything: Programme, edition: Edition, since: date, until: date | None, codes: list[str]
) -> None:
    chair = everything.find(CommitteeMember, "chair-ann")
    member = dataclasses.replace(chair, since=since, until=until)
    (thanks, *_) = (each for each in everything.kinds["recognitions"])
    thanks = dataclasses.replace(thanks, edition="2026", name=member.name, role="committee")
    kinds = {"editions": (edition,), "committee": (member,), "recognitions": (thanks,)}
    assert told(who.organisers_served, with_records(everything, **kinds)) == codes


@pytest.mark.parametrize(("days", "codes"), [(-1, ["term-backwards"]), (0, []), (1, [])])
def test_a_term_may_last_a_day(everything: Programme, days: int, codes: list[str]) -> None:
    chair = everything.find(CommitteeMember, "chair-ann")
    member = dataclasses.replace(chair, until=chair.since + days * ONE)
    assert told(term_in_order, with_records(everything, committee=(member,))) == codes


def pair(number: int, since: date | None = None, until: date | None = None) -> Pair:
    return Pair(
        id=str(number), where=nowhere, edition="2026", mentor="m0", mentee=f"t{number}",
        since=since, until=until, explained=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "pairs", "codes"),
    [
        (ends_after_start, [pair(0, DAY, DAY)], []),
        (ends_after_start, [pair(0, DAY, DAY - ONE)], ["pair-backwards"]),
        (within_capacity, [pair(0), pair(1)], []),
        (within_capacity, [pair(0), pair(1), pair(2), pair(3)], ["pair-capacity"]),
        (within_capacity, [pair(0), pair(1), pair(2, until=DAY)], ["pair-capacity"]),
        (within_capacity, [pair(0), pair(1), pair(2, until=DAY - ONE)], []),
        (pilots_small, [pair(n) for n in range(4)], ["pair-pilot"]),
        (pilots_small, [pair(n) for n in range(5)], []),
        (pilots_small, [pair(n) for n in range(10)], []),
        (pilots_small, [pair(n) for n in range(11)], ["pair-pilot"]),
        (pilots_small, [], []),
    ],
)
def test_pairs_at_the_edge(
    alone: Programme, edition: Edition, rule: Any, pairs: list[Pair], codes: list[str]
) -> None:
    kinds = {
        PAIRS.name: tuple(pairs),
        SERVICE.name: serving(2),
        EDITIONS.name: (capacity(edition),),
    }
    assert told(rule, with_records(alone, **kinds)) == codes


WORDINGS = {"1": DAY - 9 * ONE}


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (consent(DAY, DAY), []),
        (consent(DAY, DAY - ONE), ["consent-expiry-early"]),
        (consent(DAY + ONE), ["consent-future"]),
        (consent(DAY - 9 * ONE), []),
        (consent(DAY - 10 * ONE), ["consent-before-wording"]),
        (consent(None, DAY), ["consent-undated"]),
    ],
)
def test_the_days_of_a_consent(given: Consent, codes: list[str]) -> None:
    found = [
        *_faults(given, WORDINGS, nowhere, "consent"),
        *_untimely(given, WORDINGS, DAY, nowhere, "consent"),
    ]
    assert [problem.code for problem in found] == codes


@pytest.mark.parametrize(
    ("value", "mark", "reached", "codes"),
    [("100", "100", True, 0), ("99.9", "100", False, 0), ("100.1", "100.1", True, 2)],
)
def test_a_percentage(
    everything: Programme, value: str, mark: str, reached: bool, codes: int
) -> None:
    result = dataclasses.replace(
        everything.all(Result)[0], unit="percent", value=Decimal(value), mark=Decimal(mark)
    )
    assert result.reached is reached
    assert len(told(percent_in_range, with_records(everything, results=(result,)))) == codes


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("abcdefg", "abcdefx", False),
        ("abcdefgh", "abcdefgx", True),
        ("abcdefgh", "abcdefg", False),
        ("abcdefghi", "abcdefgh", True),
        ("abcdefghij", "abcdefgh", False),
        ("abcdefgh", "xbcdefgy", False),
        ("abcdefg1", "abcdefg2", False),
        ("abcdefgh", "abcdefgh1", False),
        ("abcdefgh", "abcdxfgh", True),
        ("abcdefgh", "abcdxefgh", True),
    ],
)
def test_one_letter_in_eight_may_differ(one: str, other: str, alike: bool) -> None:
    assert bool(set(one_person([("", one), ("", other)]))) is alike
    assert bool(set(one_person([("", other), ("", one)]))) is alike
    assert set(one_person([("acme", one), ("beta", other)])) == set()
