"""How the programme treats personal data: who answers for it, what for, and how long."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from handbook.content_type import Model, TextField
from handbook.content_types.programme_description.values import Email


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
