"""A leak, wherever it is planted, keeps the site from being published."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.site.commands import Result, handbook, run, with_config
from tests.support import planting
from tests.support.programmes import write_programme

FAQ = """---
title: Asked
description: Our own page.
---

# Asked

{text}

{{{{ listing("faq") }}}}
"""
HOOK = """
from pathlib import Path

def on_post_build(config):
    Path(config.site_dir, "late.json").write_text('{"who": "Unshown words."}')
    page = Path(config.site_dir, "mentors/ana/index.html")
    page.write_text(page.read_text("utf-8").replace("</body>", "Secret citation</body>"), "utf-8")
"""
PLANTED: Mapping[str, tuple[str, bytes, str, str]] = {
    "page": (
        "content/en/faq.md",
        FAQ.format(text="Ask **Ben** No.").encode(),
        "site/faq/index.html:",
        "programme/mentors.csv:3",
    ),
    "template": (
        "overrides/mentors/entry.html",
        b"<div><h1>{{ entry.name }}</h1><p title='Expired, Eva'>x</p></div>",
        "site/mentors/ana/index.html:",
        "programme/mentors.csv:4",
    ),
    "feed": (
        "content/en/news.xml",
        b"<rss><item><title>&lt;b&gt;Hidden&lt;/b&gt; Hild&#97;</title></item></rss>",
        "site/news.xml:1",
        "programme/organisations.csv:3",
    ),
    "calendar": (
        "content/en/dates.ics",
        b"BEGIN:VCALENDAR\r\nSUMMARY:Nina Nam\r\n eless\r\nEND:VCALENDAR\r\n",
        "site/dates.ics:3",
        "programme/editions/2025/recognitions.csv:3",
    ),
    "json": (
        "content/en/people.json",
        b'[{"first": "Quentin", "last": "Qu\\u0069et"}]',
        "site/people.json:1",
        "programme/editions/2025/testimonials.yaml",
    ),
    # By itself it would be cleaned.
    "picture": (
        "overrides/assets/boats.zip",
        planting.zipped(
            {"boat.jpg": planting.picture("JPEG", exif=planting.exif("+44 (0) 1632 / 960 001"))}
        ),
        "site/assets/boats.zip",
        "programme/mentors.csv:2",
    ),
    "pdf": (
        "content/en/form.pdf",
        planting.pdf("ana@acme.example"),
        "site/form.pdf",
        "programme/mentors.csv:2",
    ),
    "docx": (
        "content/en/form.docx",
        planting.docx("Private note Zanzibar"),
        "site/form.docx",
        "programme/mentors.csv:2",
    ),
    "gzip": (
        "content/en/old.txt.gz",
        gzip.compress(b"Eva's long biography."),
        "site/old.txt.gz",
        "programme/mentors/eva.en.md",
    ),
    "name of a file": (
        "content/en/ben@beta.example.txt",
        b"x",
        "site/•••",
        "programme/mentors.csv:3",
    ),
}
"""By place: the file with a leak, its content, where the site shows it, and whose row it is."""
SECRETS = (
    *("Ben No", "ben no", "Expired", "Hilda", "Nameless", "Quiet", "960", "@", "Zanzibar"),
    *("long bio", "Unshown", "citation."),
)


def programme(root: Path, *places: str) -> Path:
    """Write the small programme with leaks in it."""
    with_config(write_programme(root))
    for place in places:
        path, content, _, _ = PLANTED[place]
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return root


def withheld(result: Result, root: Path, places: Iterable[str]) -> list[str]:
    """Return the lines of a build that found leaks in these places, and kept nothing."""
    assert result.returncode == 1, result.stdout + result.stderr
    said = result.stdout + result.stderr
    assert not [secret for secret in SECRETS if secret in said], said
    lines = [line for line in said.splitlines() if "holds what may not be published" in line]
    for place in places:
        _, _, shown, row = PLANTED[place]
        assert [line for line in lines if shown in line and f" in {row}" in line], (place, said)
    assert list((root / "site").iterdir()) == []
    return lines


@pytest.fixture(scope="module")
def leaking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme with a leak in every place, and two more that another plugin plants later."""
    root = programme(tmp_path_factory.mktemp("leaking"), *PLANTED)
    (root / "leak.py").write_text(HOOK)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nhooks: [leak.py]\n", "utf-8")
    return root


