"""Questions that people ask, with their answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, RecordList, as_it_is
from handbook.content_type.records import Entity, each, from_row
from handbook.content_types.programme_description.description import where_it_suits
from handbook.languages import Text
from handbook.schema import Term


@dataclass(frozen=True, kw_only=True)
class Question(Entity):
    """One question with its answer in Markdown."""

    question: Text
    answer: Text
    section: Term
    audience: tuple[str, ...]
    evidence: tuple[str, ...]
    when: tuple[str, ...]
    """In what circumstances it is said; empty for all."""


FAQ = ContentType(
    name="faq",
    folder=Path(__file__).parent,
    source=RecordList("faq.yaml"),
    assemble=each(from_row(Question)),
    publish=as_it_is,
    suits=where_it_suits,
)
