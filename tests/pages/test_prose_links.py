"""Links between pages of prose, told on the line of the file on which they stand."""

from __future__ import annotations

import pytest

from handbook.outputs import Prose
from handbook.pages.links import unknown_pages

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
