from __future__ import annotations

import csv
import dataclasses
import io
import json
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handbook.consent import Consent
from handbook.content_type import ContentType, Data, Table, never
from handbook.content_types import REGISTRY
from handbook.datapackage import DESCRIPTOR, _field, data_package
from handbook.datapackage.cells import UnknownValueError, cell, guarded, kind_of
from handbook.datapackage.resources import DataColumn, resource_of
from handbook.languages import Languages, Text
from handbook.programme import Programme
from handbook.reading.documents.package_data import load_catalogue
from handbook.schema import Term
from handbook.site.built import Build
from tests.support.programmes import FILES, HIDDEN, replaced
from tests.support.small_builds import DAY, made

PROGRAMME = "programme/programme.yaml"
MENTORS = "programme/mentors.csv"
ORGANISATIONS = "programme/organisations.csv"


def files(build: Build) -> dict[str, str]:
    return {
        file.path: file.content.decode() for file in build.files if file.path.startswith("data/")
    }


def descriptor(build: Build) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(files(build)[DESCRIPTOR])
    return package


def resource(build: Build, name: str) -> dict[str, Any]:
    (found,) = (each for each in descriptor(build)["resources"] if each["name"] == name)
    return dict(found)


def fields(build: Build, name: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in resource(build, name)["schema"]["fields"]}


def rows(build: Build, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files(build)[f"data/{name}.csv"], newline="")))


def test_everything_that_may_be_seen_is_there(small):
    names = [each["name"] for each in descriptor(small)["resources"]]
    seen = {
        kind.name
        for kind in REGISTRY
        if not kind.private and not kind.documents and kind.publish is not never
        if small.programme.kinds[kind.name]
    }
    within = {"timeline", "service", "results", "recognitions", "testimonials"}
    assert set(names) == seen | within | {"editions", "vocabulary"}
    assert len(names) == len(set(names))
    assert set(files(small)) == {DESCRIPTOR, *(f"data/{name}.csv" for name in names)}


def test_what_the_package_says_of_itself(small):
    package = descriptor(small)
    del package["resources"]
    description = package.pop("description")
    assert description.startswith("Two people, one crossing.")
    assert "2026-03-01" in description
    assert "apostrophe" in description
    publisher = {"title": "The Ferry Association"}
    assert package == {
        "name": "ferry-mentoring",
        "title": "Ferry Mentoring",
        "homepage": "https://crosscurrents.example/",
        "created": "2026-03-01T00:00:00Z",
        "sources": [publisher],
        "contributors": [{**publisher, "roles": ["publisher"]}],
    }


