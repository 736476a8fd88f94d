"""Adopting: what MkDocs and the theme have to know of a build, set in their options."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.mkdocs_plugins import generated, languages
from handbook.mkdocs_plugins.project import root_of
from handbook.settings import Settings
from handbook.site import Build


def adopt(made: Build, config: MkDocsConfig) -> None:
    """Set what MkDocs and the theme have to know of a build."""
    code = made.languages.default
    config.nav = [
        item for items in made.navigation.values() for item in generated.nav_option(items)
    ]
    languages.set_language(config, code)
    languages.set_search_languages(config, made.languages)
    _put_overrides_first(config)
    if made.programme is None:
        return
    description = made.programme.one(ProgrammeDescription)
    config.site_name = str(description.name)
    config.site_description = str(description.tagline)
    if not config.site_url and description.site_url:
        config.site_url = description.site_url.rstrip("/") + "/"
    config.extra["contact"] = {
        "label": str(description.contacts.programme.title),
        "email": description.contacts.programme.email,
    }
    config.extra["privacy"] = languages.privacy_links(made.pages, made.languages)


def _put_overrides_first(config: MkDocsConfig) -> None:
    """Look for templates in the programme's own folders, then the package's, then the theme's."""
    own, ours = (str(folder) for folder in Settings(root_of(config)).overrides)
    dirs = config.theme.dirs
    first = [config.theme.custom_dir] if config.theme.custom_dir else []
    wanted = [folder for folder in (*first, own, ours) if Path(folder).is_dir()]
    dirs[:] = [*dict.fromkeys(wanted), *(folder for folder in dirs if folder not in wanted)]
