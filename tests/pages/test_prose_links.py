"""Links between pages of prose, told on the line of the file on which they stand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from handbook.outputs import Prose
from handbook.pages.links import unknown_pages, with_entries_linked
from handbook.rendering.lookups import Lookups

NAMES = frozenset({"index.md", "faq.md", "guides/mentor.md", "guides/mentee.md"})


def told(body: str, page: str = "guides/mentor.md") -> list[tuple[int, str, object]]:
    prose = Prose(page, "en", f"content/en/{page}", {}, body, 5)
    found = list(unknown_pages([prose], NAMES))
    assert {problem.place.path for problem in found} <= {prose.source}
    assert {problem.code for problem in found} <= {"page-unknown"}
    return [
        (problem.place.line, problem.value, problem.details.get("suggestion")) for problem in found
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[x](mentee.md)",
        "[x](../faq.md#how)",
        "[x](../index.md 'Title')",
        "[x](./mentor.md)",
        "[x](https://a.example/nowhere.md)",
        "[x](nowhere/)",
        "nowhere.md (nowhere.md)",
        "[x](nowhere.md.txt)",
        "[x]({{ page_href('nowhere.md') }})",
        "```\n[x](nowhere.md)\n```",
        "[x][y]\n\n[y]: ../faq.md#how 'Title'\n [z]: <mentee.md>\n[w]: https://a.example/b.md",
        "[y]: nowhere.md.txt\n    [y]: nowhere.md\n```\n[y]: nowhere.md\n```",
        "a\n~~~ text\n[x](nowhere.md)\n~~~\n",
    ],
)
def test_what_leads_somewhere_or_is_no_link(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[x](menter.md)", [(5, "menter.md", "mentor.md")]),
        ("a\n\n[x](../fak.md#y)", [(7, "../fak.md", "../faq.md")]),
        ("[x](zzzz.md) [y](yyyy.md 'T')", [(5, "zzzz.md", None), (5, "yyyy.md", None)]),
        ("[x](faq.md)", [(5, "faq.md", None)]),
        ("```\nx\n```\n[x](zzzz.md)", [(8, "zzzz.md", None)]),
        (
            "[x][y]\n\n[y]: zzzz.md 'T'\n[z]: <yyyy.md#a>",
            [(7, "zzzz.md", None), (8, "yyyy.md", None)],
        ),
        ("[x](/faq.md)", [(5, "/faq.md", None)]),
    ],
)
def test_what_leads_nowhere(body: str, found: list[tuple[int, str, object]]) -> None:
    assert [(line, value) for line, value, _ in told(body)] == [each[:2] for each in found]
    suggested = [each[2] for each in found if each[2]]
    assert [suggestion for _, _, suggestion in told(body) if suggestion in suggested] == suggested


def test_a_link_from_the_front_page_starts_there() -> None:
    assert told("[x](faq.md)", "index.md") == []
    assert told("[x](fak.md)", "index.md") == [(5, "fak.md", "faq.md")]


LIBRARY: Any = SimpleNamespace(
    entries=frozenset({"templates/objectives.md"}),
    ended=frozenset({"mentors/gone.md"}),
    urls=SimpleNamespace(path=lambda name, language: name),
)
LOOKUPS = Lookups(LIBRARY, {})
HERE: Any = SimpleNamespace(language="en", url="guides/mentee/")
AWAY = '<a href="../../templates/objectives/">'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Fill in the [sheet](../templates/objectives.md).", f"Fill in the {AWAY}sheet</a>."),
        (
            "The [objectives\nsheet](../templates/objectives.md).",
            f"The {AWAY}objectives\nsheet</a>.",
        ),
        (
            "- [ ] The [two\n  lines](../templates/objectives.md)\n- [ ] b",
            f"- [ ] The {AWAY}two\n  lines</a>\n- [ ] b",
        ),
        (
            "[a\nb\nc](../templates/objectives.md)\n[d](../templates/objectives.md)",
            f"{AWAY}a\nb\nc</a>\n{AWAY}d</a>",
        ),
        ("[sheet](../templates/objectives.md\n'Title') x\n\ny", f"{AWAY}sheet</a> x\n\ny"),
        ("Ask [Ana\nGone](../mentors/gone.md).", "Ask Ana\nGone."),
        (
            "The [two\nlines][s].\n\n[s]: ../templates/objectives.md",
            f"The {AWAY}two\nlines</a>.\n\n",
        ),
    ],
)
def test_a_link_to_a_record_may_go_on_in_the_next_line(body: str, shown: str) -> None:
    assert with_entries_linked(body, "guides/mentee.md", HERE, LOOKUPS) == shown


@pytest.mark.parametrize(
    "body",
    [
        "[no\n\nlink](../templates/objectives.md)",
        "[no\n \t\nlink](../templates/objectives.md)",
        "![a\npicture](../templates/objectives.md)",
        "```\n[a\nb](../templates/objectives.md)\n```",
        "[a\n```\nb](../templates/objectives.md)\n```",
        "[another\npage](mentor.md)",
        "[out\nthere](https://a.example/templates/objectives.md)",
    ],
)
def test_what_is_no_link_to_a_record_stays(body: str) -> None:
    assert with_entries_linked(body, "guides/mentee.md", HERE, LOOKUPS) == body
