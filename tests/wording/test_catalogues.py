from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Stage
from handbook.content_types.forms.record import ACTIONS, ITEMS, STAGES, Signatory
from handbook.content_types.programme_description.sections import Retention
from handbook.content_types.report import ObjectiveOutcome, Participation
from handbook.content_types.timeline import AUDIENCES
from handbook.dictionary.editors import editor_schemas
from handbook.dictionary.keys import ValueKind
from handbook.languages import Catalogue, Languages, locale
from handbook.papers import SHAPES
from handbook.reading.documents.declarations import Additions
from handbook.reading.documents.package_data import (
    is_said_in_place,
    load_catalogue,
    strings_of,
)
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Privacy
from handbook.settings import default_folder
from tests.support.codes import PACKAGE, Told, hyphenated, told, words

LANGUAGES = sorted(folder.name for folder in (PACKAGE / "locale").iterdir())
TOLD = told()
CODES = {each.code for each in TOLD} | hyphenated()
CALL = re.compile(r"""(?<![\w.])(?:t|text)\(\s*["']([\w.-]+)["']\s*(~?)""")
every = pytest.mark.parametrize("language", LANGUAGES)


def own(language: str) -> Catalogue:
    """Return what a language has itself: what another says in its place does not count."""
    return Catalogue(language, strings_of(language))


