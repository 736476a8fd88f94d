"""Every code has words in every language, and the catalogues agree."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from handbook import reading
from handbook.languages import Languages
from handbook.reading.documents.package_data import (
    LOCALES,
    load_catalogue,
    load_citations,
    strings_of,
)
from handbook.reading.sheets.schemas import SchemaError, load_schema
from handbook.wording import as_line

CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
OTHERS = {"blank-row", "constraint-error", "primary-key", "type-error", "unique-error"}
"""Names that Frictionless gives its errors."""
SHORT = {"duplicate", "email", "encoding", "enum", "formula", "maximum", "minimum", "pattern"}
SHORT |= {"required", "slug"}
LANGUAGES = sorted(path.name for path in LOCALES.iterdir())


def codes() -> set[str]:
    """Collect what looks like a code in the modules, docstrings apart."""
    found: set[str] = set()
    for module in Path(reading.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if CODE.fullmatch(node.value) else set()
    return (found - OTHERS - {"utf-8", "utf-16"}) | SHORT


def placeholders(wording: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", wording))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_message_and_a_remedy(language):
    strings = strings_of(language)
    missing = [
        key
        for code in sorted(codes())
        for key in (f"problems.{code}.message", f"problems.{code}.remedy")
        if key not in strings
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_wordings_ask_for_the_same_values(language):
    english, other = strings_of("en"), strings_of(language)
    names = {key for key in english if key.startswith("problems.")}
    assert names == {key for key in other if key.startswith("problems.")}
    for key in sorted(names):
        assert placeholders(str(english[key])) == placeholders(str(other[key])), key


def test_a_whole_line_reads_well(project):
    project.kind("organisations", "primaryKey: [id]\nfields:\n- {name: id}\n")
    project.kind(
        "mentors",
        "foreignKeys:\n"
        "- {fields: [organisation], reference: {resource: organisations, fields: [id]}}\n"
        "fields:\n- {name: id}\n- {name: organisation}\n",
    )
    project.write("organisations.csv", "id\nacme\n")
    project.write("mentors.csv", "id,organisation\nm1,acmee\n")
    (problem,) = project.read().problems
    place = "programme/mentors.csv:2:4: organisation: "
    assert as_line(problem, load_catalogue("en")) == (
        f'{place}"acmee" is not in programme/organisations.csv. Did you mean "acme"?'
    )
    assert as_line(problem, load_catalogue("es")) == (
        f"{place}«acmee» no está en programme/organisations.csv. ¿Querías decir «acme»?"
    )


def test_a_person_is_suggested_by_line_in_words(project):
    project.kind("people", "primaryKey: [id]\nfields:\n- {name: id, privacy: consent}\n")
    project.kind(
        "service",
        "foreignKeys:\n- {fields: [who], reference: {resource: people, fields: [id]}}\n"
        "fields:\n- {name: who, privacy: consent}\n",
    )
    project.write("people.csv", "id\nana-lopez\n")
    project.write("service.csv", "who\nana-lopes\n")
    (problem,) = project.read().problems
    assert as_line(problem, load_catalogue("en")) == (
        'programme/service.csv:2:1: who: "•••" is not in programme/people.csv.'
        " Did you mean the id on line 2 of programme/people.csv?"
    )
    assert as_line(problem, load_catalogue("es")) == (
        "programme/service.csv:2:1: who: «•••» no está en programme/people.csv."
        " ¿Querías decir el identificador de la línea 2 de programme/people.csv?"
    )


def test_every_problem_found_can_be_put_into_words(project):
    project.languages = Languages(("en",))
    project.write("vocabulary.yaml", "v: [{id: a, title: A}]\n")
    fields = [
        "{name: id, constraints: {required: true, pattern: '[a-z]'}}",
        "{name: a, type: integer, constraints: {minimum: 2, maximum: 4}}",
        "{name: b, type: date}",
        "{name: c, type: boolean}",
        "{name: d, type: number}",
        "{name: e, type: list, vocabulary: v}",
        "{name: f, format: uri}",
        "{name: g, format: email}",
        "{name: h, constraints: {enum: [x], unique: true}}",
        "{name: i, constraints: {minLength: 2, maxLength: 3}}",
        "{name: j, translatable: true}",
    ]
    listed = "".join(f"- {field}\n" for field in fields)
    project.kind("things", f"primaryKey: [id]\nfields:\n{listed}")
    project.write(
        "things.csv",
        "id,a,b,c,d,e,f,g,h,i,j,j_es,k,k\nB,1,x,x,x,x,x,x,y,z,<b>,,,\n"
        "a,9,,,,,,a@b.es c@d.es,x,zzzz,=1,,,\n"
        "a,,,,,,,,x,,,,,\n,x\n,,,,,,,,,,,,,,,,x\n",
    )
    problems = project.read().problems
    assert len({problem.code for problem in problems}) > 15
    for language in LANGUAGES:
        catalogue = load_catalogue(language)
        for problem in problems:
            assert str(problem.place) in as_line(problem, catalogue)


def test_a_catalogue_keeps_plurals_and_falls_back(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.yaml").write_text(
        "a: {b: {c: Yes}, n: {one: 1 x, other: '{count} xs'}}\n"
    )
    catalogue = load_catalogue("eu-ES", tmp_path)
    assert catalogue.text("a.b.c") == "Yes"
    assert catalogue.text("a.n", count=2) == "2 xs"


@pytest.mark.parametrize(
    ("programme", "reader", "spoken", "said"),
    [
        (("es",), "es", "es", ["Hola", "Ahora", "Tres"]),
        (("eu", "es"), "eu", "es", ["Hola", "Ahora", "Tres"]),
        (("eu",), "eu", "en", ["Hello", "Now", "Three"]),
        (("ca", "fr", "es"), "ca", "fr", ["Bonjour", "Ahora", "Tres"]),
        (("ca", "fr", "en"), "fr", "fr", ["Bonjour", "Now", "Three"]),
        (("es", "ar"), "ar", "ar", ["مرحبا", "Ahora", "Tres"]),
        (("es-MX", "fr"), "es-MX", "es-MX", ["Hola", "Ahora", "Tres"]),
        (("fr-CA", "es"), "fr-CA", "fr-CA", ["Bonjour", "Ahora", "Tres"]),
        (("gl", "eu"), "eu", "en", ["Hello", "Now", "Three"]),
        (("en", "es"), "eu", "en", ["Hello", "Now", "Three"]),
    ],
)
def test_what_a_catalogue_lacks_is_in_the_next_language_of_the_programme(
    tmp_path, programme, reader, spoken, said
):
    catalogues = {
        "en": "a: {one: Hello, two: Now, three: Three}",
        "es": "a: {one: Hola, two: Ahora, three: Tres}",
        "fr": "a: {one: Bonjour}",
        "ar": "a:\n  one: مرحبا\n  # two: Now\n",
        "gl": "a:\n  # one: Hello\n",
    }
    for code, text in catalogues.items():
        (tmp_path / code).mkdir()
        (tmp_path / code / "a.yaml").write_text(text, "utf-8")
    found = load_catalogue(reader, tmp_path, Languages(programme))
    assert found.language == spoken
    assert [found.text(f"a.{key}") for key in ("one", "two", "three")] == said


def test_a_faulty_catalogue_is_no_catalogue(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.yaml").write_text("a: 1\na: 2\n")
    with pytest.raises(ValueError, match="yaml-duplicate-key"):
        load_catalogue("en", tmp_path)


def test_citations_are_read(tmp_path):
    register = tmp_path / "citations.yaml"
    register.write_text(
        "sources:\n  p06: {label: Poulsen 2006, reference: 'Poulsen, K. M.'}\n"
        "claims:\n  '4.4': {claim: {en: Mentors matter.}, sources: [p06]}\n"
    )
    citations = load_citations(register)
    assert [source.label for source in citations.sources_of(("4.4",))] == ["Poulsen 2006"]
    register.write_text(
        "sources: {a: {label: A, reference: x}, b: {label: {en: B, es: C}, reference: x}}\n"
        "claims:\n  '6.9':\n    parts:\n"
        "      a: {claim: {en: One., es: Uno.}, sources: [b, a]}\n"
        "      b: {claim: {en: Two., es: Dos.}, sources: [a]}\n"
    )
    load_citations.cache_clear()
    citations = load_citations(register)
    assert [(each.id, str(each.claim), each.sources) for each in citations.claims.values()] == [
        ("6.9", "One. Two.", ("b", "a")),
        ("6.9a", "One.", ("b", "a")),
        ("6.9b", "Two.", ("a",)),
    ]
    assert [each.id for each in citations.points] == ["6.9"]
    spanish = citations.in_languages(Languages(("eu", "es")))
    assert [each.claim.wording("eu") for each in spanish.claims.values()] == [
        (wording, "es") for wording in ("Uno. Dos.", "Uno.", "Dos.")
    ]
    assert spanish.points[0].parts == (spanish.claims["6.9a"], spanish.claims["6.9b"])
    assert [str(source.label) for source in spanish.sources.values()] == ["A", "C"]
    for text in (
        "sources: {}\nclaims: {'4.4': {}}\n",
        "sources: {}\nclaims: {'4.4': {claim: x, sources: []}}\n",
        "sources: {}\nclaims: {'4.4': {parts: {a: {claim: {en: x}}}}}\n",
        "sources: {}\nclaims: {'4.4': {parts: {a: {claim: {en: x, es: y}, sources: []},"
        " b: {claim: {en: x}, sources: []}}}}\n",
        "sources: {p06: {label: x}}\nclaims: {}\n",
        "sources: []\nclaims: {}\n",
        "sources: {p06: &x x}\n",
        "",
    ):
        register.write_text(text)
        load_citations.cache_clear()
        with pytest.raises(ValueError, match=r"citations\.yaml"):
            load_citations(register)


@pytest.mark.parametrize(
    "text",
    [
        "fields:\n- {title: nameless}\n",
        "fields: x\n",
        "fields:\n- {name: a, privacy: secret}\n",
        "fields:\n- {name: a, constraints: {pattern: '('}}\n",
        "fields:\n- {name: a, constraints: {required: perhaps}}\n",
        "fields:\n- {name: a}\n- {name: a}\n\ta: b",
        "fields:\n- {name: a, type: list}\n- {name: b}\nforeignKeys:\n"
        "- {fields: [a, b], reference: {resource: b, fields: [c, d]}}\n",
        # Of a person nothing is public, and what depends on consent needs a column of it.
        "person: {name: a}\nfields:\n- {name: a}\n",
        "person: {name: a}\nfields:\n- {name: a, privacy: consent}\n",
        "person: {name: b}\nfields:\n- {name: a, privacy: private}\n",
    ],
)
def test_a_faulty_schema_names_its_file(tmp_path, text):
    (tmp_path / "schema.yaml").write_text(text)
    with pytest.raises(SchemaError, match=r"schema\.yaml"):
        load_schema(tmp_path / "schema.yaml")


def test_a_schema_keeps_what_the_pages_need(tmp_path):
    (tmp_path / "schema.yaml").write_text(
        "title: Things\nfields:\n"
        "- {name: a, title: A, privacy: consent, translatable: true,"
        " constraints: {required: yes}}\n"
        "- {name: b, type: list, vocabulary: v}\n"
    )
    schema = load_schema(tmp_path / "schema.yaml")
    first, second = schema.fields
    assert (schema.title, first.title, first.privacy, first.required, first.translatable) == (
        "Things", "A", "consent", True, True,
    )  # fmt: skip
    assert (second.privacy, second.vocabulary, second.required) == ("public", "v", False)
