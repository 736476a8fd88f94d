"""Words of a new programme: in every language that the package speaks, none cut by a comma."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from handbook.beginning.answers import Answers, answered
from handbook.beginning.words import Words, _shipped
from handbook.reading.documents.package_data import LOCALES
from handbook.reading.documents.yaml_tree import Places

NOT_TEXTS = {"id", "kind", "only", "every", "date", "end", "audience"}
SPOKEN = {folder.name for folder in LOCALES.iterdir()}


def texts(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict) and "en" not in node:
        node = {key: value for key, value in node.items() if key not in NOT_TEXTS}
        for key, value in node.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from texts(value, f"{path}.{number}")
    else:
        yield path, node


def test_every_text_is_there_in_every_language_and_in_no_other() -> None:
    found = dict(texts(_shipped(), ""))
    assert len(found) > 60
    assert {path for path, text in found.items() if set(text) != SPOKEN} == set()
    assert all(wording for text in found.values() for wording in text.values())


FOLLOW_UP = {"en": "Follow-up $number", "es": "Seguimiento $number"}


def words(*languages: str, **said: str) -> Words:
    given = {"languages": list(languages), **said}
    answers, problems = answered(given, date(2026, 11, 28), Places(""))
    assert isinstance(answers, Answers), problems
    return Words(answers)


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["en"], "Planning"),
        (["es"], "Planificación"),
        (["es-MX"], "Planificación"),
        (["fr"], "Planning"),
        (["es", "en"], {"es": "Planificación", "en": "Planning"}),
    ],
)
def test_a_text_stands_as_yaml_has_it(languages: list[str], expected: Any) -> None:
    assert words(*languages).text("timeline.0.title") == expected


def test_a_text_of_a_table_has_a_column_for_each_language() -> None:
    assert words("es", "en").columns("title", FOLLOW_UP, number="3") == {
        "title": "Seguimiento 3",
        "title_en": "Follow-up 3",
    }


def test_a_name_with_signs_stays_as_it_is() -> None:
    own = words("en", association="Fees & $100 Club")
    assert "that Fees & $100 Club publishes" in str(own.text("programme.consent"))