def test_a_licence_is_told_where_there_is_one(tmp_path):
    licence = "data_licence: {title: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/}"
    build = made(tmp_path, {PROGRAMME: f"{FILES[PROGRAMME]}\n{licence}\n"})
    assert descriptor(build)["licenses"] == [
        {"title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]


def test_a_table_shows_what_the_pages_show(small):
    assert rows(small, "mentors") == [
        {
            "id": "ana",
            "name": "Ana <Á> & Sons",
            "pronouns": "",
            "organisation": "acme",
            "position": "Pilot",
            "expertise": "rowing;steering",
            "languages": "en",
            "location": "Port Merrow",
            "meets": "online",
            "availability": "open",
            **dict.fromkeys(("hours_a_month", "months_offered", "engagement", "time_zone"), ""),
            "experience": "Ten years at sea",
            "strengths": "Listens",
            "gain": "New ideas",
            "interests": "Chess",
            **dict.fromkeys(("ideal_mentee", "limits", "website", "links"), ""),
            "photo_alt": "",
            "confirmed": "2026-01-01",
        }
    ]
    champions = {
        row["id"]: (row["champion"], row["champion_role"]) for row in rows(small, "organisations")
    }
    assert champions == {"acme": ("Cara Champion", "Head of people"), "beta": ("", "")}
    assert [row["id"] for row in rows(small, "committee")] == ["chair-ann", "coord-bo"]
    recognised = rows(small, "recognitions")
    assert [(row["edition"], row["award"], row["mentor"]) for row in recognised] == [
        ("2025", "thanks", "ana")
    ]
    assert [row["organisation"] for row in rows(small, "testimonials")] == ["acme"]
    assert {row["mentor"] for row in rows(small, "service")} == {"ana"}


def test_nothing_hidden_and_nobodys_address_is_in_it(small):
    everything = "".join(files(small).values())
    assert [value for value in HIDDEN if value in everything] == []
    # She consents to contact, which a page can offer and a table must not.
    assert "bo.private" not in everything
    for name in ("mentors", "committee", "organisations", "recognitions", "testimonials"):
        told = [field for field in fields(small, name) if "consent" in field or "mail" in field]
        assert told == []
    assert not {"phone", "notes"} & set(fields(small, "mentors"))


@pytest.mark.parametrize("consent", ["yes,2026-01-01,biography,1,2026-02-28", "no,2026-01-01,,1,"])
def test_who_does_not_allow_it_any_more_is_in_no_table(tmp_path, consent):
    build = made(tmp_path, replaced(MENTORS, "yes,2026-01-01,biography,1,", consent))
    assert not build.failed
    everything = "".join(files(build).values())
    assert "Ana" not in everything
    assert ",ana" not in everything
    assert "data/mentors.csv" not in files(build)
    assert "data/service.csv" not in files(build)


def test_a_description_fits_its_file(small):
    for each in descriptor(small)["resources"]:
        content = files(small)[f"data/{each['path']}"].encode()
        assert each["bytes"] == len(content)
        header = content.decode().split("\r\n")[0].split(",")
        assert header == [field["name"] for field in each["schema"]["fields"]]
        assert each["title"]
        assert each["description"]
        assert all(field["title"] for field in each["schema"]["fields"])


def test_types_and_keys(small):
    timeline = fields(small, "timeline")
    assert [timeline[name]["type"] for name in ("date", "minutes", "audience", "time")] == [
        "date",
        "integer",
        "list",
        "string",
    ]
    assert timeline["audience"]["delimiter"] == ";"
    assert fields(small, "results")["value"]["type"] == "number"
    assert fields(small, "evaluation")["asks"]["type"] == "array"
    assert fields(small, "mentors")["id"]["constraints"] == {"required": True, "unique": True}
    assert fields(small, "timeline")["id"]["constraints"] == {"required": True}
    schema = resource(small, "recognitions")["schema"]
    assert schema["primaryKey"] == ["edition", "id"]
    assert [key["reference"]["resource"] for key in schema["foreignKeys"]] == [
        "editions",
        "awards",
        "organisations",
        "mentors",
    ]


def test_a_reference_to_somebody_hidden_is_no_reference(small, shown):
    kind = next(kind for kind in REGISTRY if kind.name == "committee")
    without = dataclasses.replace(kind, name="elsewhere")
    kinds = {**shown.kinds, "elsewhere": shown.kinds["committee"]}
    kinds["organisations"] = tuple(one for one in shown.kinds["organisations"] if one.id != "acme")
    package = data_package(
        dataclasses.replace(shown, kinds=kinds),
        (*(k for k in REGISTRY if k.name == "organisations"), without),
        load_catalogue("en"),
    )
    told = json.loads(package[0].content)["resources"]
    assert [each["name"] for each in told[:2]] == ["organisations", "elsewhere"]
    assert "foreignKeys" not in told[1]["schema"]
    assert resource(small, "committee")["schema"]["foreignKeys"]


def test_a_list_of_references_is_no_key_that_frictionless_could_follow(small):
    schema = resource(small, "mentors")["schema"]
    types = {field["name"]: field["type"] for field in schema["fields"]}
    assert types["organisation"] != "string"
    assert "foreignKeys" not in schema


TWO_LANGUAGES = {
    **replaced(PROGRAMME, "languages: [en]", "languages: [en, es]"),
    ORGANISATIONS: FILES[ORGANISATIONS]
    .replace("summary,", "summary,summary_es,")
    .replace("Carries people.,", "Carries people.,Lleva gente.,")
    .replace("Carries goods.,", "Carries goods.,,"),
}


def test_translations_stand_beside(tmp_path):
    build = made(tmp_path, TWO_LANGUAGES)
    found = fields(build, "organisations")
    names = list(found)
    assert names[names.index("summary") + 1] == "summary_es"
    assert found["summary_es"]["title"] == "Summary (Spanish)"
    assert "constraints" not in found["summary_es"]
    assert [(row["summary"], row["summary_es"]) for row in rows(build, "organisations")] == [
        ("Carries people.", "Lleva gente."),
        ("Carries goods.", ""),
    ]
    assert "culture_es" not in found


def test_words_of_the_vocabulary_are_explained(small):
    words = rows(small, "vocabulary")
    assert {"vocabulary": "expertise", "id": "rowing", "title": "Rowing"} in words
    keys = [(word["vocabulary"], word["id"]) for word in words]
    assert keys == sorted(set(keys))
    assert resource(small, "vocabulary")["schema"]["primaryKey"] == ["vocabulary", "id"]


FORMULAS = ("=1+1", "+1", "-1", "@x", "\tx", "\rx")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_kept_from_running(text):
    assert guarded(text) == cell(text, "string") == f"'{text}"
    assert cell(Text.of(text, "en"), "string") == f"'{text}"
    assert cell((text, "b"), "list") == f"'{text};b"


@pytest.mark.parametrize("text", ["", "a=1", "'x", "Ana", "1-2", " =1"])
def test_other_texts_are_left_as_they_are(text):
    assert cell(text, "string") == text


def test_a_formula_in_a_list_of_texts_is_guarded_in_the_table(tmp_path):
    path = "programme/faq.yaml"
    build = made(tmp_path, replaced(path, "How long is a session?", "'=HYPERLINK(\"x\")'"))
    assert '\'=HYPERLINK("x")' in [row["question"] for row in rows(build, "faq")]


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        (None, "string", ""),
        (True, "boolean", "true"),
        (False, "boolean", "false"),
        (-5, "integer", "-5"),
        (Decimal("-0.50"), "number", "-0.50"),
        (Decimal("1E+3"), "number", "1000"),
        (date(2026, 3, 1), "date", "2026-03-01"),
        (time(9, 5), "string", "09:05"),
        (Term("rowing", Text.of("Rowing", "en")), "string", "rowing"),
        ((), "list", ""),
        ((), "array", ""),
        (("a", None, "b"), "list", "a;b"),
        (("a;b", 'ñ"'), "array", '["a;b", "ñ\\""]'),
    ],
)
def test_how_values_are_written(value, kind, written):
    assert cell(value, kind) == written


