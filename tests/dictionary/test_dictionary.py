"""The data dictionary: for editors as JSON Schemas, for people as a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from handbook.content_types import REGISTRY
from handbook.dictionary import DataFile, data_files
from handbook.dictionary.editors import EditorSchema, editor_schemas
from handbook.dictionary.keys import Key
from handbook.languages import Languages
from handbook.reading.documents.declarations import read_additions
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Privacy
from tests.site.commands import REPOSITORY
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import DAY, made

ENGLISH, BOTH = Languages(("en",)), Languages(("en", "es"))
FIELDS = "programme/fields.yaml"
PROGRAMME = "programme/programme.yaml"
EXTRA = """
- {table: mentors, name: boats, title: Boats, type: integer, privacy: public}
- {table: mentors, name: illness, title: Illness, type: string, privacy: private}
"""


class Loader(yaml.CSafeLoader):
    """Reads YAML as editors do, by version 1.2: dates and yes and no are text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def schemas(
    root: Path, languages: Languages = ENGLISH, language: str = "en"
) -> dict[str, EditorSchema]:
    setup = read_additions(root, languages)
    assert setup.problems == ()
    return {
        each.file: each
        for each in editor_schemas(REGISTRY, setup, languages, load_catalogue(language))
    }


def faults(text: str, schema: EditorSchema) -> list[tuple[str, str]]:
    """Return where a text is at fault, and by which rule."""
    found = Draft202012Validator(schema.content).iter_errors(yaml.load(text, Loader))
    return sorted((error.json_path, str(error.validator)) for error in found)


def described(root: Path, languages: Languages = ENGLISH) -> dict[str, DataFile]:
    setup = read_additions(root, languages)
    files = data_files(REGISTRY, setup.extra_fields, setup.vocabularies, languages)
    return {each.name: each for each in files}


def every(keys: tuple[Key, ...], path: str = "") -> Iterator[tuple[str, Key]]:
    for key in keys:
        yield path + key.name, key
        yield from every(key.keys, f"{path}{key.name}.")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, EditorSchema]:
    return schemas(write_programme(tmp_path_factory.mktemp("programme")))


def test_every_schema_is_one() -> None:
    for schema in schemas(REPOSITORY, BOTH).values():
        Draft202012Validator.check_schema(schema.content)
        assert schema.content["$schema"].endswith("2020-12/schema")
        assert schema.content["title"].strip()
        assert schema.content["description"].strip()


def test_every_yaml_file_of_the_example_is_sound() -> None:
    known = schemas(REPOSITORY, BOTH)
    files = {path: file for file in known for path in REPOSITORY.glob(file)}
    of_the_programme = set((REPOSITORY / "programme").rglob("*.yaml"))
    assert of_the_programme | {REPOSITORY / "content" / "navigation.yaml"} == set(files)
    for path, file in files.items():
        assert faults(path.read_text("utf-8"), known[file]) == [], path


