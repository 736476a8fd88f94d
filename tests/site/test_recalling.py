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
