"""The agreement that a pair makes at its first meeting (evidence 6.10)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from handbook.content_type import ContentType, YamlDocument, as_it_is
from handbook.content_type.models import (
    Document,
    MarkdownField,
    Model,
    Slug,
    TextField,
    covers,
    unique_items,
)

REQUIRED = dict.fromkeys(
    (
        "purpose",
        "logistics",
        "duration",
        "frequency",
        "initiative",
        "success",
        "objectives",
        "action-plan",
        "confidentiality",
        "no-fault-termination",
        "signatures",
    ),
    "6.10",
)
"""Clauses every agreement has, and the evidence that asks for them."""


class Clause(Model):
    """One clause: what is agreed, and what the pair writes itself."""

    id: Slug
    """Short name of the clause."""
    title: TextField
    """Heading of the clause."""
    text: MarkdownField
    """What is agreed."""
    prompt: TextField | None = None
    """What the pair is asked to write; None where the clause stands as it is."""
    kind: Literal["statement", "short", "long", "list", "signatures"] = "statement"
    """What there is to fill in: nothing (statement), a line, a field, a list, or signatures."""


class Agreement(Document):
    """The agreement that a pair makes at its first meeting (evidence 6.10)."""

    introduction: TextField
    """What comes before the clauses."""
    parties: Literal["pair", "pair-and-organisation"] = "pair"
    """Who signs: the pair, or the organisation too."""
    clauses: tuple[Clause, ...] = Field(min_length=1)
    """The clauses in their order."""
    closing: TextField | None = None
    """What comes after the clauses."""


AGREEMENT = ContentType(
    name="agreement",
    folder=Path(__file__).parent,
    source=YamlDocument("agreement.yaml", Agreement),
    publish=as_it_is,
    rules=(
        covers(
            Agreement,
            "clauses",
            lambda document: [clause.id for clause in document.clauses],
            REQUIRED,
            "clause-missing",
        ),
        unique_items(Agreement, "clauses", lambda document: [c.id for c in document.clauses]),
    ),
)
