"""The site: the whole pipeline from a programme's files to pages, on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from handbook.content_type import ContentType
from handbook.content_types import REGISTRY
from handbook.content_types.editions import role_addresses
from handbook.datapackage import data_package
from handbook.dictionary import data_files
from handbook.languages import SHIPPED, Catalogue, Languages
from handbook.leaks import Confidential
from handbook.leaks.beforehand import discreet, told_beforehand
from handbook.leaks.confidential import confidential, gathered, of_programme
from handbook.leaks.mentions import SOON, mentions
from handbook.leaks.public_texts import public_texts
from handbook.leaks.withdrawn import read_withdrawn
from handbook.memory import seldom_collected
from handbook.outputs import EntryPage, NavigationItem, OutputFile, Page
from handbook.pages.absence import last_days, missed_soon
from handbook.pages.assets import assets, styles
from handbook.pages.entries import clashes, ended_entries, entry_names, entry_pages, entry_paths
from handbook.pages.links import unknown_pages
from handbook.pages.navigation import navigation
from handbook.pages.placeholders import filled
from handbook.pages.prose import names_for_templates, page_names, prose_pages
from handbook.people.ending import ending_soon, with_ended
from handbook.people.holdings import holdings
from handbook.people.personal_tables import personal_tables, unfit_types
from handbook.people.retention import retention_faults, rules_of
from handbook.problems import Problem, has_errors, in_reading_order
from handbook.programme import Programme
from handbook.progress.status import Status, status_of
from handbook.reading.documents.package_data import load_catalogue, load_citations
from handbook.reading.documents.prose import read_navigation, read_prose
from handbook.reading.programme import Reading, published, read_programme
from handbook.rendering.library import Library
from handbook.rendering.renderer import Renderer
from handbook.rendering.renderers import Renderers
from handbook.settings import Settings
from handbook.urls import Urls, url_of


@dataclass(frozen=True)
class Build:
    """What one run made. Where a problem is an error there are no pages."""

    problems: tuple[Problem, ...]
    languages: Languages
    catalogues: Mapping[str, Catalogue]
    pages: tuple[Page, ...] = ()
    entries: tuple[EntryPage, ...] = ()
    files: tuple[OutputFile, ...] = ()
    navigation: Mapping[str, tuple[NavigationItem, ...]] = field(default_factory=dict)
    programme: Programme | None = None
    """What may be seen of the programme."""
    pinned: bool = False
    """Whether the reference date is that of an example."""
    confidential: tuple[Confidential, ...] = ()
    """What must stand nowhere in the finished site."""
    unsearchable: int = 0
    """How many confidential values are too common or too short to be looked for."""
    ended_pages: frozenset[str] = frozenset()
    """Where the pages would be, in the site, of people whose consent has ended."""
    page_count: int = 0
    """How many pages the site has, those of records included."""
    status: Status | None = None
    """How the programme stands, where it was asked for."""

    @property
    def failed(self) -> bool:
        """Whether nothing may be published."""
        return has_errors(self.problems)

    @property
    def missed(self) -> int:
        """How many places had to do without somebody whose consent has ended."""
        return len({each.place for each in self.problems if each.code == "ended-missed"})

    @property
    def catalogue(self) -> Catalogue:
        """The strings of the default language."""
        return self.catalogues[self.languages.default]


@seldom_collected()
def build(
    settings: Settings,
    content_types: Sequence[ContentType] = REGISTRY,
    *,
    sampling: bool = False,
    progress: bool = False,
) -> Build:
    """Read a programme, check it, and make everything that its site shows.

    Every problem of one run is reported at once; an error leaves the build without pages.

    Args:
        settings: what is asked for.
        content_types: all there are.
        sampling: whether to make pages of a sample of very many records only, which tells what
            is wrong as well, and cannot be published.
        progress: whether to say how the programme stands, too.
    """
    reading = read_programme(settings, content_types)
    languages = reading.programme.languages
    catalogues = {code: load_catalogue(code) for code in languages}
    problems = (
        *reading.problems,
        *unfit_types(content_types, reading.programme.extra_fields),
        *retention_faults(reading.programme, content_types),
        *read_withdrawn(settings.root)[2],
    )
    made = Build((), languages, catalogues)
    if not has_errors(problems):
        made = _make(settings, reading, content_types, catalogues, sampling=sampling)
    if progress:
        made = replace(made, status=status_of(reading, content_types, made.programme))
    problems = in_reading_order((*problems, *made.problems))
    if has_errors(problems):
        return Build(problems, languages, catalogues, status=made.status)
    return replace(made, problems=problems)


def _make(
    settings: Settings,
    reading: Reading,
    content_types: Sequence[ContentType],
    catalogues: Mapping[str, Catalogue],
    *,
    sampling: bool,
) -> Build:
    programme = published(reading.programme, content_types)
    public = of_programme(content_types)
    held = tuple(holdings(reading, programme, public))
    languages, urls = programme.languages, Urls(programme.languages)
    prose, beside_prose, prose_faults = read_prose(settings.content, languages)
    plan, plan_faults = read_navigation(settings.content, languages)
    library = Library(
        programme=programme,
        content_types={kind.name: kind for kind in content_types},
        # A text that is in no language of the programme is filled in in its own.
        catalogues={SHIPPED: load_catalogue(SHIPPED), **catalogues},
        citations=load_citations(),
        urls=urls,
        pages=page_names(prose, content_types),
        entries=entry_names(content_types, programme),
        ended=ended_entries(held, reading.programme),
        role_addresses=role_addresses(programme),
        sampling=sampling,
    )
    reading, library, filling_faults = _filled_in(
        settings, reading, library, content_types, catalogues
    )
    programme = library.programme
    renderers = _renderers(settings, reading, library, content_types)
    pages, page_faults = prose_pages(prose, content_types, renderers, settings.root)
    entries, entry_faults = entry_pages(content_types, renderers, settings.root)
    soon = tuple(ending_soon(held, reading.programme, SOON))
    renderers_on = partial(_renderers_on, settings, reading, library, content_types)
    menus, menu_faults = navigation(plan, pages, library.pages, urls)
    paths = tuple(entry_paths(content_types, programme, urls))
    files, file_faults = assets(programme, beside_prose)
    made = Build(
        problems=(
            *filling_faults,
            *(*prose_faults, *plan_faults, *page_faults, *entry_faults, *menu_faults),
            *unknown_pages(prose, library.pages | library.entries, library.ended, last_days(soon)),
            *missed_soon(settings, prose, soon, renderers_on, content_types),
            *clashes(pages, paths, reading.programme),
            *file_faults,
            *mentions(settings.root, reading.programme, held, public),
        ),
        languages=languages,
        catalogues=catalogues,
        pages=pages,
        entries=entries,
        files=files,
        navigation=menus,
        programme=programme,
        pinned=reading.pinned,
        page_count=len(pages) + len(paths),
    )
    if sampling:
        values, _ = gathered(settings, reading, programme, content_types, held)
        texts = public_texts(reading, held, public, prose)
        told = told_beforehand(values, texts, (*pages, *entries), (*files, *styles(settings.root)))
        return replace(made, problems=discreet((*made.problems, *told), lambda: values))
    sought, unsearchable = confidential(settings, reading, programme, content_types, held)
    data = data_package(programme, content_types, made.catalogue)
    return replace(
        made,
        problems=discreet(made.problems, lambda: sought),
        files=(*files, *data),
        confidential=sought,
        unsearchable=unsearchable,
        ended_pages=frozenset(
            f"{url_of(urls.path(name, language))}index.html"
            for name in library.ended
            for language in languages
        ),
    )


def _filled_in(
    settings: Settings,
    reading: Reading,
    library: Library,
    content_types: Sequence[ContentType],
    catalogues: Mapping[str, Catalogue],
) -> tuple[Reading, Library, tuple[Problem, ...]]:
    """Fill in the texts of a programme, with the names of what may be seen of it as it is."""
    renderers = _renderers(settings, reading, library, content_types)
    whole, problems = filled(reading.programme, content_types, renderers, settings.root, catalogues)
    shown = published(whole, content_types)
    return replace(reading, programme=whole), replace(library, programme=shown), problems


def _renderers_on(
    settings: Settings,
    reading: Reading,
    library: Library,
    content_types: Sequence[ContentType],
    day: date,
) -> Renderers:
    """Prepare to render what may be seen on another day."""
    programme = replace(reading.programme, reference_date=day)
    then = replace(library, programme=published(programme, content_types))
    return _renderers(settings, replace(reading, programme=programme), then, content_types)


def _renderers(
    settings: Settings, reading: Reading, library: Library, content_types: Sequence[ContentType]
) -> Renderers:
    """Prepare to render what may be seen on the day of a reading."""

    def make(programme: Programme, tolerant: bool) -> Renderer:
        its = replace(library, programme=programme)
        return Renderer(its, settings.overrides, _names(reading, its), tolerant=tolerant)

    shown = library.programme
    return Renderers(make, shown, lambda: with_ended(reading, shown, content_types))


def _names(reading: Reading, library: Library) -> dict[str, Any]:
    """Return what prose and templates can name."""
    programme, content_types = library.programme, tuple(library.content_types.values())
    return {
        **names_for_templates(replace(programme, kinds=library.records)),
        "citations": library.citations,
        "pinned": reading.pinned,
        "data_files": data_files(
            content_types, programme.extra_fields, reading.vocabularies, programme.languages
        ),
        "personal_tables": personal_tables(
            content_types, programme.extra_fields, rules_of(programme)
        ),
    }
