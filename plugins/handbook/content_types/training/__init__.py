"""Training: the modules, what they cover, and their material (evidence 6.2 to 6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Entries, RecordList
from handbook.content_type.records import Entity, each, from_row, shown_as
from handbook.content_types.beside import belongs, text_beside, texts_in_every_language
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.timeline import PAIR_ROLES
from handbook.languages import Text
from handbook.problems import Place, Problem, warning
from handbook.programme import Programme
from handbook.schema import Term


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


TOPICS = (
    *("definition", "functions", "phases", "benefits-and-costs", "difficulties", "roles"),
    *("starting", "building", "maintaining"),
)
"""What training speaks of as a minimum (evidence 6.3)."""


def whole(programme: Programme) -> Iterator[Problem]:
    """Training is for both, before they meet, and covers all it should (evidence 6.2, 6.3)."""
    modules = programme.all(Module)
    if not modules or TRAINING.name in programme.incomplete:
        return
    description, place = programme.one(ProgrammeDescription), Place(TRAINING.file)
    if description.follows("6.2"):
        trained = {role for each in modules if each.stage == "initial" for role in each.audience}
        for role in PAIR_ROLES:
            if role not in trained:
                yield warning(place, "training-missing", role=role)
    covered = {topic.id for each in modules for topic in each.topics}
    missing = [topic for topic in TOPICS if topic not in covered]
    if missing and description.follows("6.3"):
        yield warning(place, "topics-uncovered", missing=", ".join(missing))


TRAINING = ContentType(
    name="training",
    folder=Path(__file__).parent,
    source=RecordList("training.yaml"),
    assemble=each(from_row(Module)),
    publish=publish_module,
    texts=True,
    rules=(belongs("training", Module, "training.yaml", _texts), whole),
    entries=Entries(title=lambda module: module.title, description=lambda module: module.summary),
)
