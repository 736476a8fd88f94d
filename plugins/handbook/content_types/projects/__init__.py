"""Projects: what came of an edition, with those of its mentors and mentees who may be named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Data, Entries, Table
from handbook.content_type.records import Entity, each, from_row, shown_as
from handbook.content_types.former_mentees import (
    FormerMentee,
    PublicFormerMentee,
    publish_former_mentee,
)
from handbook.content_types.mentors import Mentor, PublicMentor, publish_mentor
from handbook.languages import Text
from handbook.programme import Programme


@dataclass(frozen=True, kw_only=True)
class Project(Entity):
    """One project or other outcome, as the coordinator keeps it."""

    title: Text
    summary: Text
    mentors: tuple[str, ...]
    """Ids of mentors."""
    mentees: tuple[str, ...]
    """Ids of former mentees."""
    link: str


@dataclass(frozen=True, slots=True)
class PublicProject:
    """What may be seen of a project: of its people those whose own consent holds."""

    id: str
    edition: str
    title: Text
    summary: Text
    mentors: tuple[PublicMentor, ...]
    mentees: tuple[PublicFormerMentee, ...]
    link: str

    @property
    def mentor_ids(self) -> tuple[str, ...]:
        """Ids of the mentors who may be named."""
        return tuple(mentor.id for mentor in self.mentors)

    @property
    def mentee_ids(self) -> tuple[str, ...]:
        """Ids of the mentees who may be named."""
        return tuple(mentee.id for mentee in self.mentees)


def publish_project(project: Project, programme: Programme) -> PublicProject:
    """Show a project, naming nobody whose consent does not hold."""
    mentors = (programme.find(Mentor, id) for id in dict.fromkeys(project.mentors))
    mentees = (programme.find(FormerMentee, id) for id in dict.fromkeys(project.mentees))
    named = (publish_mentor(each, programme) for each in mentors if each)
    learned = (publish_former_mentee(each, programme) for each in mentees if each)
    return shown_as(
        PublicProject,
        project,
        mentors=tuple(each for each in named if each),
        mentees=tuple(each for each in learned if each),
    )


PROJECTS = ContentType(
    name="projects",
    folder=Path(__file__).parent,
    source=Table("editions/*/projects.csv", optional=True),
    assemble=each(from_row(Project)),
    publish=publish_project,
    data=Data(columns={"mentors": "mentor_ids", "mentees": "mentee_ids"}),
    entries=Entries(
        title=lambda project: project.title,
        description=lambda project: project.summary,
        path="{kind}/{edition}-{id}.md",
    ),
)
