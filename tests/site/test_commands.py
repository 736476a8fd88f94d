"""The commands, each as it is used: build, export, and MkDocs by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.commands import REPOSITORY, handbook, run, with_config
from tests.site.conftest import Shared
from tests.site.documents import Document, parse
from tests.site.trees import differences
from tests.support.programmes import replaced, write_programme


@pytest.fixture(scope="module")
def export(shared: Shared) -> Path:
    """The worked example as plain files."""

    def make(target: Path) -> None:
        elsewhere = target.parent
        result = handbook("export", "--root", REPOSITORY, target, cwd=elsewhere)
        assert result.returncode == 0, result.stderr
        assert str(target) in result.stdout

    return shared("export", make)


def test_the_build_says_what_it_did(small: Path, tmp_path: Path) -> None:
    result = handbook(
        "build",
        "--root",
        small,
        "--site-dir",
        tmp_path / "site",
        "--today",
        "2026-05-12",
        cwd=small,
    )
    assert result.returncode == 0
    count = len(list((tmp_path / "site").rglob("index.html")))
    assert result.stdout.splitlines()[-1].endswith(f"{count} pages")
    assert "2026-05-12" in result.stdout


def test_the_build_goes_to_site_by_itself(tmp_path: Path) -> None:
    root = with_config(write_programme(tmp_path))
    assert handbook("build", cwd=root).returncode == 0
    assert (root / "site" / "mentors" / "ana" / "index.html").is_file()


def test_an_error_leaves_what_was_published_as_it_was(tmp_path: Path) -> None:
    root = with_config(
        write_programme(tmp_path, replaced("programme/mentors.csv", ",yes,2026", ",yess,2026"))
    )
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("before", "utf-8")
    result = handbook("build", cwd=root)
    assert result.returncode == 1
    assert "programme/mentors.csv:2:" in result.stderr
    assert "Nothing was published" in result.stderr
    assert [path.name for path in (root / "site").iterdir()] == ["index.html"]
    refused = handbook("export", "out", cwd=root)
    assert refused.returncode == 1
    assert not (root / "out").exists()


def test_without_a_configuration_one_line_says_so(tmp_path: Path) -> None:
    result = handbook("build", cwd=write_programme(tmp_path))
    assert result.returncode == 2
    assert "mkdocs.yml" in result.stderr.splitlines()[-1]


def test_mkdocs_by_itself_makes_the_same_site(small: Path, tmp_path: Path) -> None:
    root = with_config(write_programme(tmp_path / "root"))
    (root / "content").mkdir()
    result = run(
        "mkdocs", "build", "--strict", "-f", root / "mkdocs.yml", "-d", tmp_path / "site",
        cwd=tmp_path, HANDBOOK_TODAY="2026-05-12",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert differences(small / "site", tmp_path / "site") == []


def test_mkdocs_by_itself_tells_every_problem_and_stops(tmp_path: Path) -> None:
    changes = {
        **replaced("programme/mentors.csv", ",yes,2026", ",yess,2026"),
        **replaced("programme/faq.yaml", "section: meeting", "section: meating"),
    }
    root = with_config(write_programme(tmp_path, changes))
    (root / "content").mkdir()
    result = run("mkdocs", "build", cwd=root)
    assert result.returncode != 0
    assert "programme/mentors.csv:2:" in result.stderr
    assert "programme/faq.yaml:4:" in result.stderr
    assert not (root / "site").exists()


def test_an_export_holds_every_page_as_text(export: Path, pages: dict[str, Document]) -> None:
    exported = {path.relative_to(export).as_posix() for path in export.rglob("*.md")}
    urls = {f"{path.removesuffix('.md').removesuffix('index')}".strip("/") for path in exported}
    assert urls == {url.strip("/") for url in pages}
    for path in export.rglob("*.md"):
        fence, title, description, *_ = path.read_text("utf-8").splitlines()
        assert fence == "---"
        assert title.startswith('title: "')
        assert description.startswith('description: "')
        assert "{{" not in path.read_text("utf-8")


def test_an_export_is_never_mixed_with_what_is_there(small: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    result = handbook("export", "--root", small, tmp_path, cwd=small)
    assert result.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]


def test_another_generator_builds_the_export(
    export: Path, pages: dict[str, Document], tmp_path: Path
) -> None:
    config = tmp_path / "mkdocs.yml"
    extensions = "[admonition, attr_list, def_list, footnotes, md_in_html, tables, toc]"
    config.write_text(
        f"site_name: Elsewhere\ndocs_dir: {export}\ntheme: mkdocs\nplugins: []\n"
        f"markdown_extensions: {extensions}\nexclude_docs: '!templates/'\n",
        "utf-8",
    )
    result = run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    made = {
        "" if (url := path.parent.relative_to(tmp_path / "site").as_posix()) == "." else f"{url}/"
        for path in (tmp_path / "site").rglob("index.html")
    }
    assert made == set(pages)
    for url, page in pages.items():
        html = (tmp_path / "site" / url / "index.html").read_text("utf-8")
        main = parse(html).one("div", role="main")
        assert main.one("h1").text.removesuffix("¶") == page.article.one("h1").text.removesuffix(
            "¶"
        )
