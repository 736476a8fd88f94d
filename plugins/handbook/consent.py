"""Consent: what a person allowed to be published, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PHOTO = "photo"
BIOGRAPHY = "biography"
CONTACT = "contact"
SCOPES = (PHOTO, BIOGRAPHY, CONTACT)
"""What can be allowed beyond the name and the plain facts of taking part."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A person's consent to publication. Nothing of them is public without a valid one."""

    given: bool
    since: date | None
    scope: frozenset[str]
    wording: str
    """Version of the wording agreed to, as listed in `programme.yaml`."""
    expires: date | None
    """Last day on which the consent holds; None where it has no end."""

    def valid_on(self, day: date) -> bool:
        """Say whether the consent holds on `day`. Without a date of its own it never does."""
        if not self.given or self.since is None or self.since > day:
            return False
        return self.expires is None or day <= self.expires

    def ended_on(self, day: date) -> bool:
        """Say whether the consent held once, and does no longer on `day`.

        An answer of no tells of an earlier yes where it keeps the wording that was agreed to.

        >>> scope: frozenset[str] = frozenset()
        >>> gone = Consent(True, date(2025, 5, 12), scope, "1", date(2026, 5, 12))
        >>> gone.ended_on(date(2026, 5, 12)), gone.ended_on(date(2026, 5, 13))
        (False, True)
        >>> Consent(False, date(2026, 5, 12), scope, "", None).ended_on(date(2026, 5, 13))
        False
        """
        if self.since is None or self.since > day:
            return False
        if not self.given:
            return bool(self.wording)
        return self.expires is not None and self.since <= self.expires < day

    def allows(self, part: str, day: date) -> bool:
        """Say whether `part` (one of `SCOPES`) may be shown on `day`."""
        return part in self.scope and self.valid_on(day)
