"""Matching: the criteria and the way pairs are made, told openly (evidence section 5)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from handbook.content_type import ContentType, YamlDocument
from handbook.content_type.models import Document, Model, Slug, TextField, unique_items
from handbook.content_types.programme_description.description import (
    Circumstance,
    ProgrammeDescription,
)
from handbook.programme import Programme


class Criterion(Model):
    """One thing that is looked at when pairs are made (evidence 5.2)."""

    id: Slug
    """Short name of the criterion."""
    title: TextField
    """What is looked at."""
    detail: TextField
    """Why, and how."""
    weight: Literal["essential", "important", "helpful"]
    """How much it counts."""


class Exclusion(Model):
    """One thing that rules a pair out (evidence 5.3)."""

    id: Slug
    """Short name of the exclusion."""
    title: TextField
    """What rules a pair out."""
    detail: TextField
    """Why."""


class Step(Model):
    """One step on the way to the pairs."""

    title: TextField
    """What is done."""
    detail: TextField
    """How."""
    when: tuple[Circumstance, ...] = ()
    """In what programmes it is taken: where the coordinator makes the pairs or the mentee chooses,
    with editions or rolling; empty for all."""


class Matching(Document):
    """How pairs are made, told openly (evidence section 5)."""

    statement: TextField
    """How pairs are made, in one paragraph."""
    decided_by: TextField
    """Who matches, and what say the participants have (evidence 5.4)."""
    reasons: TextField
    """How the reasons are told afterwards (evidence 5.1)."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    """What is looked at."""
    exclusions: tuple[Exclusion, ...] = ()
    """What rules a pair out."""
    steps: tuple[Step, ...] = Field(min_length=1)
    """The way to the pairs, step by step."""
    if_it_fails: tuple[Step, ...] = Field(min_length=1)
    """What happens where a pair does not work (evidence 5.7)."""


def publish_matching(matching: Matching, programme: Programme) -> Matching:
    """Show the steps that suit the programme, in every list of them."""
    described = programme.all(ProgrammeDescription)
    kept = {
        name: tuple(step for step in steps if all(each.suits(step.when) for each in described))
        for name, steps in (("steps", matching.steps), ("if_it_fails", matching.if_it_fails))
    }
    return matching.model_copy(update=kept)


MATCHING = ContentType(
    name="matching",
    folder=Path(__file__).parent,
    source=YamlDocument("matching.yaml", Matching),
    publish=publish_matching,
    rules=(unique_items(Matching, "criteria", lambda document: [c.id for c in document.criteria]),),
)
