"""Rules on those who mentor in an edition that is not over: may they be shown, and what of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.consent import BIOGRAPHY, Consent
from handbook.content_types.editions.serving import serving_once
from handbook.content_types.mentors import Mentor
from handbook.problems import MASK, Problem, Severity
from handbook.programme import Programme


def consents_asked(programme: Programme) -> Iterator[Problem]:
    """Who serves has said yes or no to publication, and a yes has not run out.

    A "no" without a date may only mean that nobody has asked; one with a date is an answer.
    """
    today = programme.reference_date
    for part in serving_once(programme):
        consent = part.mentor.consent
        details = {"edition": part.edition.id}
        if not consent.given and consent.since is None:
            place = part.mentor.where("consent")
            yield Problem(place, "consent-unasked", "consent", "", Severity.WARNING, details)
        elif consent.given and _over(consent, today):
            field = "consent_expiry"
            place = part.mentor.where(field)
            yield Problem(place, "consent-lapsed", field, MASK, Severity.WARNING, details)


def _over(consent: Consent, today: date) -> bool:
    """Say whether a consent has held and holds no more; one that never held is told elsewhere."""
    if consent.since is None or consent.expires is None:
        return False
    return consent.since <= consent.expires < today


def profiles_telling(programme: Programme) -> Iterator[Problem]:
    """A profile that is shown says something of the mentor (evidence 4.4)."""
    today = programme.reference_date
    for part in serving_once(programme):
        mentor = part.mentor
        said = (mentor.experience, mentor.strengths, mentor.gain, mentor.interests)
        if not mentor.consent.valid_on(today) or any(said):
            continue
        if mentor.consent.allows(BIOGRAPHY, today) and _has_biography(mentor, programme):
            continue
        details = {"edition": part.edition.id}
        yield Problem(mentor.where(), "profile-empty", severity=Severity.WARNING, details=details)


def _has_biography(mentor: Mentor, programme: Programme) -> bool:
    return any(f"mentors/{mentor.id}.{code}.md" in programme.files for code in programme.languages)


def profiles_fresh(programme: Programme) -> Iterator[Problem]:
    """A profile that is shown was confirmed within a year; a new one, by the consent to it."""
    oldest = _year_before(programme.reference_date)
    for part in serving_once(programme):
        mentor = part.mentor
        last = mentor.confirmed or mentor.consent.since
        if not mentor.consent.valid_on(programme.reference_date) or last is None:
            continue
        if last < oldest:
            field = "confirmed"
            place = mentor.where(field)
            value = MASK if mentor.confirmed else ""
            details = {"edition": part.edition.id}
            yield Problem(place, "profile-stale", field, value, Severity.WARNING, details)


def _year_before(day: date) -> date:
    """Return the same day a year ago; the last of February where there was no 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)
