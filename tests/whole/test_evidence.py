"""Each point of the register is leant on by a page, form, default or message of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handbook
from handbook.languages import Languages
from handbook.reading.documents.defaults import default_data, read_default
from handbook.reading.documents.package_data import load_citations
from handbook.settings import default_folder

TONGUES = Languages(("en", "es"))
CITED = re.compile(r"\bcite\(([^)]*)\)")
QUOTED = re.compile(r"[\"'](\d\.\d+[a-z]?)[\"']")
TOLD = {
    "en": re.compile(r"\(evidence ([^)]*)\)"),
    "es": re.compile(r"\(evidencia ([^)]*)\)"),
}
ID = re.compile(r"\b\d\.\d+[a-z]?\b")
REGISTER = load_citations().claims


def in_prose(text: str) -> Iterator[str]:
    """Give the ids that a page cites."""
    for given in CITED.findall(text):
        yield from QUOTED.findall(given)


def in_data(value: object) -> Iterator[str]:
    """Give the ids that stand under `evidence`, however deep."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from map(str, child) if key == "evidence" else in_data(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from in_data(child)


def in_messages(text: str, language: str) -> Iterator[str]:
    """Give the ids that what is told names in brackets."""
    for told in TOLD[language].findall(text):
        yield from ID.findall(told)


def cited(language: str) -> set[str]:
    """Give all ids that readers of a language are led to."""
    folder = default_data()
    prose = [
        *(default_folder("content") / language).rglob("*.md"),
        *folder.rglob(f"*.{language}.md"),
    ]
    found = {id for path in prose for id in in_prose(path.read_text("utf-8"))}
    for path in folder.rglob("*.yaml"):
        parsed = read_default(path.relative_to(folder).as_posix(), TONGUES)
        assert parsed is not None
        found.update(in_data(parsed.value))
    messages = (Path(handbook.__file__).parent / "locale" / language).glob("*.yaml")
    return found.union(*(in_messages(path.read_text("utf-8"), language) for path in messages))


def unused(found: set[str]) -> list[str]:
    """Give what nothing leans on: a part may be cited with its whole, a whole by all its parts."""
    whole = {part.id: claim.id for claim in REGISTER.values() for part in claim.parts}
    return [
        id
        for id, claim in REGISTER.items()
        if id not in found
        and whole.get(id) not in found
        and not (claim.parts and found.issuperset(part.id for part in claim.parts))
    ]


def test_what_cites_is_found() -> None:
    assert [*in_prose("{{ cite('6.8') }} {{ cite(\"3.4a\", '5.1') }} 7.7 {{ link('1.1') }}")] == [
        "6.8",
        "3.4a",
        "5.1",
    ]
    assert [*in_data([{"evidence": ("6.9a", "6.17"), "asks": [{"evidence": ["7.1"]}]}])] == [
        "6.9a",
        "6.17",
        "7.1",
    ]
    assert [*in_messages("Missing: {ids} (evidence 8.2, 8.3). 4.4", "en")] == ["8.2", "8.3"]
    assert [*in_messages("Faltan (evidencia 8.2).", "es")] == ["8.2"]


def test_what_nothing_cites_is_noticed() -> None:
    everything = set(REGISTER)
    assert unused(everything) == []
    assert unused(everything - {"3.7"}) == ["3.7"]
    assert unused(everything - {"3.4"}) == []
    assert unused(everything - {"3.4e"}) == []
    assert unused(everything - {"3.4", "3.4e"}) == ["3.4", "3.4e"]


@pytest.mark.parametrize("language", TONGUES.codes)
def test_every_point_of_the_register_is_cited(language: str) -> None:
    found = cited(language)
    assert unused(found) == []
    assert found - set(REGISTER) == set()


@pytest.mark.parametrize("language", TONGUES.codes)
def test_every_part_is_cited_where_its_sentence_stands(language: str) -> None:
    parts = {part.id for claim in REGISTER.values() for part in claim.parts}
    assert parts - cited(language) == set()
