"""Who serves in the editions that are not over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content_types.editions.record import Edition
from handbook.content_types.mentors import Mentor
from handbook.content_types.service import Service
from handbook.programme import Programme


@dataclass(frozen=True, slots=True)
class Serving:
    """One mentor in one edition."""

    edition: Edition
    service: Service
    mentor: Mentor


def not_over(programme: Programme) -> tuple[Edition, ...]:
    """Return the editions that run or are ahead: what is past nobody can plan better."""
    today = programme.reference_date
    return tuple(edition for edition in programme.all(Edition) if edition.ends >= today)


def serving(programme: Programme) -> Iterator[Serving]:
    """Give every part that a mentor has in an edition that is not over.

    Of a mentor who withdrew, or whose row is faulty, nothing is known.
    """
    for edition in not_over(programme):
        for service in programme.all(Service, edition.id):
            mentor = programme.find(Mentor, service.mentor)
            if mentor is not None:
                yield Serving(edition, service, mentor)


def serving_once(programme: Programme) -> Iterator[Serving]:
    """Give each mentor once, in the first edition in which they serve."""
    seen: set[str] = set()
    for part in serving(programme):
        if part.mentor.id not in seen:
            seen.add(part.mentor.id)
            yield part
