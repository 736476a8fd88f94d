"""The first programme: `programme.yaml`, its tables, and the folder of its first edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from handbook.beginning.answers import Answers
from handbook.beginning.first_timeline import first_timeline, plan_of, span_of
from handbook.beginning.words import Words
from handbook.content_types.committee import COMMITTEE
from handbook.content_types.mentors import MENTORS
from handbook.content_types.organisations import ORGANISATIONS
from handbook.content_types.service import SERVICE
from handbook.content_types.timeline import TIMELINE
from handbook.reading.documents.yaml_writing import written_yaml
from handbook.reading.sheets.new_table import new_table
from handbook.text.folding import fold

_MOST_PARTNERS = 12
_KEPT = (
    ("organisations", 6, "consent"),
    ("committee", 36, "term"),
    ("mentors", 36, "participation"),
    ("recognitions", 120, "edition"),
    ("testimonials", 60, "edition"),
    ("mentees", 12, "participation"),
    ("pairs", 12, "edition"),
)
"""Table, months and event after which its rows have to go."""


def first_programme(answers: Answers, words: Words, today: date) -> dict[str, bytes]:
    """Make the files of `programme/`; the wording of consent counts from `today`."""
    partners, dates = _partners(answers, words), first_timeline(answers, words)
    edition = _edition(answers, words, [row["id"] for row in partners], dates)
    folder, codes = f"programme/editions/{answers.start[:4]}", answers.languages
    description = {
        **_identity(answers, words),
        **_meaning(answers, words),
        **_duties(answers, words, today),
    }
    return {
        "programme/programme.yaml": _written(description, words, "programme"),
        "programme/organisations.csv": new_table(ORGANISATIONS, codes, partners),
        "programme/committee.csv": new_table(COMMITTEE, codes),
        "programme/mentors.csv": new_table(MENTORS, codes),
        f"{folder}/edition.yaml": _written(edition, words, "edition"),
        f"{folder}/timeline.csv": new_table(TIMELINE, codes, dates),
        f"{folder}/mentors.csv": new_table(SERVICE, codes),
    }


def _identity(answers: Answers, words: Words) -> dict[str, Any]:
    """Say who runs the programme, and how its files are to be read."""
    return {
        "schema_version": "1",
        "name": words.name(words.programme),
        "tagline": words.text(f"programme.tagline.{answers.kind}"),
        "association": {"name": words.name(words.association)},
        "site_url": None,
        "kind": answers.kind,
        "people": "real",
        "languages": list(answers.languages),
        "time_zone": answers.time_zone,
        "date_order": "iso",
    }


def _meaning(answers: Answers, words: Words) -> dict[str, Any]:
    """Say what it is for, as far as that holds of any programme; the rest is left empty."""
    sides = ("mentors", "mentees", "organisations", "association")
    return {
        "purpose": {
            **dict.fromkeys(("statement", "mission", "needs", "vision")),
            "benefits": {side: words.texts(f"programme.benefits.{side}") for side in sides},
        },
        "objectives": [_objective(words, answers.focus), _objective(words, "pairs")],
        "audience": None,
        "approach": {
            "style": "alliance",
            "career": "subjective",
            "stance": "developmental",
            "statement": words.text("programme.approach"),
        },
        "perspectives": {
            "participants": words.text("programme.perspectives.participants"),
            "organisations": words.text(f"programme.perspectives.organisations.{answers.kind}"),
        },
        "partners": _partnership(answers, words),
    }


def _partnership(answers: Answers, words: Words) -> dict[str, Any]:
    across, count = answers.kind == "inter-organisational", len(answers.partners)
    return {
        "minimum": min(2, count or 2) if across else 1,
        "maximum": max(_MOST_PARTNERS, count),
        **({"criteria": words.texts("programme.criteria")} if across else {}),
    }


def _duties(answers: Answers, words: Words, today: date) -> dict[str, Any]:
    """Say whom to write to, and how personal data is treated."""
    safeguarding = {
        "title": words.text("programme.safeguarding_title"),
        "detail": words.text("programme.safeguarding_detail"),
    }
    return {
        "contacts": {
            "programme": {
                "email": answers.contact,
                "title": words.text("programme.contact_title"),
            },
            "safeguarding": {"email": answers.contact, **safeguarding},
        },
        "data_controller": {
            "name": words.name(words.association),
            "address": None,
            "email": answers.contact,
        },
        "consent_wordings": [
            {"version": "v1", "since": today, "text": words.text("programme.consent")}
        ],
        "privacy": {
            "purposes": words.texts("programme.purposes"),
            "answer_days": "30",
            "retention": [
                {"table": table, "months": str(months), "after": after}
                for table, months, after in _KEPT
            ],
        },
        "holidays": None,
    }


def _objective(words: Words, key: str) -> dict[str, Any]:
    path = f"programme.objectives.{key}"
    return {
        "id": words.plain(f"{path}.id"),
        "title": words.text(f"{path}.title"),
        "measure": words.text(f"{path}.measure"),
    }


def _edition(
    answers: Answers, words: Words, partners: Iterable[str], dates: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    plan, focus, year = plan_of(answers), answers.focus, answers.start[:4]
    starts, ends = span_of(dates)
    per_mentor = {"individual": 1, "group": 6, "mixed": 3}[answers.format]
    return {
        "title": words.text("edition.title", year=year),
        "summary": words.text(f"edition.summary.{focus}"),
        "starts": starts,
        "ends": ends,
        "pilot": "no",
        "kind": focus,
        "format": answers.format,
        "duration_months": str(plan.months),
        "sessions": {
            "count": str(answers.sessions),
            "every_weeks": str(plan.every_weeks),
            "minutes": str(answers.minutes),
        },
        "follow_up_weeks": str(plan.follow_up_weeks),
        "capacity": {
            "mentors": "10",
            "mentees": str(10 * per_mentor),
            "mentees_per_mentor": str(per_mentor),
        },
        "partners": list(partners) or None,
        "outcomes": words.texts(f"edition.outcomes.{focus}"),
        "selection": {
            "mentors": words.texts("edition.selection.mentors"),
            "mentees": [
                *words.texts(f"edition.selection.mentees.{focus}"),
                *words.texts("edition.selection.mentees.both"),
            ],
        },
        "application": {"how": words.text("edition.how"), "email": answers.contact},
    }


def _partners(answers: Answers, words: Words) -> list[dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for name in answers.partners:
        stem = "-".join(re.findall("[a-z0-9]+", fold(name))) or "partner"
        id = next(each for each in _numbered(stem) if each not in rows)
        summary = words.columns("summary", words.plain("organisation_summary"), partner=name)
        rows[id] = {"id": id, "name": name, **summary}
    return list(rows.values())


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _written(tree: Mapping[str, Any], words: Words, name: str) -> bytes:
    """Write a document with a word of explanation before what needs one."""
    parts = [_comment(words.first(f"comments.{name}"))]
    for key, value in tree.items():
        said = f"comments.{key}"
        if words.has(said):
            parts.append(f"\n{_comment(words.first(said))}")
        elif isinstance(value, dict | list):
            parts.append("\n")
        parts.append(written_yaml({key: value}))
    return "".join(parts).encode()


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.strip().splitlines())
