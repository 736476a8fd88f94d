from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook.exporting import export, exported
from handbook.outputs import EntryPage, OutputFile, Page
from tests.support.programmes import HIDDEN
from tests.support.small_builds import texts, thorough

PAGE = Page(
    path="es/guides/mentor.md",
    language="es",
    title='Mentor: "guía" #1',
    description="- not a list",
    body="# Título\n\n---\n\nTexto.\n",
    meta={"template": "home.html", "nav_title": "Guía", "hide": ["toc"], "nav": False},
)
ENTRY = EntryPage(
    kind="mentors",
    id="ana",
    path="mentors/ana.md",
    language="en",
    title="Ana <Á>",
    description="Pilot",
    body="<div><h1>Ana</h1></div>",
)


def parts(file: OutputFile) -> tuple[dict[str, object], str]:
    """Take front matter and body apart, as any generator does."""
    fence, front, body = file.content.decode().split("---\n", 2)
    assert fence == ""
    return yaml.safe_load(front), body


def test_a_page_keeps_its_path_and_front_matter_without_our_template():
    (file,) = exported([PAGE], [], [])
    assert file.path == "es/guides/mentor.md"
    assert parts(file) == (
        {
            "title": 'Mentor: "guía" #1',
            "description": "- not a list",
            "language": "es",
            "nav_title": "Guía",
            "hide": ["toc"],
            "nav": False,
        },
        "\n# Título\n\n---\n\nTexto.\n",
    )
    assert "template" in PAGE.meta


def test_an_entry_is_html_without_a_place_in_the_menu():
    (file,) = exported([], [ENTRY], [])
    assert file.path == "mentors/ana.md"
    assert parts(file) == (
        {
            "title": "Ana <Á>",
            "description": "Pilot",
            "language": "en",
            "hide": ["navigation", "toc"],
        },
        "\n<div><h1>Ana</h1></div>\n",
    )


def test_files_are_left_as_they_are():
    picture = OutputFile("assets/photos/ana.jpg", b"\xff\xd8\x00")
    assert list(exported([], [], [picture])) == [picture]


def test_the_order_is_pages_entries_files():
    files = list(exported([PAGE], [ENTRY], [OutputFile("a", b"")]))
    assert [file.path for file in files] == [PAGE.path, ENTRY.path, "a"]


@thorough
@given(texts, texts, st.dictionaries(st.sampled_from(["nav_title", "icon"]), texts))
def test_front_matter_is_yaml_whatever_it_says(title, description, meta):
    page = Page("a.md", "en", title, description, "---\n", meta=meta)
    (file,) = exported([page], [], [])
    front, body = parts(file)
    assert front == {"title": title, "description": description, "language": "en", **meta}
    assert body == "\n---\n"


def test_the_small_programme_is_written_whole_and_says_nothing_hidden(small, tmp_path: Path):
    count = export(small.pages, small.entries, small.files, tmp_path / "new" / "folder")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert count == len(written) == len(small.pages) + len(small.entries) + len(small.files)
    everything = "".join(path.read_text("utf-8") for path in written if path.suffix == ".md")
    assert [name for name in HIDDEN if name in everything] == []
    assert "Ana &#60;Á&#62; &#38; Sons" in everything
    for path in written:
        if path.suffix == ".md":
            front, body = parts(OutputFile("", path.read_bytes()))
            assert front["title"]
            assert front["description"]
            assert body.strip()
