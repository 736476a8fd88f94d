"""Who runs the programme, what it is for, how it understands mentoring (evidence section 1)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field

from handbook.addresses import is_email, is_web_address
from handbook.content_type import ContentType, Document, Model, TextField, YamlDocument, as_it_is
from handbook.content_types.programme_description.rules import RULES
from handbook.languages import locale

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _known_language(code: str) -> str:
    try:
        locale(code)
    except ValueError:
        raise ValueError(f"language-unknown:{code}") from None
    return code


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"time-zone-unknown:{name}")
    return name


def _web_address(address: str) -> str:
    if not is_web_address(address):
        raise ValueError(f"address-expected:{address}")
    return address


def _email(address: str) -> str:
    if not is_email(address):
        raise ValueError(f"email-expected:{address}")
    return address


def _slug(id: str) -> str:
    if not _SLUG.fullmatch(id):
        raise ValueError("slug")
    return id


LanguageCode = Annotated[str, AfterValidator(_known_language)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Email = Annotated[str, AfterValidator(_email)]
Slug = Annotated[str, AfterValidator(_slug)]


class Association(Model):
    """The body that organises the programme."""

    name: TextField
    website: WebAddress | None = None
    about: TextField | None = None


class Finding(Model):
    """One way in which needs were gathered, and what came of it (evidence 1.3)."""

    method: TextField
    when: str
    finding: TextField


class Benefits(Model):
    """What each side may gain (evidence 1.5, 1.8)."""

    mentors: tuple[TextField, ...]
    mentees: tuple[TextField, ...]
    organisations: tuple[TextField, ...]
    association: tuple[TextField, ...] = ()


class Purpose(Model):
    """Why the programme exists (evidence 1.1 to 1.5, 1.12)."""

    statement: TextField
    mission: TextField
    needs: tuple[Finding, ...] = Field(min_length=1)
    vision: TextField
    benefits: Benefits
    business_case: TextField | None = None


class Objective(Model):
    """One objective, and how we shall know (evidence 1.2, 7.7)."""

    id: Slug
    title: TextField
    detail: TextField | None = None
    measure: TextField


class Group(Model):
    """One group the programme is for (evidence 1.2)."""

    id: Slug
    title: TextField
    detail: TextField | None = None


class Approach(Model):
    """Which idea of mentoring and of career the programme takes (evidence 1.6)."""

    style: Literal["sage", "guide", "alliance"]
    career: Literal["objective", "subjective"]
    stance: Literal["developmental", "sponsorship"]
    statement: TextField


class Perspectives(Model):
    """What mentoring is for those who take part and for their organisations (evidence 1.7)."""

    participants: TextField
    organisations: TextField


class Partnership(Model):
    """How many partner organisations the programme can carry (evidence 1.5, 2.5)."""

    minimum: int = Field(ge=1)
    maximum: int = Field(ge=1)
    criteria: tuple[TextField, ...] = ()


class Contact(Model):
    """A role address: never a person's own."""

    email: Email
    title: TextField
    detail: TextField | None = None


class Contacts(Model):
    """Whom to write to (evidence 2.1, 6.16)."""

    programme: Contact
    safeguarding: Contact


class Controller(Model):
    """Who answers for personal data."""

    name: TextField
    address: TextField
    email: Email


class ConsentWording(Model):
    """One version of the text people agree to."""

    version: str
    since: date
    text: TextField


class Holiday(Model):
    """A day on which nothing should be planned."""

    date: date
    title: TextField


class ProgrammeDescription(Document):
    """The contents of `programme.yaml`."""

    schema_version: Literal["1"]
    name: TextField
    tagline: TextField
    association: Association
    site_url: WebAddress | None = None
    """Where the site is published, unless the publishing workflow knows better."""
    kind: Literal["inter-organisational", "intra-organisational"] = "inter-organisational"
    people: Literal["real", "fictional"] = "real"
    languages: tuple[LanguageCode, ...] = Field(min_length=1)
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    date_order: Literal["iso", "dmy", "mdy"] = "iso"
    purpose: Purpose
    objectives: tuple[Objective, ...] = Field(min_length=1)
    audience: tuple[Group, ...] = Field(min_length=1)
    approach: Approach
    perspectives: Perspectives
    partners: Partnership
    contacts: Contacts
    data_controller: Controller
    consent_wordings: tuple[ConsentWording, ...] = Field(min_length=1)
    holidays: tuple[Holiday, ...] = ()

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
