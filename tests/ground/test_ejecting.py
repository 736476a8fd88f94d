"""Copies of what the handbook says read as the handbook's own, and go before it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from handbook.content_types import REGISTRY
from handbook.ejecting import UnknownDefaultError, ejectable, ejected
from handbook.languages import Languages, Text
from handbook.programme import Programme
from handbook.reading.documents.defaults import default_data
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.documents.yaml_writing import written_yaml
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme

ENGLISH = Languages(("en",))
DATA = [name for name in ejectable(ENGLISH) if (default_data() / name).is_file()]
GENERAL = [f"programme/{name}" for name in DATA]


def read(root: Path) -> Programme:
    reading = read_programme(Settings(root, date(2026, 3, 16)), REGISTRY)
    assert [one for one in reading.problems if one.code.startswith("yaml")] == []
    return reading.programme


def plain(value: Any) -> Any:
    """Show a record without its places."""
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Text):
        return str(value)
    if hasattr(value, "__dataclass_fields__"):
        names = set(value.__dataclass_fields__) - {"where"}
        return {name: plain(getattr(value, name)) for name in names}
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def test_a_programme_that_copies_everything_says_the_same(tmp_path: Path):
    without = dict.fromkeys(path for path in FILES if path in GENERAL)
    root = write_programme(tmp_path / "root", without)
    before = {name: plain(records) for name, records in read(root).kinds.items()}
    for name in ejectable(ENGLISH):
        copy = ejected(name, ENGLISH)
        (root / copy.path).parent.mkdir(parents=True, exist_ok=True)
        (root / copy.path).write_bytes(copy.content)
    after = read(root)
    assert not after.default_files
    assert {name: plain(records) for name, records in after.kinds.items()} == before
    question = after.kinds["faq"][0]
    assert question.where("question").path == "programme/faq.yaml"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("forms/agreement.yaml", "programme/forms/agreement.yaml"),
        ("programme/forms/agreement.yaml", "programme/forms/agreement.yaml"),
        ("training/closing-well.en.md", "programme/training/closing-well.en.md"),
        ("guides/mentor.md", "content/en/guides/mentor.md"),
        ("content/en/guides/mentor.md", "content/en/guides/mentor.md"),
    ],
)
def test_a_copy_lies_where_the_programme_has_it(name: str, path: str):
    assert ejected(name, ENGLISH).path == path


def test_prose_in_no_language_of_the_programme_is_copied_as_it_is_shipped():
    copy = ejected("guides/mentor.md", Languages(("eu", "fr")))
    assert copy.path == "content/eu/guides/mentor.md"
    assert copy.content == ejected("guides/mentor.md", ENGLISH).content


@pytest.mark.parametrize("name", ["agrement.yaml", "nothing", "", "../programme.yaml", "training/"])
def test_a_name_that_the_handbook_has_not_is_refused(name: str):
    with pytest.raises(UnknownDefaultError) as refused:
        ejected(name, ENGLISH)
    assert refused.value.name == name
    assert (refused.value.suggestion == "forms/agreement.yaml") == (name == "agrement.yaml")


@pytest.mark.parametrize("name", [name for name in DATA if name.endswith(".yaml")])
def test_what_begins_a_default_in_remarks_begins_the_copy(name: str):
    original = (default_data() / name).read_text("utf-8").splitlines()[0]
    copy = ejected(name, ENGLISH).content.decode()
    assert original.startswith("# ")
    assert copy.splitlines()[0] == original
    assert not re.search(r"\ben:", copy)


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "yes",
        "null",
        "~",
        "12",
        "012",
        "1.10",
        "12:30",
        "2026-03-01",
        "- a",
        "a: b",
        "a #b",
        "#",
        "'",
        "\"quoted\" and 'quoted'",
        "*a",
        "&a",
        "{{ edition.title }}",
        "{a",
        "[a]",
        "%",
        "@x",
        "é ñ 日本",
        "a" * 300,
        "word " * 60 + "end",
        "two\n\nparagraphs\n- and a list\n  set in",
        "ends with a colon:",
    ],
)
def test_what_is_written_is_read_as_it_was(value: str):
    for tree in ({"a": value}, [{"a": value, "b": [value, "x"]}], {"a": [{"b": value}]}):
        parsed = parse_yaml(written_yaml(tree), "a.yaml")
        assert parsed.problems == ()
        assert parsed.value == tree
