"""By what a directory can be narrowed down: choices, their order, and whom each finds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from handbook.content_type import Directory, FacetOf
from handbook.languages import Catalogue, Text
from handbook.rendering.facets import FEW, Facet, Speech, attributes, facets_of
from handbook.row import ExtraValue
from handbook.schema import ExtraField, Privacy, Term
from handbook.text.ranges import Range

WORDS = Catalogue(
    "es",
    {
        "skills": "Especialidad",
        "value.affirmed": "Sí",
        "value.denied": "No",
        "way": "Clase",
        "way.peer": "Entre iguales",
        "way.classic": "Clásica",
    },
)


@dataclass(frozen=True)
class Edition:
    id: str
    title: str


@dataclass(frozen=True)
class Boat:
    skills: tuple[Term, ...] = ()
    editions: tuple[str, ...] = ()
    state: Term | None = None
    extra: tuple[ExtraValue, ...] = ()


EDITIONS = (Edition("2025", "Edición 25"), Edition("2026", "Edición 26"))


def listed(kind: str) -> tuple[Edition, ...]:
    return {"editions": EDITIONS}[kind]


def term(id: str, title: str = "") -> Term:
    return Term(id, Text.of(title or id.title(), "es"))


def found(boats: list[Boat], *facets: FacetOf) -> list[Facet]:
    directory = Directory(by=str, facets=facets)
    return list(facets_of(directory, boats, listed, Speech(WORDS, "es")))


def choices(facet: Facet) -> list[tuple[str, int]]:
    return [(option.label, option.count) for option in facet.options]


def with_extra(*values: Any, kind: str = "integer", **more: Any) -> Facet:
    field = ExtraField("mentors", "own", Text.of("Own", "es"), kind, Privacy.PUBLIC, True, **more)
    boats = [Boat(extra=(ExtraValue(field, value),)) for value in values]
    (facet,) = found([*boats, Boat()])
    assert facet.name == "x-own"
    assert facet.tokens[-1] == ""
    return facet


SKILLS = FacetOf("skill", "skills", "skills")


def test_few_choices_stand_in_the_order_of_the_language() -> None:
    boats = [Boat((term("z", "Zarpar"), term("n", "Ñandú"))), Boat((term("a", "Árabe"),)), Boat()]
    (facet,) = found([*boats, Boat((term("n", "Ñandú"), term("nn", "Nube")))], SKILLS)
    assert facet.title == "Especialidad"
    assert choices(facet) == [("Árabe", 1), ("Nube", 1), ("Ñandú", 2), ("Zarpar", 1)]
    assert facet.tokens == ("z|n", "a", "", "n|nn")
    assert facet.rest == ()


def test_of_many_the_commonest_come_first_and_the_rest_by_their_letters() -> None:
    many = [term(f"t{number:02}") for number in range(FEW + 4)]
    boats = [Boat(tuple(many))] + [Boat((many[-1],))] * 3 + [Boat((many[-2],))] * 2
    (facet,) = found(boats, SKILLS)
    assert choices(facet)[:3] == [("T15", 4), ("T14", 3), ("T00", 1)]
    assert [option.value for option in facet.rest] == ["t10", "t11", "t12", "t13"]
    assert len(facet.first) == FEW


def test_editions_stand_newest_first_under_their_titles() -> None:
    boats = [Boat(editions=("2025", "2026")), Boat(editions=("2025",)), Boat(editions=("gone",))]
    served = FacetOf("edition", "editions", "skills", titles="editions", newest_first=True)
    (facet,) = found(boats, served)
    assert choices(facet) == [("gone", 1), ("Edición 26", 1), ("Edición 25", 2)]


def test_an_order_that_is_given_counts_and_others_follow() -> None:
    boats = [Boat(state=term(id)) for id in ("own", "full", "open", "full")] + [Boat()]
    (facet,) = found(boats, FacetOf("state", "state", "skills", order=("open", "full")))
    assert choices(facet) == [("Open", 1), ("Full", 2), ("Own", 1)]


def test_numbers_stand_by_their_size() -> None:
    facet = with_extra(10, 9, 100, 9)
    assert choices(facet) == [("9", 2), ("10", 1), ("100", 1)]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (range(14), ["0–1", "2–3", "4–5", "6–7", "8–9", "10–11", "12–13"]),
        (range(1, 1000, 70), ["0–199", "200–399", "400–599", "600–799", "800–999"]),
    ],
)
def test_many_numbers_are_put_together(values: range, labels: list[str]) -> None:
    facet = with_extra(*values)
    assert [option.label for option in facet.options] == labels
    assert sum(option.count for option in facet.options) == len(values)
    for number, token in zip(values, facet.tokens, strict=False):
        low, high = map(int, token.split("-"))
        assert low <= number <= high


def test_a_range_lies_in_every_span_that_it_touches() -> None:
    spans = [Range(Decimal(low), Decimal(low)) for low in range(0, 65, 5)]
    facet = with_extra(*spans, Range(Decimal(8), Decimal(22)), Range(Decimal(55), None))
    assert facet.tokens[13] == "0-9|10-19|20-29"
    assert facet.tokens[14] == "50-59|60-69"
    assert sum(option.count for option in facet.options) == len(spans) + 3 + 2


def test_yes_and_no_are_said_in_words() -> None:
    facet = with_extra(True, False, True, kind="boolean")
    assert [(option.label, option.value, option.count) for option in facet.options] == [
        ("No", "false", 1),
        ("Sí", "true", 2),
    ]


def test_options_stand_as_they_are_listed() -> None:
    options = (term("weekly"), term("daily"), term("never"))
    facet = with_extra(options[1], options[0], options[1], kind="string", options=options)
    assert choices(facet) == [("Weekly", 1), ("Daily", 2)]


def test_a_value_cannot_end_an_attribute() -> None:
    facet = with_extra('"><b>', kind="string")
    assert attributes([facet], 2) == [' data-x-own="&#34;&gt;&lt;b&gt;"', ' data-x-own=""']


@dataclass(frozen=True)
class Round(Edition):
    way: str


def test_people_are_found_by_what_their_editions_are() -> None:
    rounds = (Round("a", "A", "peer"), Round("b", "B", "classic"), Round("c", "C", "peer"))
    facet = FacetOf(
        "way",
        "editions",
        "way",
        titles="rounds",
        by="way",
        words="way",
        order=("classic", "peer"),
    )
    boats = [Boat(editions=each) for each in (("a", "c"), ("b", "a", "gone"), ())]

    def ways(*known: Round) -> list[Facet]:
        directory = Directory(by=str, facets=(facet,))
        return list(facets_of(directory, boats, lambda kind: known, Speech(WORDS, "es")))

    (found_by,) = ways(*rounds)
    assert choices(found_by) == [("Clásica", 1), ("Entre iguales", 2)]
    assert found_by.tokens == ("peer", "classic|peer", "")
    assert ways(rounds[0], rounds[2]) == []
