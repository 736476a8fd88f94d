"""The content types of a programme, in one registry.

A new one is a folder here, a line in `REGISTRY`, and a file in `programme/`.
"""

from __future__ import annotations

from handbook.content_type import ContentType
from handbook.content_types.agreement import AGREEMENT
from handbook.content_types.awards import AWARDS
from handbook.content_types.committee import COMMITTEE
from handbook.content_types.editions import EDITIONS
from handbook.content_types.evaluation import EVALUATION
from handbook.content_types.faq import FAQ
from handbook.content_types.first_meeting import FIRST_MEETING
from handbook.content_types.matching import MATCHING
from handbook.content_types.mentees import MENTEES
from handbook.content_types.mentors import MENTORS
from handbook.content_types.messages import MESSAGES
from handbook.content_types.minutes import MINUTES
from handbook.content_types.organisations import ORGANISATIONS
from handbook.content_types.pairs import PAIRS
from handbook.content_types.programme_description import PROGRAMME
from handbook.content_types.recognitions import RECOGNITIONS
from handbook.content_types.report import REPORT
from handbook.content_types.results import RESULTS
from handbook.content_types.service import SERVICE
from handbook.content_types.testimonials import TESTIMONIALS
from handbook.content_types.timeline import TIMELINE
from handbook.content_types.training import TRAINING

REGISTRY: tuple[ContentType, ...] = (
    PROGRAMME,
    ORGANISATIONS,
    COMMITTEE,
    MENTORS,
    TRAINING,
    FAQ,
    MATCHING,
    AGREEMENT,
    MINUTES,
    FIRST_MEETING,
    MESSAGES,
    EVALUATION,
    AWARDS,
    EDITIONS,
    TIMELINE,
    SERVICE,
    RESULTS,
    RECOGNITIONS,
    TESTIMONIALS,
    REPORT,
    MENTEES,
    PAIRS,
)
