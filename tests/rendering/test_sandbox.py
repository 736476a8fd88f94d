"""What a template must not reach, however it asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handbook.problems import Problem


@pytest.mark.parametrize(
    "body",
    [
        "{{ programme.parse_raw('{}') }}",
        "{{ programme.model_dump() }}",
        "{{ programme.model_construct }}",
        "{{ edition.parse_raw('{}') }}",
        "{{ edition.settings.copy() }}",
        "{{ library.content_types }}",
        "{{ library.content_types.mentors.folder.joinpath('/etc/hostname').read_text() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ mentors.__len__ }}",
        "{{ edition.__init__ }}",
    ],
)
def test_a_template_reaches_no_more_than_it_shows(fault: Callable[..., Problem], body: str) -> None:
    problem = fault(f"# Purpose\n\n{body}\n", 5)
    assert problem.place.line == 7
    assert problem.code in {"template-forbidden", "template-undefined"}


def test_what_it_shows_it_reaches(said: Callable[..., str]) -> None:
    assert said("{{ programme.name }} {{ edition.sessions.count }}").strip()


def test_a_misspelling_is_told_with_what_was_meant(fault: Callable[..., Problem]) -> None:
    problem = fault("x\n{{ editon.title }}", 6)
    assert (problem.place.line, problem.details["suggestion"]) == (7, "edition")
