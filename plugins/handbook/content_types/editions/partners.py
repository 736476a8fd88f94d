"""Rules on the partners of an edition, and on who takes part for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.content_types.editions.participants import not_over, serving
from handbook.content_types.editions.record import Edition
from handbook.content_types.organisations import ORGANISATIONS, Organisation
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.recognitions import Recognition
from handbook.content_types.testimonials import Testimonial
from handbook.problems import Problem, warning_at
from handbook.programme import Programme, Rule
from handbook.text.folding import suggestion, words_of


def partners_known(programme: Programme) -> Iterator[Problem]:
    """The partners of an edition are partner organisations, each once."""
    if ORGANISATIONS.name in programme.incomplete:
        return
    known = {organisation.id: organisation.name for organisation in programme.all(Organisation)}
    for edition in programme.all(Edition):
        for number, partner in enumerate(edition.partners):
            field = f"partners.{number}"
            if partner not in known:
                code, close = _meant(partner, known)
                details = {"target": "programme/organisations.csv", **close}
                yield Problem(edition.where(field), code, "partners", partner, details=details)
            elif partner in edition.partners[:number]:
                yield Problem(edition.where(field), "item-duplicate", field, partner)


def _meant(partner: str, known: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """Say whether the name of one organisation stands where its id should, or what is close."""
    words = frozenset(words_of(partner))
    named = [id for id, name in known.items() if words and frozenset(words_of(str(name))) == words]
    if len(named) == 1:
        return "id-wanted", {"suggestion": named[0]}
    return "foreign-key", suggestion(partner, list(known))


def partners_in_range(programme: Programme) -> Iterator[Problem]:
    """An edition has as many partners as the programme can carry (evidence 2.5)."""
    partners = programme.one(ProgrammeDescription).partners
    if partners.maximum < partners.minimum:
        return
    for edition in not_over(programme):
        count = len(set(edition.partners))
        # Without any, they are still to be said.
        if count and not partners.minimum <= count <= partners.maximum:
            bounds = {"minimum": partners.minimum, "maximum": partners.maximum}
            yield warning_at(edition, "partners-number", "partners", str(count), **bounds)


def mentors_of_partners(programme: Programme) -> Iterator[Problem]:
    """Who mentors in an edition works for one of its partners, or for nobody.

    Of past editions that cannot be told where no organisation of that time is given: a mentor's
    row names that of today.
    """
    partners = {
        edition.id: frozenset(edition.partners)
        for edition in programme.all(Edition)
        if _sound(edition, programme)
    }
    for part in serving(programme):
        organisations = part.service.organisation or part.mentor.organisation
        if not organisations or part.edition.id not in partners:
            continue
        if partners[part.edition.id].isdisjoint(organisations):
            details = {"organisation": ", ".join(organisations), "edition": part.edition.id}
            yield warning_at(part.service, "mentor-not-partner", "mentor", **details)


def voices_of_partners(programme: Programme) -> Iterator[Problem]:
    """Who is thanked or quoted in an edition took part for one of its partners."""
    for edition in programme.all(Edition):
        voices: tuple[Recognition | Testimonial, ...] = (
            *programme.all(Recognition, edition.id),
            *programme.all(Testimonial, edition.id),
        )
        for voice in voices if _sound(edition, programme) else ():
            if voice.organisation and voice.organisation not in edition.partners:
                code, value = "organisation-not-partner", voice.organisation
                yield warning_at(voice, code, "organisation", value, edition=edition.id)


def _sound(edition: Edition, programme: Programme) -> bool:
    """Say whether all partners of an edition are known: an unknown one may be meant for any."""
    return all(programme.find(Organisation, partner) for partner in edition.partners)


PARTNERS: tuple[Rule, ...] = (
    partners_known,
    partners_in_range,
    mentors_of_partners,
    voices_of_partners,
)
