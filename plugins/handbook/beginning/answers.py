"""Answers: what an association says about itself before it begins, all of it with a default."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, Field, TypeAdapter

from handbook.content_type.models import Email, LanguageCode, Model, TimeZone
from handbook.languages import SHIPPED, Languages
from handbook.problems import Problem
from handbook.reading.documents.documents import check
from handbook.reading.documents.yaml_tree import Places

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
_PREPARING = timedelta(weeks=34)
"""Planning, call, matching and training take so long before the pairs begin (evidence 3.2)."""
_ZONES = {"en": "Europe/London", "es": "Europe/Madrid"}
_SESSIONS = {"career": 12, "skills": 6}
_MINUTES = {"individual": 90, "group": 150, "mixed": 90}


def _month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        raise ValueError("month-expected")
    return text


def _name(text: str) -> str:
    if not text.strip() or re.search(r"[{}\n]", text):
        raise ValueError("name-expected")
    return text.strip()


Name = Annotated[str, AfterValidator(_name)]


class Answers(Model):
    """What an association says about itself; whatever it leaves out has a default."""

    languages: tuple[LanguageCode, ...] = Field(default=(SHIPPED,), min_length=1)
    """Codes of the languages of the site, the first one first."""
    association: Name | None = None
    """Name of the association."""
    programme: Name | None = None
    """Name of the programme."""
    kind: Literal["inter-organisational", "intra-organisational"] = "inter-organisational"
    """Whether mentor and mentee come from different organisations, or from one."""
    focus: Literal["career", "skills"] = "career"
    """What the mentoring is about."""
    format: Literal["individual", "group", "mixed"] = "individual"
    """Whether one meets in pairs, in groups, or both."""
    start: Annotated[str, AfterValidator(_month)] = ""
    """Month in which the pairs begin, such as 2027-03."""
    sessions: int = Field(default=0, ge=1, le=200)
    """How many sessions a pair has; 6 for skills and 12 for careers (evidence 3.3, 3.4)."""
    minutes: int = Field(default=0, ge=10, le=480)
    """How long one lasts; 90 minutes, in groups 150 (evidence 3.5)."""
    partners: tuple[Name, ...] = ()
    """Names of the organisations, or of the departments, that take part."""
    contact: Email = "mentoring@association.example"
    """Address of the coordinators' role, which everybody may write to."""
    time_zone: TimeZone = ""
    """Time zone of all clock times, such as Europe/Madrid."""


QUESTIONS = tuple(Answers.model_fields)
"""The keys of a file of answers, in the order in which they are asked."""


LISTS = frozenset({"languages", "partners"})
"""Answers that are lists."""


def answered(said: Any, today: date, where: Places) -> tuple[Answers | None, tuple[Problem, ...]]:
    """Take answers as they were written or typed, or tell every fault of them.

    Args:
        said: some or all answers, by their key.
        today: the day from which the start is counted where none is said.
        where: tells where each stands; nowhere where they were typed.

    Returns:
        The answers with what follows from them, None where one has a fault; and the faults.
    """
    made, problems = check(said, where, TypeAdapter(Answers), Languages((SHIPPED,)))
    return (None if problems else completed(made, today)), tuple(problems)


def choices(key: str) -> tuple[str, ...]:
    """Return the words that an answer is one of; none where it may be any.

    >>> choices("focus"), choices("minutes")
    (('career', 'skills'), ())
    """
    annotation = Answers.model_fields[key].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def completed(answers: Answers, today: date) -> Answers:
    """Fill in what follows from other answers, and from the day."""
    first = today + _PREPARING
    language = answers.languages[0].partition("-")[0]
    return answers.model_copy(
        update={
            "start": answers.start or f"{first:%Y-%m}",
            "sessions": answers.sessions or _SESSIONS[answers.focus],
            "minutes": answers.minutes or _MINUTES[answers.format],
            "time_zone": answers.time_zone or _ZONES.get(language, "UTC"),
        }
    )
