"""What somebody did in YAML is named: where it cannot be read, and where it is read otherwise."""

from __future__ import annotations

import pytest

from handbook.problems import Severity
from handbook.reading.documents.yaml_text import Parsed, parse_yaml


def told(parsed: Parsed) -> list[str]:
    return [
        "~" * (one.severity is Severity.WARNING) + f"{str(one.place)[7:]} {one.code}"
        for one in parsed.problems
    ]


REFUSED = [
    ("a: 'it's'\n", "1:7 yaml-apostrophe"),
    ("a: {b: 'Ana's', c: d}\n", "1:12 yaml-apostrophe"),
    ("- 'don't: stop'\n", "1:7 yaml-apostrophe"),
    ('a: "say "hello" now"\n', "1:9 yaml-quote-inside"),
    ("a: 'the mentors' night'\n", "1:16 yaml-quote-inside"),
    ('a: "C:\\Users\\ana"\n', "1:7 yaml-backslash"),
    ('a: "50\\% of us"\n', "1:7 yaml-backslash"),
    ('a: ["x", "D:\\new"]\n', "1:13 yaml-backslash"),
    ('a: "Edition\u201d\nb: c\n', "1:12 yaml-curly"),
    ("a: \u201cNote: x\u201d\n", "1:4 yaml-curly"),
    ("a: \u00abNote: x\u00bb\n", "1:4 yaml-curly"),
    ("a: {b: \u2018Note: x\u2019}\n", "1:8 yaml-curly"),
    ("a: {b: Note: x}\n", "1:12 yaml-colon"),
    ("a: [b, Note: x: y]\n", "1:15 yaml-colon"),
    ("- {t: We are # 1 at sea}\n- {t: b}\n", "1:14 yaml-hash"),
    ("a: [one # two, three]\nb: c\n", "1:9 yaml-hash"),
    ("a: We are # 1 at sea\n  and on land\nb: c\n", "1:11 yaml-hash"),
    ("title Edition\nstarts: 2026\n", "1:1 yaml-colon-missing"),
    ("a: 1\ntitle Edition\nb: 2\n", "2:1 yaml-colon-missing"),
    ("a:1\nb: 2\n", "1:1 yaml-colon-missing"),
    ("a: Text\nthat goes on\nb: 1\n", "2:1 yaml-colon-missing"),
    ("a:\n  b: 1\n c: 2\n", "3:2 yaml-indent"),
    ("a:\n  b: 1\n   c: 2\n", "3:4 yaml-indent"),
    ("- a: 1\n b: 2\n", "2:2 yaml-indent"),
    ("a:\n  - b\n - c\n", "3:2 yaml-indent"),
    ("a: Text\n  Note: bring pens\n", "2:7 yaml-colon"),
    ("a: - b\n", "1:4 yaml-dash"),
    ("-\ta: 1\n", "1:2 yaml-tab"),
    ("a: **bold** x\n", "1:4 yaml-alias"),
    ("a: >x\n", "1:4 yaml-character"),
    ("a: {{ x.y }}\n", "1:4 yaml-braces"),
    ("a: {{ x.y }} and z\n", "1:4 yaml-braces"),
    ("a:\u00a0X\nb: 2\n", "1:3 yaml-space"),
    ("a: 1\nb:\u200bX\n", "2:3 yaml-space"),
    ("a:\n\u00a0\u00a0b: 1\n", "2:1 yaml-space"),
    ("a:\n  b: 1\n \u202fc: 2\n", "3:2 yaml-space"),
    ("a: 1\n\u3000b: 2\n", "2:1 yaml-space"),
    ("- a\n-\u00a0b\n", "2:2 yaml-space"),
    ("-\u2007a\n", "1:2 yaml-space"),
    ("a: {b:\u00a0c, d: e}\n", "1:7 yaml-space"),
    ("a: x\u2028y\nb: 'z\nc: 1\n", "1:5 line-separator"),
    ("a: 1\n\u2029b: 2\n", "2:1 line-separator"),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_what_somebody_did_is_named_once_and_in_place(text, expected):
    parsed = parse_yaml(text, "a.yaml")
    assert told(parsed) == [expected]
    assert told(parse_yaml(text.replace("\n", "\r\n"), "a.yaml")) == [expected]


CUT = [
    ("a: {b: Why, and how.}\n", ["1:11 yaml-comma"], {"a": {"b": "Why"}}),
    ("a: {b: Why, how, when}\n", ["1:11 yaml-comma"], {"a": {"b": "Why"}}),
    ("a: {b: c, d, e: f, g}\n", ["1:9 yaml-comma", "1:18 yaml-comma"], {"a": {"b": "c", "e": "f"}}),
    ("a: {b: 1,000 x}\n", ["1:9 yaml-comma"], {"a": {"b": "1"}}),
    ("a: [Be (open, honest), b]\n", ["1:13 yaml-comma"], {"a": ["Be (open", "honest)", "b"]}),
    ("a: [\u201cb, c\u201d]\n", ["1:7 yaml-comma"], {"a": ["\u201cb", "c\u201d"]}),
    ("a: [1,000 x, y]\n", ["1:6 yaml-comma"], {"a": ["1", "000 x", "y"]}),
    ('a: "x\u2028y"\nb: 1\nb: 2\n', ["1:6 line-separator", "3:1 yaml-duplicate-key"], None),
    ("a: We are # 1 at sea\n", ["~1:11 yaml-hash-cuts"], {"a": "We are"}),
    ("a: Room #5\n", ["~1:9 yaml-hash-cuts"], {"a": "Room"}),
    ("- one thing # two\n", ["~1:13 yaml-hash-cuts"], ["one thing"]),
    ("a: {b: two words # c\n  }\n", ["~1:18 yaml-hash-cuts"], {"a": {"b": "two words"}}),
    ("a: \u201cb c\u201d\n", ["~1:4 quotes-curly"], {"a": "b c"}),
    ("a: \u2018it\u2019s\u2019\n", ["~1:4 quotes-curly"], {"a": "it\u2019s"}),
    ("a: \u201eb\u201c\n", ["~1:4 quotes-curly"], {"a": "b"}),
    ("\u201ca\u201d: b\n", ["~1:1 quotes-curly"], {"a": "b"}),
]


@pytest.mark.parametrize(("text", "expected", "value"), CUT)
def test_what_would_be_read_otherwise_than_it_was_meant_is_told(text, expected, value):
    parsed = parse_yaml(text, "a.yaml")
    assert told(parsed) == expected
    assert value is None or parsed.value == value


@pytest.mark.parametrize(
    "text",
    [
        "a: text, with commas\n",
        "a: {b: c, d: e}\n",
        "a: {b: c,}\n",
        "a: {b: , c: d}\n",
        "a: {b: c # d\n  , e: f}\n",
        "a: {b: [c, d], e: {f: g}}\n",
        "a: {'b': c, \"d\" : e}\n",
        "a: [Read, write]\n",
        "a: [Read the text., Write it.]\n",
        "a: [2025,2026]\n",
        "a: [ana, ben]\n",
        "a: ['Why, and how', \"x, y\"]\n",
        "a: 2026 # the year\n",
        "a: 2026-01-01 # a day\n",
        "a: yes # or no\n",
        "a: ana-lopez # an id\n",
        "a: 50 % # a half\n",
        "a: Two words  # two spaces away\n",
        "a: 'Two words' # after quotes\n",
        "a: A sentence. # its end\n",
        "a: C#\n",
        "a: b#c d\n",
        "a: # a comment in place of a value\n  b: c\n",
        "a: |\n  We are # 1, {at sea}\n  \u00a0\n",
        "a: >\n  one\n  \u00a0two: three\n",
        "a: x \u00a0 y\n",
        "a: Nota:\u00a0bene\n",
        "a: \u00a0x\u00a0\n",
        "a: \u201cWhy\u201d and \u201chow\u201d\n",
        "a: \u201cWhy\u201d, she said\n",
        "a: She said \u201cwhy\u201d\n",
        "a: \u00abPor qu\u00e9\u00bb\n",
        "a: '\u201cb\u201d'\n",
        'a: "C:\\\\temp"\n',
        "a: 'C:\\temp'\n",
        "a: C:\\temp\n",
        'a: "one\\ntwo"\n',
        "a: '{{ x.y }} z'\n",
        "a: z {{ x.y }}\n",
        "a: it's, the mentors' night\n",
    ],
)
def test_what_is_written_as_it_is_meant_is_left_in_peace(text):
    assert told(parse_yaml(text, "a.yaml")) == []


def test_keys_without_value_are_known():
    where = parse_yaml("a:\nb: {c: ~, d: e}\nf:\n  - g: ''\n    h: i\n", "a.yaml").where
    assert list(where.blank) == ["a", "b.c", "f.0.g"]
    assert str(where.blank["f.0.g"]) == "a.yaml:4:5"
