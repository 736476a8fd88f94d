"""The first programme: `programme.yaml`, its tables, and the folder of its first edition."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from handbook.beginning.answers import Answers
from handbook.beginning.first_timeline import first_timeline, plan_of
from handbook.beginning.words import Words
from handbook.content_types import REGISTRY
from handbook.reading.documents.yaml_writing import written_yaml
from handbook.reading.sheets.schemas import load_schema
from handbook.text.folding import fold

_TABLES = ("organisations", "committee", "mentors")
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
    year = answers.start[:4]
    partners = _partners(answers, words)
    folder = f"programme/editions/{year}"
    rows: dict[str, Sequence[Mapping[str, str]]] = {"organisations": partners}
    ids = [row["id"] for row in partners]
    return {
        "programme/programme.yaml": _written(
            _description(answers, words, today), words, "programme"
        ),
        **{
            f"programme/{name}.csv": _table(name, answers.languages, rows.get(name, ()))
            for name in _TABLES
        },
        f"{folder}/edition.yaml": _written(_edition(answers, words, ids), words, "edition"),
        f"{folder}/timeline.csv": _table(
            "timeline", answers.languages, first_timeline(answers, words)
        ),
        f"{folder}/mentors.csv": _table("service", answers.languages, ()),
    }


def _description(answers: Answers, words: Words, today: date) -> dict[str, Any]:
    across = answers.kind == "inter-organisational"
    contact = {"email": answers.contact, "title": words.text("programme.contact_title")}
    safeguarding = {
        "email": answers.contact,
        "title": words.text("programme.safeguarding_title"),
        "detail": words.text("programme.safeguarding_detail"),
    }
    sides = ("mentors", "mentees", "organisations", "association")
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
        "purpose": {
            "statement": None,
            "mission": None,
            "needs": None,
            "vision": None,
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
        "partners": {
            "minimum": min(2, len(answers.partners) or 2) if across else 1,
            "maximum": max(_MOST_PARTNERS, len(answers.partners)),
            **({"criteria": words.texts("programme.criteria")} if across else {}),
        },
        "contacts": {"programme": contact, "safeguarding": safeguarding},
        "data_controller": {
            "name": words.name(words.association),
            "address": None,
            "email": answers.contact,
        },
        "consent_wordings": [
            {
                "version": "v1",
                "since": today,
                "text": words.text("programme.consent"),
            }
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


def _edition(answers: Answers, words: Words, partners: Iterable[str]) -> dict[str, Any]:
    plan, focus, year = plan_of(answers), answers.focus, answers.start[:4]
    per_mentor = {"individual": 1, "group": 6, "mixed": 3}[answers.format]
    return {
        "title": words.text("edition.title", year=year),
        "summary": words.text(f"edition.summary.{focus}"),
        "starts": plan.starts,
        "ends": plan.ends,
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


def _table(name: str, languages: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write a table with the header that its schema asks for."""
    kind = next(kind for kind in REGISTRY if kind.name == name)
    header = [
        column if code == languages[0] else f"{column}_{code}"
        for field in load_schema(kind.schema).fields
        for column in [field.name]
        for code in (languages if field.translatable else languages[:1])
    ]
    written = io.StringIO()
    table = csv.DictWriter(written, header, restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue().encode()


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
