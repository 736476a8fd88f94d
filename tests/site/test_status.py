"""`handbook status`, as a coordinator uses it."""

from __future__ import annotations

from pathlib import Path

from tests.site.commands import REPOSITORY, handbook
from tests.support.programmes import HIDDEN, replaced, write_programme

DAY = ("--today", "2026-05-12")


def test_how_far_the_programme_is_in_both_languages(small: Path) -> None:
    said = handbook("status", "--root", small, *DAY, cwd=small)
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[:3] == [
        "As of 12 May 2026.",
        "",
        "15 of 17 ready for the call of Edition 2026",
    ]
    spanish = handbook("status", "--root", small, *DAY, "--lang", "es", cwd=small)
    assert spanish.returncode == 0
    assert "15 de 17 listas para la convocatoria de Edition 2026" in spanish.stdout
    assert len(spanish.stdout.splitlines()) == len(said.stdout.splitlines())


def test_errors_are_told_first_and_the_rest_is_shown(tmp_path: Path) -> None:
    for number, changes in enumerate(
        (
            replaced("programme/faq.yaml", "section: meeting", "section: meating"),
            replaced("programme/programme.yaml", "style: guide", "style: guyde"),
            {"programme/programme.yaml": "name: [\n"},
            {"programme/mentors.csv": "id;name\n1;Ben No\n"},
            {"programme/editions/2026/timeline.csv": ""},
            {"content/en/extra.md": "---\ntitle: A\ndescription: B\n---\n\n{{ nobody }}\n"},
        )
    ):
        root = write_programme(tmp_path / str(number), changes)
        result = handbook("status", *DAY, cwd=root)
        assert result.returncode == 0, result.stderr
        first, second = result.stdout.splitlines()[:2]
        assert first.startswith("There are errors in the data"), changes
        assert second == "As of 12 May 2026."
        assert [name for name in HIDDEN if name in result.stdout + result.stderr] == []


def test_the_next_message_of_the_example_is_filled_in() -> None:
    result = handbook("status", *DAY, cwd=REPOSITORY)
    assert result.returncode == 0
    assert "ready for the call of Crosscurrents 2027" in result.stdout
    assert '14 May 2026: "How is it going?", to Mentors and Mentees' in result.stdout
    assert "{{" not in result.stdout


def test_a_built_site_has_no_page_of_it(small: Path) -> None:
    site = small / "site"
    assert (site / "index.html").is_file()
    assert not (site / "status").exists()
    assert [
        path for path in site.rglob("*.html") if "How far we are" in path.read_text("utf-8")
    ] == []
