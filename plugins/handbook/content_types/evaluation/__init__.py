"""Evaluation: when whom is asked about what, and to what use (evidence 7.1 to 7.8)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, RecordList, as_it_is
from handbook.content_type.records import Entity, each, from_row
from handbook.languages import Text


@dataclass(frozen=True, kw_only=True)
class EvaluationStep(Entity):
    """One step of the evaluation plan."""

    title: Text
    month: int
    audience: tuple[str, ...]
    method: Text
    asks: tuple[Text, ...]
    use: Text | None
    evidence: tuple[str, ...]


EVALUATION = ContentType(
    name="evaluation",
    folder=Path(__file__).parent,
    source=RecordList("evaluation.yaml"),
    assemble=each(from_row(EvaluationStep)),
    publish=as_it_is,
)
