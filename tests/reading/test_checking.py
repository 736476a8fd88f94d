"""What Frictionless finds is told in our words, once, whatever its errors leave out."""

from __future__ import annotations

from types import SimpleNamespace

import frictionless
import pytest

from handbook.languages import Languages
from handbook.problems import Place
from handbook.reading.sheets.cells import Conventions
from handbook.reading.sheets.columns import columns_of
from handbook.reading.sheets.csv_table import read_csv_table
from handbook.reading.sheets.faults import Faults
from handbook.reading.sheets.typed_table import type_table
from handbook.schema import Field, Privacy, Schema

ENGLISH = Languages(("en",))


def faults_of(text: str) -> Faults:
    """Make what turns the errors of a table of one column into problems."""
    schema = Schema("things", "", "", (Field("id", "", "", "string", Privacy.PUBLIC),))
    columns = columns_of(schema, ENGLISH)
    sheet = read_csv_table(text, "things.csv", columns)
    return Faults(
        type_table(("things", ""), schema, columns, Conventions(ENGLISH), sheet), {}, [], {}
    )


@pytest.mark.parametrize(
    ("error", "place"),
    [
        ({"type": "source-error"}, Place("things.csv")),
        ({"type": "blank-header", "row_numbers": [1]}, Place("things.csv")),
        ({"type": "never-heard-of", "row_number": 3}, Place("things.csv", 3)),
    ],
)
def test_an_error_that_is_not_understood_is_a_fault_nevertheless(error, place):
    (problem,) = faults_of("id\na\nb\n").problems(SimpleNamespace(**error))
    assert (problem.place, problem.code) == (place, "not-valid")
    assert problem.details == {"kind": error["type"]}


def test_of_a_row_that_is_cut_wrongly_nothing_more_is_told():
    error = SimpleNamespace(type="blank-row", row_number=2)
    assert faults_of("id\na,b\n").problems(error) == []
    assert [problem.code for problem in faults_of("id\na\n").problems(error)] == ["row-empty"]


def test_a_field_of_frictionless_names_each_constraint_that_a_cell_breaks():
    """Its errors name none, so that this is asked of it."""
    constraints = {"minLength": 2, "pattern": "[a-z]+", "enum": ["ab"]}
    field = frictionless.Schema.from_descriptor(
        {"fields": [{"name": "v", "type": "string", "constraints": constraints}]}
    ).fields[0]
    assert set(field.read_cell("A")[1]) == set(constraints)
    assert field.read_cell("ab") == ("ab", None)


@pytest.mark.parametrize(
    ("field", "cell", "codes"),
    [
        ("constraints: {minLength: 2, pattern: '[a-z]+'}", "A", ["min-length", "pattern"]),
        ("constraints: {maxLength: 2, enum: [ab]}", "abc", ["enum", "max-length"]),
        ("type: list, constraints: {maxLength: 1}", "a;b", ["max-items"]),
        ("type: boolean, constraints: {enum: ['yes']}", "NO", ["enum"]),
        ("type: boolean, constraints: {enum: ['yes']}", "sí", []),
        ("type: boolean, constraints: {enum: ['no']}", "NO", []),
        ("vocabulary: fields, constraints: {enum: [b]}", "a", ["enum"]),
        ("time: true, constraints: {pattern: '[0-9]{2}:[0-9]{2}'}", "noon", ["type-time"]),
        ("constraints: {pattern: '(?:[a-z0-9]+(?:-[a-z0-9]+)*)'}", "A b", ["id-form"]),
        ("constraints: {pattern: '[a-z]+\\.(?:jpg|png)'}", "A", ["file-name"]),
        ("format: email, constraints: {minLength: 9}", "a@", ["email"]),
    ],
)
def test_every_constraint_that_a_cell_breaks_is_told_once(project, field, cell, codes):
    project.write("vocabulary.yaml", "fields: [{id: a, title: A}, {id: b, title: B}]\n")
    project.kind("things", f"fields:\n- {{name: id}}\n- {{name: v, {field}}}\n")
    project.write("things.csv", f"id,v\n1,{cell}\n")
    assert project.faults() == [(2, 3, code) for code in codes]


