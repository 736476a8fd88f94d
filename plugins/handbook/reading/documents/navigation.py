"""Navigation: the plan of the menu, the same for every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from handbook.languages import Languages, Text
from handbook.problems import Place, Problem
from handbook.reading.documents.prose import NAVIGATION, told_as_odd
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import decode
from handbook.text.oddities import oddities

NavigationPlan = tuple[tuple[Text | None, tuple[tuple[str, Place], ...]], ...]
"""The menu: sections (title and pages), or single pages (no title)."""


def read_navigation(
    folders: Sequence[tuple[Path, str]], languages: Languages
) -> tuple[NavigationPlan, tuple[Problem, ...]]:
    """Read the plan of the menu from the first folder that has one.

    Returns:
        Sections and pages in order, and what was wrong.
    """
    for folder, label in folders:
        path = folder / NAVIGATION
        if path.is_file():
            source = f"{label}/{NAVIGATION}"
            decoded = decode(path.read_bytes(), source)
            if decoded.text is None:
                return (), decoded.problems
            value, where, problems = parse_yaml(decoded.text, source)
            if not isinstance(value, list):
                return (), (*problems, Problem(Place(source), "navigation-shape"))
            items, faults = _plan(value, where, languages)
            return items, (*problems, *faults)
    return (), ()


def _plan(
    value: list[Any], where: Any, languages: Languages
) -> tuple[NavigationPlan, list[Problem]]:
    items: list[tuple[Text | None, tuple[tuple[str, Place], ...]]] = []
    problems: list[Problem] = []
    for number, item in enumerate(value):
        if isinstance(item, str):
            items.append((None, ((item, where(str(number))),)))
        elif (section := _section(item, number, where, languages)) is not None:
            items.append(section)
            for _, title in section[0].versions:
                odd = oddities(title, markup=False)
                problems += (
                    told_as_odd(where(f"{number}.section"), *each, "section") for each in odd
                )
        else:
            problems.append(Problem(where(str(number)), "navigation-shape"))
    return tuple(items), problems


def _section(
    item: Any, number: int, where: Any, languages: Languages
) -> tuple[Text, tuple[tuple[str, Place], ...]] | None:
    if not isinstance(item, dict) or set(item) != {"section", "pages"}:
        return None
    pages = item["pages"]
    title = _title(item["section"], languages)
    if title is None or not isinstance(pages, list) or not all(isinstance(p, str) for p in pages):
        return None
    return title, tuple(
        (page, where(f"{number}.pages.{position}")) for position, page in enumerate(pages)
    )


def _title(value: Any, languages: Languages) -> Text | None:
    """Read a title; one in no language of the programme is shown all the same."""
    if isinstance(value, str) and value:
        return Text.of(value, languages.default)
    if isinstance(value, dict) and value and all(isinstance(v, str) for v in value.values()):
        return Text(tuple(_ordered(value, languages)))
    return None


def _ordered(value: dict[str, str], languages: Languages) -> Iterator[tuple[str, str]]:
    for code in languages:
        if code in value:
            yield code, value[code]
    for code, wording in value.items():
        if code not in languages.codes:
            yield code, wording
