"""Partner organisations and their champions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.consent import Consent
from handbook.content_type import ContentType, Data, Entries, Table
from handbook.content_type.records import Entity, each, extra_shown, from_row, shown_as
from handbook.content_types.beside import belongs, pictures_sound
from handbook.languages import Text
from handbook.pictures import Role
from handbook.problems import Problem, Severity, warning
from handbook.programme import Programme
from handbook.row import ExtraValue
from handbook.schema import Term

LOGOS = "logos"
"""The folder of logos below `programme/`."""


@dataclass(frozen=True, kw_only=True)
class Organisation(Entity):
    """One partner organisation, as the coordinator keeps it."""

    name: str
    sector: Term | None
    level: Term | None
    location: str
    website: str
    since: int | None
    summary: Text
    culture: Text | None
    logo: str
    champion: str
    champion_role: Text | None
    consent: Consent
    """The champion's."""
    extra: tuple[ExtraValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Champion:
    """Who speaks for the programme inside, with their consent (evidence 2.4)."""

    name: str
    role: Text | None


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """What may be seen of a partner organisation."""

    id: str
    name: str
    sector: Term | None
    level: Term | None
    location: str
    website: str
    since: int | None
    summary: Text
    culture: Text | None
    logo: str
    """Path from `programme/`, empty where there is none."""
    champion: Champion | None
    extra: tuple[ExtraValue, ...] = ()


def publish_organisation(organisation: Organisation, programme: Programme) -> PublicOrganisation:
    """Show an organisation; its champion only with a valid consent."""
    consented = organisation.consent.valid_on(programme.reference_date)
    champion = Champion(organisation.champion, organisation.champion_role)
    logo = f"{LOGOS}/{organisation.logo}"
    return shown_as(
        PublicOrganisation,
        organisation,
        logo=logo if logo in programme.files else "",
        champion=champion if consented and organisation.champion else None,
        extra=extra_shown(organisation.extra, consented=consented),
    )


@dataclass(frozen=True, slots=True)
class Employer:
    """An organisation that somebody works for, as far as their record shows it."""

    id: str
    name: str


def employers(ids: Iterable[str], programme: Programme) -> tuple[Employer, ...]:
    """Return the organisations that somebody works for, each once, the main one first."""
    found = (programme.find(Organisation, id) for id in dict.fromkeys(ids))
    return tuple(Employer(each.id, each.name) for each in found if each)


def employer(id: str, programme: Programme) -> dict[str, str]:
    """Return name and id of the organisation that somebody works for, both empty for none.

    Returns:
        What a record to be seen has as `organisation` and `organisation_id`.
    """
    found = employers((id,), programme)
    return {
        "organisation": found[0].name if found else "",
        "organisation_id": found[0].id if found else "",
    }


def logo_exists(programme: Programme) -> Iterator[Problem]:
    """A logo that is named is there, under exactly that name."""
    there = {path.casefold() for path in programme.files if path.startswith(f"{LOGOS}/")}
    for organisation in programme.all(Organisation):
        path = f"{LOGOS}/{organisation.logo}"
        if not organisation.logo or path in programme.files:
            continue
        code = "logo-case" if path.casefold() in there else "logo-missing"
        yield Problem(organisation.where("logo"), code, "logo", organisation.logo)


def champion_named(programme: Programme) -> Iterator[Problem]:
    """Every partner has a champion (evidence 2.4)."""
    for organisation in programme.all(Organisation):
        if not organisation.champion:
            yield Problem(
                organisation.where("champion"),
                "champion-missing",
                "champion",
                severity=Severity.WARNING,
                cause="champion",
            )


def since_past(programme: Programme) -> Iterator[Problem]:
    """No organisation is a partner only from a year that is far off."""
    for organisation in programme.all(Organisation):
        since = organisation.since
        if since is not None and since > programme.reference_date.year + 1:
            place = organisation.where("since")
            yield warning(place, "since-late", "since", str(since))


def logos_sound(programme: Programme) -> Iterator[Problem]:
    """Every logo that is named is a picture."""
    used = {organisation.logo for organisation in programme.all(Organisation)}
    return pictures_sound(LOGOS, Role.LOGO, used, programme)


def _logos(organisation: Organisation, programme: Programme) -> tuple[str, ...]:
    return (organisation.logo,)


ORGANISATIONS = ContentType(
    name="organisations",
    folder=Path(__file__).parent,
    source=Table("organisations.csv"),
    assemble=each(from_row(Organisation, "champion_consent")),
    publish=publish_organisation,
    data=Data(columns={"champion": "champion.name", "champion_role": "champion.role"}),
    rules=(
        logo_exists,
        champion_named,
        belongs(LOGOS, Organisation, "organisations.csv", _logos),
        logos_sound,
        since_past,
    ),
    extra_columns=True,
    pictures=lambda organisation: (organisation.logo,),
    entries=Entries(
        title=lambda organisation: organisation.name,
        description=lambda organisation: organisation.summary,
    ),
)
