"""The content types of a programme, in one registry.

A new one is a folder here, a line in `REGISTRY`, and a file in `programme/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from handbook.content_type import ContentType
from handbook.content_type.records import PeopleTable
from handbook.content_types.awards import AWARDS
from handbook.content_types.beside import (
    biographies_belong,
    has_photos,
    photos_described,
    photos_sound,
    photos_there,
)
from handbook.content_types.committee import COMMITTEE
from handbook.content_types.consents import consents_sound
from handbook.content_types.doubles import words_once
from handbook.content_types.editions import EDITIONS
from handbook.content_types.evaluation import EVALUATION
from handbook.content_types.faq import FAQ
from handbook.content_types.first_meeting import FIRST_MEETING
from handbook.content_types.former_mentees import FORMER_MENTEES
from handbook.content_types.forms import FORMS
from handbook.content_types.likeness import different_people
from handbook.content_types.matching import MATCHING
from handbook.content_types.mentees import MENTEES
from handbook.content_types.mentors import MENTORS
from handbook.content_types.messages import MESSAGES
from handbook.content_types.misplaced import days_plausible, in_their_columns, names_alone
from handbook.content_types.next_steps import NEXT_STEPS
from handbook.content_types.organisations import ORGANISATIONS
from handbook.content_types.pairs import PAIRS
from handbook.content_types.programme_description import PROGRAMME
from handbook.content_types.projects import PROJECTS
from handbook.content_types.recognitions import RECOGNITIONS
from handbook.content_types.report import REPORT
from handbook.content_types.results import RESULTS
from handbook.content_types.service import SERVICE
from handbook.content_types.testimonials import TESTIMONIALS
from handbook.content_types.timeline import TIMELINE
from handbook.content_types.training import TRAINING
from handbook.problems import MASK, Problem
from handbook.programme import Programme, Rule

REGISTRY: tuple[ContentType, ...] = (
    PROGRAMME,
    ORGANISATIONS,
    COMMITTEE,
    MENTORS,
    TRAINING,
    FAQ,
    MATCHING,
    FORMS,
    FIRST_MEETING,
    MESSAGES,
    NEXT_STEPS,
    EVALUATION,
    AWARDS,
    EDITIONS,
    TIMELINE,
    SERVICE,
    RESULTS,
    RECOGNITIONS,
    TESTIMONIALS,
    REPORT,
    FORMER_MENTEES,
    PROJECTS,
    MENTEES,
    PAIRS,
)

_LISTING = "index"
"""The name of a page that lists the records of its folder."""


def rules_on_people(tables: Sequence[PeopleTable]) -> Iterator[Rule]:
    """Give the rules that follow from `person` in the schemas of tables."""
    with_photos = [table for table in tables if has_photos(table)]
    for table in tables:
        yield partial(consents_sound, table)
        yield partial(in_their_columns, table)
        yield partial(days_plausible, table)
        yield partial(names_alone, table)
        yield partial(biographies_belong, table)
        if table.person.id and not table.person.several:
            yield partial(different_people, table)
    for table in with_photos:
        yield partial(photos_there, table)
        yield partial(photos_described, table)
    yield partial(photos_sound, with_photos)


def listing_kept(kind: ContentType, programme: Programme) -> Iterator[Problem]:
    """No record takes the address of the page that lists those of its type."""
    if kind.entries is None or "{kind}" not in kind.entries.path:
        return
    for record in programme.kinds.get(kind.name, ()):
        if record.id == _LISTING:
            yield Problem(record.where("id"), "name-listing", "id", MASK)


RULES_OF_EACH: tuple[Callable[[ContentType, Programme], Iterable[Problem]], ...] = (
    listing_kept,
    words_once,
)
"""Rules that follow from what a content type is."""