def test_a_value_of_no_known_kind_is_not_written():
    with pytest.raises(UnknownValueError):
        cell(Consent(True, DAY, frozenset(), "1", None), "string")


@pytest.mark.parametrize(
    ("declared", "values", "kind"),
    [
        ("string", ["a", DAY], "string"),
        ("string", [DAY, None], "date"),
        ("string", [None], "string"),
        ("list", [("a", "b"), None], "list"),
        ("list", [("a", "b;c")], "array"),
        ("time", [time(9)], "string"),
        ("integer", [1], "integer"),
    ],
)
def test_the_type_of_a_column_is_what_it_holds(declared, values, kind):
    assert kind_of(declared, values) == kind


def test_an_address_in_what_a_person_says_is_masked(tmp_path):
    changes = {
        **replaced(MENTORS, "Ten years at sea", "Write to ana.s@sea.example or ring"),
        **replaced(
            "programme/faq.yaml", "How long is a session?", "Is it mentoring@ferry.example?"
        ),
    }
    build = made(tmp_path, changes)
    assert rows(build, "mentors")[0]["experience"] == "Write to ••• or ring"
    # What everybody may see is nobody's own.
    assert "Is it mentoring@ferry.example?" in [row["question"] for row in rows(build, "faq")]


EXTRA = """
- {table: mentors, name: seasick, title: Seasick, type: boolean, privacy: consent}
- {table: mentors, name: knots, title: Knots, type: list, privacy: public}
- {table: mentors, name: debts, title: Debts, type: integer, privacy: private}
- {table: mentors, name: boat, title: Boat, privacy: public}
"""


def test_columns_of_the_programmes_own_join_unless_they_are_private(tmp_path):
    lines = FILES[MENTORS].splitlines()
    added = [",seasick,knots,debts,boat", ",yes,bowline;reef,77123,", ",no,,88123,Hulk", ",,,,"]
    table = "\n".join(line + more for line, more in zip(lines, added, strict=True)) + "\n"
    build = made(tmp_path, {MENTORS: table, "programme/fields.yaml": EXTRA})
    found = fields(build, "mentors")
    assert list(found)[-2:] == ["seasick", "knots"]
    assert found["seasick"] == {"name": "seasick", "title": "Seasick", "type": "boolean"}
    assert [(row["seasick"], row["knots"]) for row in rows(build, "mentors")] == [
        ("true", "bowline;reef")
    ]
    everything = "".join(files(build).values())
    assert not any(value in everything for value in ("77123", "88123", "Hulk", "Debts"))


def test_a_logo_is_told_by_its_address(tmp_path):
    changes = {
        **replaced(ORGANISATIONS, "people.,,,", "people.,,acme.svg,"),
        "programme/logos/acme.svg": '<svg><path d="M0 0h9"/></svg>',
    }
    build = made(tmp_path, changes)
    assert [row["logo"] for row in rows(build, "organisations")] == ["assets/logos/acme.svg", ""]
    assert "assets/logos/acme.svg" in {file.path for file in build.files}
    assert "programme/" not in fields(build, "organisations")["logo"]["description"]


