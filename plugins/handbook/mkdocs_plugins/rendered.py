"""Rendered: what is known, while MkDocs renders, of the pages that it renders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from handbook import stamping
from handbook.content_types.editions import EDITIONS
from handbook.finishing.html_pages import HtmlReader
from handbook.mkdocs_plugins import languages, people, site_files
from handbook.mkdocs_plugins.asked import Asking, listen
from handbook.mkdocs_plugins.faults import words_of
from handbook.outputs import EntryPage, heads
from handbook.reading.documents.package_data import load_catalogue
from handbook.site.built import Build


class Rendered:
    """The pages of one build, by their source paths, and the shells that are cut of some."""

    def __init__(self, made: Build, reader: HtmlReader, *, stamped: bool) -> None:
        """Take what was made.

        Args:
            made: all that the site has.
            reader: reads what is on a page.
            stamped: whether MkDocs renders exemplars of entry pages, and not each of them.
        """
        self._made = made
        exemplars = stamping.exemplars(heads(made.entries)) if stamped else {}
        doubles = stamping.exemplars(heads(made.entries), doubled=True) if stamped else {}
        shown = (*exemplars.values(), *doubles.values())
        self.entries: Iterable[EntryPage] = shown if stamped else made.entries
        """The entry pages that MkDocs renders."""
        self._exemplars = {entry.path: key for key, entry in exemplars.items()}
        self._doubles = {entry.path: key for key, entry in doubles.items()}
        self._single: dict[stamping.ShellKey, str] = {}
        self._doubled: dict[stamping.ShellKey, str] = {}
        self._asking: dict[stamping.ShellKey, tuple[Asking, ...]] = {}
        self._translations: Mapping[str, Mapping[str, str]] = {
            **{page.path: page.translations for page in made.pages},
            **{entry.path: entry.translations for entry in self.entries},
        }
        self._written = {page.path: page.written or page.language for page in made.pages}
        self._files = frozenset(file.path for file in made.files)
        # They have a picture of their own for links elsewhere.
        self._pictured = {entry.path for entry in self.entries if entry.kind == EDITIONS.name}
        self._menus: dict[str, Navigation] = {}
        self._reader = reader
        self._crowded = people.crowded(made)

    def take_menus(self, nav: Navigation) -> None:
        """Part the menu by language."""
        self._menus = languages.cut_by_language(nav, self._made.languages)

    def know_anchors(self, files: Files) -> None:
        """Tell MkDocs of all anchors of the pages of which a link names one that it does not know.

        Markdown has not seen those in blocks of HTML that was kept from it.
        """
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for links in (page.links_to_anchors or {} for page in pages):
            for page, named in ((file.page, set(named)) for file, named in links.items()):
                if page is not None and not named <= (page.present_anchor_ids or set()):
                    anchors = self._reader.read(page.content or "").anchors
                    page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors

    def speak(self, config: MkDocsConfig, path: str | None = None) -> Navigation:
        """Have the theme speak the language of a page; without one, that of none is the main one.

        Returns:
            The menu of that language.
        """
        made = self._made
        if path is None:
            code = made.languages.default
            languages.speak(config, made, code)
        else:
            code = languages.language_of(path, made.languages)
            written = self._written.get(path, "")
            languages.speak(config, made, code, self._translations.get(path, {}), written)
            pictured = path if path in self._pictured else ""
            languages.share(config, made, code, self._files, pictured)
        people.say_where(config, made, code, self._crowded)
        return self._menus[code]

    def listen(self, page: MkDocsPage) -> None:
        """Note whether a template asks what the title or description of an exemplar says."""
        if page.file.src_uri in self._exemplars:
            self._asking[self._exemplars[page.file.src_uri]] = listen(page)

    def fold(self, page: MkDocsPage) -> None:
        """Fold the sections of a page, in the words of the language that it is written in."""
        path, spoken = page.file.src_uri, self._made.languages
        written = self._written.get(path, languages.language_of(path, spoken))
        words = self._made.catalogues.get(written)
        site_files.fold(page, words or load_catalogue(written, others=spoken))

    def without_shell(self, path: str, output: str) -> str:
        """Return what is written of a page: nothing where it is a shell, which is kept."""
        key = self._exemplars.get(path) or self._doubles.get(path)
        if key is None:
            return output
        (self._doubled if path in self._doubles else self._single)[key] = output
        return ""

    def shells(self) -> Mapping[stamping.ShellKey, stamping.Shell]:
        """Cut the shells, once all pages are rendered.

        Raises:
            PluginError: a template does not just show what a page says.
        """
        found = {}
        for key, output in self._single.items():
            try:
                found[key] = stamping.cut(output)
                stamping.compare(found[key], self._doubled[key])
                if any(text.asked for text in self._asking.get(key, ())):
                    raise stamping.UnusableShellError
            except stamping.UnusableShellError as error:
                words = words_of(self._made)
                raise PluginError(words.text("command.not_stamped", kind=key.kind)) from error
        return found
