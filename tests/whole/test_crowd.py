"""Ten thousand people who share their given and family names: nobody is taken for another."""

from __future__ import annotations

import pytest

from handbook.leaks import Confidential, Kind
from handbook.leaks.distinctive import Distinctive
from handbook.leaks.matcher import Matcher
from handbook.leaks.views import views
from handbook.problems import Place
from handbook.text.folding import words_of
from handbook.text.names import in_any_order
from tests.support.crowd import Invented, Public, crowd

COUNT = 10_000
SHARE = 12
"""Of how many pages one is searched by itself, where not all are."""


def page(one: Invented) -> str:
    slug, glued = "-".join(words_of(one.name)), one.name.replace(" ", "").replace(",", "")
    return (
        f'<h1 id="{slug}">{one.name}</h1><p>{one.note}</p><p>Ask <b>{one.name}</b><i>now</i></p>'
        f'<img src="{glued}2026.jpg" alt="{one.name}"><a href="/mentors/{slug}/">{one.name}</a>'
    )


@pytest.fixture(scope="module")
def people() -> list[Invented]:
    return list(crowd(COUNT))


@pytest.fixture(scope="module")
def matcher(people: list[Invented]) -> Matcher:
    hidden = [
        Confidential(one.name, Kind.NAME, Place("programme/mentors.csv", line), "name")
        for line, one in enumerate(people, 2)
        if not one.shown
    ]
    shown = [one for one in people if one.shown]
    public = Public([one.name for one in shown], [one.note for one in shown])
    return Matcher(form for forms in Distinctive(public).of(hidden) for form in forms)


def found_in(matcher: Matcher, texts: list[str]) -> list[tuple[str, str]]:
    return [
        (matcher.groups[number][0].value, text)
        for text in texts
        for number in matcher.found_in(views(text))
    ]


def test_nobody_is_taken_for_another(people: list[Invented], matcher: Matcher) -> None:
    shown = [one for one in people if one.shown]
    items = "".join(f"<li>{one.name}</li>" for one in shown)
    assert found_in(matcher, [f"<ul>{items}</ul>", *map(page, shown[::SHARE])]) == []


@pytest.mark.full
def test_nobody_is_taken_for_another_on_any_page(people: list[Invented], matcher: Matcher) -> None:
    assert found_in(matcher, [page(one) for one in people if one.shown]) == []


def test_everybody_else_is_found_by_their_very_name(
    people: list[Invented], matcher: Matcher
) -> None:
    shown = {in_any_order(one.name) for one in people if one.shown}
    hidden = [one.name for one in people if not one.shown and in_any_order(one.name) not in shown]
    for name in hidden[::SHARE]:
        assert name in {value for value, _ in found_in(matcher, [f"<p>Ask {name}, please.</p>"])}
