"""`handbook/programme`: publishes a programme through MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from handbook import stamping
from handbook.leaks.search import StampedPages
from handbook.mkdocs_plugins import generated, languages, preview, stamped
from handbook.mkdocs_plugins.adopting import adopt
from handbook.mkdocs_plugins.config import ProgrammeConfig
from handbook.mkdocs_plugins.faults import in_one_line, words_of
from handbook.mkdocs_plugins.project import check_folders, root_of, settings_of
from handbook.mkdocs_plugins.sitemap import sitemap
from handbook.problems import Severity
from handbook.site import Build, build
from handbook.wording import as_line

# One that MkDocs counts; without its prefix, since a line begins with its place.
log = logging.getLogger("mkdocs.plugins.handbook")


class ProgrammePlugin(BasePlugin[ProgrammeConfig]):
    """Hands the pages of a programme to MkDocs, and stamps its entry pages."""

    prepared: Build | None = None
    """A build made beforehand, so that the command need not make it twice."""

    def __init__(self) -> None:
        """Begin with nothing made."""
        self.made: Build
        self.stamped = StampedPages()
        self._serving = False
        self._epoch = ""
        self._shells: dict[stamping.ShellKey, stamping.Shell] = {}
        self._exemplars: dict[str, stamping.ShellKey] = {}
        self._menus: dict[str, Navigation] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, which shows problems and goes on."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make everything, or stop with every problem told."""
        check_folders(config)
        if "handbook/finish" not in config.plugins:
            raise PluginError(
                "mkdocs.yml: plugins: add handbook/finish, which searches the site for what may "
                "not be published."
            )
        with in_one_line(root_of(config)):
            made = self.prepared or build(settings_of(config))
        if made.failed:
            _tell(made)
            if not self._serving:
                raise PluginError(words_of(made).text("command.nothing_published"))
            made = preview.of_problems(made)
        self.made = made
        adopt(made, config)
        self._stamp_time(made)
        return config

    def _stamp_time(self, made: Build) -> None:
        """Have what is stamped with a time say the reference date, unless somebody said another."""
        told = os.environ.get("SOURCE_DATE_EPOCH")
        if made.programme is not None and told in (None, self._epoch):
            self._epoch = str(_midnight(made.programme.reference_date))
            os.environ["SOURCE_DATE_EPOCH"] = self._epoch

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what lies in `docs_dir` by what the core made."""
        files = generated.without_sources(files, config)
        for page in self.made.pages:
            files.append(generated.page_file(page, config))
        for file in self.made.files:
            files.append(generated.static_file(file, config))
        entries = self.made.entries
        if self.config.entries == "stamped":
            exemplars = stamping.exemplars(entries)
            self._exemplars = {entry.path: key for key, entry in exemplars.items()}
            entries = tuple(exemplars.values())
        self._rendered = {entry.path: entry.translations for entry in entries}
        for entry in entries:
            files.append(generated.entry_file(entry, config))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Part the menu by language."""
        self._menus = languages.cut_by_language(nav, self.made.languages)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Know the translations of every page that MkDocs will render."""
        self._translations: Mapping[str, Mapping[str, str]] = {
            **{page.path: page.translations for page in self.made.pages},
            **self._rendered,
        }

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Have the theme speak the page's language."""
        path = page.file.src_uri
        code = languages.language_of(path, self.made.languages)
        languages.set_language(config, code)
        config.extra["alternate"] = languages.alternates(
            self._translations.get(path, {}), self.made.languages, config.site_url or ""
        )
        context["nav"] = self._menus[code]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep the shell that an exemplar is; nothing of it is written."""
        key = self._exemplars.get(page.file.src_uri)
        if key is None:
            return output
        try:
            self._shells[key] = stamping.cut(output)
        except stamping.UnusableShellError as error:
            message = f"overrides/: the template of every page has to show its {error}."
            raise PluginError(message) from error
        return ""

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give pages that belong to no language, such as 404.html, the default one's menu."""
        languages.set_language(config, self.made.languages.default)
        config.extra["alternate"] = []
        context["nav"] = self._menus[self.made.languages.default]
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Write the sitemap of all pages, stamped ones too."""
        if template_name == "sitemap.xml":
            if not config.site_url:
                return ""
            pages = [(page.path, page.translations) for page in self.made.pages]
            pages += [(entry.path, entry.translations) for entry in self.made.entries]
            return sitemap(pages, self.made.languages, config.site_url)
        if template_name == "404.html" and self.made.failed:
            return preview.everywhere(self.made)
        return output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp the entry pages."""
        if self.config.entries == "stamped":
            self.stamped = stamped.write(Path(config.site_dir), self.made.entries, self._shells)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch what the pages are made of."""
        root = root_of(config)
        for name in ("programme", "content", "overrides"):
            if (root / name).is_dir():
                server.watch(str(root / name))
        return server


def _tell(made: Build) -> None:
    words = words_of(made)
    for problem in made.problems:
        level = log.error if problem.severity is Severity.ERROR else log.info
        level(as_line(problem, words))


def _midnight(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400
