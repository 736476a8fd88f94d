"""The preview: what `handbook serve` shows that no site has, and what it need not make again."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from handbook.mkdocs_plugins.foreseeable import foreseeable
from handbook.mkdocs_plugins.noticing import notice
from handbook.mkdocs_plugins.project import root_of
from handbook.mkdocs_plugins.recalling import Recalling
from handbook.mkdocs_plugins.reloading import Reloading
from handbook.mkdocs_plugins.watching import watch
from handbook.outputs import NavigationItem, Page
from handbook.progress.sections import as_html
from handbook.recollection import Recollection
from handbook.rendering.kept_markup import keep
from handbook.site.built import Build
from handbook.unchanged import made_of

STATUS = "status.md"
"""The page of how the programme stands; one of the programme's own of that name comes first."""


class Preview:
    """What a preview remembers from one build to the next."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        self.recollection = Recollection()
        self.recalling = Recalling()

    def begin(self, files: Files, config: MkDocsConfig) -> None:
        """Begin to hand pages to MkDocs, which follow from `mkdocs.yml` and the templates too.

        Where they may follow from other files as well, none of the last build is recalled.
        """
        basis: Hashable = object()
        if foreseeable(config):
            basis = made_of(root_of(config), but=("programme", "content", "private"))
        self.recalling.begin(basis, files)


def attend(server: LiveReloadServer, root: Path, site: Path) -> None:
    """Watch what the pages are made of, and load again what changed of them.

    Args:
        server: that of MkDocs.
        root: the project's folder.
        site: where the preview is built into.
    """
    Reloading(site).attend(server)
    watch(server, root)
    notice(server)


def with_status(made: Build, *, faulty: bool) -> Build:
    """Add the page of how the programme stands, at the end of the menu of the first language.

    Args:
        made: a build that was asked for the status, or what is shown in its stead.
        faulty: whether the data has errors.
    """
    language, words = made.languages.default, made.catalogue
    if made.status is None or any(page.path == STATUS for page in made.pages):
        return made
    page = Page(
        path=STATUS,
        language=language,
        title=words.text("status.title"),
        description=words.text("status.menu"),
        body=keep(as_html(made.status, words, faulty=faulty)),
        meta={"hide": ["toc"], "search": {"exclude": True}},
        translations={language: STATUS},
    )
    item = NavigationItem(words.text("status.menu"), STATUS)
    menu = (*made.navigation.get(language, ()), item)
    return replace(made, pages=(*made.pages, page), navigation={**made.navigation, language: menu})
