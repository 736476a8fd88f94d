"""`handbook/finish`: checks and mends the built site."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from handbook.finishing.links import broken_links
from handbook.finishing.pruning import prune
from handbook.languages import Catalogue
from handbook.leaks.search import Report, empty, search
from handbook.mkdocs_plugins.config import FinishConfig
from handbook.mkdocs_plugins.faults import in_one_line, words_of
from handbook.mkdocs_plugins.languages import search_languages
from handbook.mkdocs_plugins.programme import ProgrammePlugin
from handbook.problems import Severity
from handbook.wording import as_line

# One that MkDocs counts; without its prefix, since a line begins with its place.
log = logging.getLogger("mkdocs.plugins.handbook")
# MkDocs counts its own warnings only: what is told here stops no build that is strict.
notes = logging.getLogger("handbook")


class FinishPlugin(BasePlugin[FinishConfig]):
    """Looks at what was written, whoever wrote it."""

    catalogue: Catalogue | None = None
    """The words to tell problems in; by default those of the programme's first language."""
    summary = ""
    """What was searched, and what could not be, in one line."""

    def __init__(self) -> None:
        """Begin as a build that is to be published."""
        self._serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, which shows problems and goes on."""
        self._serving = command == "serve"

    # After every other plugin has written its files.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Prune the site, search it for what may not be published, and follow its links."""
        site, programme = Path(config.site_dir), _programme_of(config)
        prune(site, search_languages(config) or programme.made.languages)
        with in_one_line(Path(config.config_file_path).parent):
            try:
                report = self._searched(site, programme)
            except BaseException:
                # What was not searched may not be published either.
                self._withhold(site)
                raise
        if self.config.check_links:
            self._follow_links(site, config.site_url or "", programme, report)
        if report.leaked and not self._serving:
            self._withhold(site)
            raise PluginError(self._words(programme).text("command.leaked"))

    def _searched(self, site: Path, programme: ProgrammePlugin) -> Report:
        made, words = programme.made, self._words(programme)
        stamped = programme.stamped if self.config.scan == "slots" else None
        report = search(site, made.confidential, stamped)
        for problem in report.problems:
            is_leak = problem.severity is Severity.ERROR and not self._serving
            (log.error if is_leak else notes.warning)(as_line(problem, words))
        self.summary = words.text(
            "command.searched",
            files=report.files,
            values=report.values,
            unsearchable=report.unsearchable + made.unsearchable,
        )
        log.info(self.summary)
        return report

    def _follow_links(
        self, site: Path, site_url: str, programme: ProgrammePlugin, report: Report
    ) -> None:
        for problem in broken_links(site, site_url):
            line = as_line(problem, self._words(programme))
            # A link may name who is not to be named; the leak that it is has been told.
            if not report.holds_value(line):
                log.warning(line)

    def _withhold(self, site: Path) -> None:
        if not self._serving:
            empty(site)

    def _words(self, programme: ProgrammePlugin) -> Catalogue:
        return self.catalogue or words_of(programme.made)


def _programme_of(config: MkDocsConfig) -> ProgrammePlugin:
    """Return the plugin that made the site.

    Raises:
        PluginError: `mkdocs.yml` does not name it.
    """
    plugin = config.plugins.get("handbook/programme")
    if not isinstance(plugin, ProgrammePlugin):
        raise PluginError("handbook/finish needs handbook/programme before it in mkdocs.yml.")
    return plugin
