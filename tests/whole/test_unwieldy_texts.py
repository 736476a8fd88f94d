"""A text that would keep the build for minutes is told at its own line, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.programmes import replaced
from tests.support.small_builds import fault, made

DEEP = "- " * 700
OPEN = "![" * 40_000
BIOGRAPHY = "programme/mentors/ana.en.md"
EXTRA = "content/en/extra.md"
FRONT = '---\ntitle: "A page"\ndescription: "About it."\n---\n\n# A page\n\n'


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({BIOGRAPHY: f"Hello.\n\n{DEEP}\n"}, (BIOGRAPHY, 3, "text-deep")),
        ({BIOGRAPHY: f"Hello.\n\n{OPEN}\n"}, (BIOGRAPHY, 3, "text-open")),
        ({BIOGRAPHY: "Hello.\n\n" + '[a](b "c) ' * 9_000}, (BIOGRAPHY, 3, "text-signs")),
        ({BIOGRAPHY: "x" * 100_001}, (BIOGRAPHY, 1, "text-long")),
        ({EXTRA: f"{FRONT}Hello.\n\n{DEEP}\n"}, (EXTRA, 10, "text-deep")),
        ({EXTRA: f"{FRONT}Hello.\n\n{OPEN}\n"}, (EXTRA, 10, "text-open")),
        ({EXTRA: f"# No title\n\n{DEEP}\n"}, (EXTRA, 3, "text-deep")),
        (
            replaced("programme/mentors.csv", "Ten years at sea", OPEN[:10_000]),
            ("programme/mentors.csv", 2, "text-open"),
        ),
        (
            replaced("programme/mentors.csv", "Ten years at sea", "x" * 20_001),
            ("programme/mentors.csv", 2, "text-long"),
        ),
        (
            replaced("programme/training.yaml", "title: Roles", f"title: '{DEEP}'"),
            ("programme/training.yaml", 2, "text-deep"),
        ),
        (
            replaced("programme/programme.yaml", "text: I agree that", f"text: A {'[' * 300}"),
            ("programme/programme.yaml", 63, "text-open"),
        ),
    ],
)
def test_it_is_told_at_its_line(
    tmp_path: Path, changes: dict[str, str | None], expected: tuple[str, int, str]
) -> None:
    told = [fault(problem) for problem in made(tmp_path, changes).problems]
    assert [(path, line, code) for path, line, _, code, _ in told] == [expected]


def test_as_much_as_is_allowed_is_published(tmp_path: Path) -> None:
    biography = "> - [a](https://a.example) and *more*\n" * 1_900
    build = made(tmp_path, {BIOGRAPHY: biography})
    assert build.problems == ()
