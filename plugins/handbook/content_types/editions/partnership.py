"""Rules on the partners of an edition, and on those who take part for them."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.serving import not_over, serving
from handbook.content_types.organisations import Organisation
from handbook.content_types.programme_description import ProgrammeDescription
from handbook.content_types.recognitions import Recognition
from handbook.content_types.testimonials import Testimonial
from handbook.problems import MASK, Problem, Severity
from handbook.programme import Programme


def partners_known(programme: Programme) -> Iterator[Problem]:
    """The partners of an edition are partner organisations, each once."""
    if "organisations" in programme.incomplete:
        return
    known = {organisation.id for organisation in programme.all(Organisation)}
    for edition in programme.all(Edition):
        for number, partner in enumerate(edition.partners):
            field = f"partners.{number}"
            if partner not in known:
                details = {"target": "programme/organisations.csv"}
                yield Problem(edition.where(field), "foreign-key", field, partner, details=details)
            elif partner in edition.partners[:number]:
                yield Problem(edition.where(field), "item-duplicate", field, partner)


def partners_in_range(programme: Programme) -> Iterator[Problem]:
    """An edition has as many partners as the programme can carry (evidence 2.5)."""
    partners = programme.one(ProgrammeDescription).partners
    if partners.maximum < partners.minimum:
        return
    for edition in not_over(programme):
        count = len(set(edition.partners))
        if not partners.minimum <= count <= partners.maximum:
            yield Problem(
                edition.where("partners"),
                "partners-number",
                "partners",
                str(count),
                Severity.WARNING,
                {"minimum": partners.minimum, "maximum": partners.maximum},
            )


def mentors_of_partners(programme: Programme) -> Iterator[Problem]:
    """Who mentors in an edition works for one of its partners.

    Of past editions that cannot be told: a mentor's row names the organisation of today.
    """
    for part in serving(programme):
        organisation = part.mentor.organisation
        if organisation not in part.edition.partners and _sound(part.edition, programme):
            yield Problem(
                part.service.where("mentor"),
                "mentor-not-partner",
                "mentor",
                MASK,
                Severity.WARNING,
                {"organisation": organisation, "edition": part.edition.id},
            )


def voices_of_partners(programme: Programme) -> Iterator[Problem]:
    """Who is thanked or quoted in an edition took part for one of its partners."""
    for edition in programme.all(Edition):
        voices: tuple[Recognition | Testimonial, ...] = (
            *programme.all(Recognition, edition.id),
            *programme.all(Testimonial, edition.id),
        )
        for voice in voices if _sound(edition, programme) else ():
            if voice.organisation and voice.organisation not in edition.partners:
                yield Problem(
                    voice.where("organisation"),
                    "organisation-not-partner",
                    "organisation",
                    voice.organisation,
                    Severity.WARNING,
                    {"edition": edition.id},
                )


def _sound(edition: Edition, programme: Programme) -> bool:
    """Say whether all partners of an edition are known: an unknown one may be meant for any."""
    return all(programme.find(Organisation, partner) for partner in edition.partners)
