"""Typed rows: what the cells of tables and lists of records become, and what is refused."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from handbook.languages import Languages, Text
from handbook.problems import MASK
from handbook.schema import Term
from handbook.text import designations

VOCABULARY = """\
fields:
  - {id: policy, title: {en: Public policy, es: Política pública}}
  - {id: energy, title: Energy}
"""
BOOLEAN = '  - {name: v, type: boolean, trueValues: ["yes"], falseValues: ["no"]}\n'

CASES = [
    ("boolean", BOOLEAN, "Yes NO TRUE Sí si falso 1 x on wahr", [8, 9, 10, 11], "type-boolean"),
    (
        "integer",
        "  - {name: v, type: integer}\n",
        "1 +2 -3 007 1_0 1.0 ٣ 1e2",
        [6, 7, 8, 9],
        "type-integer",
    ),
    (
        "number",
        "  - {name: v, type: number}\n",
        "1 1.5 -0.25 NaN INF 1e5 .5 1.",
        [5, 6, 7, 8, 9],
        "type-number",
    ),
    (
        "date",
        "  - {name: v, type: date}\n",
        "2026-02-28 2026-02-29 20260101 31/4/2026 2026-1-1",
        [3, 4, 5, 6],
        "type-date",
    ),
    (
        "time",
        "  - {name: v, type: time}\n",
        "9:30 17:30:15 24:00 12.30 1730",
        [4, 5, 6],
        "type-time",
    ),
    (
        "lost in a spreadsheet",
        "  - {name: v}\n",
        "3,46E+10 12E+3 #REF! ##### #NAME? Err:502 #1 E+ 2E #REF",
        [2, 3, 4, 5, 6, 7, 11],
        "spreadsheet-value",
    ),
    ("year", "  - {name: v, type: year}\n", "2026 26 20261", [3, 4], "type-year"),
    (
        "email",
        "  - {name: v, format: email}\n",
        "a@b.es a@ ana анна@почта.рф josé@b.es a..b@c.es .a@b.es a.@b.es a@b.es. o'n+x@b.es",
        [3, 4, 7, 8, 9, 10],
        "email",
    ),
    (
        "uri",
        "  - {name: v, format: uri}\n",
        "https://a.org/x?y=1 http://a.org:80 javascript:alert(1) https:// file:///etc/x a.org https://a"
        " https://a.org:x https://u@a.org",
        [4, 5, 6, 7, 8, 9, 10],
        "web-address",
    ),
    ("enum", "  - {name: v, constraints: {enum: [on, off]}}\n", "on off On", [4], "enum"),
    ("pattern", "  - {name: v, constraints: {pattern: a|bc}}\n", "a bc axx abc", [4, 5], "pattern"),
    ("minimum", "  - {name: v, type: integer, constraints: {minimum: 2}}\n", "1 2", [2], "minimum"),
    (
        "maximum",
        "  - {name: v, type: date, constraints: {maximum: 2026-01-01}}\n",
        "2026-01-01 2026-01-02",
        [3],
        "maximum",
    ),
    ("length", "  - {name: v, constraints: {minLength: 2}}\n", "a ab", [2], "min-length"),
    ("longest", "  - {name: v, constraints: {maxLength: 2}}\n", "abc ab", [2], "max-length"),
    ("unique", "  - {name: v, constraints: {unique: true}}\n", "a b a", [4], "duplicate"),
    (
        "items",
        "  - {name: v, type: list, constraints: {itemEnum: [a, b]}}\n",
        "a;b a;;b; c;a",
        [4],
        "enum",
    ),
    (
        "few items",
        "  - {name: v, type: list, constraints: {minLength: 2}}\n",
        "a;b a;",
        [3],
        "min-items",
    ),
    (
        "item pattern",
        "  - {name: v, type: list, constraints: {itemPattern: '[a-z]'}}\n",
        "a;b a;B",
        [3],
        "pattern",
    ),
]


@pytest.mark.parametrize(
    ("fields", "cells", "lines", "code"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_cells_are_refused_and_nothing_is_guessed(table, fields, cells, lines, code):
    rows = [f"r{number}\t{cell}\n" for number, cell in enumerate(cells.split())]
    assert table(fields, "id\tv\n" + "".join(rows)) == [(line, 4, code) for line in lines]


@pytest.mark.parametrize(
    ("order", "refused"),
    [("iso", [6]), ("dmy", [4, 6]), ("mdy", [3, 5, 6])],
)
def test_dates_follow_the_order_of_the_programme(table, order, refused):
    content = "id,v\n1,2026-04-03\n2,31/12/2026\n3,12/31/2026\n4,31.12.2026\n5,31/12/26\n"
    faults = table("  - {name: v, type: date}\n", content, order)
    told = [(line, 3, "type-date") for line in refused]
    assert faults == ([(3, 3, "date-order-undeclared"), *told] if order == "iso" else told)


def test_an_order_of_dates_that_is_not_declared_is_told_once(project):
    fields = "  - {name: v, type: date}\n  - {name: w, type: date}\n"
    project.write("vocabulary.yaml", VOCABULARY)
    project.kind("things", f"primaryKey: [id]\nfields:\n  - {{name: id}}\n{fields}")
    project.write("things.csv", "id,v,w\n1,1/2/2026,\n2,2026-02-01,3.4.2026\n3,31-12-2026,\n")
    rows = project.read()
    (told,) = rows.problems
    assert (told.place.line, told.field, [each.line for each in told.also]) == (2, "v", [3, 4])
    assert rows.rows["things", ""] == ()


def test_spaces_alone_do_not_fill_in_a_required_cell(table):
    fields = "  - {name: v, constraints: {required: true}}\n"
    assert table(fields, "id,v\n1,  \n2,\u00a0\n3,\u200b\n4,x\n") == [
        (2, 3, "required"),
        (3, 3, "required"),
        (4, 3, "required"),
    ]


def test_an_empty_list_is_not_a_filled_one(table):
    fields = "  - {name: v, type: list, constraints: {required: true}}\n"
    assert table(fields, "id,v\n1,;\n2,a\n") == [(2, 3, "required")]


def test_cells_become_typed_values(project):
    project.write("vocabulary.yaml", VOCABULARY)
    project.date_order = "dmy"
    project.kind(
        "things",
        """
        fields:
          - {name: id}
          - {name: n, type: integer}
          - {name: x, type: number}
          - {name: ok, type: boolean, trueValues: ["yes"], falseValues: ["no"]}
          - {name: day, type: date}
          - {name: hour, type: time}
          - {name: tags, type: list}
          - {name: field, vocabulary: fields}
          - {name: fields, type: list, vocabulary: fields}
          - {name: title, translatable: true}
          - {name: loose, date: true}
          - {name: absent}
          - {name: absent_list, type: list}
          - {name: absent_text, translatable: true}
        """,
    )
    project.write(
        "things.csv",
        "id,n,x,ok,day,hour,tags,field,fields,title_es,title,loose\n"
        '1,-3,2.50,YES,3/4/2026,9:30,"a; b ;;c",ENERGY,política pública; Energy,Hola,Hello,'
        "1.2.2026\n"
        "2,,,,,,,,,,Hello,kick-off + 6 weeks\n",
    )
    found = project.read()
    assert found.problems == ()
    first, second = found.rows["things", ""]
    policy = Term("policy", Text((("en", "Public policy"), ("es", "Política pública"))))
    energy = Term("energy", Text.of("Energy", "en"))
    assert first.values == {
        "id": "1",
        "n": -3,
        "x": Decimal("2.50"),
        "ok": True,
        "day": datetime.date(2026, 4, 3),
        "hour": datetime.time(9, 30),
        "tags": ("a", "b", "c"),
        "field": energy,
        "fields": (policy, energy),
        "title": Text((("en", "Hello"), ("es", "Hola"))),
        "loose": "2026-02-01",
        "absent": None,
        "absent_list": (),
        "absent_text": None,
    }
    assert second.values == {
        **dict.fromkeys(first.values),
        "id": "2",
        "tags": (),
        "fields": (),
        "absent_list": (),
        "title": Text.of("Hello", "en"),
        "loose": "kick-off + 6 weeks",
    }
    assert str(first.where("title_es")) == "programme/things.csv:2:72"
    assert str(first.where("absent")) == "programme/things.csv:2"


def test_no_more_words_are_compared_than_anybody_reads(project, monkeypatch):
    """Comparing each of thousands with thousands took a quarter of a minute."""
    asked: set[str] = set()
    monkeypatch.setattr(designations, "suggestion", lambda word, choices: asked.add(word) or {})
    project.write("vocabulary.yaml", VOCABULARY)
    project.kind("things", "fields:\n- {name: id}\n- {name: f, type: list, vocabulary: fields}\n")
    unknown = [f"{number},unknown{number}" for number in range(2 * designations.MOST_SUGGESTIONS)]
    project.write("things.csv", "\n".join(["id,f", *unknown]))
    problems = project.read().problems
    assert len(problems) == len(unknown)
    assert len(asked) == designations.MOST_SUGGESTIONS


def test_words_of_a_vocabulary_are_suggested(project):
    project.write("vocabulary.yaml", VOCABULARY)
    project.kind("things", "fields:\n- {name: id}\n- {name: f, type: list, vocabulary: fields}\n")
    project.write("things.csv", "id,f\n1,polcy; energía; política publico\n2,energy\n")
    problems = project.read().problems
    assert {p.code for p in problems} == {"vocabulary-unknown"}
    assert {p.value: p.details.get("suggestion") for p in problems} == {
        "energía": "energy",
        "polcy": "policy",
        "política publico": "policy",
    }


def test_a_missing_vocabulary_is_asked_for_once(project):
    project.kind("things", "fields:\n- {name: id}\n- {name: f, vocabulary: fields}\n")
    project.write("things.csv", "id,f\n1,a\n2,b\n")
    (problem,) = project.read().problems
    assert (str(problem.place), problem.code, problem.value) == (
        "programme/vocabulary.yaml",
        "vocabulary-missing",
        "fields",
    )


def test_values_that_are_not_public_are_never_told(project):
    project.write("vocabulary.yaml", VOCABULARY)
    project.kind(
        "things",
        """
        primaryKey: [id]
        fields:
          - {name: id, privacy: consent}
          - {name: mail, format: email, privacy: private}
          - {name: field, vocabulary: fields, privacy: private}
          - {name: n, type: integer, privacy: consent}
        """,
    )
    project.write("things.csv", "id,mail,field,n\nsecret,secret@,polcy,7secret\nsecret,,,\n")
    problems = project.read().problems
    assert [p.value for p in problems] == [MASK] * 4
    assert "suggestion" not in {key for p in problems for key in p.details}


ORGANISATIONS = "primaryKey: [id]\nfields:\n- {name: id}\n- {name: n, type: integer}\n"
MENTORS = """
foreignKeys:
  - {fields: [organisation], reference: {resource: organisations, fields: [id]}}
