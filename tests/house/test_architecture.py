from __future__ import annotations

import dataclasses
import inspect
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import handbook
from handbook.consent import Consent
from handbook.content_type import YamlDocument
from handbook.content_type.models import Document, Model
from handbook.content_types import REGISTRY
from handbook.dictionary.json_schemas import _models
from handbook.languages import Text
from handbook.reading.sheets.schemas import load_schema
from tests.support.programmes import FILES

PACKAGE = Path(handbook.__file__).parent
ROWS = [kind for kind in REGISTRY if not isinstance(kind.source, YamlDocument)]
DOCUMENTS = [kind for kind in REGISTRY if isinstance(kind.source, YamlDocument)]


def by_name(kind: object) -> str:
    return getattr(kind, "name", "")


BY_NAME = {kind.name: kind for kind in REGISTRY}


@pytest.mark.parametrize("kind", ROWS, ids=by_name)
def test_a_table_is_described_whole(kind):
    schema = load_schema(kind.schema)
    assert schema.title.strip()
    assert schema.description.strip()
    assert len({field.name for field in schema.fields}) == len(schema.fields)
    for field in schema.fields:
        assert field.title.strip(), field.name
        assert field.description.strip(), field.name
        assert field.privacy in {"public", "consent", "private"}
        assert "privacy" in field.descriptor, field.name


@pytest.mark.parametrize("kind", ROWS, ids=by_name)
def test_whoever_can_consent_is_published_with_care(kind):
    """A table with personal fields has a consent, or is shown only through others.

    Fields that refer to people in other tables rest on the consents that stand there.
    """
    schema = load_schema(kind.schema)
    fields = {field.name: field.privacy for field in schema.fields}
    elsewhere = {
        name
        for name, table in schema.references.items()
        if (person := load_schema(BY_NAME[table].schema).person) and person.consent
    }
    personal = [
        name for name, privacy in fields.items() if privacy != "public" and name not in elsewhere
    ]
    if personal and kind.publish.__name__ != "never":
        assert {"consent", "champion_consent"} & set(fields)


@pytest.mark.parametrize("kind", REGISTRY, ids=by_name)
def test_a_type_is_one_folder_with_its_reasons(kind):
    module = import_module(f"handbook.content_types.{kind.folder.name}")
    assert kind.folder == PACKAGE / "content_types" / kind.folder.name
    assert module.__doc__
    assert kind in vars(module).values()
    assert kind.per_edition is kind.source.path.startswith("editions/*/")
    if kind.entries:
        assert (kind.folder / "entry.html").is_file()


def test_types_have_names_of_their_own():
    names = [kind.name for kind in REGISTRY]
    sources = [kind.source.path for kind in REGISTRY]
    assert len(set(names)) == len(names)
    assert len(set(sources)) == len(sources)
    folders = {path.parent.name for path in PACKAGE.glob("content_types/*/__init__.py")}
    assert {kind.folder.name for kind in REGISTRY} == folders


@pytest.mark.parametrize("kind", DOCUMENTS, ids=by_name)
def test_a_document_is_strict_frozen_and_described(kind):
    assert issubclass(kind.source.model, Document)
    for model in (kind.source.model, *models_of(kind)):
        assert model.model_config["frozen"]
        assert model.model_config["extra"] == "forbid"
        assert model.__doc__


def models_of(kind) -> list[type[Model]]:
    """Return the models that a document is made of, and those that it is not."""
    module = import_module(f"handbook.content_types.{kind.folder.name}")
    classes = [each for _, each in inspect.getmembers(module, inspect.isclass)]
    named = [each for each in classes if issubclass(each, Model) and each is not Model]
    return [*named, *_models(kind.source.model)]


PEOPLE = [kind for kind in ROWS if load_schema(kind.schema).person and not kind.private]
REFUSED = Consent(False, None, frozenset(), "", None)


def defined(kind, prefix: str) -> list:
    """Return what a type's own module defines under names that begin so."""
    module = import_module(f"handbook.content_types.{kind.folder.name}")
    own = [each for name, each in vars(module).items() if name.startswith(prefix)]
    return [each for each in own if each.__module__ == module.__name__]


def publisher(kind):
    """Return what shows a record of a type: itself, or what another type shows it by."""
    (publish,) = defined(kind, "publish_") or [kind.publish]
    return publish


def columns(kind, *privacy: str) -> list[str]:
    return [field.name for field in load_schema(kind.schema).fields if field.privacy in privacy]


@pytest.mark.parametrize("kind", PEOPLE, ids=by_name)
def test_what_is_shown_of_people_has_no_private_attribute(kind):
    hidden = {*columns(kind, "private"), "consent", "where", "notes", "phone"}
    (public,) = defined(kind, "Public")
    assert not hidden & {field.name for field in dataclasses.fields(public)}
    assert public.__dictoffset__ == 0, "a slot for nothing else"


@pytest.mark.parametrize("kind", PEOPLE, ids=by_name)
def test_what_needs_a_consent_is_shown_with_one_alone(kind, everything):
    publish = publisher(kind)
    personal = set(columns(kind, "consent")) - set(load_schema(kind.schema).references)
    records = everything.kinds[kind.name]
    assert records
    for record in records:
        seen = repr(publish(dataclasses.replace(record, consent=REFUSED), everything))
        kept = [getattr(record, name, "") for name in personal]
        texts = [str(value) for value in kept if isinstance(value, str | Text) and value]
        assert not [text for text in texts if text in seen]


@pytest.mark.parametrize("kind", PEOPLE, ids=by_name)
def test_an_address_needs_a_consent_to_contact(kind, everything):
    publish = publisher(kind)
    fields = load_schema(kind.schema).fields
    personal = [field for field in fields if field.privacy != "public"]
    addresses = [field.name for field in personal if field.descriptor.get("format") == "email"]
    for record in everything.kinds[kind.name]:
        given = Consent(True, date(2025, 1, 1), frozenset(), "1", None)
        seen = repr(publish(dataclasses.replace(record, consent=given), everything))
        kept = [getattr(record, name) for name in addresses]
        assert not [address for address in kept if address and address in seen]


def test_records_are_frozen(everything, shown):
    records = {type(record) for records in everything.kinds.values() for record in records}
    records |= {type(record) for records in shown.kinds.values() for record in records}
    assert len(records) > 20
    for record in records:
        frozen = (
            record.__dataclass_params__.frozen
            if dataclasses.is_dataclass(record)
            else record.model_config["frozen"]
        )
        assert frozen, record


def test_the_small_programme_has_every_kind_of_record(everything):
    published = [kind.name for kind in REGISTRY if not kind.private]
    empty = [name for name in published if not everything.kinds[name]]
    assert empty == []
    assert len(FILES) > 20
