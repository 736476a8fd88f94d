"""`handbook/finish`: checks and mends the built site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from handbook.finishing import broken_links, prune
from handbook.mkdocs_plugins.config import FinishConfig
from handbook.mkdocs_plugins.languages import search_languages
from handbook.mkdocs_plugins.programme import ProgrammePlugin
from handbook.wording import as_line

log = get_plugin_logger("handbook")


class FinishPlugin(BasePlugin[FinishConfig]):
    """Looks at what was written, whoever wrote it."""

    # After every other plugin has written its files.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Prune the site and follow its links."""
        site = Path(config.site_dir)
        made = _programme_of(config).made
        prune(site, search_languages(config) or made.languages)
        if not self.config.check_links:
            return
        for problem in broken_links(site, config.site_url or ""):
            log.warning(as_line(problem, made.catalogue))


def _programme_of(config: MkDocsConfig) -> ProgrammePlugin:
    """Return the plugin that made the site.

    Raises:
        PluginError: `mkdocs.yml` does not name it.
    """
    plugin = config.plugins.get("handbook/programme")
    if not isinstance(plugin, ProgrammePlugin):
        raise PluginError("handbook/finish needs handbook/programme before it in mkdocs.yml.")
    return plugin
