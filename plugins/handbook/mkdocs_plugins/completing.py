"""Completing: what `mkdocs.yml` need not say, so that a few lines of it are enough."""

from __future__ import annotations

import logging
from functools import cache
from importlib.resources import files
from typing import Any

from material.extensions.emoji import twemoji
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from mkdocs.utils.yaml import yaml_load

from handbook.mkdocs_plugins.languages import SEARCHES
from handbook.mkdocs_plugins.project import address_of

THEME = "material"
"""The theme that the package's templates are made for."""
PLUGIN = "handbook/programme"
_LINKS = ("not_found", "anchors", "absolute_links", "unrecognized_links")


@cache
def _defaults() -> dict[str, Any]:
    return yaml_load(files("handbook.mkdocs_plugins").joinpath("defaults.yaml").read_text("utf-8"))


def lacking(config: MkDocsConfig) -> str:
    """Return the line that `mkdocs.yml` lacks for a site to be whole; empty where it lacks none."""
    if config.theme.name != THEME:
        return f"theme: {{name: {THEME}}}"
    whole = PLUGIN in config.plugins and SEARCHES & config.plugins.keys()
    return "" if whole else f"plugins: [{PLUGIN}, search]"


def complete(config: MkDocsConfig) -> None:
    """Set what `mkdocs.yml` does not say to what the package's look and prose need.

    An option of the theme is unsaid where it is what the theme has by itself.
    """
    said = _defaults()
    config.site_url = address_of(config)
    _complete_theme(config.theme, said["theme"])
    for name, value in said["extra"].items():
        config.extra.setdefault(name, value)
    config.extra_css = [*dict.fromkeys([*said["extra_css"], *map(str, config.extra_css)])]
    config.extra_javascript = [
        *(_script(path) for path in said["extra_javascript"]),
        *(each for each in config.extra_javascript if str(each) not in said["extra_javascript"]),
    ]
    for name, options in said["markdown_extensions"].items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
    config.mdx_configs["pymdownx.emoji"].setdefault("emoji_index", twemoji)
    for each in _LINKS:
        links = config.validation.links
        links[each] = max(links[each], logging.WARNING)


def _complete_theme(theme: Theme, said: dict[str, Any]) -> None:
    unsaid = Theme(theme.name)
    for name, value in said.items():
        own = theme.get(name)
        if own == unsaid.get(name):
            theme[name] = value
        elif isinstance(own, dict) and isinstance(value, dict):
            theme[name] = {**value, **own}


def _script(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script
