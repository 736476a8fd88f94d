from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.languages import Languages, Text
from handbook.outputs import NavigationItem, Page
from handbook.pages.navigation import navigation
from handbook.problems import Place
from handbook.reading.documents.navigation import NavigationPlan
from handbook.urls import Urls
from tests.support.small_builds import worded

BOTH = Text((("en", "Guides"), ("es", "Guías")))
URLS = Urls(Languages(("en", "es")))


def page(path: str, title: str = "", **meta: object) -> Page:
    language = "es" if path.startswith("es/") else "en"
    return Page(path, language, title or path, "", "", meta=meta)


def plan(*items: object) -> NavigationPlan:
    """Make a plan of names, and of pairs of a title and names."""
    read = []
    for line, item in enumerate(items, 1):
        title, names = (None, [item]) if isinstance(item, str) else item
        read.append((title, tuple((name, Place("nav.yaml", line)) for name in names)))
    return tuple(read)


def menus(plan_: NavigationPlan, *pages: Page, known: tuple[str, ...] = (), urls: Urls = URLS):
    names = frozenset(known or [each.path for each in pages])
    return navigation(plan_, pages, names, urls)


def test_a_menu_for_each_language_in_the_order_of_the_plan():
    pages = [page("b.md"), page("a.md"), page("es/a.md", "Á"), page("es/b.md"), page("c.md")]
    found, problems = menus(plan("c.md", (BOTH, ["b.md", "a.md"])), *pages)
    assert problems == ()
    b, a, c = (NavigationItem(path, path, language="en") for path in ("b.md", "a.md", "c.md"))
    b_too = NavigationItem("es/b.md", "es/b.md", language="es")
    a_too = NavigationItem("Á", "es/a.md", language="es")
    assert found == {
        "en": (c, NavigationItem("Guides", children=(b, a), language="en")),
        "es": (NavigationItem("Guías", children=(b_too, a_too), language="es"),),
    }


def test_titles_say_in_which_language_they_are():
    pages = [page("a.md"), replace(page("es/a.md"), written="en")]
    found, _ = menus(plan((Text.of("Guides", "en"), ["a.md"])), *pages)
    (section,) = found["es"]
    assert (section.language, section.children[0].language) == ("en", "en")


def test_what_the_plan_does_not_name_comes_after_it_by_name():
    found, _ = menus(plan("m.md"), page("z.md"), page("m.md"), page("a.md"))
    assert [item.path for item in found["en"]] == ["m.md", "a.md", "z.md"]
    assert found["es"] == ()


@pytest.mark.parametrize("nav", [False, "false", "no"])
def test_unless_it_asks_not_to(nav):
    pages = [page("a.md", nav=nav), page("es/a.md"), page("b.md", nav=nav), page("c.md", nav=True)]
    found, _ = menus(plan("b.md"), *pages)
    assert [item.path for item in found["en"]] == ["b.md", "c.md"]
    assert found["es"] == ()


def test_a_page_may_have_a_shorter_name_in_the_menu():
    found, _ = menus(plan("a.md"), page("a.md", "A long title", nav_title="Short"))
    assert found["en"][0].title == "Short"


def test_a_page_nobody_wrote_is_told_where_it_stands():
    found, problems = menus(plan("a.md", (BOTH, ["nowhere.md"])), page("a.md"))
    assert [(p.code, p.value, p.place) for p in problems] == [
        ("page-unknown", "nowhere.md", Place("nav.yaml", 2))
    ]
    assert '"nowhere.md"' in worded(problems[0])
    assert [item.title for item in found["en"]] == ["a.md"], "an empty section is left out"


def test_a_page_that_could_not_be_made_is_not_told_twice():
    found, problems = menus(plan("a.md", "b.md"), page("a.md"), known=("a.md", "b.md"))
    assert problems == ()
    assert [item.path for item in found["en"]] == ["a.md"]


def test_with_one_language_no_folder_is_taken_for_another():
    urls = Urls(Languages(("en",)))
    found, _ = menus(plan("a.md"), page("a.md"), page("es/a.md"), urls=urls)
    assert [item.path for item in found["en"]] == ["a.md", "es/a.md"]


def test_the_menu_of_the_small_programme(small):
    (items,) = small.navigation.values()
    assert (items[0].path, len(items) <= 7) == ("index.md", True)
    linked = [item.path for part in items for item in (part, *part.children) if item.path]
    assert len(linked) == len(set(linked))
    assert set(linked) == {each.path for each in small.pages if each.meta.get("nav") is not False}
