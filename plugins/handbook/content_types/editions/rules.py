"""Rules on editions."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.content_types.editions import calendar, numbers, partnership, people, recognised
from handbook.content_types.editions.record import Edition
from handbook.problems import Problem, Severity
from handbook.programme import Programme, Rule


def starts_before_ends(programme: Programme) -> Iterator[Problem]:
    """An edition ends after it starts."""
    for edition in programme.all(Edition):
        if edition.ends <= edition.starts:
            yield Problem(edition.where("ends"), "edition-backwards", "ends", str(edition.ends))


def titles_differ(programme: Programme) -> Iterator[Problem]:
    """No two editions have one title: readers could not tell them apart."""
    first: dict[str, str] = {}
    for edition in programme.all(Edition):
        other = first.setdefault(str(edition.title).casefold(), edition.id)
        if other != edition.id:
            yield Problem(
                edition.where("title"),
                "title-repeated",
                "title",
                str(edition.title),
                Severity.WARNING,
                {"other": other},
            )


RULES: tuple[Rule, ...] = (
    starts_before_ends,
    titles_differ,
    calendar.dates_in_order,
    calendar.dates_inside,
    calendar.days_of_work,
    numbers.mentees_within,
    numbers.mentors_within,
    numbers.places_for_all,
    numbers.pilot_small,
    partnership.partners_known,
    partnership.partners_in_range,
    partnership.mentors_of_partners,
    partnership.voices_of_partners,
    people.consents_asked,
    people.profiles_telling,
    people.profiles_fresh,
    recognised.mentors_took_part,
    recognised.organisers_served,
    recognised.names_agree,
)