fields:
  - {name: id}
  - {name: organisation}
"""


def test_references_are_looked_up_and_the_likely_one_suggested(project):
    project.kind("organisations", ORGANISATIONS)
    project.kind("mentors", MENTORS)
    project.write("organisations.csv", "id,n\nacme,x\nother,1\n")
    project.write("mentors.csv", "id,organisation\n1,acmee\n2,acme\n3,\n4,nobody\n")
    first, second = (p for p in project.read().problems if p.place.path.endswith("mentors.csv"))
    assert (str(first.place), first.code, first.value) == (
        "programme/mentors.csv:2:3",
        "foreign-key",
        "acmee",
    )
    assert first.details == {"target": "programme/organisations.csv", "suggestion": "acme"}
    assert (second.place.line, second.details) == (5, {"target": "programme/organisations.csv"})


@pytest.mark.parametrize(
    "organisations",
    [None, "", "ident,n\nacme,1\n", 'id,n\n"acme,1\n', "id\xff\nacme\n".encode("latin-1")],
)
def test_a_broken_table_silences_what_refers_to_it(project, organisations):
    project.kind("organisations", ORGANISATIONS)
    project.kind("mentors", MENTORS)
    if organisations is not None:
        project.write("organisations.csv", organisations)
    project.write("mentors.csv", "id,organisation\n1,acme\n")
    assert project.faults("mentors.csv") == []
    assert len(project.faults("organisations.csv")) == 1


def test_an_absent_optional_table_has_nothing_to_refer_to(project):
    project.kind("organisations", ORGANISATIONS, optional=True)
    project.kind("mentors", MENTORS)
    project.write("mentors.csv", "id,organisation\n1,acme\n2,\n")
    assert project.faults() == [(2, 3, "foreign-key")]
    assert project.read().rows["organisations", ""] == ()


def test_editions_have_tables_of_their_own(project):
    project.kind("stages", "primaryKey: [id]\nfields:\n- {name: id}\n", "editions/*/stages.csv")
    project.kind(
        "dates",
        "foreignKeys:\n- {fields: [stage], reference: {resource: stages, fields: [id]}}\n"
        "fields:\n- {name: id}\n- {name: stage}\n",
        "editions/*/dates.csv",
        optional=True,
    )
    project.write("editions/2025/stages.csv", "id\nold\n")
    project.write("editions/2026/stages.csv", "id\nnew\n")
    project.write("editions/2026/dates.csv", "id,stage\n1,new\n2,old\n")
    found = project.read("2025", "2026", "Next Year")
    assert [(str(p.place), p.code) for p in found.problems] == [
        ("programme/editions/2026/dates.csv:3:3", "foreign-key"),
        ("programme/editions/Next Year", "edition-name"),
    ]
    assert set(found.rows) == {
        ("stages", "2025"),
        ("stages", "2026"),
        ("dates", "2025"),
        ("dates", "2026"),
    }
    (row,) = found.rows["dates", "2026"]
    assert (row["id"], row.edition) == ("1", "2026")


def test_a_table_may_refer_to_itself(project):
    project.kind(
        "things",
        "primaryKey: [id]\nforeignKeys:\n- {fields: [after], reference: {fields: [id]}}\n"
        "fields:\n- {name: id}\n- {name: after}\n",
    )
    project.write("things.csv", "id,after\na,\nb,a\nc,d\n")
    assert project.faults() == [(4, 3, "foreign-key")]


def test_translations_need_a_text_in_the_first_language(table):
    assert table("  - {name: t, translatable: true}\n", "id,t,t_es\n1,A,B\n2,,B\n") == [
        (3, 4, "text-default")
    ]


def test_a_column_of_a_language_that_the_programme_lacks_is_told(table):
    assert table("  - {name: t, translatable: true}\n", "id,t,t_fr\n1,A,B\n") == [
        (1, 6, "column-language")
    ]


def test_lists_are_translated_item_by_item(project):
    project.kind("things", "fields:\n- {name: id}\n- {name: t, type: list, translatable: true}\n")
    project.write("things.csv", "id,t,t_es\n1,a; b,x; y\n2,a,x; y\n3,a,\n")
    found = project.read()
    first, third = found.rows["things", ""]
    assert first["t"] == (Text((("en", "a"), ("es", "x"))), Text((("en", "b"), ("es", "y"))))
    assert third["t"] == (Text.of("a", "en"),)
    assert project.faults() == [(3, 5, "text-count")]


def test_extra_columns_are_typed_and_kept_apart(project):
    project.write("fields.yaml", "- {table: things, name: shoe, title: Shoe, type: integer}\n")
    project.kind("things", "fields:\n- {name: id}\n")
    project.write("things.csv", "id,shoe\n1,40\n2,\n3,big\n")
    found = project.read()
    assert [(row["id"], row.extra[0].value) for row in found.rows["things", ""]] == [
        ("1", 40),
        ("2", None),
    ]
    assert project.faults() == [(4, 3, "type-integer")]


RECORDS = """
fields:
  - {name: id}
  - {name: question, translatable: true, constraints: {required: true}}
  - {name: topics, type: array, translatable: true}
  - {name: audience, type: list, constraints: {itemEnum: [mentor, mentee]}}
  - {name: n, type: integer}
