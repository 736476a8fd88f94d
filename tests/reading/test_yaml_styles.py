"""A value reads the same and stands where it begins, in whatever style somebody wrote it."""

from __future__ import annotations

import pytest

from handbook.problems import Place
from handbook.reading.documents import yaml_tree
from handbook.reading.documents.yaml_text import load_yaml, parse_yaml

STYLES = [
    ("k: plain\n", "plain", 1, 4),
    ("k:  plain # note\n", "plain", 1, 5),
    ("k: no\n", "no", 1, 4),
    ("k: one\n  two\n", "one two", 1, 4),
    ("k: it's\n", "it's", 1, 4),
    ("k: 'single'\n", "single", 1, 4),
    ("k: 'it''s'\n", "it's", 1, 4),
    ("k: ''''\n", "'", 1, 4),
    ("k: 'a: b # c'\n", "a: b # c", 1, 4),
    ("k: 'one\n\n  two'\n", "one\ntwo", 1, 4),
    ("k: '\\n'\n", "\\n", 1, 4),
    ("k: 'null'\n", "null", 1, 4),
    ("k: '~'\n", "~", 1, 4),
    ("k: '@x'\n", "@x", 1, 4),
    ('k: "double"\n', "double", 1, 4),
    ('k: "a\\nb\\"c\\u00e9"\n', 'a\nb"cé', 1, 4),
    ('k: "one\n  two"\n', "one two", 1, 4),
    ("k: |\n  one\n  two\n", "one\ntwo", 1, 4),
    ("k: |-\n  'one'\n", "'one'", 1, 4),
    ("k: >\n  one\n  two\n", "one two", 1, 4),
    ("k:\n  deep\n", "deep", 2, 3),
    ("'k': 'v'\n", "v", 1, 6),
    ('"k": v\n', "v", 1, 6),
    ("'k' : v\n", "v", 1, 7),
    ("{k: 'v'}\n", "v", 1, 5),
    ("? k\n: 'v'\n", "v", 2, 3),
]


@pytest.mark.parametrize(("text", "value", "line", "column"), STYLES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_value_of_any_style_is_read_where_it_begins(text, value, line, column, ending):
    parsed = parse_yaml(text.replace("\n", ending), "a.yaml")
    assert (parsed.value, parsed.problems) == ({"k": value}, ())
    assert parsed.where("k") == Place("a.yaml", line, column)


def test_an_escaped_quotation_mark_shifts_no_place_after_it():
    where = parse_yaml("a: ['it''s', 'b', c]\n'd''e': {f: 'g'}\n", "a.yaml").where
    assert [where(f"a.{number}").column for number in range(3)] == [5, 14, 19]
    assert where.key("d'e") == Place("a.yaml", 2, 1)
    assert where("d'e.f") == Place("a.yaml", 2, 13)
    assert where.key("d'e.f") == Place("a.yaml", 2, 10)


@pytest.mark.parametrize("mark", ["'", '"'])
@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("a: 'x' y\n", 1, 8, "yaml-quote-after"),
        ("a: 'x' y' z\n", 1, 6, "yaml-quote-inside"),
        ("a: {b: 'x' y, c: d}\n", 1, 12, "yaml-quote-after"),
        ("- 'x' y\n", 1, 7, "yaml-quote-after"),
        ("a: 'open\nb: 'c'\n", 1, 4, "yaml-quote"),
        ("a: 'one\n  two'\nb: 'x' y\n", 3, 8, "yaml-quote-after"),
        ("a: 'one\n  two' three\n", 1, 4, "yaml-quote"),
        ("a: ''\nb: '\n", 2, 4, "yaml-quote"),
        ("a: 'x\na: 'y'\n", 1, 4, "yaml-quote"),
        ("'a: 1\n", 1, 1, "yaml-quote"),
        ("'a': 1\na: 2\n", 2, 1, "yaml-duplicate-key"),
    ],
)
def test_quotation_marks_that_do_not_match(text, line, column, code, mark):
    problems = parse_yaml(text.replace("'", mark), "a.yaml").problems
    assert [(one.place, one.code) for one in problems] == [(Place("a.yaml", line, column), code)]


def test_a_document_may_be_as_large_as_the_limit(monkeypatch):
    # The stream, the document and the list begin, three words, and all three end.
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 9)
    assert parse_yaml("- a\n- b\n- c\n", "a.yaml").value == ["a", "b", "c"]
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 5)
    (problem,) = parse_yaml("- a\n- b\n- c\n", "a.yaml").problems
    assert (problem.code, problem.place, problem.details) == (
        "yaml-large",
        Place("a.yaml", 3, 3),
        {"allowed": 5},
    )


def test_a_key_may_be_as_long_as_the_limit():
    assert parse_yaml("a" * 200 + ": b\n", "a.yaml").value == {"a" * 200: "b"}


def test_what_a_repeated_key_holds_is_nowhere():
    parsed = parse_yaml("a: {x: 1}\na: {y: {z: 2}}\nb: {a: 3}\n", "a.yaml")
    assert parsed.where("a.y") == Place("a.yaml", 1, 4)
    assert parsed.where("b.a") == Place("a.yaml", 3, 8)
    assert parsed.value == {"a": {"x": "1"}, "b": {"a": "3"}}


def test_what_is_absent_has_a_place_and_no_value():
    parsed = parse_yaml("a:\nb: {c: ''}\nd: [x, ~]\n", "a.yaml")
    assert parsed.value == {"b": {}, "d": ["x"]}
    assert parsed.where("b.c") == Place("a.yaml", 2, 8)
    assert parsed.where.key("b.c") == Place("a.yaml", 2, 5)
    assert parsed.where.key("d.1") == Place("a.yaml", 3, 8)


def test_a_file_elsewhere_is_read_too(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes("\ufeffa: 'é'\n".encode("utf-16-le"))
    assert load_yaml(file).value == {"a": "é"}
    file.write_bytes(b"a: \xe9\n")
    assert [problem.code for problem in load_yaml(file).problems] == ["encoding"]
    with pytest.raises(OSError, match=r"a\.yml"):
        load_yaml(tmp_path / "a.yml")
