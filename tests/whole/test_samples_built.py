"""A check of a sample of very many records tells what a build of all of them tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.rendering.library import FEW
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import DAY, fault

MENTORS = "programme/mentors.csv"
ENTRY = "overrides/mentors/entry.html"
MANY = FEW + 30


def many(**changes: str) -> dict[str, str | None]:
    """More mentors than a sample has, the last of them with a website."""
    header, ana, *rest = FILES[MENTORS].splitlines()
    lines = [header, ana, *rest]
    for number in range(MANY):
        own = ana.replace("ana,Ana <Á> & Sons", f"p{number},Person {number * 977}", 1)
        website = "https://last.example" if number == MANY - 1 else ""
        lines.append(own.replace(",Chess,,ana@acme.example,+44 1632 960001", f",Chess,{website},,"))
    return {MENTORS: "\n".join(lines) + "\n", **changes}


def both(root: Path, changes: dict[str, str | None]) -> tuple[Build, Build]:
    settings = Settings(write_programme(root, changes), DAY)
    return build(settings), build(settings, sampling=True)


def test_a_check_tells_what_a_build_tells_and_counts_every_page(tmp_path):
    whole, sampled = both(tmp_path, many())
    assert sampled.problems == whole.problems
    assert not whole.failed
    assert whole.page_count == len(whole.pages) + len(whole.entries)
    assert sampled.page_count == whole.page_count
    assert len(sampled.entries) < len(whole.entries) - 20


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            ENTRY,
            "<div><h1>{{ entry.name }}</h1>{% if entry.website %}{{ nothing }}{% endif %}</div>",
        ),
        (
            "overrides/mentors/listing.html",
            "{% for one in records if one.website %}{{ nothing }}{% endfor %}",
        ),
    ],
)
def test_a_template_that_only_one_of_many_breaks_is_told(tmp_path, path, text):
    whole, sampled = both(tmp_path, many(**{path: text}))
    assert [fault(each)[:4] for each in sampled.problems if each.code == "template-undefined"] == [
        (path, 1, 0, "template-undefined")
    ]
    assert sampled.problems == whole.problems


def test_an_address_that_is_taken_is_told_of_every_record(tmp_path):
    changes = many(**{"content/en/mentors/p120.md": "# Ours\n"})
    table = changes[MENTORS]
    assert table is not None
    assert MANY - 1 < 120
    last = f"p{MANY - 1},"
    changes[MENTORS] = table.replace(last, "p120,")
    whole, sampled = both(tmp_path, changes)
    assert "name-reserved" in [problem.code for problem in sampled.problems]
    assert sampled.problems == whole.problems


def test_unknown_references_are_told_as_before(tmp_path):
    changes = replaced("programme/editions/2026/mentors.csv", "ana,", "anna,")
    whole, sampled = both(tmp_path, {**changes})
    assert [problem.code for problem in whole.problems if problem.code == "foreign-key"]
    assert sampled.problems == whole.problems
