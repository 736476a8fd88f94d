"""Documents: models made of YAML documents, with every fault at its key."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, Field

from handbook.content_type.models import Document, Model, TextField
from handbook.languages import Languages
from handbook.reading.documents.conventions import declared_conventions, declared_languages
from handbook.reading.documents.declarations import read_additions
from handbook.reading.documents.documents import read_document
from handbook.reading.files import list_editions
from handbook.text.recognising import ANY_ORDER, parse_date


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def even(number: int) -> int:
    if number % 2:
        raise ValueError(f"odd:{number}")
    return number


class Clause(Model):
    title: TextField
    weight: Literal["must", "may"] = "may"


class Agreement(Document):
    title: TextField
    count: int = Field(default=1, ge=1)
    share: float = 0
    pairs: Annotated[int, AfterValidator(even)] = 0
    active: bool = False
    starts: date | None = None
    at: time | None = None
    colour: Colour = Colour.RED
    clauses: tuple[Clause, ...] = ()
    extra: Clause | None = None


ENGLISH = Languages(("en", "es"))


def read(project, text):
    project.write("a.yaml", text)
    return read_document(project.root, "a.yaml", Agreement, ENGLISH, "2026")


def test_a_sound_document_becomes_a_model(project):
    document, problems = read(
        project,
        "title: {en: A, es: B}\ncount: 3\nshare: 0.5\nactive: no\nstarts: 2026-01-02\nat: 12:30\n"
        "colour: green\nclauses:\n  - title: C\n    weight: must\nextra: {title: D}\n",
    )
    assert problems == ()
    assert document is not None
    assert (document.count, document.share, document.active) == (3, 0.5, False)
    assert (document.starts, document.at) == (date(2026, 1, 2), time(12, 30))
    assert (document.colour, document.edition) == (Colour.GREEN, "2026")
    assert str(document.title) == "A"
    assert document.clauses[0].weight == "must"
    assert str(document.where("clauses.0.weight")) == "programme/a.yaml:10:13"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count: 2\n", [(1, 1, "key-missing")]),
        ("title:\ncount: 2\n", [(1, 1, "required")]),
        ("title: a\nactive: on\n", [(2, 9, "type-boolean")]),
        ("titel: a\n", [(1, 1, "key-unknown")]),
        ("title: a\nclauses:\n  - titel: b\n", [(3, 5, "key-unknown")]),
        (
            "title: a\nclauses:\n  - title: b\n    x: 1\n  - weight: no\n",
            [(4, 5, "key-unknown"), (5, 5, "key-missing"), (5, 13, "enum")],
        ),
        ("title: {en: a, fr: b}\n", [(1, 16, "text-language")]),
        ("title: {es: a}\n", [(1, 8, "text-default")]),
        ("title: [a]\n", [(1, 8, "text-expected")]),
        ("title: a\ncount: many\n", [(2, 8, "type-integer")]),
        ("title: a\ncount: 1.5\n", [(2, 8, "type-integer")]),
        ("title: a\ncount: 1_000\n", [(2, 8, "type-integer")]),
        ("title: a\ncount: 0\n", [(2, 8, "minimum")]),
        ("title: a\ncount: [1]\n", [(2, 8, "type-integer")]),
        ("title: a\nshare: NaN\n", [(2, 8, "type-number")]),
        ("title: a\nshare: 1e5\n", [(2, 8, "type-number")]),
        ("title: a\nactive: maybe\n", [(2, 9, "type-boolean")]),
        ("title: a\nstarts: 1767225600\n", [(2, 9, "type-date")]),
        ("title: a\nstarts: 31/12/2026\n", [(2, 9, "type-date")]),
        ("title: a\nat: 3600\n", [(2, 5, "type-time")]),
        ("title: a\ncolour: gren\n", [(2, 9, "enum")]),
        ("title: a\npairs: 3\n", [(2, 8, "odd")]),
        ("title: a\nclauses: b\n", [(2, 10, "list-expected")]),
        ("title: a\nextra: b\n", [(2, 8, "map-expected")]),
        ("- a\n", [(1, 1, "map-expected")]),
        ("title: <script>alert(1)</script>\n", [(1, 8, "html-in-text")]),
        ("title: javascript:alert(1)\n", [(1, 8, "web-address")]),
        ("title: a\ntitle: b\ncount: x\n", [(2, 1, "yaml-duplicate-key"), (3, 8, "type-integer")]),
        ("title: *a\n", [(1, 8, "yaml-alias")]),
        ("# nothing\n", [(1, 1, "file-empty")]),
    ],
)
def test_every_fault_is_at_its_key(project, text, expected):
    document, problems = read(project, text)
    assert document is None
    assert [(p.place.line, p.place.column, p.code) for p in problems] == expected


def test_misspelt_keys_and_words_are_suggested(project):
    _, problems = read(project, "title: a\nclauses:\n  - titel: b\ncolour: gren\n")
    assert [(p.value, p.details["suggestion"]) for p in problems] == [
        ("titel", "title"),
        ("gren", "green"),
    ]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("title: a\ncolour: blue\n", "red, green"),
        ("title: a\nclauses:\n  - {title: b, weight: it's}\n", "must, may"),
        ("title: a\nextra: {title: b, weight: can}\n", "must, may"),
    ],
)
def test_the_words_that_may_stand_there_are_told(project, text, allowed):
    _, (problem,) = read(project, text)
    assert (problem.code, problem.details["allowed"]) == ("enum", allowed)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("active: YES", ""),
        ("active: 1", "type-boolean"),
        ("active: t", "type-boolean"),
        ("share: -0.5", ""),
        ("share: .5", "type-number"),
        ("share: 5.", "type-number"),
        ("count: +3", ""),
        ("count: 3.0", ""),
        ("starts: 2026-1-2", "type-date"),
        ("starts: 2026-01-02T00:00:00", ""),
        ("at: 9:30", "type-time"),
        ("at: 09:30:15", ""),
        ("at: 09:30:15.5", "type-time"),
    ],
)
def test_only_what_people_write_is_read_as_something_else_than_text(project, text, code):
    _, problems = read(project, f"title: a\n{text}\n")
    assert [problem.code for problem in problems] == ([code] if code else [])


def test_validators_of_models_say_their_own_codes(project):
    _, (problem,) = read(project, "title: a\npairs: 3\n")
    assert (problem.field, problem.value, problem.details) == ("pairs", "3", {"detail": "3"})


def test_an_optional_document_may_be_absent(project):
    root = project.root
    assert read_document(root, "b.yaml", Agreement, ENGLISH, optional=True) == (None, ())
    _, (problem,) = read_document(root, "b.yaml", Agreement, ENGLISH)
    assert problem.code == "file-missing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("languages: [es, en]\n", ("es", "en")),
        ("languages: [pt-BR, nonsense-language, {}]\n", ("pt-BR",)),
        ("languages: eu\n", ("eu",)),
        ("languages: [no]\n", ("no",)),
        ("languages: []\n", ("en",)),
        ("- x\n", ("en",)),
        ("a: [\n", ("en",)),
        ("", ("en",)),
    ],
)
def test_languages_are_known_before_texts_are_read(project, text, expected):
    project.write("programme.yaml", text)
    assert declared_languages(project.root).codes == expected


def test_editions_are_the_folders(project):
    assert list_editions(project.root) == ()
    for path in ("2026/a", "2025/a", ".git/a", "_draft/a"):
        project.write(f"editions/{path}", "x")
    project.write("editions/notes.txt", "x")
    assert list_editions(project.root) == ("2025", "2026")


@pytest.mark.parametrize(
    ("vocabulary", "fields", "expected"),
    [
        ("", "", ["file-empty", "file-empty"]),
        ("# none\n", "# none\n", []),
        ("a: [{id: x}]\n", "# none\n", ["key-missing"]),
        ("a: [{id: x y, title: X}]\n", "# none\n", ["slug"]),
        ("a: [{id: x, title: X}, {id: X, title: Y}]\n", "# none\n", ["duplicate-id"]),
        ("a: x\n", "# none\n", ["list-expected"]),
        ("- a\n", "# none\n", ["map-expected"]),
        ("# none\n", "- {name: a, title: A, type: text}\n", ["enum"]),
        ("# none\n", "- {name: a, title: A, privacy: secret}\n", ["enum"]),
        ("# none\n", "- {name: a, title: A, vocabulary: v}\n", ["vocabulary-missing"]),
        ("# none\n", "- {name: a, title: A}\n- {name: a, title: B}\n", ["duplicate-id"]),
    ],
)
def test_the_setup_is_checked_too(project, vocabulary, fields, expected):
    project.write("vocabulary.yaml", vocabulary)
    project.write("fields.yaml", fields)
    assert [problem.code for problem in project.setup().problems] == expected


def test_extra_columns_need_a_table_and_a_name_of_their_own(project):
    project.kind("things", "fields:\n- {name: id}\n")
    project.write("things.csv", "id\n1\n")
    project.write("fields.yaml", "- {name: a, title: A}\n- {table: things, name: id, title: B}\n")
    assert [p.code for p in project.read().problems] == ["field-table", "field-taken"]


def test_without_setup_files_there_are_the_handbooks_words_alone(project):
    setup = read_additions(project.root, ENGLISH)
    assert (setup.extra_fields, setup.problems) == ((), ())
    assert [term.id for term in setup.vocabularies["meeting"].terms] == [
        "in-person",
        "online",
        "phone",
    ]


def test_what_is_missing_is_told_with_its_section(project):
    _, problems = read(project, "clauses:\n  - title: b\n  - weight: must\nextra: {}\n")
    assert [(p.code, p.value, p.details["section"]) for p in problems] == [
        ("key-missing", "title", "programme/a.yaml"),
        ("key-missing", "title", "clauses 2"),
        ("key-missing", "title", "extra"),
    ]


LANGUAGES = {"column-language", "text-language", "text-default"}
ALL = LANGUAGES | {"type-boolean"}
"""Where no language is known, no word for yes can be told wrong."""


@pytest.mark.parametrize(
    ("text", "languages", "order", "silenced"),
    [
        ("languages: [en, es]\ndate_order: dmy\nshoe: 3\n", ("en", "es"), "dmy", set()),
        ("languages: [es]\n", ("es",), "iso", set()),
        ("languages: [es, nonsense-language]\n", ("es",), "iso", LANGUAGES),
        ("languages: [es]\ndate_order: ymd\n", ("es",), "any", set()),
        ("languages: {es: 1}\n", ("es",), "iso", set()),
        ("languages: es\n", ("es",), "iso", set()),
        ('name: "x\nlanguages: [es, en]\n', ("es", "en"), "any", LANGUAGES),
        ("\tname: x\nlanguages:\n- eu\n- es\n", ("eu", "es"), "any", LANGUAGES),
        ("name: x\n  languages: [es]\n", ("es",), "any", LANGUAGES),
        ("date_order: mdy\n", ("en",), "mdy", ALL),
        ('languages: [es\nname: "x\n', ("es",), "any", LANGUAGES),
        ("", ("en",), "any", ALL),
    ],
)
def test_other_files_are_read_by_what_a_faulty_programme_says(
    project, text, languages, order, silenced
):
    project.write("programme.yaml", text)
    found = declared_conventions(project.root)
    assert (found.languages.codes, found.date_order, found.silenced) == (languages, order, silenced)


def test_dates_are_not_called_wrong_where_their_order_is_unknown():
    assert parse_date("31/12/2026", ANY_ORDER) == date(2026, 12, 31)
    assert parse_date("12/31/2026", ANY_ORDER) == date(2026, 12, 31)
    assert parse_date("31/31/2026", ANY_ORDER) is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('decimal_mark: ","\n', ","),
        ("decimal_mark: '.'\n", "."),
        ("decimal_mark: ;\n", "any"),
        ("name: x\n", "."),
        ('decimal_mark: ","\nname: "x\n', ","),
        ('name: "x\n', "any"),
        ("decimal_mark: ,\n", ","),
    ],
)
def test_what_stands_before_decimals_is_told_by_the_programme(project, text, mark):
    project.write("programme.yaml", f"languages: [en]\n{text}")
    assert declared_conventions(project.root).decimal_mark == mark
