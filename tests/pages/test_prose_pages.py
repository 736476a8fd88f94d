"""Pages of prose: what is asked of each, and what it can speak of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support.small_builds import fault, made

PAGE = (
    '---\ntitle: "{title}"\ndescription: "{description}"\nhide: [toc]\n---\n\n# {title}\n\n{body}\n'
)
EXTRA = "content/en/extra.md"
MORE = "content/en/more.md"


def page(title: str, description: str, body: str = "Text.") -> str:
    return PAGE.format(title=title, description=description, body=body)


def test_two_pages_with_one_description_are_told(tmp_path: Path) -> None:
    build = made(tmp_path, {EXTRA: page("One", "The same."), MORE: page("Two", "The same.")})
    (problem,) = build.problems
    assert fault(problem) == (MORE, 1, 0, "description-repeated", "error")
    assert problem.details == {"other": EXTRA}


def test_descriptions_that_differ_are_sound(tmp_path: Path) -> None:
    build = made(tmp_path, {EXTRA: page("One", "The same."), MORE: page("Two", "The same")})
    assert build.problems == ()


def test_the_theme_is_given_the_front_matter_but_for_what_a_page_says_itself(
    tmp_path: Path,
) -> None:
    build = made(tmp_path, {EXTRA: page("One", "About it.")})
    (extra,) = (each for each in build.pages if each.path == "extra.md")
    assert extra.meta == {"hide": ["toc"]}
    assert (extra.title, extra.description) == ("One", "About it.")


def test_prose_speaks_of_the_edition_that_is_current_then(tmp_path: Path) -> None:
    body = "{{ edition.id }} of {{ editions | length }}"
    for today, said in ((date(2025, 6, 1), "2025 of 2"), (date(2026, 3, 1), "2026 of 2")):
        build = made(tmp_path, {EXTRA: page("One", "About it.", body)}, today=today)
        (extra,) = (each for each in build.pages if each.path == "extra.md")
        assert said in extra.body
