"""What stands in content/ and is read by nothing is told, and where a merge left two versions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from handbook.languages import Languages
from handbook.problems import Severity
from handbook.reading.documents.navigation import read_navigation
from handbook.reading.documents.prose import read_prose
from handbook.reading.files import decode

PAGE = "---\ntitle: A\ndescription: B\n---\n\n# A\n"


def told(root: Path, *codes: str) -> list[str]:
    folders = ((root / "content", "content"), (root / "ours", "handbook/content"))
    _, _, problems = read_prose(folders, Languages(codes))
    return [f"{'~' * (one.severity is Severity.WARNING)}{one.place} {one.code}" for one in problems]


def write(root: Path, *paths: str) -> None:
    for path in paths:
        target = root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(PAGE, "utf-8")


@pytest.mark.parametrize(
    ("path", "place", "code"),
    [
        ("mine.md", "mine.md", "content-stranger"),
        ("index.en.md", "index.en.md", "content-stranger"),
        ("navigation.yml", "navigation.yml", "content-stranger"),
        ("plan.docx", "plan.docx", "content-stranger"),
        ("en/mine.MD", "en/mine.MD", "prose-ending"),
        ("en/guides/mine.Md", "en/guides/mine.Md", "prose-ending"),
        ("es/mine.markdown", "es/mine.markdown", "prose-ending"),
        ("EN/mine.md", "EN", "folder-case"),
        ("Es/mine.md", "Es", "folder-case"),
        ("PT-br/mine.md", "PT-br", "folder-case"),
        ("fr/mine.md", "fr", "content-language"),
        ("FR/mine.md", "FR", "content-language"),
        ("pt-PT/mine.md", "pt-PT", "content-language"),
        ("guides/mine.md", "guides", "content-folder"),
        ("english/mine.md", "english", "content-folder"),
        ("programme/mine.md", "programme", "content-folder"),
    ],
)
def test_what_nothing_reads_is_told_at_the_file(path, place, code, tmp_path):
    write(tmp_path, path)
    assert told(tmp_path, "en", "es", "pt-BR") == [f"~content/{place} {code}"]


@pytest.mark.parametrize(
    "path",
    [
        *("en/mine.md", "es/a/b.md", "pt/mine.md", "pt-BR/mine.md", "en/picture.png"),
        *("_drafts/mine.md", "_mine.md", ".mine.md", "en/.mine.MD", "README.md", "readme.txt"),
        *("navigation.yaml", "Thumbs.db", "en/plan.docx"),
    ],
)
def test_what_is_read_or_set_aside_is_left_in_peace(path, tmp_path):
    write(tmp_path, path)
    assert told(tmp_path, "en", "es", "pt-BR") == []


def test_links_are_told_wherever_they_lead(tmp_path):
    write(tmp_path, "en/real.md")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content/en/mine.md").symlink_to("/etc/hostname")
    (tmp_path / "content/en/twin.md").symlink_to("real.md")
    (tmp_path / "content/en/lost.md").symlink_to("nowhere.md")
    (tmp_path / "content/en/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/es").symlink_to("en")
    names = ("en/lost.md", "en/mine.md", "en/more", "en/twin.md", "es")
    assert told(tmp_path, "en") == [f"~content/{name} file-irregular" for name in names]


def test_a_programme_may_have_no_content_of_its_own(tmp_path):
    assert told(tmp_path, "en") == []


def test_the_defaults_beside_our_own_prose_are_no_strangers(tmp_path):
    write(tmp_path, "programme/faq.yaml", "en/index.md")
    folders = [(tmp_path / "content", "content")] * 2
    assert read_prose(folders, Languages(("en",)))[2] == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Title\n=======\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n", 4),
        ("a\n<<<<<<< HEAD\nTitle\n=======\n", 2),
        ("Title\n=======\n\na\n=======\nb\n>>>>>>> c\n", 5),
        ("a\n>>>>>>> c\n", 2),
        ("a\r\n<<<<<<< HEAD\r\nb\r\n", 2),
        ("Title\n=======\n\ntext\n", 0),
        ("Say <<<<<<< and >>>>>>>\n=======\n", 0),
        ("    <<<<<<< HEAD\n", 0),
        ("<<<<<<<<< nine\n", 0),
    ],
)
def test_a_conflict_is_told_where_it_begins(text, line):
    problems = decode(text.encode(), "a.md").problems
    expected = [("merge-conflict", line)] if line else []
    assert [(one.code, one.place.line) for one in problems] == expected


@pytest.mark.skipif(sys.platform == "darwin", reason="a name there is UTF-8")
@pytest.mark.parametrize("path", ["Bego\udcf1a.md", "\udce9t\udce9.png", "x\udcff/plan.pdf"])
def test_a_name_that_is_no_text_can_be_no_address(tmp_path: Path, path: str) -> None:
    write(tmp_path, f"en/{path}")
    parts = [path, path.partition("/")[0]]
    assert told(tmp_path, "en") == [
        f"content/en/{part} file-letters" for part in sorted({*parts}, key=len)
    ]


SPOILT = """---
title: CafÃ© &amp; bar
description: What is\u202e done
---

# Café

Salt &amp; rope, `CafÃ©`.

```
CafÃ©
```

Salt &amp;amp; rope, [here](https://ac\u00adme.example).
"""


def test_what_programs_left_in_prose_is_told_at_its_line(tmp_path):
    for path in ("content/es/mine.md", "ours/en/index.md"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(SPOILT, "utf-8")
    assert told(tmp_path, "en", "es") == [
        "~content/es/mine.md:2 text-misread",
        "~content/es/mine.md:2 text-entity",
        "~content/es/mine.md:3 text-turned",
        "~content/es/mine.md:14 text-entity",
        "~content/es/mine.md:14 address-unseen",
    ]


def test_what_programs_left_in_the_menu_is_told(tmp_path):
    write(tmp_path, "en/mine.md")
    path = tmp_path / "content/navigation.yaml"
    path.write_text("- mine.md\n- section: {en: CafÃ©, es: Año}\n  pages: [mine.md]\n", "utf-8")
    _, problems = read_navigation(((tmp_path / "content", "content"),), Languages(("en", "es")))
    assert [f"{one.place} {one.code} {one.value}" for one in problems] == [
        "content/navigation.yaml:2:12 text-misread Ã©"
    ]
