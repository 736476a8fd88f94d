"""Recalling: pages of a preview that MkDocs need not make again, since all they are of is the same.

What is recalled is what MkDocs made: the HTML of a page's Markdown, its part of the search, and the
page in the theme. A page of which a warning was told is made again each time, so that it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from handbook.cache import fingerprint
from handbook.finishing.html_pages import Document, HtmlReader
from handbook.mkdocs_plugins.faults import noting_warnings
from handbook.mkdocs_plugins.languages import SEARCHES
from handbook.recollection import Recollection

_MADE = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What rendering sets of a page, besides where its links lead."""
_NOT_SHOWN = {"plugins", "hooks", "theme", "nav", "mdx_configs"}
"""Settings that are objects of this process, or that are looked at by themselves."""

_KNOWN = {"config", "nav", "page", "pages"}
"""What templates are given that is looked at by itself."""


class Recalling:
    """What a preview recalls of the pages of its last build."""

    def __init__(self) -> None:
        """Begin with nothing to recall."""
        self._recollection = Recollection()
        self.reader = _RecallingReader(self._recollection)
        """Reads again only the pages that are others."""
        self._files = ""
        self._menus: dict[int, str] = {}

    def begin(self, basis: Hashable, files: Files) -> None:
        """Begin a build.

        Args:
            basis: what every page follows from, such as `mkdocs.yml` and the templates.
            files: all there are, which links may lead to.
        """
        self._recollection.begin(basis)
        self._files = fingerprint(*sorted(f"{file.src_uri} {file.url}" for file in files))
        self._menus = {}

    def markdown(self, page: MkDocsPage) -> None:
        """Have a page recall what its Markdown was made into."""
        # MkDocs calls it on the page; nothing else of the page is another.
        page.render = partial(self._rendered, page, page.render)  # type: ignore[method-assign]

    def _rendered(
        self,
        page: MkDocsPage,
        render: Callable[[MkDocsConfig, Files], None],
        config: MkDocsConfig,
        files: Files,
    ) -> None:
        key = ("markdown", page.file.src_uri, page.markdown, self._files)

        def make() -> Mapping[str, Any]:
            render(config, files)
            links = page.links_to_anchors
            by_name = None if links is None else {to.src_uri: told for to, told in links.items()}
            return {**{name: getattr(page, name) for name in _MADE}, "links": by_name}

        made = self._unless_warned(key, make)
        for name in _MADE:
            value = made[name]
            setattr(page, name, set(value) if isinstance(value, set) else value)
        if made["links"] is not None:
            found = ((files.get_file_from_path(name), told) for name, told in made["links"].items())
            page.links_to_anchors = {file: told for file, told in found if file is not None}

    def search(self, config: MkDocsConfig) -> None:
        """Have the index of the search recall what it holds of a page, where it can be asked."""
        for name in SEARCHES & config.plugins.keys():
            index: Any = getattr(config.plugins[name], "search_index", None)
            if isinstance(getattr(index, "entries", None), list):
                index.add_entry_from_context = partial(
                    self._indexed, index.entries, index.add_entry_from_context
                )

    def _indexed(
        self, entries: list[Mapping[str, Any]], add: Callable[[MkDocsPage], None], page: MkDocsPage
    ) -> None:
        before = len(entries)

        def make() -> list[Mapping[str, Any]]:
            add(page)
            return entries[before:]

        key = ("search", page.url, page.title, page.content, repr(page.meta))
        made = self._recollection.once(key, make)
        entries[before:] = [dict(entry) for entry in made]

    def theme(self, env: Environment) -> None:
        """Have the templates of whole pages recall what they made."""
        usual = env.get_template

        def get_template(name: Any, parent: str | None = None, *given: Any, **named: Any) -> Any:
            template = usual(name, parent, *given, **named)
            # Templates that others extend or take in are asked for with the name of those.
            return template if parent is not None else _Recalled(template, self._shown)

        env.get_template = get_template  # type: ignore[method-assign]

    def _shown(self, template: Template, context: Mapping[str, Any]) -> str:
        page: MkDocsPage | None = context.get("page")
        if page is None:
            return template.render(context)
        key = ("theme", template.name, self._made_of(page, context))
        shown: str = self._unless_warned(key, lambda: template.render(context))
        return shown

    def _made_of(self, page: MkDocsPage, context: Mapping[str, Any]) -> str:
        """Tell what a page in the theme is made of."""
        config: MkDocsConfig = context["config"]
        settings = sorted((name, value) for name, value in config.items() if name not in _NOT_SHOWN)
        near = [(each.title, each.url) for each in (page.previous_page, page.next_page) if each]
        around = [each.title for each in page.ancestors]
        told = sorted((name, it) for name, it in vars(page).items() if isinstance(it, str | bool))
        return fingerprint(
            *(str(part) for each in told for part in each),
            repr((page.title, page.meta, near, around)),
            repr(list(_contents(page.toc))),
            repr(settings),
            repr(sorted((name, repr(config.theme[name])) for name in config.theme)),
            self._menu(context["nav"]),
            self._files,
            repr(sorted((name, str(told)) for name, told in context.items() if name not in _KNOWN)),
        )

    def _menu(self, nav: Navigation) -> str:
        if id(nav) not in self._menus:
            self._menus[id(nav)] = repr(list(_entries(nav.items)))
        return self._menus[id(nav)]

    def _unless_warned(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Recall a result or make it; forget it where it was warned of."""
        with noting_warnings() as warnings:
            made = self._recollection.once(key, make)
        if warnings:
            self._recollection.forget(key)
        return made


class _RecallingReader(HtmlReader):
    """Reads pages, and recalls what those of the last build said."""

    def __init__(self, recollection: Recollection) -> None:
        super().__init__()
        self._recollection = recollection

    def read(self, html: str) -> Document:
        """Read a page, or recall what it says."""
        return self._recollection.once(("page", html), lambda: HtmlReader.read(self, html))

    def read_part(self, html: str) -> Document | None:
        """Read a part of a page by itself, or recall what it says."""
        return self._recollection.once(("part", html), lambda: HtmlReader.read_part(self, html))


class _Recalled:
    """A template of whole pages, as MkDocs asks for it."""

    def __init__(
        self, template: Template, shown: Callable[[Template, Mapping[str, Any]], str]
    ) -> None:
        self._template = template
        self._shown = shown

    def render(self, context: Mapping[str, Any]) -> str:
        """Render a page, or recall it."""
        return self._shown(self._template, context)


def _entries(items: Iterable[Any]) -> Iterable[Any]:
    """Tell what a menu shows."""
    for item in items:
        yield item.title, getattr(item, "url", None), list(_entries(item.children or ()))


def _contents(toc: Iterable[Any]) -> Iterable[Any]:
    """Tell what a table of contents shows."""
    for each in toc:
        yield each.title, each.id, each.level, list(_contents(each.children))
