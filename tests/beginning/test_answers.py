"""Answers: all have a default, what follows from others follows, and every fault is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handbook.beginning.answers import QUESTIONS, Answers, answered, choices
from handbook.beginning.words import Words
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.documents.yaml_tree import Places
from handbook.wording import in_lines

DAY = date(2026, 11, 28)


def taken(**said: Any) -> Answers:
    answers, problems = answered(said, DAY, Places(""))
    assert answers is not None, problems
    return answers


def test_without_a_word_there_is_an_answer_to_everything() -> None:
    answers = taken()
    assert answers.languages == ("en",)
    assert (answers.kind, answers.focus, answers.format) == (
        "inter-organisational",
        "career",
        "individual",
    )
    # Planning, call, matching and training come before (evidence 3.2).
    assert answers.start == "2027-07"
    assert (answers.sessions, answers.minutes) == (12, 90)
    assert answers.time_zone == "Europe/London"
    assert [Words(answers).proposed(key) for key in ("programme", "association", "partners")] == [
        "Our mentoring programme",
        "Our association",
        "",
    ]


@pytest.mark.parametrize(
    ("said", "follows"),
    [
        ({"focus": "skills"}, {"sessions": 6, "minutes": 90}),
        ({"format": "group"}, {"sessions": 12, "minutes": 150}),
        ({"sessions": "9", "minutes": "45"}, {"sessions": 9, "minutes": 45}),
        ({"languages": ["es", "en"]}, {"time_zone": "Europe/Madrid"}),
        ({"languages": ["es-MX"]}, {"time_zone": "Europe/Madrid"}),
        ({"languages": ["fr"]}, {"time_zone": "UTC"}),
        ({"languages": ["es"], "time_zone": "America/Lima"}, {"time_zone": "America/Lima"}),
    ],
)
def test_what_follows_from_an_answer_follows(said: dict[str, Any], follows: dict[str, Any]) -> None:
    answers = taken(**said)
    assert {key: getattr(answers, key) for key in follows} == follows


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("languages: [xx]", 1, "xx"),
        ("languages: []", 1, "languages"),
        ("focus: carer", 1, "carer"),
        ("minutes: 90\nstart: March", 2, "March"),
        ("start: 2027-13", 1, "2027-13"),
        ("sessions: 0", 1, "0"),
        ("minutes: an hour", 1, "an hour"),
        ("contact: nobody", 1, "nobody"),
        ("time_zone: Europe/Atlantis", 1, "Europe/Atlantis"),
        ("association: '{{ 7 * 7 }}'", 1, "{{ 7 * 7 }}"),
        ("partners: [Quay, '<b>']", 1, "<b>"),
        ("asociation: Quay", 1, "association"),
        ("- en", 1, ""),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_is_told_at_its_line(
    written: str, line: int, said: str, language: str
) -> None:
    parsed = parse_yaml(written, "answers.yaml")
    assert not parsed.problems
    answers, problems = answered(parsed.value, DAY, parsed.where)
    assert answers is None
    told = [text for _, text in in_lines(problems, load_catalogue(language), None)]
    assert len(told) == 1, told
    assert told[0].startswith(f"answers.yaml:{line}:")
    assert said in told[0]


def test_what_can_be_chosen_is_known() -> None:
    assert {key: choices(key) for key in QUESTIONS if choices(key)} == {
        "kind": ("inter-organisational", "intra-organisational"),
        "focus": ("career", "skills"),
        "format": ("individual", "group", "mixed"),
    }
    assert all(Words(taken()).first(f"ask.{key}", choices="") for key in QUESTIONS)