def wordings(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """Return the wordings of a key, one for each plural class."""
    wording = catalogue.strings[key]
    return (wording,) if isinstance(wording, str) else tuple(wording.values())


def is_of_schemas(key: str) -> bool:
    """Say whether a key is the English that a schema or a model says of itself."""
    return key.startswith("schemas.")


def names(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def test_the_codes_were_found():
    assert len(CODES) > 120
    assert {"required", "clause-missing", "yaml-tab", "slug", "evidence-unknown"} <= CODES


@every
@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_says_what_is_wrong_and_how_to_mend_it(language, code):
    strings = own(language).strings
    for part in ("message", "remedy"):
        wording = strings.get(f"problems.{code}.{part}")
        assert isinstance(wording, str)
        assert wording.strip()


def test_no_code_is_worded_that_nobody_tells():
    keys = [key.split(".") for key in own("en").strings]
    worded = {key[1] for key in keys if key[0] == "problems" and len(key) == 3}
    assert worded <= CODES | words()


@every
@pytest.mark.parametrize(
    "place",
    [each for each in TOLD if each.details is not None],
    ids=lambda each: f"{each.code}@{each.place}",
)
def test_what_a_wording_needs_is_given_where_it_is_told(language, place: Told):
    """Where the details are made by a function, the tests of rules and sources tell."""
    catalogue = own(language)
    needed = {
        name
        for part in ("message", "remedy")
        for wording in wordings(catalogue, f"problems.{place.code}.{part}")
        for name in names(wording)
    }
    assert needed - {"field", "value"} <= place.details


@every
def test_every_language_has_the_same_keys_and_placeholders(language):
    first, other = own("en"), own(language)
    assert set(first.strings) == {key for key in other.strings if not is_said_in_place(key)}
    for key in first.strings:
        expected = {name for wording in wordings(first, key) for name in names(wording)}
        assert {name for wording in wordings(other, key) for name in names(wording)} == expected, (
            key
        )
        assert isinstance(first.strings[key], str) is isinstance(other.strings[key], str), key


def said(value: object) -> Iterator[str]:
    """Find what JSON Schemas say of themselves, but for the titles of documents: names of files."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in {"title", "description"} and isinstance(inner, str):
                yield inner
            yield from said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)


@pytest.fixture(scope="module")
def described() -> set[str]:
    languages = Languages(("en", "es"))
    made = editor_schemas(REGISTRY, Additions({}, ()), languages, own("en"))
    found = {text for each in made for text in said(each.content)}
    for schema in (load_schema(kind.schema) for kind in REGISTRY if kind.schema.exists()):
        found |= {schema.title, schema.description}
        found |= {text for field in schema.fields for text in (field.title, field.description)}
    return {text for text in found if text and not text.endswith(".yaml")}


@every
def test_what_schemas_and_models_say_is_there_in_every_language(language, described):
    keys = {key.partition(".")[2] for key in own(language).strings if is_of_schemas(key)}
    assert keys == (set() if language == "en" else described)


@pytest.mark.parametrize(
    ("language", "others", "expected"),
    [
        *(("en", ("en", "es"), "The day."), ("en", ("es", "en"), "The day.")),
        *(("en-US", ("es",), "The day."), ("es", ("en", "es"), "El día.")),
        *(("es-MX", ("en",), "El día."), ("eu", ("eu", "es"), "El día.")),
        *(("eu", ("eu", "en", "es"), "The day."), ("fr", ("fr",), "The day.")),
    ],
)
def test_english_is_never_said_in_another_language(language, others, expected):
    words = load_catalogue(language, others=Languages(others))
    assert words.described("The day.") == expected


@every
def test_a_text_of_a_schema_is_no_text_of_another(language, described):
    """Two columns with one title would be two with one name."""
    words = own(language)
    for schema in (load_schema(kind.schema) for kind in REGISTRY if kind.schema.exists()):
        titles = [words.described(field.title) for field in schema.fields]
        assert len(set(titles)) == len(titles), schema.name


@every
def test_plurals_have_every_class_that_a_count_can_take(language):
    catalogue = own(language)
    plural = locale(language).plural_form
    reached = {plural(count) for count in range(10_001)}
    leaves = {key: leaf for key, leaf in catalogue.strings.items() if not isinstance(leaf, str)}
    assert leaves
    for key, leaf in leaves.items():
        assert reached <= set(leaf) <= {*plural.tags, "other"}, key
        assert {"count", "value"} & names(leaf["other"]), key


@every
def test_no_wording_is_empty_or_broken(language):
    catalogue = own(language)
    for key in catalogue.strings:
        for wording in wordings(catalogue, key):
            assert wording.strip(), key
            # Raises where a brace stands alone.
            assert names(wording) <= set(re.findall(r"\w+", wording)), key


def sources() -> Iterator[tuple[str, str]]:
    folders = (PACKAGE, default_folder("content"), default_folder("overrides"))
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in {".html", ".md", ".py"}:
                yield path.name, path.read_text("utf-8")


USED = [(name, *match) for name, text in sources() for match in CALL.findall(text)]


@every
def test_every_key_that_is_asked_for_exists(language):
    strings = own(language).strings
    whole = {key: name for name, key, more in USED if not more}
    assert len(whole) > 100
    assert {key: name for key, name in whole.items() if key not in strings} == {}


@every
def test_every_key_that_is_put_together_exists(language):
    strings = own(language).strings
    assert {key for _, key, more in USED if more} == set(PUT_TOGETHER)
    missing = [
        key + end for key, ends in PUT_TOGETHER.items() for end in ends if key + end not in strings
    ]
    assert missing == []


def enum(kind: str, field: str) -> list[str]:
    folder = next(each.schema for each in REGISTRY if each.name == kind)
    return load_schema(folder).field(field).descriptor["constraints"]["enum"]


def choices(model: type, field: str) -> tuple[str, ...]:
    return model.model_fields[field].annotation.__args__


STANDARDS = ("purpose", "training", "matching", "measurement", "ethics", "support")
AUDITED = re.findall(
    rf'\("({"|".join(STANDARDS)})", "(\w+)", ',
    (PACKAGE / "rendering/components/audit.html").read_text("utf-8"),
)
"""What the audit looks for: its standard and its key."""
PUT_TOGETHER = {
    "audit.check.": [key for _, key in AUDITED],
    "audit.next.": [key for _, key in AUDITED],
    "audit.standard.": STANDARDS,
    "dictionary.kind.": ValueKind.__args__,
    "dictionary.privacy.": Privacy,
    "edition_direction.": choices(Edition, "direction"),
    "edition_format.": choices(Edition, "format"),
    "edition_kind.": choices(Edition, "kind"),
    "figure.": enum("results", "unit"),
    "form.column.": [column.id for column in (*ACTIONS, *ITEMS)],
    "form.party.": get_args(Signatory),
    "form.shape.": SHAPES,
    "report.shape.": SHAPES,
    "form.stage.": STAGES,
    "kind.": enum("timeline", "kind"),
    "met.": choices(ObjectiveOutcome, "met"),
    "personal.kept.": (*choices(Retention, "after"), "unsaid"),
    "report.": Participation.model_fields,
    "role.": {
        *enum("recognitions", "role"),
        *enum("testimonials", "role"),
        *enum("committee", "role"),
    },
    "role_cards.": [f"{role}{end}" for role in AUDIENCES for end in ("", "_title")],
    "role_plural.": (*AUDIENCES, "everybody"),
    "sources.section_": "12345678",
    "stage.": list(Stage),
}
"""What a template may join to the beginning of a key."""


def test_python_asks_for_whole_keys():
    """A key put together in Python would escape the tests above."""
    strings = set(own("en").strings)
    for path in (
        *PACKAGE.joinpath("cli").rglob("*.py"),
        PACKAGE / "mkdocs_plugins" / "faults.py",
    ):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if called and node.func.attr == "text":
                key = node.args[0]
                keys = (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,)
                assert all(isinstance(each, ast.Constant) for each in keys), path.name
                assert {each.value for each in keys} <= strings, path.name
