"""Rules on consent, the same for everybody who can be named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.consent import Consent
from handbook.content_types.programme_description import ProgrammeDescription
from handbook.problems import MASK, Place, Problem
from handbook.programme import Programme, Rule


def consent_rule(kind: type[Any], prefix: str = "consent") -> Rule:
    """Make the rule that a consent of records of `kind` states its date and known wording."""

    def rule(programme: Programme) -> Iterator[Problem]:
        wordings = {w.version for w in programme.one(ProgrammeDescription).consent_wordings}
        for record in programme.all(kind):
            yield from _faults(record.consent, wordings, record.where, prefix)

    return rule


def _faults(consent: Consent, wordings: set[str], where: Any, prefix: str) -> Iterator[Problem]:
    if not consent.given:
        return
    if consent.since is None:
        yield _problem(where(f"{prefix}_date"), "consent-undated", f"{prefix}_date", "")
    if consent.wording not in wordings:
        field = f"{prefix}_wording"
        code = "consent-wording-unknown" if consent.wording else "consent-wording-missing"
        yield _problem(where(field), code, field, MASK if consent.wording else "")
    if consent.since and consent.expires and consent.expires < consent.since:
        yield _problem(where(f"{prefix}_expiry"), "consent-expiry-early", f"{prefix}_expiry", MASK)


def _problem(place: Place, code: str, field: str, value: str) -> Problem:
    return Problem(place, code, field, value)