def test_every_yaml_file_of_the_small_programme_is_sound(small) -> None:
    checked = 0
    for path, text in FILES.items():
        file = path.replace("/2025/", "/*/").replace("/2026/", "/*/")
        if "/forms/" in path:
            file = "programme/forms/*.yaml"
        if path.endswith(".yaml"):
            assert faults(text, small[file]) == [], path
            checked += 1
    assert checked > 12


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (PROGRAMME, "people: fictional", "people: made-up", ("$.people", "enum")),
        (PROGRAMME, "tagline:", "tag_line:", ("$", "additionalProperties")),
        (PROGRAMME, "schema_version: 1", "schema_version: 2", ("$.schema_version", "enum")),
        (PROGRAMME, "    mentors: [New views]", "    mentors: New views",
         ("$.purpose.benefits.mentors", "type")),
        (PROGRAMME, "name: Ferry Mentoring", "name: {fr: Bacs}", ("$.name", "anyOf")),
        (PROGRAMME, "name: Ferry Mentoring", "name: ' '", ("$.name", "anyOf")),
        (PROGRAMME, "- id: skills", "- id: Skills!", ("$.objectives[0].id", "pattern")),
        ("programme/faq.yaml", "section: meeting", "section: meating", ("$[0].section", "enum")),
        ("programme/training.yaml", "minutes: 60", "minutes: 2000", ("$[0].minutes", "maximum")),
        ("programme/training.yaml", "minutes: 60", "minutes: long", ("$[0].minutes", "type")),
        ("programme/training.yaml", "title: Roles\n", "titel: Roles\n",
         ("$[0]", "additionalProperties")),
        ("programme/training.yaml", "stage: initial", "stage: first", ("$[0].stage", "enum")),
        ("programme/vocabulary.yaml", "{id: rowing, title: Rowing}", "{id: rowing}",
         ("$.expertise[0]", "required")),
        ("programme/editions/2026/edition.yaml", "starts: ", "starts: on ",
         ("$.starts", "pattern")),
        ("programme/editions/2025/testimonials.yaml", "consent: yes", "consent: maybe",
         ("$[0].consent", "enum")),
    ],
)  # fmt: skip
def test_a_fault_is_underlined(small, path, old, new, expected) -> None:
    text = replaced(path, old, new)[path]
    schema = small[path.replace("/2025/", "/*/").replace("/2026/", "/*/")]
    assert expected in faults(text, schema)


def test_what_is_required_is_asked_for_but_not_of_who_withdrew(small) -> None:
    schema = small["programme/editions/*/testimonials.yaml"]
    assert ("$[0]", "required") in faults("- id: somebody", schema)
    assert faults("- id: withdrawn-0a1b2c3d", schema) == []


def test_the_menu_is_described(small) -> None:
    schema = small["content/navigation.yaml"]
    assert faults("- index.md\n- section: {en: More, es: Más}\n  pages: [a.md]\n", schema) == []
    assert faults("- index\n- {section: More}\n- {pages: []}\n", schema) == [
        ("$[0]", "anyOf"),
        ("$[1]", "anyOf"),
        ("$[2]", "anyOf"),
    ]


def test_texts_are_asked_for_in_the_languages_of_the_programme(tmp_path: Path) -> None:
    schema = schemas(write_programme(tmp_path), BOTH)["programme/matching.yaml"]
    text = FILES["programme/matching.yaml"]
    line = next(line for line in text.splitlines() if line.startswith("statement:"))
    both = text.replace(line, "statement: {en: So, es: Así}")
    assert faults(both, schema) == []
    assert faults(text.replace(line, "statement: {es: Así}"), schema) == [("$.statement", "anyOf")]


def test_extra_keys_of_a_list_are_known(tmp_path: Path) -> None:
    extra = "- {table: faq, name: author, title: Author, privacy: public}\n"
    known = schemas(write_programme(tmp_path, {FIELDS: extra}))["programme/faq.yaml"]
    text = FILES["programme/faq.yaml"].replace("section:", "author: Ana\n  section:")
    assert faults(text, known) == []


def test_an_editor_shows_what_a_key_is_for(small) -> None:
    properties = small[PROGRAMME].content["properties"]
    assert properties["people"]["description"].startswith("Whether the people")
    records = small["programme/training.yaml"].content["items"]["else"]["properties"]
    assert records["minutes"]["title"] == "Minutes"
    assert records["minutes"]["description"] == "Length in minutes."


def test_every_file_and_every_key_is_described(tmp_path: Path) -> None:
    files = described(write_programme(tmp_path))
    assert set(files) == {kind.name for kind in REGISTRY} | {"vocabulary", "fields"}
    for file in files.values():
        assert file.description.strip(), file.name
        assert file.keys, file.name
        for path, key in every(file.keys):
            assert key.description.strip(), f"{file.name}: {path}"


