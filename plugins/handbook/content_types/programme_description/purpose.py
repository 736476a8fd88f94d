"""What the programme is for, and how it understands mentoring (evidence 1.1 to 1.8)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handbook.content_type import Model, TextField
from handbook.content_types.programme_description.values import Slug


class Finding(Model):
    """One way in which needs were gathered, and what came of it (evidence 1.3)."""

    method: TextField
    """How people were asked, such as a survey or interviews."""
    when: str
    """When that was, as it should be read."""
    finding: TextField
    """What came of it."""


class Benefits(Model):
    """What each side may gain (evidence 1.5, 1.8)."""

    mentors: tuple[TextField, ...]
    """What mentors may gain, a point each."""
    mentees: tuple[TextField, ...]
    """What mentees may gain, a point each."""
    organisations: tuple[TextField, ...]
    """What partner organisations may gain, a point each."""
    association: tuple[TextField, ...] = ()
    """What the association may gain, a point each."""


class Purpose(Model):
    """Why the programme exists (evidence 1.1 to 1.5, 1.12)."""

    statement: TextField
    """Why the programme exists, in one paragraph."""
    mission: TextField
    """What the programme does."""
    needs: tuple[Finding, ...] = Field(min_length=1)
    """How needs were gathered, and what was found."""
    vision: TextField
    """What would be different if it succeeded."""
    benefits: Benefits
    """What each side may gain."""
    business_case: TextField | None = None
    """Why it is worth what it costs."""


class Objective(Model):
    """One objective, and how we shall know (evidence 1.2, 7.7)."""

    id: Slug
    """Short name that reports refer to."""
    title: TextField
    """The objective."""
    detail: TextField | None = None
    """What is meant by it."""
    measure: TextField
    """How we shall know that it is met."""


class Group(Model):
    """One group the programme is for (evidence 1.2)."""

    id: Slug
    """Short name of the group."""
    title: TextField
    """Who they are."""
    detail: TextField | None = None
    """What is meant by it."""


class Approach(Model):
    """Which idea of mentoring and of career the programme takes (evidence 1.6)."""

    style: Literal["sage", "guide", "alliance"]
    """Idea of mentoring: the mentor as sage or guide, or an alliance of two."""
    career: Literal["objective", "subjective"]
    """Idea of career: one that others can see, or one that the person feels."""
    stance: Literal["developmental", "sponsorship"]
    """Whether mentors help to develop, or also sponsor."""
    statement: TextField
    """The approach in words."""


class Perspectives(Model):
    """What mentoring is for those who take part and for their organisations (evidence 1.7)."""

    participants: TextField
    """What mentoring is for those who take part."""
    organisations: TextField
    """What it is for their organisations."""
