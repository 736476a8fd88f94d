"""No site is built where emptying its folder first would take something away."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError

from handbook.mkdocs_plugins.folders import check_folders
from handbook.mkdocs_plugins.project import root_of

FOLDERS = (
    *("programme", "content", "overrides", "private", "locale", "prose", "theme"),
    *("plugins", "vendor", "tests", "venv", ".venv", ".cache", ".git", ".github", ".gitlab"),
)
"""Folders that are kept; `prose` is `docs_dir`, and `theme` the theme's `custom_dir`."""


def config(root: Path, site: str | Path, **more: object) -> SimpleNamespace:
    (root / "mkdocs.yml").touch()
    return SimpleNamespace(
        config_file_path=str(root / "mkdocs.yml"),
        site_dir=str(root / site),
        docs_dir=str(root / "prose"),
        theme=SimpleNamespace(custom_dir=str(root / "theme")),
        **{"use_directory_urls": True, **more},
    )


def refused(root: Path, site: str | Path) -> bool:
    try:
        check_folders(config(root, site))
    except PluginError as error:
        return "would be lost" in str(error)
    return False


def linked(target: Path) -> Path:
    link = target.parent / "link"
    link.symlink_to(target, target_is_directory=True)
    return link


SPELLINGS: dict[str, Callable[[Path], str | Path]] = {
    "plain": lambda folder: folder.name,
    "absolute": lambda folder: folder,
    "slash": lambda folder: f"{folder.name}/",
    "dotted": lambda folder: f"./{folder.name}/.",
    "there and back": lambda folder: f"site/../{folder.name}",
    "inside": lambda folder: f"{folder.name}/site",
    "deep inside": lambda folder: f"{folder.name}/a/b/site",
    "a link to it": linked,
    "a link to a folder in it": lambda folder: linked(folder / "inner"),
    "inside a link to it": lambda folder: linked(folder) / "site",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_of_the_project_is_refused(tmp_path: Path, name: str, spelling: str) -> None:
    (tmp_path / name / "inner").mkdir(parents=True)
    assert refused(tmp_path, SPELLINGS[spelling](tmp_path / name))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_is_not_there_yet_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name)


@pytest.mark.parametrize("site", [".", "", "./", "..", "../..", "site/..", "site/../.", "/"])
def test_the_project_and_all_above_it_are_refused(tmp_path: Path, site: str) -> None:
    root = tmp_path / "a" / "project"
    root.mkdir(parents=True)
    assert refused(root, site)


def test_a_link_to_the_project_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    for target in (root, tmp_path):
        link = root / "site"
        link.symlink_to(target)
        assert refused(root, "site")
        link.unlink()


@pytest.mark.parametrize("site", ["data", "data/site", "../elsewhere", ".."])
def test_what_a_folder_of_the_project_links_to_is_refused(tmp_path: Path, site: str) -> None:
    root = tmp_path / "project"
    for folder in (root / "data", tmp_path / "elsewhere"):
        folder.mkdir(parents=True)
    (root / "programme").symlink_to(root / "data")
    (root / "content").symlink_to(tmp_path / "elsewhere")
    assert refused(root, site)


@pytest.mark.parametrize("kept", ["docs_dir", "theme"])
@pytest.mark.parametrize("site", ["../elsewhere", "../elsewhere/kept", "../elsewhere/kept/site"])
def test_prose_and_theme_are_kept_outside_the_project_too(
    tmp_path: Path, kept: str, site: str
) -> None:
    (tmp_path / "project").mkdir()
    folder = str(tmp_path / "elsewhere" / "kept")
    made = config(tmp_path / "project", site)
    setattr(made, kept, SimpleNamespace(custom_dir=folder) if kept == "theme" else folder)
    with pytest.raises(PluginError, match="would be lost"):
        check_folders(made)


def test_a_folder_by_another_spelling_is_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where `Programme` and `programme` are one."""
    for name in ("programme", "Programme"):
        (tmp_path / name).mkdir()
    same = os.path.samestat

    def stat(one: os.stat_result, other: os.stat_result) -> bool:
        folders = {(tmp_path / name).stat().st_ino for name in ("programme", "Programme")}
        return same(one, other) or {one.st_ino, other.st_ino} == folders

    monkeypatch.setattr(os.path, "samestat", stat)
    assert refused(tmp_path, "Programme")
    assert refused(tmp_path, "Programme/site")


@pytest.mark.parametrize(
    "site",
    ["site", "public", "programme-site", "private2", "build/content", "../site", "content.d"],
)
def test_any_other_folder_will_do(tmp_path: Path, site: str) -> None:
    root = tmp_path / "project"
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    assert not refused(root, site)


@pytest.mark.parametrize("site", ["notes", "data", ".devcontainer", "programmes", "a/b", "a"])
def test_what_anybody_has_in_the_project_is_kept(tmp_path: Path, site: str) -> None:
    file = tmp_path / site / "deep/notes.txt"
    file.parent.mkdir(parents=True)
    file.touch()
    assert refused(tmp_path, site)
    (tmp_path / site / "index.html").touch()
    assert refused(tmp_path, site)
    assert refused(tmp_path, linked(tmp_path / site))


@pytest.mark.parametrize("site", ["site", "_site", "public", "build/html", "docs", ".site"])
@pytest.mark.parametrize(
    "files",
    [
        (),
        (".gitkeep",),
        (".nojekyll", ".well-known/security.txt"),
        ("404.html", "notes.txt"),
        ("sitemap.xml", "a/index.html"),
        ("assets/stylesheets/handbook.css",),
        ("assets/fonts/source-sans-3-OFL.txt",),
    ],
)
def test_a_site_is_built_where_one_was(tmp_path: Path, site: str, files: tuple[str, ...]) -> None:
    (tmp_path / site).mkdir(parents=True)
    for name in files:
        path = tmp_path / site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert not refused(tmp_path, site)


def test_a_folder_elsewhere_is_nobody_s_but_the_builder_s(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    for folder in (root, elsewhere / "deep"):
        folder.mkdir(parents=True)
    (elsewhere / "notes.txt").touch()
    assert not refused(root, elsewhere)
    (root / "site").symlink_to(elsewhere)
    assert not refused(root, "site")


@pytest.mark.parametrize("site", ["notes.txt", "notes.txt/site", "notes.txt/a/b", "link", "link/a"])
def test_a_site_needs_a_folder(tmp_path: Path, site: str) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / "link").symlink_to("notes.txt")
    with pytest.raises(PluginError, match=r"(notes\.txt|link) is a file"):
        check_folders(config(tmp_path, site))


def test_pages_have_to_be_folders(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="use_directory_urls has to stay true"):
        check_folders(config(tmp_path, "site", use_directory_urls=False))


def test_the_project_lies_where_its_configuration_does(tmp_path: Path) -> None:
    link = tmp_path / "link"
    (tmp_path / "project").mkdir()
    link.symlink_to(tmp_path / "project")
    assert root_of(config(link, "site")) == (tmp_path / "project").resolve()
