"""Evaluation: when whom is asked about what, and to what use (evidence 7.1 to 7.8)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Entity, RecordList, as_it_is, each
from handbook.languages import Text
from handbook.tables import Row


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


def make_step(row: Row) -> EvaluationStep:
    """Make a step of a record of `evaluation.yaml`."""
    return EvaluationStep(
        id=row["id"],
        where=row.where,
        title=row["title"],
        month=row["month"],
        audience=row.items("audience"),
        method=row["method"],
        asks=row.texts("asks"),
        use=row.text("use"),
        evidence=row.items("evidence"),
    )


EVALUATION = ContentType(
    name="evaluation",
    folder=Path(__file__).parent,
    source=RecordList("evaluation.yaml"),
    assemble=each(make_step),
    publish=as_it_is,
)
