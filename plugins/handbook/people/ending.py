"""Ending: whose consent or term of office is over, so that they may no longer be seen.

That is something else than what was never to be seen: it comes by the calendar, with nobody there
to mend a text, and must not keep the rest of the site from being published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from handbook.consent import CONTACT, Consent
from handbook.content_type import ContentType, never
from handbook.content_type.records import COVERED
from handbook.people.holdings import Datum, Holding, holdings
from handbook.people.shown import leaves
from handbook.programme import Programme
from handbook.reading.programme import Reading, published
from handbook.row import links_in
from handbook.schema import Privacy
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
    return consent.ended_on(today) or _was_shown(holding, programme)


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


def with_ended(
    reading: Reading, shown: Programme, content_types: Sequence[ContentType]
) -> Programme | None:
    """Return what would be seen if no consent and no term of office had ended; None if none has.

    Only to learn whether a page lacks somebody for that reason alone.

    Args:
        reading: what was read.
        shown: what `reading.published` makes of it.
        content_types: those both were made with.
    """
    programme = reading.programme
    public = [kind for kind in content_types if not kind.private]
    ended = [each for each in holdings(reading, shown, public) if has_ended(each, programme)]
    if not ended:
        return None
    kinds = {
        name: tuple(_with_consent(record, programme.reference_date) for record in records)
        for name, records in programme.kinds.items()
    }
    found = published(replace(programme, kinds=kinds), content_types)
    late: dict[str, list[Any]] = {}
    for each in ended:
        late.setdefault(each.kind.name, []).extend(islice(_were_shown(each, programme), 1))
    return replace(
        found, kinds={name: (*each, *late.get(name, ())) for name, each in found.kinds.items()}
    )


def _with_consent(record: Any, today: date) -> Any:
    """Return a record with the consents that have ended as if they had not."""
    given = {
        each.name: replace(value, given=True, expires=None)
        for each in (fields(record) if is_dataclass(record) else ())
        if isinstance(value := getattr(record, each.name), Consent) and value.ended_on(today)
    }
    return replace(record, **given) if given else record


def ending_soon(
    held: Iterable[Holding], programme: Programme, within: timedelta
) -> Iterator[tuple[date, Holding]]:
    """Give the last day of each person who may not be seen much longer.

    Args:
        held: what the tables hold.
        programme: the one that was read.
        within: how soon.
    """
    for holding in held:
        day = ends_on(holding, programme, within)
        if day is not None:
            yield day, holding


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
    if any(each.contact for each in links_in(datum.value)):
        parts.add(CONTACT)
    return parts <= consent.scope


def _was_shown(holding: Holding, programme: Programme) -> bool:
    """Say whether the row was shown on a day that it names: the last of a term of office."""
    return holding.record is None and any(_were_shown(holding, programme))


def _were_shown(holding: Holding, programme: Programme) -> Iterator[Any]:
    """Give what was to be seen of a row on the past days that it names, the last one first."""
    consent, today = holding.consent, programme.reference_date
    if _is_published(holding) and consent is not None and consent.valid_on(today):
        for day in sorted((day for day in _days(holding) if day < today), reverse=True):
            record = _record_on(holding, programme, day)
            if replace(holding, record=record).name_shown:
                yield record


def _is_published(holding: Holding) -> bool:
    """Say whether rows of a type are shown by themselves, and not only within others."""
    return holding.kind.publish is not never and holding.kind.assemble is not None


def _shown_on(holding: Holding, programme: Programme, day: date) -> bool:
    return replace(holding, record=_record_on(holding, programme, day)).name_shown


def _record_on(holding: Holding, programme: Programme, day: date) -> Any:
    assert holding.kind.assemble is not None
    (record,) = holding.kind.assemble((holding.row,), {}).records
    return holding.kind.publish(record, replace(programme, reference_date=day))


def _days(holding: Holding) -> Iterator[date]:
    """Give the days that a row names."""
    return (value for value in holding.row.values.values() if isinstance(value, date))
