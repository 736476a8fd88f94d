"""What a template must not reach, however it asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.problems import Problem
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import write_programme

PAGE = "content/en/purpose.md"
HEAD = "---\ntitle: Purpose\ndescription: Why.\n---\n"


def faults(root: Path, body: str) -> list[Problem]:
    """Build the small programme with one page of its own; return what is wrong with that page."""
    write_programme(root, {PAGE: f"{HEAD}# Purpose\n\n{body}\n"})
    made = build(Settings(root, date(2026, 3, 1)))
    return [problem for problem in made.problems if problem.place.path == PAGE]


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
def test_a_template_reaches_no_more_than_it_shows(tmp_path: Path, body: str) -> None:
    found = faults(tmp_path, body)
    assert [problem.place.line for problem in found] == [7]
    assert found[0].code in {"template-forbidden", "template-undefined"}


def test_what_it_shows_it_reaches(tmp_path: Path) -> None:
    assert not faults(tmp_path, "{{ programme.name }} {{ edition.sessions.count }}")


@pytest.mark.parametrize(
    ("body", "suggestion"),
    [("{{ editon.title }}", "edition"), ("[x](guides/menter.md)", "guides/mentor.md")],
)
def test_a_misspelling_is_told_with_what_was_meant(
    tmp_path: Path, body: str, suggestion: str
) -> None:
    (problem,) = faults(tmp_path, body)
    assert problem.place.line == 7
    assert problem.details["suggestion"] == suggestion


def test_a_link_in_a_sample_of_code_is_none(tmp_path: Path) -> None:
    assert not faults(tmp_path, "```\n[x](nowhere.md)\n```\n[y](https://a.example/nowhere.md)")


def test_private_extra_columns_need_a_type_that_leaves_them_out(tmp_path: Path) -> None:
    fields = "- {table: faq, name: hush, title: Hush, type: string, privacy: private}\n"
    write_programme(tmp_path, {"programme/fields.yaml": fields})
    made = build(Settings(tmp_path, date(2026, 3, 1)))
    assert ("programme/fields.yaml", "type-unsafe") in {
        (problem.place.path, problem.code) for problem in made.problems
    }
