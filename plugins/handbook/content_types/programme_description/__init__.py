"""Who runs the programme, what it is for, how it understands mentoring (evidence section 1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from handbook.content_type import ContentType, Document, Model, TextField, YamlDocument, as_it_is
from handbook.content_types.programme_description.data_licence import DataLicence
from handbook.content_types.programme_description.data_protection import DataProtection
from handbook.content_types.programme_description.rules import RULES
from handbook.content_types.programme_description.values import (
    Email,
    LanguageCode,
    Slug,
    TimeZone,
    WebAddress,
)


class Association(Model):
    """The body that organises the programme."""

    name: TextField
    """Full name of the association."""
    website: WebAddress | None = None
    """Address of its own site."""
    about: TextField | None = None
    """What it is, in a sentence or two."""


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


class Partnership(Model):
    """How many partner organisations the programme can carry (evidence 1.5, 2.5)."""

    minimum: int = Field(ge=1)
    """Fewest partner organisations."""
    maximum: int = Field(ge=1)
    """Most partner organisations."""
    criteria: tuple[TextField, ...] = ()
    """What an organisation needs to become a partner, a point each."""


class Contact(Model):
    """A role address: never a person's own."""

    email: Email
    """The address, of a role and not of a person."""
    title: TextField
    """Whose it is, as it should be read."""
    detail: TextField | None = None
    """What to write there for."""


class Contacts(Model):
    """Whom to write to (evidence 2.1, 6.16)."""

    programme: Contact
    """For questions about the programme."""
    safeguarding: Contact
    """For worries about somebody's safety."""


class Controller(Model):
    """Who answers for personal data."""

    name: TextField
    """Name of the controller."""
    address: TextField
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


class Holiday(Model):
    """A day on which nothing should be planned."""

    date: date
    """The day."""
    title: TextField
    """Its name."""


class ProgrammeDescription(Document):
    """Who runs the programme, what it is for, how it understands mentoring (evidence section 1)."""

    schema_version: Literal["1"]
    """Always 1."""
    name: TextField
    """Name of the programme."""
    tagline: TextField
    """What it is, in a few words."""
    association: Association
    """The body that organises it."""
    site_url: WebAddress | None = None
    """Where the site is published, unless the publishing workflow knows better."""
    kind: Literal["inter-organisational", "intra-organisational"] = "inter-organisational"
    """Whether mentor and mentee come from different organisations, or from one."""
    people: Literal["real", "fictional", "consenting"] = "real"
    """Whether the people in the data are real, invented (fictional), or all public by their own
    consent (consenting)."""
    languages: tuple[LanguageCode, ...] = Field(min_length=1)
    """Codes of the languages of the site, the default one first."""
    time_zone: TimeZone
    """Time zone of all clock times, such as Europe/Madrid."""
    date_order: Literal["iso", "dmy", "mdy"] = "iso"
    """How dates may be written besides 2026-03-01: day first (dmy), month first (mdy), or not at
    all (iso)."""
    purpose: Purpose
    """Why the programme exists."""
    objectives: tuple[Objective, ...] = Field(min_length=1)
    """What it wants to achieve."""
    audience: tuple[Group, ...] = Field(min_length=1)
    """The groups it is for."""
    approach: Approach
    """How it understands mentoring."""
    perspectives: Perspectives
    """What it is for those who take part."""
    partners: Partnership
    """How many partner organisations it can carry."""
    contacts: Contacts
    """Whom to write to."""
    data_controller: Controller
    """Who answers for personal data."""
    consent_wordings: tuple[ConsentWording, ...] = Field(min_length=1)
    """Every version of the text that people agree to."""
    privacy: DataProtection = DataProtection()
    """What personal data is for, and when it has to go."""
    data_licence: DataLicence | None = None
    """On what terms others may use the published data; without it none are stated."""
    holidays: tuple[Holiday, ...] = ()
    """Days on which nothing should be planned."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the programme."""
        return ZoneInfo(self.time_zone)


PROGRAMME = ContentType(
    name="programme",
    folder=Path(__file__).parent,
    source=YamlDocument("programme.yaml", ProgrammeDescription),
    publish=as_it_is,
    rules=RULES,
)
