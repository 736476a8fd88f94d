"""The sections of a programme's description: what it is for, and how it treats personal data."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from handbook.content_type.models import (
    AWAITED,
    MAY_WAIT,
    AwaitedField,
    Email,
    Model,
    PlannedDay,
    Slug,
    TextField,
    WebAddress,
)


class Finding(Model):
    """One way in which needs were gathered, and what came of it (evidence 1.3)."""

    method: TextField
    """How people were asked, such as a survey or interviews."""
    when: TextField
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

    statement: AwaitedField = AWAITED
    """Why the programme exists, in one paragraph."""
    mission: AwaitedField = AWAITED
    """What the programme does."""
    needs: Annotated[tuple[Finding, ...], MAY_WAIT] = ()
    """How needs were gathered, and what was found."""
    vision: AwaitedField = AWAITED
    """What would be different if it succeeded."""
    benefits: Benefits
    """What each side may gain."""
    business_case: TextField | None = None
    """Why it is worth what it costs."""


class Review(Model):
    """The look at a programme as a whole after three years (evidence 8.5)."""

    planned: PlannedDay | None = None
    """When it is to take place, or its month."""
    done: date | None = None
    """When it took place."""
    outcome: TextField | None = None
    """What came of it, in a sentence or two."""


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
    involved: TextField | None = None
    """How they had a say in what the programme is like (evidence 4.12)."""


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


class Controller(Model):
    """Who answers for personal data."""

    name: TextField
    """Name of the controller."""
    address: AwaitedField = AWAITED
    """Postal address."""
    email: Email
    """Address for questions about personal data."""


class ConsentWording(Model):
    """One version of the text people agree to."""

    version: str
    """Short name of this version, which consents refer to."""
    since: date
    """First day on which it was used."""
    text: TextField
    """The wording itself."""


class Retention(Model):
    """How long the rows of one table are kept, told from an event."""

    table: str
    """The table, such as `mentors` or `recognitions`."""
    months: int = Field(ge=0, le=1200)
    """How many months after the event a row has to go."""
    after: Literal["edition", "participation", "term", "consent"]
    """The event: the end of the edition that the row belongs to, of the last edition the person
    took part in, of the term of office, or of the consent."""


class DataProtection(Model):
    """The programme's own rules on personal data."""

    purposes: tuple[TextField, ...] = ()
    """What personal data is used for, a purpose each."""
    answer_days: int = Field(default=30, ge=1, le=30)
    """Within how many days a request about one's own data is carried out."""
    retention: tuple[Retention, ...] = ()
    """How long each table keeps the rows of people."""
    not_personal: tuple[str, ...] = ()
    """Words that may stand on the site although somebody's data holds them too: an ordinary word
    that is somebody's post, or an author who is called as a mentee is."""


class DataLicence(Model):
    """On what terms others may use the data that the site publishes."""

    title: TextField
    """Name of the licence, such as Creative Commons Attribution 4.0."""
    url: WebAddress
    """Address of its text."""
