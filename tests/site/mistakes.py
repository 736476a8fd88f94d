"""Mistakes of a coordinator, one in each of many files of the worked example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MASK = "•••"
"""What stands for a value that not everybody may read."""


@dataclass(frozen=True)
class Mistake:
    """A text of the example replaced, and what is to be said of it."""

    file: str
    old: str
    new: str
    code: str
    field: str
    value: str
    at: str = ""
    """The part of the new text at which the fault stands; all of it where empty."""

    @property
    def path(self) -> str:
        return f"programme/{self.file}"


MISTAKES = (
    Mistake(
        "programme.yaml",
        "time_zone: Europe/London",
        "time_zone: Europe/Lundon",
        "time-zone-unknown",
        "time_zone",
        "Europe/Lundon",
        "Europe",
    ),
    Mistake(
        "mentors.csv",
        ",01632 960101,",
        ",=HYPERLINK(01632 960101),",
        "formula",
        "phone",
        MASK,
        "=HYPER",
    ),
    Mistake("organisations.csv", ",https://", ",htps://", "web-address", "website", MASK, "htps"),
    Mistake("committee.csv", ",chair,", ",chairr,", "enum", "role", "chairr", "chairr"),
    Mistake(
        "fields.yaml",
        "privacy: public",
        "privacy: publik",
        "enum",
        "privacy",
        "publik",
        "publik",
    ),
    Mistake(
        "faq.yaml",
        "section: taking-part",
        "section: taking-parts",
        "vocabulary-unknown",
        "section",
        "taking-parts",
        "taking-parts",
    ),
    Mistake(
        "editions/2024/edition.yaml",
        "duration_months: 6",
        "duration_months: six",
        "type-integer",
        "duration_months",
        "six",
        "six",
    ),
    Mistake(
        "recognition.yaml",
        "audience: [",
        "audience: [mentorr, ",
        "enum",
        "audience",
        "mentorr",
        "mentorr",
    ),
    Mistake(
        "editions/2026/edition.yaml",
        "starts: 2025-08-04",
        "starts: 2025-02-30",
        "type-date",
        "starts",
        "2025-02-30",
        "2025-02-30",
    ),
    Mistake(
        "editions/2026/timeline.csv",
        ",kick-off + 1 day,",
        ",kick-of + 1 day,",
        "date-unknown",
        "date",
        "kick-of + 1 day",
        "kick-of",
    ),
    Mistake(
        "editions/2025/recognitions.csv",
        ",coordinators-thanks,",
        ",coordinators-thank,",
        "foreign-key",
        "award",
        MASK,  # Of somebody who is not shown.
        "coordinators-thank",
    ),
    Mistake(
        "editions/2025/testimonials.yaml",
        "consent_date: 2026-03-12",
        "consent_date: 12 March",
        "type-date",
        "consent_date",
        MASK,
        "12 March",
    ),
    Mistake(
        "editions/2025/results.csv",
        ",11.1,",
        ",eleven,",
        "type-number",
        "value",
        "eleven",
        "eleven",
    ),
    Mistake(
        "editions/2026/mentors.csv",
        "eleni-vourlioti,",
        "eleni-vourliot,",
        "foreign-key",
        "mentor",
        MASK,
        "eleni",
    ),
)


def put(root: Path, mistakes: Sequence[Mistake]) -> dict[str, tuple[int, int]]:
    """Put mistakes into a programme; returns line and column of each, counted in the text."""
    spots = {}
    for mistake in mistakes:
        path = root / mistake.path
        text = path.read_text("utf-8")
        start = text.index(mistake.old)
        changed = text[:start] + mistake.new + text[start + len(mistake.old) :]
        path.write_text(changed, encoding="utf-8")
        spot = start + (mistake.new.index(mistake.at) if mistake.at else 0)
        spots[mistake.path] = (text.count("\n", 0, spot) + 1, spot - changed.rfind("\n", 0, spot))
    return spots
