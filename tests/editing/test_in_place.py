"""In place: what is changed is changed, and every other byte stays as somebody wrote it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook.editing.in_place import Sheet, with_key

YAML = """\
# Of this edition
title: Old   # its name

summary: >-
  Two lines,
  and a third.

  With a free one.
# Dates
starts: 2026-01-01
partners:
- acme
- beta
outcomes: [A plan]
application:
  how: |
    Write.

  email: a@b.example
ends: 2026-12-31"""


@pytest.mark.parametrize(
    ("key", "value", "after", "old", "new"),
    [
        ("title", "New", "", "title: Old   # its name\n", "title: New\n"),
        (
            "summary",
            "One line",
            "",
            "summary: >-\n  Two lines,\n  and a third.\n\n  With a free one.\n",
            "summary: One line\n",
        ),
        ("partners", ["gamma"], "", "partners:\n- acme\n- beta\n", "partners: [gamma]\n"),
        ("starts", None, "", "starts: 2026-01-01\n", ""),
        (
            "application",
            {"how": "Ring"},
            "",
            "application:\n  how: |\n    Write.\n\n  email: a@b.example\n",
            "application:\n  how: Ring\n",
        ),
        ("ends", "x", "", "ends: 2026-12-31", "ends: x\n"),
        ("cancelled", "yes", "starts", "2026-01-01\n", "2026-01-01\ncancelled: yes\n"),
        ("cancelled", "yes", "", "ends: 2026-12-31", "ends: 2026-12-31\ncancelled: yes\n"),
        ("cancelled", "yes", "ends", "ends: 2026-12-31", "ends: 2026-12-31\ncancelled: yes\n"),
        ("email", "not an inner one", "", "2026-12-31", "2026-12-31\nemail: not an inner one\n"),
    ],
)
def test_a_key_is_set_and_the_rest_stays(
    key: str, value: object, after: str, old: str, new: str
) -> None:
    assert YAML.count(old) == 1
    assert with_key(YAML, key, value, after) == YAML.replace(old, new)


def test_a_key_that_is_not_there_is_not_taken_away() -> None:
    assert with_key(YAML, "pilot", None) == YAML


@given(st.sampled_from(["title", "summary", "partners", "application", "ends", "pilot"]), st.text())
def test_what_is_set_is_read_again_and_all_else_as_before(key: str, value: str) -> None:
    value = " ".join(value.split()).encode("ascii", "ignore").decode()
    value = "".join(sign for sign in value if sign.isprintable()) + "."
    before, after = yaml.safe_load(YAML), yaml.safe_load(with_key(YAML, key, value))
    assert after == before | {key: value}


NAMES = ("mentor", "capacity")
TABLES = [
    'mentor,capacity,note\nana,1,"Yes, ""quite"""\n\nben,2,\n',
    'sep=;\r\nMentor;Capacity;note\r\nana;1;"two\r\nlines"\r\nben;2;x',
    "mentor\tcapacity\tnote\nana\t1\tx\nben\t2\n",
]


@pytest.mark.parametrize("text", TABLES)
def test_a_cell_is_changed_and_the_rest_stays(text: str) -> None:
    sheet = Sheet.of(text, NAMES)
    assert [row["mentor"] for row in sheet.values()] == ["ana", "ben"]
    assert sheet.changed({}) == text
    changed = sheet.changed({(0, "capacity"): "7", (1, "mentor"): "bea"})
    again = Sheet.of(changed, NAMES)
    assert [(row["mentor"], row["capacity"]) for row in again.values()] == [
        ("ana", "7"),
        ("bea", "2"),
    ]
    undone = again.changed({(0, "capacity"): "1", (1, "mentor"): "ben"})
    assert undone == text


@pytest.mark.parametrize("text", TABLES)
@pytest.mark.parametrize("value", ["plain", "a, b; c\td", 'He said "no"', "two\nlines", ""])
def test_columns_are_added_at_the_end(text: str, value: str) -> None:
    sheet = Sheet.of(text, NAMES)
    given = {(0, "organisation"): "acme", (1, "organisation"): value, (1, "position"): value}
    wider = sheet.changed(given)
    rows = Sheet.of(wider, NAMES).values()
    assert [(row["organisation"], row["position"]) for row in rows] == [
        ("acme", ""),
        (value, value),
    ]
    assert [row["capacity"] for row in rows] == ["1", "2"]


def test_a_table_without_the_column_is_none() -> None:
    with pytest.raises(ValueError, match="date"):
        Sheet.of("id,name\nana,Ana\n", ["date"])


@pytest.mark.parametrize("name", ["capacity", "note", "position"])
def test_a_row_that_is_too_short_is_made_long_enough(name: str) -> None:
    sheet = Sheet.of("mentor,capacity,note\nana\nben,2\n", NAMES)
    rows = Sheet.of(sheet.changed({(0, name): "x"}), NAMES).values()
    assert rows[0][name] == "x"
    assert [row["mentor"] for row in rows] == ["ana", "ben"]
