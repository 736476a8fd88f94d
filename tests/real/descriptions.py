"""Descriptions: what the source lacks of the programme and its cohorts, made up for the test.

Every invented sentence carries `LABEL`, so that nobody takes it for the programme's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from .cohorts import Cohort
from .schedule import Timeline
from .synthesised_consent import TODAY, WORDING

LABEL = "(synthesised for a test)"
NAME = "Open Life Science"
_EMAIL = "nobody@synthesised.example"


def _invented(what: str) -> str:
    return f"{what} {LABEL}."


def programme() -> dict[str, Any]:
    """Return the contents of `programme.yaml`."""
    contact = {"email": _EMAIL, "title": _invented("A contact")}
    wording = {"version": WORDING, "since": str(TODAY.replace(year=TODAY.year - 2))}
    return {
        "schema_version": 1,
        "name": NAME,
        "tagline": _invented("A tagline"),
        "association": {"name": NAME, "website": "https://openlifesci.org/"},
        "people": "real",
        "languages": ["en"],
        "time_zone": "UTC",
        **_aims(),
        "partners": {"minimum": 1, "maximum": 100},
        "contacts": {"programme": contact, "safeguarding": dict(contact)},
        "data_controller": {
            "name": _invented("A controller"),
            "address": _invented("An address"),
            "email": _EMAIL,
        },
        "consent_wordings": [{**wording, "text": _invented("Nobody agreed to anything")}],
    }


def _aims() -> dict[str, Any]:
    sides = ("mentors", "mentees", "organisations")
    need = {"method": _invented("How needs were gathered"), "when": "2022"}
    objective = {"id": "placeholder", "title": _invented("An objective")}
    style = {"style": "alliance", "career": "subjective", "stance": "developmental"}
    return {
        "purpose": {
            "statement": _invented("Why the programme exists"),
            "mission": _invented("The mission"),
            "needs": [{**need, "finding": _invented("What was found")}],
            "vision": _invented("The vision"),
            "benefits": {side: [_invented(f"What {side} gain")] for side in sides},
        },
        "objectives": [{**objective, "measure": _invented("How it is measured")}],
        "audience": [{"id": "placeholder", "title": _invented("A group")}],
        "approach": {**style, "statement": _invented("The approach")},
        "perspectives": {
            "participants": _invented("What mentoring is for participants"),
            "organisations": _invented("What mentoring is for organisations"),
        },
    }


def edition(cohort: Cohort, timeline: Timeline, partners: Sequence[str]) -> dict[str, Any]:
    """Return the contents of a cohort's `edition.yaml`."""
    first, last = date.fromisoformat(timeline.first), date.fromisoformat(timeline.last)
    months = max((last - first).days // 30, 1)
    return {
        "title": f"{NAME}, cohort {cohort.number}",
        "summary": _invented(f"Cohort {cohort.number}"),
        "starts": timeline.first,
        "ends": timeline.last,
        "kind": "skills",
        "format": "mixed",
        "duration_months": months,
        "sessions": _sessions(cohort),
        "follow_up_weeks": 4,
        "capacity": {
            "mentors": len(cohort.mentees_of),
            "mentees": len(cohort.mentees),
            "mentees_per_mentor": max(map(cohort.capacity, cohort.mentees_of)),
        },
        "partners": list(partners),
        "outcomes": [_invented("An outcome")],
        "selection": {side: [_invented("A criterion")] for side in ("mentors", "mentees")},
        "application": {"how": _invented("How one applies")},
    }


def _sessions(cohort: Cohort) -> dict[str, int]:
    """Count the meetings of mentor and mentee; they stand in the source without dates."""
    lengths = Counter(
        call.get("duration", "").removesuffix("min").strip()
        for call in cohort.calls
        if call.get("type") == "Mentor-Mentee"
    )
    minutes = next((int(length) for length, _ in lengths.most_common() if length.isdigit()), 30)
    return {"count": max(lengths.total(), 1), "every_weeks": 2, "minutes": minutes}
