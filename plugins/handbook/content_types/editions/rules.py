"""Rules on editions."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.content_types.editions.record import Edition
from handbook.content_types.organisations import Organisation
from handbook.content_types.timeline import Milestone
from handbook.problems import Problem, Severity
from handbook.programme import Programme, Rule


def starts_before_ends(programme: Programme) -> Iterator[Problem]:
    """An edition ends after it starts."""
    for edition in programme.all(Edition):
        if edition.ends <= edition.starts:
            yield Problem(edition.where("ends"), "edition-backwards", "ends", str(edition.ends))


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


def dates_inside(programme: Programme) -> Iterator[Problem]:
    """The dates of an edition lie between its start and its end.

    Planning goes before it, by three months in the reference timeline (evidence 3.2).
    """
    for edition in programme.all(Edition):
        for milestone in programme.all(Milestone, edition.id):
            if milestone.kind == "planning" or edition.ends <= edition.starts:
                continue
            if milestone.date < edition.starts or milestone.last_day > edition.ends:
                yield Problem(
                    milestone.where("date"),
                    "date-outside",
                    "date",
                    str(milestone.date),
                    Severity.WARNING,
                    {"starts": edition.starts, "ends": edition.ends},
                )


RULES: tuple[Rule, ...] = (starts_before_ends, partners_known, dates_inside)
