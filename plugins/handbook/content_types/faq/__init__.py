"""Questions that people ask, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, Entity, RecordList, as_it_is, each
from handbook.languages import Text
from handbook.tables import Row, Term


@dataclass(frozen=True, kw_only=True)
class Question(Entity):
    """One question with its answer in Markdown."""

    question: Text
    answer: Text
    section: Term
    audience: tuple[str, ...]
    evidence: tuple[str, ...]


def make_question(row: Row) -> Question:
    """Make a question of a record of `faq.yaml`."""
    return Question(
        id=row["id"],
        where=row.where,
        question=row["question"],
        answer=row["answer"],
        section=row["section"],
        audience=row.items("audience"),
        evidence=row.items("evidence"),
    )


FAQ = ContentType(
    name="faq",
    folder=Path(__file__).parent,
    source=RecordList("faq.yaml"),
    assemble=each(make_question),
    publish=as_it_is,
)