"""


def test_lists_of_records_are_tables_too(project):
    project.kind("faq", RECORDS, "faq.yaml")
    project.write(
        "faq.yaml",
        "- id: a\n  question: {en: What?, es: ¿Qué?}\n  topics: [x, {en: y, es: z}]\n"
        "  audience: [mentor, mentee]\n  n: 3\n- question: No\n  audience: mentor; mentee\n",
    )
    found = project.read()
    assert found.problems == ()
    first, second = found.rows["faq", ""]
    assert first.values == {
        "id": "a",
        "question": Text((("en", "What?"), ("es", "¿Qué?"))),
        "topics": (Text.of("x", "en"), Text((("en", "y"), ("es", "z")))),
        "audience": ("mentor", "mentee"),
        "n": 3,
    }
    assert (str(second["question"]), second["audience"]) == ("No", ("mentor", "mentee"))
    assert str(first.where("question")) == "programme/faq.yaml:2:18"
    assert str(first.where("audience.1")) == "programme/faq.yaml:4:22"
    assert str(second.where()) == "programme/faq.yaml:6:3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- question: a\n  n: x\n", [(2, 6, "type-integer")]),
        ("- id: a\n", [(1, 3, "required")]),
        ("- questoin: a\n", [(1, 3, "key-unknown")]),
        ("- question: a\n  shoe: 1\n", [(2, 3, "key-unknown")]),
        ("- question: {fr: a}\n", [(1, 14, "text-language")]),
        ("- question: {es: a}\n", [(1, 3, "text-default")]),
        ("- question: {en: [a]}\n", [(1, 3, "text-expected")]),
        ("- question: [a]\n", [(1, 13, "list-unexpected")]),
        ("- question: a\n  n: {x: 1}\n", [(2, 6, "map-unexpected")]),
        ("- question: a\n  topics: x\n", [(2, 11, "list-expected")]),
        ("- question: a\n  topics: [x, [y]]\n", [(2, 15, "list-item")]),
        ("- question: a\n  topics: [x, {fr: y}]\n", [(2, 15, "text-language")]),
        (
            "- question: a\n  audience: [mentor, nobody, noone]\n",
            [(2, 22, "enum"), (2, 30, "enum")],
        ),
        ("- question: <script>\n", [(1, 13, "html-in-text")]),
        ("- question: =1+1\n", []),
        ("- a\n- question: b\n", [(1, 3, "record-expected")]),
        ("question: a\n", [(1, 1, "records-expected")]),
        ("- {}\n- question: a\n", [(1, 3, "row-empty")]),
        ("- question: a\n  question: b\n", [(2, 3, "yaml-duplicate-key")]),
        ("# nothing yet\n", []),
    ],
)
def test_records_are_refused_in_place(project, text, expected):
    project.kind("faq", RECORDS, "faq.yaml")
    project.write("faq.yaml", text)
    assert project.faults() == expected


def test_many_wrong_rows_are_all_reported(project):
    project.kind("organisations", ORGANISATIONS)
    project.kind("mentors", MENTORS)
    project.write("organisations.csv", "id\nacme\n")
    project.write("mentors.csv", "id,organisation\n" + "".join(f"{n},x{n}\n" for n in range(1100)))
    assert len(project.read().problems) == 1100


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["ana", "Ana"], [(3, 1, "id-similar")]),
        (["josé", "ana", "jose", "JOSE"], [(4, 1, "id-similar"), (5, 1, "id-similar")]),
        (["ana", "ana"], [(3, 1, "duplicate-id")]),
        (["Ana", "ana", "Ana"], [(3, 1, "id-similar"), (4, 1, "duplicate-id")]),
        (["ana", "ann", "ana-x", "1", "01"], []),
    ],
)
def test_ids_that_nobody_can_tell_apart_are_told(table, ids, expected):
    rows = "".join(f"{id},x\n" for id in ids)
    assert table("  - {name: v}\n", f"id,v\n{rows}") == expected


def test_a_similar_id_names_the_line_of_the_other(project):
    project.kind("things", "primaryKey: [id]\nfields:\n- {name: id, privacy: consent}\n")
    project.write("things.csv", "id\nana\nANA\n")
    found = project.read()
    (problem,) = found.problems
    assert (problem.value, problem.details) == (MASK, {"first": 2})
    assert [row["id"] for row in found.rows["things", ""]] == ["ana"]


def test_similar_keys_of_several_columns_are_told(project):
    project.kind("things", "primaryKey: [a, b]\nfields:\n- {name: a}\n- {name: b}\n")
    project.write("things.csv", "a,b\nx,y\nX,y\nx,z\n")
    assert project.faults() == [(3, 1, "id-similar")]


@pytest.mark.parametrize(
    ("organisations", "references", "expected"),
    [
        ("id,n\nacme,x\n", "acme", []),
        ("id,n\nacme,1\nacme,2\n", "acme", []),
        ("id,n\nA cme,1\n", "acme", []),
        ("id,n\nA cme,1\n", "a-cme", []),
        ("id,n\nA cme,1\n", "beta", [(2, 3, "foreign-key")]),
        ("id,n\nacme,1,2\n", "acme", []),
        ("id,n\nacme;1\n", "acme", []),
        ("id,n\nacme,1,2\n", "beta", [(2, 3, "foreign-key")]),
        ("id,n\n,1\nacme,2\n", "beta", []),
    ],
)
def test_a_broken_row_silences_what_refers_to_it(project, organisations, references, expected):
    project.kind(
        "organisations",
        "primaryKey: [id]\nfields:\n"
        "- {name: id, constraints: {required: true, pattern: '[a-z-]+'}}\n"
        "- {name: n, type: integer}\n",
    )
    project.kind("mentors", MENTORS)
    project.write("organisations.csv", organisations)
    project.write("mentors.csv", f"id,organisation\n1,{references}\n")
    assert project.faults("mentors.csv") == expected
    assert len(project.faults("organisations.csv")) == 1


def test_the_likely_person_is_suggested_by_line(project):
    project.kind("people", "primaryKey: [id]\nfields:\n- {name: id, privacy: consent}\n")
    project.kind(
        "service",
        "primaryKey: [who]\n"
        "foreignKeys:\n- {fields: [who], reference: {resource: people, fields: [id]}}\n"
        "fields:\n- {name: who, privacy: consent}\n",
    )
    project.write("people.csv", "id\nben\nana-lopez\n")
    project.write("service.csv", "who\nana-lopes\nben\nnobody\nben\n")
    close, far, again = project.read().problems
    assert (close.code, close.value) == ("foreign-key", MASK)
    assert close.details == {"target": "programme/people.csv", "suggested_line": 3}
    assert far.details == {"target": "programme/people.csv"}
    assert (again.code, again.details) == ("duplicate-row", {"first": 3})


def test_words_separated_by_commas_are_told(project):
    project.write("vocabulary.yaml", VOCABULARY)
    project.kind("things", "fields:\n- {name: id}\n- {name: f, type: list, vocabulary: fields}\n")
    project.write("things.csv", 'id,f\n1,"policy,, energy"\n2,"x, y"\n3,"policy; energy, x"\n')
    first, second, third, word = project.read().problems
    assert (first.code, first.details) == ("list-separator", {"suggestion": "policy;energy"})
    assert (second.code, second.value) == ("vocabulary-unknown", "x, y")
    assert (third.code, third.details["suggestion"]) == ("list-separator", "policy;energy;x")
    assert (word.code, word.value) == ("vocabulary-unknown", "x")


def test_a_free_list_may_hold_commas(project):
    project.kind("things", "fields:\n- {name: id}\n- {name: f, type: list}\n")
    project.write("things.csv", 'id,f\n1,"one, two; three"\n')
    ((row,),) = project.read().rows.values()
    assert row["f"] == ("one, two", "three")


def test_times_are_read_as_spreadsheets_write_them(project):
    project.kind("things", "fields:\n- {name: id}\n- {name: t, time: true}\n")
    project.write("things.csv", "id,t\n1,9:05\n2,09:05:00\n3,9:05:30\n4,noon\n")
    (rows,) = project.read().rows.values()
    assert [row["t"] for row in rows] == ["09:05", "09:05", "9:05:30", "noon"]


@pytest.mark.parametrize(
    ("languages", "accepted", "allowed"),
    [
        (("en",), "yes TRUE", "yes, no"),
        (("es",), "Sí si VERDADERO yes", "yes, no, sí"),
        (("de", "pt-BR"), "ja WAHR sim Verdadeiro true", "yes, no, ja, nein, sim, não"),
        (("ca", "it"), "sí Si CERT sì vero", "yes, no, sí, sì"),
        (("eu", "gl", "en"), "bai EGIA si verdadeiro", "yes, no, bai, ez, si, non"),
    ],
)
def test_yes_is_read_in_the_languages_of_the_programme(project, languages, accepted, allowed):
    project.languages = Languages(languages)
    project.kind("things", "fields:\n- {name: id}\n- {name: v, type: boolean}\n")
    rows = "".join(f"{number},{word}\n" for number, word in enumerate(accepted.split()))
    project.write("things.csv", f"id,v\n{rows}x,oui\n")
    found = project.read()
    assert [row["v"] for row in found.rows["things", ""]] == [True] * len(accepted.split())
    (problem,) = found.problems
    assert (problem.code, problem.details) == ("type-boolean", {"allowed": allowed})