def build(root: Path, *options: str) -> Result:
    return handbook("build", "--root", root, "--today", "2026-05-12", *options, cwd=root)


@pytest.fixture(scope="module")
def by_slots(leaking: Path) -> Result:
    """What the search says that every build makes."""
    return build(leaking, "--scan", "slots")


def test_every_leak_is_told_at_once_and_the_site_is_removed(
    leaking: Path, by_slots: Result
) -> None:
    lines = withheld(by_slots, leaking, PLANTED)
    assert "BuildError" not in by_slots.stderr
    for place in ("site/late.json:1: ", "site/search/search_index.json:1: "):
        assert [line for line in lines if line.startswith(place)], place
    assert [
        line for line in lines if "site/mentors/ana/index.html" in line and ": citation" in line
    ]


def test_a_full_scan_finds_the_same(leaking: Path, by_slots: Result) -> None:
    lines = withheld(by_slots, leaking, PLANTED)
    assert withheld(build(leaking, "--scan=full"), leaking, PLANTED) == lines


@pytest.mark.parametrize("module", ["mkdocs", pytest.param("properdocs", marks=pytest.mark.full)])
def test_without_the_command_it_is_the_same(leaking: Path, module: str) -> None:
    result = run(module, "build", cwd=leaking, HANDBOOK_TODAY="2026-05-12")
    withheld(result, leaking, PLANTED)


# Of somebody whose consent has ended the rest of the site is published: see `test_ending`.
@pytest.mark.full
@pytest.mark.parametrize("place", sorted(PLANTED.keys() - {"template", "gzip"}))
def test_each_leak_alone_fails_the_build(tmp_path: Path, place: str) -> None:
    lines = withheld(build(programme(tmp_path, place)), tmp_path, [place])
    assert {line.rpartition(" in ")[2] for line in lines} == {lines[0].rpartition(" in ")[2]}


def test_the_site_without_leaks_says_what_was_searched(tmp_path: Path) -> None:
    root = programme(tmp_path)
    locked = root / "content/en/locked.pdf"
    locked.parent.mkdir(parents=True)
    locked.write_bytes(planting.encrypted_pdf("x", "secret"))
    result = build(root)
    assert result.returncode == 0, result.stderr
    assert "Searched for private values: 15 in " in result.stdout
    assert "site/locked.pdf: warning: this file opens with a password only" in result.stderr
    assert (root / "site/locked.pdf").is_file()


def test_a_link_to_who_is_hidden_is_not_printed_in_any_language(tmp_path: Path) -> None:
    root = programme(tmp_path, "page")
    page = root / "content/en/faq.md"
    link = '<a href="../nowhere/">a</a> <a href="../mentors/ben-no/">b</a>'
    page.write_text(FAQ.format(text=link), "utf-8")
    result = build(root, "--lang", "es")
    assert result.returncode == 1
    assert "contiene lo que no puede publicarse" in result.stderr
    assert "El sitio se ha borrado" in result.stderr
    assert "../nowhere/" in result.stderr
    assert "ben-no" not in result.stdout + result.stderr


def test_a_configuration_of_two_plugins_says_which_line_to_take_out(tmp_path: Path) -> None:
    former = {"  - search\n": "  - search\n  - handbook/finish\n"}
    root = with_config(programme(tmp_path, "feed"), former)
    builds = [build(root), run("mkdocs", "build", cwd=root, HANDBOOK_TODAY="2026-05-12")]
    for result in (*builds, handbook("serve", "--root", root, cwd=root)):
        assert result.returncode in {1, 2}
        (line,) = [line for line in result.stderr.splitlines() if "handbook/finish" in line]
        assert line.split("mkdocs.yml:14: take ")[1].startswith(("this out: - hand", "out '- hand"))
        assert not (root / "site").exists()


def test_an_export_is_searched_too(tmp_path: Path) -> None:
    root = programme(tmp_path / "project", "page")
    options = ("--root", root, "--today", "2026-05-12", tmp_path / "plain")
    result = handbook("export", *options, cwd=root)
    assert result.returncode == 1
    assert "plain/faq.md:" in result.stderr
    assert "programme/mentors.csv:3" in result.stderr
    assert not [secret for secret in SECRETS if secret in result.stdout + result.stderr]
    assert list((tmp_path / "plain").iterdir()) == []
