"""Who runs the programme, what it is for, how it understands mentoring (evidence section 1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.content_type import ContentType, YamlDocument, as_it_is
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.problems import Problem, warning
from handbook.programme import Programme, Rule


def partner_range(programme: Programme) -> Iterator[Problem]:
    """The most partners are not fewer than the least (evidence 2.5)."""
    for description in programme.all(ProgrammeDescription):
        if description.partners.maximum < description.partners.minimum:
            yield Problem(
                description.where("partners.maximum"),
                "partners-range",
                "partners.maximum",
                str(description.partners.maximum),
                details={"minimum": description.partners.minimum},
            )


def unique_ids(programme: Programme) -> Iterator[Problem]:
    """Objectives, groups and wordings of consent are told apart by their ids."""
    for description in programme.all(ProgrammeDescription):
        versions = [item.version for item in description.consent_wordings]
        lists = {
            "objectives": ("id", [item.id for item in description.objectives]),
            "audience": ("id", [item.id for item in description.audience]),
            "consent_wordings": ("version", versions),
        }
        for name, (key, ids) in lists.items():
            for number, id in enumerate(ids):
                if id in ids[:number]:
                    field = f"{name}.{number}.{key}"
                    yield Problem(description.where(field), "item-duplicate", field, id)


def holidays_once(programme: Programme) -> Iterator[Problem]:
    """A holiday is listed once."""
    for description in programme.all(ProgrammeDescription):
        days = [holiday.date for holiday in description.holidays]
        for number, day in enumerate(days):
            if day in days[:number]:
                field = f"holidays.{number}.date"
                place = description.where(field)
                yield warning(place, "holiday-repeated", field, str(day))


def no_example_addresses(programme: Programme) -> Iterator[Problem]:
    """A programme of real people has addresses that somebody reads, not those of an example."""
    for description in programme.all(ProgrammeDescription):
        if description.people == "fictional":
            continue
        addresses = {
            "association.website": description.association.website,
            "site_url": description.site_url,
            "contacts.programme.email": description.contacts.programme.email,
            "contacts.safeguarding.email": description.contacts.safeguarding.email,
            "data_controller.email": description.data_controller.email,
        }
        for field, address in addresses.items():
            if address and address.rstrip("/").endswith(".example"):
                place = description.where(field)
                yield warning(place, "address-example", field, address)


def worth_its_cost(programme: Programme) -> Iterator[Problem]:
    """A programme between organisations says why it is worth what it costs (evidence 1.12)."""
    description = programme.one(ProgrammeDescription)
    told = bool(description.purpose.business_case)
    if description.between_organisations and not told and description.follows("1.12"):
        yield warning(description.where("purpose"), "business-case-missing")


def shaped_together(programme: Programme) -> Iterator[Problem]:
    """Groups that a programme is for had a say in its design (evidence 4.12)."""
    description = programme.one(ProgrammeDescription)
    unheard = [str(group.title) for group in description.audience if not group.involved]
    if unheard and description.follows("4.12"):
        groups = ", ".join(unheard)
        yield warning(description.where("audience"), "audience-unheard", groups=groups)


RULES: tuple[Rule, ...] = (
    partner_range,
    unique_ids,
    no_example_addresses,
    holidays_once,
    worth_its_cost,
    shaped_together,
)

PROGRAMME = ContentType(
    name="programme",
    folder=Path(__file__).parent,
    source=YamlDocument("programme.yaml", ProgrammeDescription),
    publish=as_it_is,
    rules=RULES,
)
