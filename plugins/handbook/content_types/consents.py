"""Rules on consent, the same for everybody who can be named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handbook.consent import Consent
from handbook.content_types.programme_description import ProgrammeDescription
from handbook.problems import MASK, Place, Problem, Severity, Where
from handbook.programme import Programme, Rule


def consent_rule(kind: type[Any], prefix: str = "consent") -> Rule:
    """Make the rule that a consent of records of `kind` states its date and known wording.

    Nobody can have agreed to a wording before there was one: that stops the publication. A consent
    from a day to come does not, since nothing is shown until then.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        listed = programme.one(ProgrammeDescription).consent_wordings
        wordings = {wording.version: wording.since for wording in listed}
        for record in programme.all(kind):
            if record.consent.given:
                yield from _faults(record.consent, wordings, record.where, prefix)
                yield from _untimely(
                    record.consent, wordings, programme.reference_date, record.where, prefix
                )

    return rule


def _faults(
    consent: Consent, wordings: Mapping[str, date], where: Where, prefix: str
) -> Iterator[Problem]:
    if consent.since is None:
        yield _problem(where(f"{prefix}_date"), "consent-undated", f"{prefix}_date", "")
    if consent.wording not in wordings:
        field = f"{prefix}_wording"
        code = "consent-wording-unknown" if consent.wording else "consent-wording-missing"
        yield _problem(where(field), code, field, MASK if consent.wording else "")
    if consent.since and consent.expires and consent.expires < consent.since:
        yield _problem(where(f"{prefix}_expiry"), "consent-expiry-early", f"{prefix}_expiry", MASK)


def _untimely(
    consent: Consent,
    wordings: Mapping[str, date],
    today: date,
    where: Where,
    prefix: str,
) -> Iterator[Problem]:
    if consent.since is None:
        return
    field = f"{prefix}_date"
    if consent.since > today:
        yield Problem(where(field), "consent-future", field, MASK, Severity.WARNING)
    if consent.since < wordings.get(consent.wording, consent.since):
        details = {"since": wordings[consent.wording]}
        yield Problem(where(field), "consent-before-wording", field, MASK, details=details)


def _problem(place: Place, code: str, field: str, value: str) -> Problem:
    return Problem(place, code, field, value)
