"""Who runs the programme, what it is for, how it understands mentoring (evidence section 1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from handbook.content_type.models import (
    MAY_WAIT,
    Document,
    Email,
    LanguageCode,
    Model,
    SecureAddress,
    TextField,
    TimeZone,
    WebAddress,
)
from handbook.content_types.programme_description.sections import (
    Approach,
    ConsentWording,
    Controller,
    DataLicence,
    DataProtection,
    Group,
    Objective,
    Perspectives,
    Purpose,
    Review,
)
from handbook.programme import Programme

EvidenceId = Annotated[str, Field(pattern=r"^\d\.\d{1,2}$")]
Circumstance = Literal["coordinator", "mentee", "editions", "rolling"]
"""What a text of the handbook may depend on: who makes the pairs, whether there are
editions."""


class Association(Model):
    """The body that organises the programme."""

    name: TextField
    """Full name of the association."""
    website: WebAddress | None = None
    """Address of its own site."""
    about: TextField | None = None
    """What it is, in a sentence or two."""


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
    editions: Literal["rounds", "none"] = "rounds"
    """Whether the programme runs in editions (rounds), or people join and leave at any time (none);
    then there is no folder of editions, and nothing is said of them."""
    matching_by: Literal["coordinator", "mentee"] = "coordinator"
    """Who makes the pairs: the coordinator, or the mentee, who chooses a mentor and asks them."""
    how_to_ask: TextField | None = None
    """How somebody asks for a mentor, in a sentence or two; shown on each profile."""
    apply_link: SecureAddress | None = None
    """Where one asks for a mentor or applies at any time, an address beginning with https://."""
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
    decimal_mark: Literal[".", ","] = "."
    """What stands before decimals in tables, as a spreadsheet program writes them: a point, or a
    comma, with which 1,5 is one and a half."""
    purpose: Purpose
    """Why the programme exists."""
    objectives: tuple[Objective, ...] = Field(min_length=1)
    """What it wants to achieve."""
    audience: Annotated[tuple[Group, ...], MAY_WAIT] = ()
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
    holidays: Annotated[tuple[Holiday, ...], MAY_WAIT] = ()
    """Days on which nothing should be planned."""
    review: Review | None = None
    """The look at the programme as a whole, after three years."""
    not_followed: tuple[EvidenceId, ...] = ()
    """Numbers of the evidence, such as "3.12", whose advice the programme has weighed and does not
    follow: no check reminds of it."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the programme."""
        return ZoneInfo(self.time_zone)

    @property
    def rolling(self) -> bool:
        """Whether it has no editions."""
        return self.editions == "none"

    @property
    def between_organisations(self) -> bool:
        """Whether mentor and mentee come from different organisations."""
        return self.kind == "inter-organisational"

    def follows(self, evidence: str) -> bool:
        """Say whether it has not set aside the advice of a point of the evidence."""
        return evidence not in self.not_followed

    def suits(self, when: Iterable[str]) -> bool:
        """Say whether all of some circumstances hold of this programme."""
        return set(when) <= {self.matching_by, "rolling" if self.rolling else "editions"}


def where_it_suits(record: Any, programme: Programme) -> bool:
    """Say whether the circumstances that a record names, `when`, hold of the programme."""
    return all(each.suits(record.when) for each in programme.all(ProgrammeDescription))
