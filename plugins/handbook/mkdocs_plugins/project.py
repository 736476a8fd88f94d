"""The project: where it lies, and what a build of it through MkDocs is asked to do."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from handbook.settings import Settings


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of the project."""
    return Path(config.config_file_path).resolve().parent


def check_folders(config: MkDocsConfig) -> None:
    """Refuse to build where MkDocs, which empties the folder first, would delete the programme.

    Raises:
        PluginError: the site's folder is not one of its own, or pages are not to be folders.
    """
    root, site = root_of(config), Path(config.site_dir).resolve()
    kept = [root / name for name in ("programme", "content", "overrides", "private", "plugins")]
    if root.is_relative_to(site) or any(site.is_relative_to(folder) for folder in kept):
        raise PluginError(f"The site cannot be built into {site}: all that is there would be lost.")
    if not config.use_directory_urls:
        raise PluginError("mkdocs.yml: use_directory_urls has to stay true.")


def settings_of(config: MkDocsConfig) -> Settings:
    """Return what a build through MkDocs is asked to do.

    Raises:
        PluginError: the reference date is none.
    """
    wanted = os.environ.get("HANDBOOK_TODAY", "")
    try:
        day = date.fromisoformat(wanted) if wanted else None
    except ValueError as error:
        raise PluginError(f"{wanted!r} is no date; write it like 2026-03-01.") from error
    return Settings(root=root_of(config), today=day)
