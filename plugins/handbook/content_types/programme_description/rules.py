"""Rules on the programme's description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handbook.problems import Problem
from handbook.programme import Programme, Rule

if TYPE_CHECKING:
    from handbook.content_types.programme_description import ProgrammeDescription


def _description(programme: Programme) -> ProgrammeDescription:
    description: ProgrammeDescription = programme.kinds["programme"][0]
    return description


def partner_range(programme: Programme) -> Iterator[Problem]:
    """The most partners are not fewer than the least (evidence 2.5)."""
    description = _description(programme)
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
    description = _description(programme)
    lists = {
        "objectives": ("id", [item.id for item in description.objectives]),
        "audience": ("id", [item.id for item in description.audience]),
        "consent_wordings": ("version", [item.version for item in description.consent_wordings]),
    }
    for name, (key, ids) in lists.items():
        for number, id in enumerate(ids):
            if id in ids[:number]:
                field = f"{name}.{number}.{key}"
                yield Problem(description.where(field), "item-duplicate", field, id)


RULES: tuple[Rule, ...] = (partner_range, unique_ids)
