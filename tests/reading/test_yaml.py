"""YAML as people write it: the text stays text, everything has a place, and nothing is raised."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.problems import Place
from handbook.reading.documents import yaml_tree
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.text.decoding import clean


def faults(text: str, first_line: int = 1) -> list[tuple[int, int, str]]:
    return [
        (problem.place.line, problem.place.column, problem.code)
        for problem in parse_yaml(text, "a.yaml", first_line).problems
    ]


def test_values_stay_the_text_that_stands_there():
    text = "a: no\nb: 12:30\nc: 010\nd: +34600000000\non: 1_000\ne: 2026-01-01\nf: 1e5\ng: 'x '\n"
    assert parse_yaml(text, "a.yaml").value == {
        "a": "no",
        "b": "12:30",
        "c": "010",
        "d": "+34600000000",
        "on": "1_000",
        "e": "2026-01-01",
        "f": "1e5",
        "g": "x",
    }


def test_what_is_empty_is_absent():
    text = "a:\nb: ~\nc: null\nd: ''\ne: [x, ~, '', y]\nf: {}\ng: 'null'\nh: |\n  two\n  lines\n"
    value = parse_yaml(text, "a.yaml").value
    assert value == {"e": ["x", "y"], "f": {}, "g": "null", "h": "two\nlines"}
    assert parse_yaml("# only a comment\n", "a.yaml").value is None


def test_every_value_and_key_has_a_place():
    where = parse_yaml("top:\n  list:\n    - x\n    -  b: 1\n       c: 'd'\n", "a.yaml").where
    assert where("top.list.1.c") == Place("a.yaml", 5, 11)
    assert where.key("top.list.1.c") == Place("a.yaml", 5, 8)
    assert where("top.list.0") == Place("a.yaml", 3, 7)
    assert where("top.list.1") == Place("a.yaml", 4, 8)
    assert where("top.list.1.nothing") == Place("a.yaml", 4, 8)
    assert where() == Place("a.yaml", 1, 1)


def test_places_count_from_the_line_front_matter_starts_on():
    parsed = parse_yaml("a: 1\na: 2\n", "a.md", first_line=2)
    assert parsed.where("a") == Place("a.md", 2, 4)
    (problem,) = parsed.problems
    assert (problem.place, problem.details) == (Place("a.md", 3, 1), {"first": 2})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "yaml-duplicate-key")]),
        (
            "a: {b: 1, b: 2}\nc: 1\nc: 2\n",
            [(1, 11, "yaml-duplicate-key"), (3, 1, "yaml-duplicate-key")],
        ),
        ("a:\n\tb: 1\n", [(2, 1, "yaml-tab")]),
        ("a:\n  - b\n \t- c\n", [(3, 2, "yaml-tab")]),
        ("a: &x 1\nb: *x\n", [(1, 4, "yaml-anchor"), (2, 4, "yaml-alias")]),
        ("a: &x [1]\n", [(1, 4, "yaml-anchor")]),
        ("a: !!python/object:os.system x\nb: !x {}\n", [(1, 4, "yaml-tag"), (2, 4, "yaml-tag")]),
        ("a: !!str 1\n", [(1, 4, "yaml-tag")]),
        ("<<: {a: 1}\n", []),
        ("---\na: 1\n", []),
        ("a: 1\n---\nb: 2\n", [(2, 1, "yaml-second-document")]),
        ("a: " + "[" * 12 + "]" * 12, [(1, 15, "yaml-depth")]),
        ("a: " + "[" * 11 + "]" * 11, []),
        ("[" * 5000, [(1, 13, "yaml-depth")]),
        ("a: b: c\n", [(1, 5, "yaml-colon")]),
        ('a: 1\nb: "open\nc: 2\n', [(2, 4, "yaml-quote")]),
        ("a: 1\nb: 'open\nc: 2\n", [(2, 4, "yaml-quote")]),
        ("a: @x\n", [(1, 4, "yaml-character")]),
        ("a: [1, 2\nb: 3\n", [(1, 4, "yaml-bracket")]),
        ("? [a]\n: b\n", [(1, 3, "yaml-key")]),
        ('a: "open\nb: "c"\n', [(1, 4, "yaml-quote")]),
        ("a: {b: 1\nc: 2\n", [(1, 4, "yaml-bracket")]),
        ("a: [b, c}\n", [(1, 4, "yaml-bracket")]),
        ("? " + "a" * 201 + "\n: b\n", [(1, 3, "yaml-key")]),
        ("- a\n" * 100_000, [(99_998, 3, "yaml-large")]),
        ("a: x\x07\n", [(1, 5, "control-character")]),
        ("a: x\ufffdy\n", [(1, 5, "character-lost")]),
        ("a: x\ud800\n", [(0, 0, "yaml-syntax")]),
    ],
)
def test_what_is_refused_has_a_place(text, expected):
    assert faults(text) == expected


def test_a_repeated_key_keeps_its_first_value():
    assert parse_yaml("a: {x: 1}\na: {y: 2}\n", "a.yaml").value == {"a": {"x": "1"}}


def test_hostile_input_is_refused(monkeypatch):
    """What takes squared time would not end here before the run is given up."""
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 10_000)
    for text in (
        "[" * 1_000_000,
        "a:\n" * 100_000,
        "? " * 100_000,
        "- " * 100_000,
        "{a: " * 100_000,
        "- a\n" * 500_000,
        "[" + "a," * 1_000_000,
        "".join(f"key{number}: a\n" for number in range(150_000)),
        "? " + "a" * 3_000_000 + "\n: b\n",
        "a: 1\n" * 100_000,
        "a:\n" + "\tb: 1\n" * 300_000,
    ):
        assert faults(text) != []


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:-?[]{}#&*!|>'\"%@`,~ \t\n\r\u00a0\ufeff\u2028é0"), max_size=60))
def test_any_text_is_read_or_refused(text):
    parsed = parse_yaml(text, "a.yaml")
    lines = text.count("\n") + text.count("\r") + text.count("\u2028") + 1
    for problem in parsed.problems:
        assert 0 <= problem.place.line <= lines + 1
    assert parsed.value is None or isinstance(parsed.value, str | list | dict)


words = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=6).filter(
    lambda word: word.lower() not in {"null", ""}
)
trees = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(words, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(trees, st.booleans())
def test_what_a_program_writes_is_read_back(tree, flow):
    text = yaml.dump(tree, default_flow_style=flow, allow_unicode=True, default_style="'")
    expected = _cleaned(tree)
    parsed = parse_yaml(text, "a.yaml")
    if parsed.problems:  # two keys that differ only in how their accents are composed, or depth
        assert {p.code for p in parsed.problems} <= {"yaml-duplicate-key", "yaml-depth"}
    else:
        assert parsed.value == expected


def _cleaned(tree):
    if isinstance(tree, dict):
        return {clean(key): _cleaned(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_cleaned(item) for item in tree]
    return clean(tree)
