"""Rules on what came of an edition: results and report that are missing, early, or another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import AHEAD, Course
from handbook.content_types.recognitions import RECOGNITIONS, Recognition
from handbook.content_types.report import REPORT, Report
from handbook.content_types.results import RESULTS, Result
from handbook.content_types.testimonials import TESTIMONIALS, Testimonial
from handbook.content_types.timeline import TIMELINE, Milestone
from handbook.languages import Text
from handbook.problems import Place, Problem, warning
from handbook.programme import Programme, Rule
from handbook.text.folding import fold

PATIENCE = timedelta(weeks=6)
"""How long after the last date of an edition its results and its report are awaited."""
FEW = 3
"""Of so many rows and more, it is a copy if most are another's; of fewer, if all are."""
TELLING = 60
"""From how many characters on a part of a report says too much to be written twice."""
TOLD = (
    (RESULTS, Result),
    (REPORT, Report),
    (RECOGNITIONS, Recognition),
    (TESTIMONIALS, Testimonial),
)
"""What is told of an edition once there is something to tell."""
Signs = frozenset[tuple[object, ...]]
"""By what a row, or a part of a report, is known again."""


def told_in_time(programme: Programme) -> Iterator[Problem]:
    """An edition that is over has its results and its report (evidence 8.1, 8.2)."""
    if TIMELINE.name in programme.incomplete:
        return
    for edition in programme.all(Edition):
        course = Course(edition, programme.all(Milestone, edition.id))
        last = course.last_date
        if edition.cancelled or programme.reference_date - last <= PATIENCE:
            continue
        owed = ((RESULTS, Result, "results-missing"), (REPORT, Report, "report-missing"))
        for kind, record, code in owed:
            if kind.name not in programme.incomplete and not programme.all(record, edition.id):
                place = Place(kind.file_of(edition.id))
                yield warning(place, code, edition=edition.id, day=last)


def told_of_its_own(programme: Programme) -> Iterator[Problem]:
    """What is told of an edition is not what was told of another, nor before its pairs have met.

    Of two that tell the same, the one that began later is taken for the copy.
    """
    order = sorted(programme.all(Edition), key=lambda edition: (edition.starts, edition.id))
    for number, edition in enumerate(order):
        early = _unmet(edition, programme)
        for kind, record in TOLD:
            told = programme.all(record, edition.id)
            whole = Place(kind.file_of(edition.id))
            for other in reversed(order[:number]):
                place = _copied(told, programme.all(record, other.id))
                if place is not None:
                    yield warning(place, "outcome-copied", edition=edition.id, other=other.id)
                    break
            else:
                if early and told:
                    yield warning(whole, "outcome-early", edition=edition.id)


def _unmet(edition: Edition, programme: Programme) -> bool:
    """Say whether the pairs of an edition are known not to have met yet."""
    course, today = Course(edition, programme.all(Milestone, edition.id)), programme.reference_date
    unmet = course.stage(today) in AHEAD and (course.meeting_from or edition.starts) > today
    return unmet and TIMELINE.name not in programme.incomplete


def _copied(told: Sequence[Any], earlier: Sequence[Any]) -> Place | None:
    """Return the place of the first row or part that is another's, where they are a copy."""
    parts = [(place, signs) for each in told for place, signs in _signs(each) if signs]
    known = {sign for each in earlier for _, signs in _signs(each) for sign in signs}
    same = [place for place, signs in parts if signs & known]
    few = len(same) < FEW
    copied = len(same) == len(parts) > 1 if few else 2 * len(same) > len(parts)
    unmistakable = any(isinstance(each, Report | Testimonial) for each in told)
    return same[0] if same and (copied or unmistakable) else None


def _signs(told: Any) -> Iterator[tuple[Place, Signs]]:
    """Give each row, or each part of a report, with that by which it is known again."""
    if isinstance(told, Result):
        figure = (told.value, told.unit, told.answers, _plain(told.note))
        names = (("id", told.id), ("title", _plain(told.title)))
        yield told.where(), frozenset((name, figure) for name in names if told.value is not None)
    elif isinstance(told, Recognition):
        citation = _plain(told.citation)
        yield told.where(), frozenset([(fold(told.name), told.award, citation)] if citation else [])
    elif isinstance(told, Testimonial):
        yield told.where(), _long(told.quote, TELLING // 2)
    else:
        for part in ("summary", "timeline", "evaluation"):
            yield told.where(part), _long(getattr(told, part), TELLING)
        figures = tuple(told.participation.model_dump().values())
        yield told.where("participation"), frozenset([("participation", *figures)])


def _plain(text: Text | None) -> str:
    return " ".join(fold(str(text)).split()) if text else ""


def _long(text: Text, length: int) -> Signs:
    plain = _plain(text)
    return frozenset([(plain,)] if len(plain) >= length else [])


OUTCOME: tuple[Rule, ...] = (told_in_time, told_of_its_own)
