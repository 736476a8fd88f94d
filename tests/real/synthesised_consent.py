"""CONSENT THAT NOBODY GAVE, made up for the test.

The source does not say what people allow. Only here, and only in a temporary folder, is consent
invented, so that what the product does with it can be tested on real data. Nothing made with it
may be published, committed or kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

TODAY = date(2023, 10, 1)
"""The reference date for which consent is invented."""
WORDING = "synthesised-for-test"
BANNER = """\
**********************************************************************
*  THE CONSENT IN THESE FILES IS INVENTED FOR A TEST. These are real *
*  people, and nobody was asked. Never publish, commit or keep them. *
**********************************************************************
"""
_EVERY = 12
_REFUSES, _EXPIRED, _NO_BIOGRAPHY = 4, 9, 7


@dataclass(frozen=True, slots=True)
class MadeUpConsent:
    """The columns of one person's invented consent."""

    given: bool
    since: date | None
    expires: date | None = None
    biography: bool = False

    @property
    def holds(self) -> bool:
        """Whether it holds on the reference date."""
        return self.given and (self.expires is None or self.expires >= TODAY)

    def columns(self) -> dict[str, str]:
        """Return the cells of the consent columns."""
        return {
            "consent": "yes" if self.given else "no",
            "consent_date": str(self.since or ""),
            "consent_scope": "biography" if self.biography else "",
            "consent_wording": WORDING if self.given else "",
            "consent_expiry": str(self.expires or ""),
        }


def make_up(people: Iterable[str]) -> Mapping[str, MadeUpConsent]:
    """Invent everybody's consent: most say yes; by their place in the alphabet a few do not."""
    yesterday = TODAY - timedelta(days=1)
    made: dict[str, MadeUpConsent] = {}
    for number, person in enumerate(sorted(people)):
        turn = number % _EVERY
        if turn == _REFUSES:
            made[person] = MadeUpConsent(given=False, since=None)
        elif turn == _EXPIRED:
            last_year = TODAY.replace(year=TODAY.year - 1)
            made[person] = MadeUpConsent(True, last_year, yesterday, biography=True)
        else:
            made[person] = MadeUpConsent(True, yesterday, biography=turn != _NO_BIOGRAPHY)
    return made
