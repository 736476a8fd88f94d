"""Folders: where a site may be built, since MkDocs empties its folder first."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from handbook.cache import CACHE
from handbook.mkdocs_plugins.project import root_of

_KEPT = (
    *("programme", "content", "overrides", "private", "locale"),
    *("plugins", "vendor", "tests", "venv", ".venv", CACHE),
    *(".git", ".github", ".gitlab", ".gitlab-ci", ".ci"),
)
"""Folders of a project that no site can be built into, there or not: what is in them is read."""
_OF_A_SITE = ("404.html", "sitemap.xml", "assets/fonts", "assets/stylesheets/handbook.css")
"""What tells that a folder holds a site, or what was left of one: a build writes fonts first."""


def check_folders(config: MkDocsConfig) -> None:
    """Refuse to build where MkDocs, which empties the folder first, would delete what is no site.

    Raises:
        PluginError: the site's folder is not one of its own, or pages are not to be folders.
    """
    root, site = root_of(config), Path(config.site_dir)
    there = next((each for each in (site, *site.parents) if each.exists()), site)
    if there.exists() and not there.is_dir():
        raise PluginError(f"The site cannot be built into {site}: {there.name} is a file.")
    kept = [*(root / name for name in _KEPT), Path(config.docs_dir)]
    if config.theme.custom_dir:
        kept.append(Path(config.theme.custom_dir))
    near = any(_holds(each, site) or _holds(site, each) for each in kept)
    if near or _holds(site, root) or (_holds(root, site) and _holds_something_else(site)):
        raise PluginError(f"The site cannot be built into {site}: all that is there would be lost.")
    if not config.use_directory_urls:
        raise PluginError("mkdocs.yml: use_directory_urls has to stay true.")


def _holds(outer: Path, inner: Path) -> bool:
    """Say whether a folder is another or lies in it, by whatever links or spelling it is called."""
    outer, inner = outer.resolve(), inner.resolve()
    if inner.is_relative_to(outer):
        return True
    above = (each for each in (inner, *inner.parents) if each.exists())
    return outer.exists() and any(each.samefile(outer) for each in above)


def _holds_something_else(site: Path) -> bool:
    """Say whether a folder holds what is no site, besides hidden files, which MkDocs leaves."""
    if not site.is_dir() or any((site / name).exists() for name in _OF_A_SITE):
        return False
    return any(not each.name.startswith(".") for each in site.iterdir())
