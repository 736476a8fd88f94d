"""The preview recalls pages that MkDocs made; what it shows is what it would make anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from handbook.cache import CACHE
from handbook.mkdocs_plugins.completing import PLUGIN
from tests.site.commands import with_config
from tests.site.trees import differences
from tests.support.programmes import write_programme
from tests.whole.test_recollection import EDITS, edit


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HANDBOOK_TODAY", "2026-05-12")
    monkeypatch.setenv("HANDBOOK_WITHOUT", "documents")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    root = with_config(write_programme(tmp_path / "root"))
    edit(root, *EDITS["a page"])
    return root


def shown(root: Path, site: Path, *, anew: bool = False) -> Path:
    """Build as the preview does; anew, as one does that has just been started."""
    config = load_config(
        config_file=str(root / "mkdocs.yml"),
        site_name="handbook",
        docs_dir=str(root / "content"),
        site_dir=str(site),
        strict=False,
    )
    plugin: Any = config.plugins[PLUGIN]
    if anew:
        plugin._preview = None
        shutil.rmtree(root / CACHE, ignore_errors=True)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    return site


def test_whatever_changes_is_shown_as_it_would_be_anew(root: Path, tmp_path: Path) -> None:
    recalled, fresh = tmp_path / "recalled", tmp_path / "fresh"
    for name in ("a page", "another text of it", "a strength", "no page", "a template"):
        edit(root, *EDITS[name])
        shown(root, recalled)
        plugin = load_config(config_file=str(root / "mkdocs.yml")).plugins[PLUGIN]
        preview = vars(plugin)["_preview"]
        shown(root, fresh, anew=True)
        vars(plugin)["_preview"] = preview
        assert differences(recalled, fresh) == [], name


def test_a_sentence_costs_one_page(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    render = Page.render

    def counted(self: Page, *given: Any) -> None:
        rendered.append(self.file.src_uri)
        render(self, *given)

    monkeypatch.setattr(Page, "render", counted)
    site = tmp_path / "site"
    shown(root, site, anew=True)
    assert len(rendered) > 10
    del rendered[:]
    edit(root, *EDITS["another text of it"])
    shown(root, site)
    assert rendered == ["extra.md"]
    assert "<h1" in (site / "extra/index.html").read_text("utf-8")
    assert "More" in (site / "extra/index.html").read_text("utf-8")
    del rendered[:]
    edit(root, *EDITS["a strength"])
    shown(root, site)
    assert "guides/mentor.md" not in rendered


ON_ENV = """from pathlib import Path


def on_env(env, config, **rest):
    path = Path(config.config_file_path).with_name("read").joinpath("a.txt")
    env.globals["told"] = path.read_text()
    return env
"""
BLOCK = '{% extends "base.html" %}{% block content %}{{ page.content }}{{ told }}{% endblock %}'
OTHER_FILES = {
    "a snippet": ("markdown_extensions: [pymdownx.snippets: {base_path: [read]}]", "a.txt", {}),
    "an icon": (
        "markdown_extensions: [pymdownx.emoji: {options: {custom_icons: [read]}}]",
        "icon.svg",
        {},
    ),
    "a hook": (
        "hooks: [hook.py]",
        "a.txt",
        {"hook.py": ON_ENV, "overrides/main.html": BLOCK},
    ),
    "a theme of ones own": ("custom_dir", "partials/copyright.html", {}),
}


@pytest.mark.parametrize(("line", "name", "files"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_files_that_nothing_else_asks_for_are_read_anew(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    name: str,
    files: dict[str, str],
) -> None:
    monkeypatch.chdir(root)
    settings = root / "mkdocs.yml"
    said = settings.read_text("utf-8")
    if line == "custom_dir":
        said = said.replace("name: material\n", "name: material\n  custom_dir: read\n")
    else:
        said += f"{line}\n"
    settings.write_text(said, "utf-8")
    marks = '\n\n--8<-- "a.txt"\n\n:icon:\n'
    edit(root, "content/en/extra.md", (root / "content/en/extra.md").read_text("utf-8") + marks)
    for each in files.items():
        edit(root, *each)
    for drawing in ("M0 0h1v1z", "M2 2h3v3z"):
        edit(root, f"read/{name}", f'<svg class="one"><path d="{drawing}"/></svg>')
        site = shown(root, tmp_path / "site")
        assert drawing in (site / "extra/index.html").read_text("utf-8")
