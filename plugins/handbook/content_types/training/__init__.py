"""Training: the modules, what they cover, and their material (evidence 6.2 to 6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Entries, RecordList
from handbook.content_type.records import Entity, each, from_row, shown_as
from handbook.content_types.beside import belongs, text_beside, texts_in_every_language
from handbook.languages import Text
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


TRAINING = ContentType(
    name="training",
    folder=Path(__file__).parent,
    source=RecordList("training.yaml"),
    assemble=each(from_row(Module)),
    publish=publish_module,
    texts=True,
    rules=(belongs("training", Module, "training.yaml", _texts),),
    entries=Entries(title=lambda module: module.title, description=lambda module: module.summary),
)
