"""Tables of people: what slipped into a public column is hidden, and whoever withdrew is nobody."""

from __future__ import annotations

import pytest

from handbook.problems import MASK

SCHEMA = """
primaryKey: [id]
{person}
fields:
  - {{name: id, privacy: consent}}
  - {{name: name, privacy: consent}}
  - {{name: consent, privacy: private}}
  - {{name: word, constraints: {{enum: [energy, Ana Place]}}}}
  - {{name: n, type: integer, privacy: {privacy}}}
"""
PERSON = "person: {id: id, name: name, consent: consent}"


def people(project, rows: str, *, person: str = PERSON, privacy: str = "public") -> None:
    project.kind("people", SCHEMA.format(person=person, privacy=privacy))
    project.write("people.csv", f"id,name,consent,word,n\n{rows}")


@pytest.mark.parametrize(
    ("person", "cell", "told"),
    [
        (PERSON, "Zebedee Quist", MASK),
        (PERSON, "Цебеди Квист", MASK),
        (PERSON, "zebedee@quist", MASK),
        (PERSON, "01632 960 555", MASK),
        (PERSON, "2026-03-01", MASK),
        (PERSON, "two evenings", MASK),
        (PERSON, "Zebedee", MASK),
        (PERSON, "enery", "enery"),
        # It is nearly the right word, so it is in its own column.
        (PERSON, "Ana Plaice", "Ana Plaice"),
        ("", "Zebedee Quist", MASK),
    ],
)
def test_of_people_only_what_is_nearly_the_right_word_is_told(project, person, cell, told):
    people(project, f"ana,Ana,yes,{cell},1\n", person=person)
    (problem,) = project.read().problems
    assert (problem.code, problem.value) == ("enum", told)


@pytest.mark.parametrize(
    ("privacy", "told"), [("public", "x"), ("consent", MASK), ("private", MASK)]
)
def test_a_value_is_told_only_where_its_column_is_public(project, privacy, told):
    project.kind(
        "people", f"fields: [{{name: id}}, {{name: n, type: integer, privacy: {privacy}}}]\n"
    )
    project.write("people.csv", "id,n\na,x\n")
    (problem,) = project.read().problems
    assert (problem.code, problem.value) == ("type-integer", told)


def test_an_empty_cell_has_nothing_to_hide(project):
    project.kind(
        "people",
        "fields:\n- {name: id}\n- {name: v, privacy: private, constraints: {required: true}}\n",
    )
    project.write("people.csv", "id,v\n1,\n")
    (problem,) = project.read().problems
    assert (problem.code, problem.value) == ("required", "")


GONE = "withdrawn-0badcafe"


def test_whoever_withdrew_is_no_row_and_may_be_referred_to(project):
    people(project, f"{GONE},,no,,\nana,Ana,yes,energy,x\n")
    project.kind(
        "service",
        "foreignKeys:\n- {fields: [who], reference: {resource: people, fields: [id]}}\n"
        "fields:\n- {name: who}\n",
    )
    project.write("service.csv", f"who\n{GONE}\nana\nwithdrawn-00000000\n")
    found = project.read()
    assert found.rows["people", ""] == ()
    assert [(str(problem.place), problem.code) for problem in found.problems] == [
        ("programme/people.csv:3:20", "type-integer"),
        ("programme/service.csv:4:1", "foreign-key"),
    ]
    assert [row["who"] for row in found.rows["service", ""]] == [GONE, "ana"]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (",,,", []),
        (",no,,", []),
        ("Ana,no,energy,", [(2, 20, "tombstone-filled")]),
        (",,,1", [(2, 23, "tombstone-filled")]),
    ],
)
def test_of_whoever_withdrew_nothing_may_be_left_but_that(project, rest, expected):
    people(project, f"{GONE},{rest}\n")
    assert project.faults() == expected


def test_a_table_that_tells_of_nobody_has_no_tombstones(project):
    people(project, f"{GONE},Ana,yes,energy,1\n", person="")
    assert [row["id"] for row in project.read().rows["people", ""]] == [GONE]