@dataclass(frozen=True)
class PublicAlumnus:
    id: str
    name: str
    consent: Consent
    secret: str
    mail: str
    home: Any = None


SCHEMA = """
title: Alumni
description: People who took part.
primaryKey: [id]
fields:
  - {name: id, privacy: consent, constraints: {required: true}}
  - {name: name, privacy: consent, constraints: {required: true, minLength: 2}}
  - {name: consent, type: boolean, privacy: consent}
  - {name: secret, privacy: private}
  - {name: mail, format: email, privacy: consent}
  - {name: never_published, privacy: public}
  - {name: town, privacy: public}
"""


@pytest.fixture
def alumni(tmp_path: Path) -> tuple[ContentType, Programme]:
    (tmp_path / "schema.yaml").write_text(SCHEMA)
    kind = ContentType(
        name="alumni",
        folder=tmp_path,
        source=Table("alumni.csv"),
        publish=never,
        data=Data(columns={"town": "home.town"}),
    )
    consent = Consent(True, DAY, frozenset(), "1", None)
    home = dataclasses.make_dataclass("Home", ["town"])("Eastquay")
    records = (
        PublicAlumnus("a", "", consent, "s3cret", "a@b.example", home),
        PublicAlumnus("b", "Odo", consent, "s3cret", "a@b.example"),
    )
    return kind, Programme(DAY, Languages(("en",)), {"alumni": records})


def test_a_new_type_joins_by_itself_with_what_its_seen_record_has(alumni):
    table = resource_of(*alumni, load_catalogue("en"))
    assert table is not None
    assert table.csv == b"id,name,town\r\na,,Eastquay\r\nb,Odo,\r\n"


def test_nothing_joins_that_is_private_or_empty(alumni, shown):
    kind, programme = alumni
    private = dataclasses.replace(kind, source=Table("alumni.csv", folder="private"))
    kinds = {**shown.kinds, **programme.kinds}
    whole = dataclasses.replace(shown, kinds=kinds)
    names = [file.path for file in data_package(whole, [kind], load_catalogue("en"))]
    assert names == [DESCRIPTOR, "data/alumni.csv"]
    assert len(data_package(whole, [private], load_catalogue("en"))) == 1
    assert resource_of(kind, shown, load_catalogue("en")) is None


def test_a_constraint_is_told_only_where_it_holds(alumni, shown):
    kind, programme = alumni
    whole = dataclasses.replace(shown, kinds={**shown.kinds, **programme.kinds})
    package = json.loads(data_package(whole, [kind], load_catalogue("en"))[0].content)
    schema = package["resources"][0]["schema"]
    assert schema["primaryKey"] == ["id"]
    assert [field.get("constraints") for field in schema["fields"]] == [
        {"required": True},
        None,
        None,
    ]


def test_it_is_the_same_every_time(small, tmp_path):
    assert files(made(tmp_path)) == files(small)


@pytest.mark.parametrize(
    ("constraint", "given", "cells", "kept"),
    [
        ("enum", ["a", "b"], ["a", "", "b"], True),
        ("enum", ["a", "b"], ["a"], True),
        ("enum", ["a", "b"], ["a", "c"], False),
        ("required", True, ["a", "b"], True),
        ("required", True, ["a", ""], False),
        ("required", False, ["a"], False),
        ("unique", True, ["a", "b"], True),
        ("unique", True, ["a", "a"], False),
        ("unique", True, ["a", ""], False),
    ],
)
def test_a_constraint_is_stated_only_where_it_holds(
    constraint: str, given: Any, cells: list[str], kept: bool
):
    column = DataColumn({"name": "x", "type": "string", "constraints": {constraint: given}}, cells)
    assert _field(column).get("constraints") == ({constraint: given} if kept else None)


@pytest.mark.parametrize(
    ("kind", "value", "bound"),
    [
        ("integer", "3", 3),
        ("number", "0.5", 0.5),
        ("number", "2.0", 2),
        ("date", "2026-01-01", "2026-01-01"),
    ],
)
def test_a_bound_is_a_number_where_the_column_is(kind: str, value: str, bound: Any):
    column = DataColumn({"name": "x", "type": kind, "constraints": {"minimum": value}}, ("",))
    assert _field(column)["constraints"] == {"minimum": bound}


def test_every_word_is_stated_to_be_there(small: Build):
    resources = {each["name"]: each for each in descriptor(small)["resources"]}
    fields = {each["name"]: each for each in resources["vocabulary"]["schema"]["fields"]}
    assert fields["id"]["constraints"] == fields["vocabulary"]["constraints"] == {"required": True}
