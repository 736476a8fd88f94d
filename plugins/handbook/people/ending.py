"""Ending: whose consent or term of office is over, so that they may no longer be seen.

That is something else than what was never to be seen: it comes by the calendar, with nobody there
to mend a text, and must not keep the rest of the site from being published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handbook.consent import CONTACT
from handbook.content_type import never
from handbook.content_type.records import COVERED
from handbook.people.holdings import Datum, Holding, leaves
from handbook.programme import Programme
from handbook.row import Privacy
from handbook.text.addresses import emails_in

_DAY = timedelta(days=1)


def has_ended(holding: Holding, programme: Programme) -> bool:
    """Say whether the person of a row could be seen once, and no longer may be.

    Args:
        holding: any row.
        programme: the one that was read, with every record; it tells the reference date.
    """
    consent, today = holding.consent, programme.reference_date
    if consent is None or holding.name_shown:
        return False
    return consent.ended_on(today) or (consent.valid_on(today) and _was_shown(holding, programme))


def ends_on(holding: Holding, programme: Programme, within: timedelta) -> date | None:
    """Return the last day on which the person of a row may be named, if it comes soon.

    Args:
        holding: any row.
        programme: the one that was read.
        within: how soon.
    """
    consent, today = holding.consent, programme.reference_date
    if consent is None or not holding.name_shown:
        return None
    for day in sorted(_days(holding)):
        if today <= day <= today + within and (
            day == consent.expires
            or (_is_published(holding) and not _shown_on(holding, programme, day + _DAY))
        ):
            return day
    return None


def was_public(datum: Datum, holding: Holding) -> bool:
    """Say whether a person whose consent has ended let everybody see a value while it held."""
    consent = holding.consent
    if consent is None or datum.privacy is not Privacy.CONSENT:
        return False
    parts = {COVERED[datum.field][0]} if datum.field in COVERED else set()
    # A column of the programme's own with an address in it is shown by that part alone.
    own = datum.field not in {*COVERED, *(field.name for field in holding.schema.fields)}
    if own and any(map(emails_in, leaves(datum.value))):
        parts.add(CONTACT)
    return parts <= consent.scope


def _was_shown(holding: Holding, programme: Programme) -> bool:
    """Say whether the row was shown on a day that it names: the last of a term of office."""
    if holding.record is not None or not _is_published(holding):
        return False
    past = (day for day in _days(holding) if day < programme.reference_date)
    return any(_shown_on(holding, programme, day) for day in past)


def _is_published(holding: Holding) -> bool:
    """Say whether rows of a type are shown by themselves, and not only within others."""
    return holding.kind.publish is not never and holding.kind.assemble is not None


def _shown_on(holding: Holding, programme: Programme, day: date) -> bool:
    assert holding.kind.assemble is not None
    (record,) = holding.kind.assemble((holding.row,), frozenset()).records
    then = holding.kind.publish(record, replace(programme, reference_date=day))
    return replace(holding, record=then).name_shown


def _days(holding: Holding) -> Iterator[date]:
    """Give the days that a row names."""
    return (value for value in holding.row.values.values() if isinstance(value, date))
