"""`handbook/programme`: publishes a programme through MkDocs, and looks at what was written."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from handbook.cache import CACHE
from handbook.clock import spent_on
from handbook.finishing.html_pages import HtmlReader
from handbook.languages import Catalogue
from handbook.leaks.search import empty
from handbook.mkdocs_plugins import languages, people, site_files
from handbook.mkdocs_plugins.completing import complete, lacking
from handbook.mkdocs_plugins.faults import (
    in_one_line,
    instead_of_site,
    page_for_all_addresses,
    tell,
    words_of,
)
from handbook.mkdocs_plugins.folders import check_folders
from handbook.mkdocs_plugins.inspection import Inspected, inspect
from handbook.mkdocs_plugins.preview import Preview, attend, with_status
from handbook.mkdocs_plugins.project import (
    adopt,
    refuse_former_plugin,
    root_of,
    set_epoch,
    settings_of,
)
from handbook.mkdocs_plugins.rebuilding import told_in_one_line
from handbook.mkdocs_plugins.rendered import Rendered
from handbook.mkdocs_plugins.sitemap import sitemap
from handbook.mkdocs_plugins.theme import sandboxed
from handbook.outputs import heads
from handbook.site import build
from handbook.site.built import Build
from handbook.stamping.former import FormerPages
from handbook.stamping.pages import StampedPages
from handbook.stores import keep_stores

_LAST = float("-inf")


class ProgrammeConfig(Config):
    """Options of `handbook/programme`, as `mkdocs.yml` can set them."""

    entries = c.Choice(("stamped", "rendered"), default="stamped")
    """How entry pages are made: `rendered` has MkDocs render each by itself, many times slower;
    the result is the same, byte for byte."""

    scan = c.Choice(("slots", "full"), default="slots")
    """How pages that were stamped are searched for what may not be published: each shell once and
    each page by its entry, or all pages whole; the result is the same."""

    check_links = c.Type(bool, default=True)
    """Whether a link of the built site that leads nowhere fails the build."""


class ProgrammePlugin(BasePlugin[ProgrammeConfig]):
    """Hands the pages of a programme to MkDocs, stamps its entry pages, and inspects the site."""

    prepared: Build | None = None
    """A build made beforehand, so that the command need not make it twice."""
    catalogue: Catalogue | None = None
    """The words to tell problems in; by default those of the programme's first language."""
    inspected = Inspected()
    """What was searched, and what was taken out."""

    def __init__(self) -> None:
        """Begin with nothing made."""
        self._made: Build
        self._rendered: Rendered
        self._stamped = StampedPages()
        self._preview: Preview | None = None
        self._unsearched: Path | None = None
        self._former: FormerPages | None = None
        self._epoch = ""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the options, unless they are those of two plugins, which there were before."""
        refuse_former_plugin(config_file_path)
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, which shows problems and goes on."""
        self._preview = self._preview or Preview() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make everything, or stop with every problem told."""
        check_folders(config)
        with in_one_line(root_of(config)):
            made = self.prepared or build(
                settings_of(config, self._epoch),
                progress=self._preview is not None,
                recollection=self._preview.recollection if self._preview else None,
            )
        if line := lacking(config):
            raise PluginError(words_of(made).text("command.mkdocs_lacks", line=line))
        if made.failed:
            tell(made)
            if self._preview is None:
                raise PluginError(words_of(made).text("command.nothing_published"))
            made = with_status(instead_of_site(made), faulty=True)
        elif self._preview:
            made = with_status(made, faulty=False)
        self._made = made
        complete(config)
        adopt(made, config)
        if made.programme is not None:
            self._epoch = set_epoch(made.programme.reference_date, self._epoch)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what lies in `docs_dir` by what the core made."""
        made = self._made
        reader = self._preview.recalling.reader if self._preview else HtmlReader()
        self._rendered = Rendered(made, reader, stamped=self.config.entries == "stamped")
        files = site_files.without_sources(files, config)
        for page in made.pages:
            files.append(site_files.page_file(page, config))
        for file in made.files:
            files.append(site_files.static_file(file, config))
        for entry in self._rendered.entries:
            files.append(site_files.entry_file(entry, config))
        if self._preview:
            self._preview.begin(files, config)
        return files

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Set aside pages that may be the same again, before MkDocs cleans the site."""
        if self.config.entries == "stamped":
            pages = map(site_files.address_of, heads(self._made.entries))
            self._former = FormerPages(root_of(config), Path(config.site_dir), pages)

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Have a preview recall the pages of which nothing changed."""
        if self._preview:
            self._preview.recalling.markdown(page)
        return page

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Part the menu by language."""
        self._rendered.take_menus(nav)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Remember that a site is written from here on, and keep templates from what it is of.

        All pages have their content now, so that it can be said what their links may name.
        """
        self._rendered.know_anchors(files)
        self._unsearched = Path(config.site_dir)
        env = sandboxed(env, (root_of(config), Path(sys.prefix)))
        if self._preview:
            self._preview.recalling.search(config)
            self._preview.recalling.theme(env)
        return env

    def _address(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Have the theme speak the page's language."""
        context["nav"] = self._rendered.speak(config, page.file.src_uri)
        return context

    # After the search has read the page, which parts texts by headings and knows none in a block.
    @event_priority(_LAST)
    def _fold(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        self._rendered.fold(page)
        self._rendered.listen(page)
        return context

    on_page_context = CombinedEvent(_address, _fold)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give pages that belong to no language, such as 404.html, the default one's menu."""
        context["nav"] = self._rendered.speak(config)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep the shell that an exemplar is; nothing of it is written."""
        return self._rendered.without_shell(page.file.src_uri, output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Write the sitemap of all pages, stamped ones too."""
        made = self._made
        if template_name == "sitemap.xml":
            return sitemap(chain(made.pages, heads(made.entries)), made.languages, config.site_url)
        if template_name == "404.html" and made.failed:
            return page_for_all_addresses(made.pages[0])
        return output_content

    # At its turn: what other plugins look at afterwards has every page.
    def _stamp(self, *, config: MkDocsConfig) -> None:
        if self.config.entries == "stamped":
            with spent_on("writing"):
                self._stamped = site_files.write_stamped(
                    Path(config.site_dir), self._made.entries, self._rendered.shells(), self._former
                )
                self._discard_former()

    def _discard_former(self) -> None:
        if self._former is not None:
            self._former.discard()

    # After every other plugin and hook: what one of them wrote later would not be searched.
    @event_priority(_LAST)
    def _inspect(self, *, config: MkDocsConfig) -> None:
        whole = self.config.scan == "full"
        try:
            with in_one_line(root_of(config)):
                people.add_to_index(Path(config.site_dir), self._made)
                self.inspected = inspect(
                    Path(config.site_dir),
                    self._made,
                    StampedPages() if whole else self._stamped,
                    self.catalogue or words_of(self._made),
                    spoken=languages.search_languages(config),
                    site_url=(config.site_url or "") if self.config.check_links else None,
                    preview=self._preview.recalling if self._preview else None,
                    cache=None if whole else root_of(config) / CACHE,
                )
        except BaseException:
            self._withhold()
            raise
        self._unsearched = None
        keep_stores()

    on_post_build = CombinedEvent(_stamp, _inspect)

    def on_shutdown(self) -> None:
        """Withhold a site that another plugin, or whoever waited for it, kept from being searched.

        MkDocs calls this however a build ends.
        """
        self._withhold()
        self._discard_former()

    def _withhold(self) -> None:
        """Remove what was not searched, or holds what it should not: it may not be published."""
        if self._unsearched is not None and self._preview is None:
            empty(self._unsearched)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch what the pages are made of, and load again what changed of them."""
        attend(server, root_of(config), Path(config.site_dir))
        server.builder = told_in_one_line(server.builder, root_of(config), words_of(self._made))
        return server
