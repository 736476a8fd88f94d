"""A fault in prose stops the build and names file and line; text of the data is only ever text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.site.commands import handbook, with_config
from tests.site.conftest import Shared
from tests.site.documents import Document, documents
from tests.site.variants import HOSTILE
from tests.support.programmes import replaced, write_programme

FRONT = (
    '---\ntitle: "A page"\ndescription: "About {{ page.path }}."\nnav: false\n---\n\n# A page\n\n'
)
LINE = 9
"""Line on which what follows `FRONT` begins."""

FAULTS: Mapping[str, tuple[str, int, str, str]] = {
    "variable": (FRONT + "One {{ edition.sesions }}\n", LINE, "template-undefined", "sesions"),
    "name": (FRONT + "\n\n{{ editionn.title }}\n", LINE + 2, "template-undefined", "editionn"),
    "filter": (FRONT + "\n{{ today | dayy }}\n", LINE + 1, "template-filter", "dayy"),
    "tag": (FRONT + "{% for a in mentors %}\n{{ a }}\n", LINE + 1, "template-unclosed", "for"),
    "include": (FRONT + '\n{% include "no.html" %}\n', LINE + 1, "template-missing", "no.html"),
    "component": (
        FRONT + '{{ component("no") }}\n',
        LINE,
        "template-missing",
        "components/no.html",
    ),
    "listing": (FRONT + '\n{{ listing("mentorz") }}\n', LINE + 1, "kind-unknown", "mentorz"),
    "evidence": (FRONT + 'a\nb {{ cite("6.9", "99.9") }}\n', LINE + 1, "evidence-unknown", "99.9"),
    "page": (FRONT + '{{ page_link("guide/mentor.md", "x") }}\n', LINE, "page-unknown", "guide/"),
    "string": (FRONT + '{{ t("mentors.no") }}\n', LINE, "string-unknown", "mentors.no"),
    "division": (FRONT + "\n\n\n{{ 1 / 0 }}\n", LINE + 3, "template-error", ""),
    "sandbox": (FRONT + "{{ programme.__class__.__mro__ }}\n", LINE, "template-forbidden", "__"),
    "windows": (
        (FRONT + "\n{{ edition.sesions }}\n").replace("\n", "\r\n"),
        LINE + 1,
        "template-undefined",
        "sesions",
    ),
    "no-front": ("# Bare\n\n{{ nothing }}\n", 3, "template-undefined", "nothing"),
    "bad-front": ("---\ntitle: A: B\n---\n\n# A\n", 2, "yaml-colon", ""),
    "list-front": ("---\n- a\n---\n\n# A\n", 1, "front-matter", ""),
    "untitled": ('---\ndescription: "D."\n---\n\n# A\n', 1, "page-untitled", ""),
    "undescribed": ("---\ntitle: T\n---\n\n# A\n", 1, "page-undescribed", ""),
    "front-variable": (
        '---\ntitle: "{{ nobody }}"\ndescription: "D2."\n---\n\n# A\n',
        2,
        "template-undefined",
        "nobody",
    ),
}
"""By page: its content, the line of the fault, its code, and what of it is named."""


@pytest.fixture(scope="module")
def problems(shared: Shared) -> list[dict[str, Any]]:
    def make(target: Path) -> None:
        root = with_config(write_programme(target))
        for name, (content, *_) in FAULTS.items():
            page = root / "content" / "en" / f"{name}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(content.encode())
        result = handbook("check", "--root", root, "--format", "json", cwd=target)
        assert result.returncode == 1
        (target / "problems.json").write_text(result.stdout, "utf-8")

    return list(json.loads((shared("prose", make) / "problems.json").read_text("utf-8")))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_file_and_line(name: str, problems: list[dict[str, Any]]) -> None:
    _, line, code, value = FAULTS[name]
    told = [
        (each["line"], each["code"])
        for each in problems
        if each["path"] == f"content/en/{name}.md" and value in each["value"]
    ]
    assert (line, code) in told, [each for each in problems if name in each["path"]]


def test_each_page_is_told_of_and_no_other(problems: list[dict[str, Any]]) -> None:
    assert {each["path"] for each in problems} == {f"content/en/{name}.md" for name in FAULTS}


def built_with(root: Path, text: str) -> tuple[int, str]:
    """Build the small programme with one more page; return exit code and what was said."""
    with_config(write_programme(root, {"content/en/extra.md": FRONT + text}))
    result = handbook("build", "--root", root, cwd=root)
    return result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize(
    "faults",
    [
        {"{{ edition.sesions }}": "sesions", "[a](nowhere.md)": '"nowhere.md"'},
        {"[a](faq.md#no-such-question)": "no-such-question", "![a](picture.png)": "picture.png"},
        {'<a href="../nowhere/">a</a>': "../nowhere/", '<img src="no.png">': "no.png"},
    ],
    ids=["ours", "markdown", "html"],
)
def test_the_build_stops(faults: dict[str, str], tmp_path: Path) -> None:
    code, told = built_with(tmp_path, "\n\n".join(faults))
    assert code in {1, 2}
    for named in faults.values():
        assert [line for line in told.splitlines() if named in line and "extra" in line], told


def test_sound_links_pass(tmp_path: Path) -> None:
    code, told = built_with(
        tmp_path,
        "[a](faq.md#how-long) {{ link(mentors[0]) }} {{ cite('3.5') }}{#here} [b](#a-page)",
    )
    assert code == 0, told


def test_html_in_a_text_is_refused(tmp_path: Path) -> None:
    change = replaced("programme/training.yaml", "title: Roles", "title: <b>Roles</b>")
    root = write_programme(tmp_path, change)
    result = handbook("check", "--root", root, "--format", "json", cwd=tmp_path)
    (problem,) = json.loads(result.stdout)
    assert (problem["code"], problem["line"]) == ("html-in-text", 2)


@pytest.fixture(scope="module")
def hostile_pages(hostile: Path) -> dict[str, Document]:
    return documents(hostile / "site")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "purpose/",
        "timeline/",
        "mentors/",
        "mentors/ana/",
        "organisations/",
        "organisations/acme/",
        "training/",
        "training/roles/",
        "committee/",
        "faq/",
        "editions/",
        "2026/",
        "2025/",
        "recognition/",
        "templates/agreement/",
        "templates/minutes/",
    ],
)
def test_what_looks_like_markup_stays_text(hostile_pages: dict[str, Document], url: str) -> None:
    assert HOSTILE in hostile_pages[url].article.text


def test_nothing_of_it_is_run_or_filled_in(hostile_pages: dict[str, Document]) -> None:
    for page in hostile_pages.values():
        assert " 49 " not in page.text
        assert HOSTILE in page.title, page.url
        for element in page.root.walk():
            for value in (element.attributes.get(name, "") for name in ("href", "src", "onclick")):
                assert "javascript:" not in value, page.url


def test_titles_and_headings_keep_it(hostile_pages: dict[str, Document]) -> None:
    for url in ("mentors/ana/", "organisations/acme/", "training/roles/", "2026/"):
        page = hostile_pages[url]
        assert page.article.one("h1").text == HOSTILE
        assert page.title == f"{HOSTILE} - {HOSTILE}"


def test_a_biography_is_markdown_without_html(hostile_pages: dict[str, Document]) -> None:
    page = hostile_pages["mentors/ana/"]
    assert "<b>bold</b> x {{ 7*7 }} rows" in page.article.text
    assert [each.text for each in page.article.all("em")] == ["rows", "Ana"]
