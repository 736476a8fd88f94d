"""Absence: pages that will have to do without somebody, told before the consent ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from handbook.content_type import ContentType
from handbook.outputs import Prose
from handbook.pages.entries import entry_pages
from handbook.pages.prose import prose_pages
from handbook.people.holdings import Holding
from handbook.problems import Problem
from handbook.rendering.renderers import Renderers
from handbook.settings import Settings

_ASKING = re.compile(
    r"\|\s*(?:first|last)\b|\[\s*-?\s*\d|\.champion\b|related\(\s*[\"'](?:mentors|committee)"
)
"""How a text asks for one person of several, in the place of whom another may be, or nobody."""
_TAKING = re.compile(r"\{%[-+]?\s*(?:include|import|extends|from)\b")
"""How a template takes in others, whatever they are called."""


def asks(text: str, people: Iterable[str]) -> bool:
    """Say whether a template may ask for one of some people.

    >>> asks("{{ (mentors | first).name }}", ()), asks("{{ listing('mentors') }}", ("ana",))
    (True, False)
    """
    if "{" not in text:
        return False
    return bool(_ASKING.search(text)) or any(each in text for each in people)


def last_days(soon: Iterable[tuple[date, Holding]]) -> Mapping[str, date]:
    """Give the last day of the page of each record that will not be there much longer."""
    return {
        each.kind.entries.page(each.kind.name, each.id, each.row.edition): day
        for day, each in soon
        if each.kind.entries and each.schema.person and each.schema.person.id
    }


def missed_soon(
    settings: Settings,
    prose: Sequence[Prose],
    soon: Iterable[tuple[date, Holding]],
    renderers_on: Callable[[date], Renderers],
    content_types: Sequence[ContentType],
) -> Iterator[Problem]:
    """Warn of each place that will lack somebody, by making its page for the day after.

    Args:
        settings: tell where the programme's own templates are.
        prose: all there is.
        soon: whose consent, or term of office, ends soon, and on which day.
        renderers_on: makes what renders pages on a day.
        content_types: those whose pages are made from templates of the programme's own too.
    """
    endings: dict[date, set[str]] = {}
    for day, each in soon:
        endings.setdefault(day, set()).update({each.id, each.name} - {""})
    folder = settings.root / "overrides" if endings else settings.root / "-"
    templates = {path: path.read_text("utf-8", "replace") for path in folder.rglob("*.html")}
    of_pages = _of_pages(
        {path.relative_to(folder): templates[path] for path in templates}, prose, content_types
    )
    own = [kind for kind in content_types if folder / kind.name / "entry.html" in templates]
    told = set()
    for day, people in sorted(endings.items()):
        everywhere = any(asks(text, people) for text in of_pages)
        asking = [
            each
            for each in prose
            if asks(f"{each.meta}{each.body}", people) or (everywhere and "{" in each.body)
        ]
        if not asking and not everywhere:
            continue
        renderers = renderers_on(day + timedelta(days=1))
        problems = prose_pages(asking, (), renderers, settings.root)[1]
        problems += entry_pages(own if everywhere else (), renderers, settings.root)[1]
        for problem in problems:
            if problem.code == "ended-missed" and problem.place not in told:
                told.add(problem.place)
                yield replace(problem, code="ending-missed", details={"until": day})


def _of_pages(
    templates: Mapping[Path, str], prose: Iterable[Prose], content_types: Iterable[ContentType]
) -> list[str]:
    """Give the templates that prose and records are shown by: those of the theme know nobody."""
    folders = {"components", *(kind.name for kind in content_types)}
    own = [text for path, text in templates.items() if path.parts[0] in folders]
    written = (*own, *(f"{each.meta}{each.body}" for each in prose))
    return [*templates.values()] if any(map(_TAKING.search, written)) else own