def test_what_a_limit_is_goes_into_the_problem(project):
    project.kind("things", "fields:\n- {name: v, type: integer, constraints: {minimum: 2}}\n")
    project.write("things.csv", "v\n1\n")
    (problem,) = project.read().problems
    assert problem.details == {"allowed": "2"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id,v\na,1\nb,1\na,1\na,1\n", [(4, "duplicate-id", 2), (5, "duplicate-id", 2)]),
        # The first is cut wrongly, and still the first.
        ("id,v\na,1,2\na,1\n", [(2, "row-long", None), (3, "duplicate-id", 2)]),
    ],
)
def test_a_repeated_id_names_the_first_that_has_it(project, content, told):
    fields = "- {name: id, constraints: {unique: true}}\n- {name: v}\n"
    project.kind("things", f"primaryKey: [id]\nfields:\n{fields}")
    project.write("things.csv", content)
    found = project.read()
    assert [(p.place.line, p.code, p.details.get("first")) for p in found.problems] == told


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # A refused cell is not the same as another.
        ("a,b\nx,y\nx,z\n", [(2, 3, "type-integer"), (3, 3, "type-integer")]),
        ("a,b\nx,1\nx,1\nx,2\n", [(3, 1, "duplicate-id")]),
        (
            "a,b,c\n,,1\nx,,1\n,,2\n",
            [(2, 1, "required"), (2, 2, "required"), (4, 1, "required"), (4, 2, "required")],
        ),
    ],
)
def test_a_key_of_several_columns(project, content, expected):
    project.kind(
        "things",
        "primaryKey: [a, b]\nfields:\n- {name: a}\n- {name: b, type: integer}\n- {name: c}\n",
    )
    project.write("things.csv", content)
    assert project.faults() == expected


def test_what_one_broken_file_hides_is_not_told_of_the_others(project):
    project.write("vocabulary.yaml", "fields: [\n")
    project.write("fields.yaml", "- {table\n")
    project.kind("things", "fields:\n- {name: id}\n- {name: f, vocabulary: fields}\n")
    project.write("things.csv", "id,f,shoe\n1,a,b\n")
    assert project.faults() == []


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ("table: things, name: shoe, privacy: public", [("field-table", "shoe")]),
        ("table: things, name: shoe, privacy: private", []),
        ("table: nothing, name: shoe, privacy: private", [("field-table", "shoe")]),
        ("table: things, name: id, privacy: private", [("field-taken", "id")]),
    ],
)
def test_extra_columns_that_no_page_shows_or_that_are_there_are_told(project, extra, told):
    project.kind("things", "fields:\n- {name: id}\n")
    project.write("things.csv", "id\n1\n")
    project.write("fields.yaml", f"- {{{extra}, title: Shoe}}\n")
    assert [(problem.code, problem.field) for problem in project.read().problems] == told


STREET = "fields:\n  - {id: roads, title: {en: Roads, es: Straßenbau}}\n"


@pytest.mark.parametrize(
    ("field", "header", "cell", "value"),
    [
        ("vocabulary: fields", "V", "STRASSENBAU", "roads"),
        ("vocabulary: fields", "V", "ROADS", "roads"),
        ("type: boolean, trueValues: [weiß], falseValues: [schwarz]", "v", "WEISS", True),
    ],
)
def test_capitals_that_lose_a_letter_are_the_same_word(project, field, header, cell, value):
    project.write("vocabulary.yaml", STREET)
    project.kind("things", f"fields:\n- {{name: id}}\n- {{name: v, {field}}}\n")
    project.write("things.csv", f"id,{header}\n1,{cell}\n")
    ((row,),) = project.read().rows.values()
    assert getattr(row["v"], "id", row["v"]) == value


@pytest.mark.parametrize("separator", [",", ";"])
def test_headings_too(project, separator):
    project.kind("things", "fields:\n- {name: strasse}\n- {name: massstab}\n")
    project.write("things.csv", f"Straße{separator}MASSSTAB\nx{separator}y\n")
    ((row,),) = project.read().rows.values()
    assert row.values == {"strasse": "x", "massstab": "y"}
