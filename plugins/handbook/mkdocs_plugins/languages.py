"""Each page in its own language: theme strings, menu, and links to its translations."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search import LangOption
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Catalogue, Languages, language_name, locale
from handbook.outputs import Page as ProsePage
from handbook.programme import Programme
from handbook.promotion.feed import FEED
from handbook.promotion.share_images import SHARE, SIZE
from handbook.rendering.values import plain, said_foreign
from handbook.site.built import Build
from handbook.urls import Urls, url_of

SEARCHES = frozenset({"search", "material/search"})
"""What the plugin that makes the search is called."""


def language_of(path: str, languages: Languages) -> str:
    """Return the language of a source path: its first folder, or the default."""
    first = path.partition("/")[0]
    return first if first in languages.codes else languages.default


def cut_by_language(nav: Navigation, languages: Languages) -> dict[str, Navigation]:
    """Part the menu of all languages into one for each, unlinking their neighbours."""
    parts: dict[str, list[StructureItem]] = {code: [] for code in languages}
    for item in nav.items:
        parts[_item_language(item, languages)].append(item)
    menus = {}
    for code, items in parts.items():
        pages = [page for page in nav.pages if language_of(page.file.src_uri, languages) == code]
        if pages:
            pages[0].previous_page = None
            pages[-1].next_page = None
        menus[code] = Navigation(items, pages)
        menus[code].homepage = next(
            (page for page in pages if page.url in ("", "./", f"{code}/")), nav.homepage
        )
    return menus


def _item_language(item: StructureItem, languages: Languages) -> str:
    while isinstance(item, Section):
        item = item.children[0]
    return language_of(item.file.src_uri if isinstance(item, Page) else "", languages)


def alternates(
    translations: Mapping[str, str], languages: Languages, site_url: str
) -> list[dict[str, str]]:
    """List the versions of a page for `extra.alternate`.

    Each has its `link` from the root of the site, and an `address` where the site has one.
    """
    if len(languages.codes) < 2:
        return []
    return [
        {
            "lang": code,
            "name": Titled.of(str(escape(language_name(code, code))), code),
            "link": url_of(path) or ".",
            "address": f"{site_url}{url_of(path)}" if site_url else "",
        }
        for code, path in translations.items()
    ]


class Titled(str):
    """A title in the menu that says in which language it is, but not within an attribute."""

    __slots__ = ("_plain",)
    _plain: str

    @classmethod
    def of(cls, title: str, language: str) -> Titled:
        """Mark a title, which is escaped already.

        >>> from markupsafe import escape
        >>> title = Titled.of("You &amp; me", "en")
        >>> title, escape(title)
        ('<span lang="en">You &amp; me</span>', Markup('You &amp; me'))
        """
        made = cls(f'<span lang="{language}">{title}</span>')
        made._plain = title
        return made

    def __html__(self) -> str:
        """Return what escaping makes of it."""
        return self._plain


AT_THE_FOOT = ("privacy.md", "accessibility.md")
"""Pages that every page leads to."""


def foot_links(pages: Iterable[ProsePage], languages: Languages) -> dict[str, list[dict[str, str]]]:
    """Return titles and addresses of the pages at the foot, by the first folder of a page's path.

    Under the empty name stand those of the default language.
    """
    found = {page.path: {"title": page.title, "url": url_of(page.path)} for page in pages}
    folders = {"": "", **{code: f"{code}/" for code in languages}}
    return {
        first: [found[folder + name] for name in AT_THE_FOOT if folder + name in found]
        for first, folder in folders.items()
    }


def speak(
    config: MkDocsConfig,
    made: Build,
    code: str,
    translations: Mapping[str, str] = MappingProxyType({}),
    written: str = "",
) -> None:
    """Have the theme speak to readers of a language from here on.

    Args:
        config: that the theme reads.
        made: what is published.
        code: the language of a part of the site.
        translations: source paths of the page, by language.
        written: language of the page's prose, where that is known.
    """
    words = made.catalogues[code]
    set_language(config, words.language)
    say_of_site(config, made.programme, words, code)
    foreign = written if written != words.language else ""
    config.extra["written_in"] = foreign
    config.extra["lang_of_text"] = said_foreign(foreign, words.language) if foreign else ""
    config.extra["searched"] = searched(code, made.languages)
    config.extra["alternate"] = alternates(translations, made.languages, config.site_url or "")


def share(
    config: MkDocsConfig, made: Build, code: str, files: Container[str], pictured: str = ""
) -> None:
    """Have a page say what stands beside links to it elsewhere, and where the news are.

    Args:
        config: that the theme reads.
        made: what is published.
        code: the language of a part of the site.
        files: the paths of what the site has besides pages.
        pictured: source path of the page, where it has a picture of its own.
    """
    home = url_of(Urls(made.languages).path("index.md", code))
    picture = f"{url_of(pictured) if pictured else home}{SHARE}"
    site = config.site_url or ""
    config.extra["share"] = {
        "picture": f"{site}{picture}" if site and f"{home}{SHARE}" in files else "",
        "width": SIZE[0],
        "height": SIZE[1],
        "locale": str(locale(made.catalogues[code].language)),
    }
    feed = f"{home}{FEED}"
    title = made.catalogues[code].text("feed.title")
    config.extra["feed"] = {"url": f"{site}{feed}", "title": title} if feed in files else None


def say_of_site(
    config: MkDocsConfig, programme: Programme | None, words: Catalogue, wanted: str
) -> None:
    """Have what is around every page say in a language what the site is and whom to ask."""
    if programme is not None:
        description = programme.one(ProgrammeDescription)
        language = words.language
        # As markup, since the theme prints them in attributes too, with and without escaping them.
        config.site_name = escape(plain(description.name, language, wanted))
        config.site_description = escape(plain(description.tagline, language, wanted))
        config.extra["contact"] = {
            "label": plain(description.contacts.programme.title, language, wanted),
            "email": description.contacts.programme.email,
        }
    config.extra["checklists"] = checklist_words(words)
    for palette in config.theme.get("palette") or ():
        toggle = palette.get("toggle") if isinstance(palette, dict) else None
        if toggle and toggle.get("says"):
            toggle["name"] = words.text(toggle["says"])


def checklist_words(words: Catalogue) -> dict[str, str]:
    """Return what is said beside checklists, for the theme to hand on to the scripts."""
    return {
        "remember": words.text("checklist.remember"),
        "done": words.text("checklist.done", done="{done}", total="{total}"),
        "denied": words.text("checklist.denied"),
    }


def set_language(config: MkDocsConfig, language: str) -> None:
    """Have the theme speak a language from here on, or the nearest that it knows."""
    for code in (language, language.partition("-")[0], "en"):
        strings = Path("partials", "languages", f"{code}.html")
        if any((Path(folder) / strings).is_file() for folder in config.theme.dirs):
            config.theme["language"] = code
            return


def searched(code: str, languages: Languages) -> str:
    """Say, as the end of an address, which part of the site the search of a page is for.

    >>> searched("es", Languages(("en", "es"))), searched("en", Languages(("en", "es", "eu")))
    ('?language=es&own=es%2F', '?language=en&other=es%2F&other=eu%2F')
    """
    others = [each for each in languages if each != languages.default]
    own = [("own", f"{code}/")] if code in others else [("other", f"{each}/") for each in others]
    return f"?{urlencode([('language', _search_code(code)), *own])}"


def _search_code(code: str) -> str:
    stem = code.partition("-")[0]
    return "no" if stem == "nb" else stem


def set_search_languages(config: MkDocsConfig, languages: Languages) -> None:
    """Have the search know the words of every language, unless `mkdocs.yml` says which."""
    options = _search_options(config)
    if not options.get("lang"):
        # Falls back to English for a language that the search has no stemmer for.
        options["lang"] = LangOption().validate([_search_code(code) for code in languages])


def search_languages(config: MkDocsConfig) -> list[str]:
    """Return the languages whose words the search knows."""
    return list(_search_options(config).get("lang") or ())


def _search_options(config: MkDocsConfig) -> Config:
    (name,) = SEARCHES & config.plugins.keys()
    options: Config = config.plugins[name].config
    return options