def test_the_dictionary_says_what_the_schema_does(tmp_path: Path) -> None:
    files = described(write_programme(tmp_path))
    mentors = {key.name: key for key in files["mentors"].keys}
    schema = load_schema(next(k for k in REGISTRY if k.name == "mentors").schema)
    assert [key.name for key in files["mentors"].keys] == [field.name for field in schema.fields]
    for field in schema.fields:
        key = mentors[field.name]
        assert (key.privacy, key.required) == (field.privacy, field.required)
        assert (key.title, key.description) == (field.title, field.description)
    assert mentors["expertise"].example == "rowing;steering"
    assert mentors["consent_scope"].choices == ("photo", "biography", "contact")
    assert (mentors["organisation"].table, mentors["email"].kind) == ("organisations", "email")
    assert mentors["phone"].privacy is Privacy.PRIVATE
    training = {key.name: key for key in files["training"].keys}
    assert training["topics"].example == "[roles, definition]"
    assert training["outcomes"].kind == "texts"
    assert files["mentees"].private


def test_sections_hold_their_keys(tmp_path: Path) -> None:
    files = described(write_programme(tmp_path))
    keys = dict(every(files["programme"].keys))
    assert (keys["contacts"].kind, keys["objectives"].kind) == ("section", "sections")
    assert keys["contacts.programme.email"].kind == "email"
    assert (keys["languages"].kind, keys["partners.minimum"].kind) == ("list", "integer")
    assert keys["people"].choices == ("real", "fictional", "consenting")
    assert (keys["name"].translatable, keys["name"].required) == (True, True)
    assert (keys["association.about"].translatable, keys["association.about"].required) == (
        True,
        False,
    )
    fields = dict(every(files["fields"].keys))
    assert fields["privacy"].choices == ("public", "consent", "private")
    assert fields["filter"].kind == "boolean"


def test_a_private_column_of_ones_own_is_not_named(tmp_path: Path) -> None:
    root = write_programme(tmp_path, {FIELDS: EXTRA})
    names = {key.name for key in described(root)["mentors"].keys}
    assert "boats" in names
    assert "illness" not in names


@pytest.mark.parametrize("languages", ["[en]", "[es]"])
def test_the_page_is_there_in_every_language(tmp_path: Path, languages: str) -> None:
    changes = replaced(PROGRAMME, "languages: [en]", f"languages: {languages}")
    build = made(tmp_path, {**changes, FIELDS: EXTRA}, today=DAY)
    assert not build.failed, build.problems
    (page,) = [page for page in build.pages if page.path == "data-dictionary.md"]
    for file in described(tmp_path).values():
        assert f'<details class="hb-question" id="{file.name}">' in page.body
        assert f"<h3><code>{file.path}</code></h3>" in page.body
    assert ("no se muestra a nadie" if "es" in languages else "shown to nobody") in page.body
    assert 'id="mentors-boats"' in page.body
    assert "llness" not in page.body
    assert page.meta["search"] == {"exclude": True}


def test_what_a_programme_may_add_need_not_be_there_and_is_published(tmp_path: Path) -> None:
    files = described(write_programme(tmp_path))
    for name in ("vocabulary", "fields"):
        assert files[name].optional
        assert not files[name].private
    assert not files["mentors"].optional
    assert files["pairs"].private


def test_editors_say_what_a_key_is_for_in_the_language_of_whoever_edits(tmp_path):
    write_programme(tmp_path)
    spanish = schemas(tmp_path, language="es")
    whole, listed = spanish["programme/programme.yaml"], spanish["programme/faq.yaml"]
    described = whole.content["properties"]["tagline"]["description"]
    assert described == "Qué es, en pocas palabras."
    question = listed.content["items"]["else"]["properties"]["question"]
    assert question["title"] == "Pregunta"
    english = schemas(tmp_path)["programme/programme.yaml"].content
    assert whole.content.keys() == english.keys()
    assert whole.content["properties"].keys() == english["properties"].keys()
