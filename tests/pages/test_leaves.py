"""A long directory: pages of a hundred, each whole by itself, and one file with all their cards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from handbook.cards import Cards, read_cards
from handbook.outputs import Page
from handbook.rendering.directories import ON_A_LEAF, WHOLE
from handbook.rendering.values import alphabetical
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.crowded import ODD, crowd, names
from tests.support.programmes import FILES, HIDDEN, write_programme
from tests.support.small_builds import DAY

MANY = WHOLE + 31
_CARD = re.compile(r'<li class="hb-person".*?</div>\s*</li>', re.DOTALL)
_SPANISH = {
    "programme/programme.yaml": FILES["programme/programme.yaml"].replace(
        "languages: [en]", "languages: [en, es]"
    )
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A crowd of more than a page shows, in two languages."""
    root = write_programme(tmp_path_factory.mktemp("many"), {**crowd(MANY), **_SPANISH})
    made = build(Settings(root, DAY))
    assert not made.failed
    return made


def pages_of(made: Build, language: str = "en") -> list[Page]:
    """Return the pages of the directory in a language, in order."""
    pages = [each for each in made.pages if re.search(r"(^|/)mentors/(index|page/)", each.path)]
    return [each for each in pages if each.language == language]


def cards_in(page: Page) -> list[str]:
    return _CARD.findall(page.body)


def file_of(made: Build, path: str = "mentors/directory.js") -> Cards:
    return read_cards(next(each.content for each in made.files if each.path == path))


def names_in(cards: Iterable[str]) -> list[str]:
    said = (card.partition("hb-person__name")[2].partition("</a>")[0] for card in cards)
    return [unescape(each.rpartition(">")[2]) for each in said]


def test_a_crowd_stands_on_pages_of_a_hundred(many: Build) -> None:
    for language, folder in (("en", ""), ("es", "es/")):
        pages = pages_of(many, language)
        assert [each.path for each in pages] == [
            f"{folder}mentors/{name}.md" for name in ("index", "page/2", "page/3")
        ]
        assert [len(cards_in(each)) for each in pages] == [
            ON_A_LEAF,
            ON_A_LEAF,
            MANY - 2 * ON_A_LEAF,
        ]
        assert len({each.title for each in pages}) == len({each.description for each in pages}) == 3
        assert [each.meta.get("nav") for each in pages] == [None, False, False]
        for page in pages:
            assert page.translations == {
                "en": page.path.removeprefix("es/"),
                "es": f"es/{page.path.removeprefix('es/')}",
            }


def test_the_file_has_the_card_of_everybody_as_the_pages_show_it(many: Build) -> None:
    for language, path in (("en", "mentors/directory.js"), ("es", "es/mentors/directory.js")):
        first, *others = pages_of(many, language)
        shown = cards_in(first)
        for page in others:
            shown += [card.replace('="../../', '="') for card in cards_in(page)]
        people = file_of(many, path).people
        assert [each.html for each in people] == shown
        assert len(set(shown)) == MANY


def test_everybody_is_linked_from_where_they_stand(many: Build) -> None:
    first, second, _ = pages_of(many)
    assert re.findall(r'href="([^"]*)"', cards_in(first)[0]) == ["zed/"]
    assert all('href="../../' in card for card in cards_in(second))
    assert re.findall(r'rel="(\w+)"', first.body) == ["next"]
    assert re.findall(r'href="([^"]*)" rel="\w+"', second.body) == ["../../", "../../page/3/"]


def test_people_stand_in_order_of_their_names_or_of_those_to_sort_by(many: Build) -> None:
    by = {name: sort for name, sort, _ in ODD.values() if sort}
    listed = [(by.get(name, name), name) for name in names(MANY).values()]
    found = names_in(each.html for each in file_of(many).people)
    assert found == [name for _, name in alphabetical(listed, "en")]
    assert found[0] == "Zed Young"


def test_the_file_says_what_a_profile_does_and_nothing_that_is_hidden(many: Build) -> None:
    (nuala,) = (each for each in file_of(many).people if "nuala/" in each.html)
    assert "kittiwake" in nuala.says
    assert "bathyscaphe" in nuala.says
    assert "cliffs.example" not in nuala.says
    said = next(each.content for each in many.files if each.path == "mentors/directory.js").decode()
    for text in HIDDEN:
        assert text not in said
    assert "Aaron" not in said, "the name to sort by"


def test_a_long_filter_shows_the_commonest_and_has_the_rest_in_the_file(many: Build) -> None:
    first = pages_of(many)[0].body
    facet = first.partition('data-facet="organisation"')[2].partition("</details>")[0]
    shown = re.findall(r'value="(\w+)"', facet)
    assert (shown[0], len(shown)) == ("acme", 12)
    rest = file_of(many).options["organisation"]
    assert {value for _, value, _ in rest}.isdisjoint(shown)
    assert len(rest) + len(shown) == 21
    assert [label for label, _, _ in rest] == alphabetical([label for label, _, _ in rest], "en")
    years = first.partition('data-facet="x-years"')[2].partition("</details>")[0]
    assert re.findall(r'label">([^<]*)', years) == [
        f"{each}–{each + 4}" for each in range(0, 40, 5)
    ]
    assert set(file_of(many).options) == {"organisation"}


def test_only_the_first_page_has_what_is_looked_through_with(many: Build) -> None:
    first, second, third = pages_of(many)
    assert "<form" in first.body
    assert "data-leaved" in first.body
    for page in (second, third):
        assert "<form" not in page.body


def test_few_people_stand_on_one_page_with_a_file_beside_it(tmp_path: Path) -> None:
    few = build(Settings(write_programme(tmp_path, crowd(30)), DAY))
    assert not few.failed
    (page,) = pages_of(few)
    assert len(cards_in(page)) == 30
    assert [each.html for each in file_of(few).people] == cards_in(page)
    assert "data-leaved" not in page.body
    assert "hb-leaves" not in page.body


def test_a_sample_counts_the_same_pages(many: Build, tmp_path: Path) -> None:
    root = write_programme(tmp_path, {**crowd(MANY), **_SPANISH})
    sampled = build(Settings(root, DAY), sampling=True)
    assert sampled.page_count == many.page_count
    assert [each.path for each in sampled.pages] == [each.path for each in many.pages]
    assert sampled.problems == many.problems


def test_a_listing_elsewhere_is_whole_and_needs_no_file(tmp_path: Path) -> None:
    changes = crowd(MANY)
    changes["content/en/harbour.md"] = (
        "---\ntitle: Harbour\ndescription: All of us.\n---\n\n{{ listing('mentors') }}\n"
    )
    made = build(Settings(write_programme(tmp_path, changes), DAY))
    page = next(each for each in made.pages if each.path == "harbour.md")
    assert len(cards_in(page)) == MANY
    assert "data-file" not in page.body
    assert not page.loads


def test_whose_consent_ends_is_gone_from_the_file_too(tmp_path: Path) -> None:
    changes = crowd(30)
    table = changes["programme/mentors.csv"].replace(
        "consent_wording", "consent_wording,consent_expiry"
    )
    changes["programme/mentors.csv"] = "\n".join(
        line + (',"2026-01-31"' if line.startswith('"nuala"') else ",") if at and line else line
        for at, line in enumerate(table.split("\n"))
    )
    made = build(replace(Settings(write_programme(tmp_path, changes), DAY), today=date(2026, 3, 1)))
    assert not made.failed
    said = next(each.content for each in made.files if each.path == "mentors/directory.js").decode()
    assert len(file_of(made).people) == 29
    for text in ("Nuala", "kittiwake", "bathyscaphe"):
        assert text not in said
