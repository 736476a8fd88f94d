"""Training: the modules, what they cover, and their material (evidence 6.2 to 6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Entries, RecordList
from handbook.content_type.records import Entity, each, from_row, shown_as
from handbook.content_types.beside import belongs, text_beside, texts_in_every_language
from handbook.content_types.programme_description.description import follows
from handbook.languages import Text
from handbook.problems import Place, Problem, Severity
from handbook.programme import Programme
from handbook.row import Term


@dataclass(frozen=True, kw_only=True)
class Module(Entity):
    """One training module, without its material."""

    title: Text
    summary: Text
    stage: str
    audience: tuple[str, ...]
    minutes: int
    method: tuple[Term, ...]
    topics: tuple[Term, ...]
    outcomes: tuple[Text, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicModule:
    """One training module with its material."""

    id: str
    title: Text
    summary: Text
    stage: str
    """`initial` or `in-programme`."""
    audience: tuple[str, ...]
    minutes: int
    method: tuple[Term, ...]
    topics: tuple[Term, ...]
    outcomes: tuple[Text, ...]
    evidence: tuple[str, ...]
    material: Text | None
    """Markdown, None where there is none yet."""


def publish_module(module: Module, programme: Programme) -> PublicModule:
    """Join a module with its material."""
    return shown_as(PublicModule, module, material=text_beside(TRAINING.name, module.id, programme))


def _texts(module: Module, programme: Programme) -> Iterator[str]:
    return texts_in_every_language(module.id, programme)


ROLES = ("mentor", "mentee")
TOPICS = (
    *("definition", "functions", "phases", "benefits-and-costs", "difficulties", "roles"),
    *("starting", "building", "maintaining"),
)
"""What training speaks of as a minimum (evidence 6.3)."""


def both_trained(programme: Programme) -> Iterator[Problem]:
    """Mentors and mentees are trained before they meet (evidence 6.2)."""
    modules = programme.all(Module)
    if not modules or TRAINING.name in programme.incomplete or not follows(programme, "6.2"):
        return
    initial = [each for each in modules if each.stage == "initial"]
    for role in ROLES:
        if not any(role in each.audience for each in initial):
            details = {"role": role}
            yield Problem(
                Place(TRAINING.file), "training-missing", severity=Severity.WARNING, details=details
            )


def topics_covered(programme: Programme) -> Iterator[Problem]:
    """Training covers what mentoring is, its phases, roles and difficulties (evidence 6.3)."""
    modules = programme.all(Module)
    if not modules or TRAINING.name in programme.incomplete or not follows(programme, "6.3"):
        return
    covered = {topic.id for each in modules for topic in each.topics}
    missing = [topic for topic in TOPICS if topic not in covered]
    if missing:
        details = {"missing": ", ".join(missing)}
        yield Problem(
            Place(TRAINING.file), "topics-uncovered", severity=Severity.WARNING, details=details
        )


TRAINING = ContentType(
    name="training",
    folder=Path(__file__).parent,
    source=RecordList("training.yaml"),
    assemble=each(from_row(Module)),
    publish=publish_module,
    texts=True,
    rules=(belongs("training", Module, "training.yaml", _texts), both_trained, topics_covered),
    entries=Entries(title=lambda module: module.title, description=lambda module: module.summary),
)
