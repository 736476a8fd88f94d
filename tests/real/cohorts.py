"""Cohorts: who mentors whom in which project, as the source says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .cleaning import Notes, load

MOST_MENTEES = 12
"""The largest capacity the product knows."""


@dataclass(frozen=True)
class Cohort:
    """One round of the programme."""

    number: str
    mentees_of: Mapping[str, frozenset[str]]
    """Mentor to mentees, by their ids in the source."""
    mentees: frozenset[str]
    collaborations: tuple[str, ...]
    organisers: tuple[str, ...]
    schedule: Mapping[str, Any]
    projects: tuple[Mapping[str, Any], ...] = ()

    @property
    def slug(self) -> str:
        """Name of its folder, here and in the source."""
        return f"ols-{self.number}"

    @property
    def calls(self) -> list[Mapping[str, Any]]:
        """All calls of all weeks."""
        return [call for week in self.schedule["weeks"].values() for call in week["calls"]]

    def capacity(self, mentor: str) -> int:
        """Return how many mentees a mentor has, as the product can say it."""
        return min(max(len(self.mentees_of[mentor]), 1), MOST_MENTEES)


def read_cohort(source: Path, number: str, notes: Notes) -> Cohort:
    """Read one cohort's folder."""
    folder = source / f"ols-{number}"
    mentees_of: dict[str, set[str]] = {}
    mentees: set[str] = set()
    collaborations: dict[str, None] = {}
    projects = tuple(load(folder / "projects.yaml"))
    for project in projects:
        participants = {each.strip() for each in project.get("participants") or ()}
        mentees |= participants
        for mentor in project.get("mentors") or ():
            mentees_of.setdefault(mentor.strip(), set()).update(participants)
        collaborations |= dict.fromkeys(project.get("collaboration") or ())
    for mentor, theirs in mentees_of.items():
        if not 1 <= len(theirs) <= MOST_MENTEES:
            say = notes.about(f"ols-{number}/projects.yaml", mentor)
            say(f"capacity: {len(theirs)} mentees, brought into 1 to {MOST_MENTEES}")
    return Cohort(
        number,
        {mentor: frozenset(theirs) for mentor, theirs in mentees_of.items()},
        frozenset(mentees),
        tuple(collaborations),
        tuple(load(folder / "metadata.yaml").get("organizers") or ()),
        load(folder / "schedule.yaml"),
        projects,
    )
