"""What could hurt a coordinator: lost data, tracebacks, a language nobody thought of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.commands import REPOSITORY, handbook
from tests.support.programmes import FILES, replaced, write_programme


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_programme(tmp_path)
    (tmp_path / "mkdocs.yml").write_text((REPOSITORY / "mkdocs.yml").read_text())
    return tmp_path


@pytest.mark.parametrize("folder", [".", "programme", "programme/site", "overrides", ".."])
def test_no_build_deletes_the_programme(project: Path, folder: str) -> None:
    """Here nothing but our own guard keeps it: where there is `content/`, MkDocs has one too."""
    (project / "overrides").mkdir()
    (project / "overrides" / "own.html").write_text("<p>Own</p>")
    result = handbook("build", "--site-dir", folder, cwd=project)
    assert result.returncode != 0
    assert "lost" in result.stderr
    assert (project / "overrides" / "own.html").read_text() == "<p>Own</p>"
    for path, text in FILES.items():
        assert (project / path).read_text("utf-8") == text


@pytest.mark.parametrize("folder", ["locale", "vendor", ".cache/former/x", "notes", "notes/a.txt"])
def test_no_build_deletes_what_lies_around_the_programme(project: Path, folder: str) -> None:
    for name in ("locale/en/a.yaml", "vendor/a.whl", ".cache/former/x/a", "notes/a.txt"):
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text("Own")
    result = handbook("build", "--site-dir", folder, cwd=project)
    assert result.returncode != 0
    assert "--site-dir" in result.stderr
    for name in ("locale/en/a.yaml", "vendor/a.whl", ".cache/former/x/a", "notes/a.txt"):
        assert (project / name).read_text() == "Own"


@pytest.mark.parametrize("folder", [".", "content", "content/site", ".."])
def test_no_build_deletes_the_prose(project: Path, folder: str) -> None:
    (project / "content").mkdir()
    (project / "content" / "own.txt").write_text("Own")
    result = handbook("build", "--site-dir", folder, cwd=project)
    assert result.returncode != 0
    assert "would be lost" in result.stderr
    assert (project / "content" / "own.txt").read_text() == "Own"
    for path, text in FILES.items():
        assert (project / path).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("overrides/main.html", "{% extends 'base.html' %}\n{% block content %}hi{% endblock %}"),
        ("overrides/main.html", "{% extends 'base.html' %}\n{% block content %}{{ x( }}"),
        ("overrides/main.html", "{% extends 'nowhere.html' %}"),
        ("content/en/extra.md", "---\ntitle: X\ndescription: Y\ntemplate: no.html\n---\n# X\n"),
        ("mkdocs.yml", "site_name: [\n"),
        ("mkdocs.yml", "site_name: x\ntheme: {name: nowhere}\n"),
        ("mkdocs.yml", "site_name: x\ntheme: {name: material}\n"),
    ],
)
def test_no_fault_ends_in_a_traceback(project: Path, path: str, text: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text)
    result = handbook("build", "--today", "2026-03-01", cwd=project)
    assert result.returncode != 0
    assert result.stderr.strip()
    assert "Traceback" not in result.stdout + result.stderr


def test_a_folder_that_cannot_be_written_to_is_told_in_a_line(project: Path) -> None:
    result = handbook("export", "mkdocs.yml/x", cwd=project)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "mkdocs.yml" in result.stderr


@pytest.mark.parametrize("languages", ["[de, es-MX, ga]", "[pt-BR, en]"])
def test_any_language_has_a_site(project: Path, languages: str) -> None:
    change = replaced("programme/programme.yaml", "languages: [en]", f"languages: {languages}")
    first = languages.strip("[]").split(", ")[0]
    write_programme(project, change)
    for text in project.glob("programme/*/*.en.md"):
        text.rename(text.with_name(text.name.replace(".en.", f".{first}.")))
    result = handbook("build", "--today", "2026-03-01", "--lang", "en", cwd=project)
    assert result.returncode == 0, result.stderr
    assert (project / "site/guides/mentor/index.html").is_file()
    unspoken = [
        code
        for code in ("de", "pt-BR", "ga")
        if f'no words of its own in "{code}"' in result.stdout
    ]
    assert unspoken == [code for code in ("de", "pt-BR", "ga") if code in languages]


def test_letters_beyond_the_basic_plane_stay_in_titles(project: Path) -> None:
    page = "---\ntitle: Fun \U0001f6e5 day\ndescription: \U00020bb7 too\n---\n# Fun\n"
    write_programme(project, {"content/en/fun.md": page})
    result = handbook("build", "--today", "2026-03-01", cwd=project)
    assert result.returncode == 0, result.stderr
    html = (project / "site/fun/index.html").read_text("utf-8")
    assert "<title>Fun \U0001f6e5 day" in html
    assert 'content="\U00020bb7 too"' in html
    assert "description:" not in html


def test_a_theme_with_a_folder_of_its_own_still_comes_first(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text().replace(
            "  name: material\n", "  name: material\n  custom_dir: overrides\n"
        )
    )
    (project / "overrides").mkdir()
    (project / "overrides/404.html").write_text("<p>Own words</p>")
    result = handbook("build", "--today", "2026-03-01", cwd=project)
    assert result.returncode == 0, result.stderr
    assert (project / "site/404.html").read_text() == "<p>Own words</p>"
