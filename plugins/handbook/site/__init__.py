"""The site: the whole pipeline from a programme's files to pages, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from handbook.cache import CACHE, claim
from handbook.calendars import calendars
from handbook.calendars.subscriptions import site_address
from handbook.clock import spent_on
from handbook.content_type import ContentType
from handbook.content_types import REGISTRY
from handbook.content_types.editions import role_addresses
from handbook.datapackage import data_package
from handbook.languages import SHIPPED, Catalogue
from handbook.leaks.beforehand import discreet, told_beforehand
from handbook.leaks.confidential import confidential, gathered, of_programme
from handbook.leaks.mentions import SOON, mentions
from handbook.leaks.public_texts import public_texts
from handbook.leaks.withdrawn import read_withdrawn
from handbook.memory import seldom_collected
from handbook.outputs import EntryPage, OutputFile, Page, Prose, loaded_by
from handbook.packing import packs
from handbook.pages.absence import last_days, missed_soon
from handbook.pages.assets import assets, styles
from handbook.pages.bodies import Bodies
from handbook.pages.entries import clashes, ended_entries, entry_names, entry_pages, entry_paths
from handbook.pages.links import unknown_pages, with_known_steps
from handbook.pages.navigation import navigation
from handbook.pages.prose import needed, page_names, prose_pages
from handbook.papers import documents, foreseen
from handbook.people.ending import ending_soon
from handbook.people.holdings import Holding, holdings
from handbook.people.personal_tables import is_of_people, unfit_types
from handbook.people.retention import retention_faults
from handbook.problems import Problem, has_errors, in_reading_order
from handbook.programme import Programme
from handbook.progress.status import status_of
from handbook.promotion import feeds, promotion
from handbook.publication import told_of
from handbook.reading.documents.navigation import read_navigation
from handbook.reading.documents.package_data import (
    load_catalogue,
    load_catalogues,
    load_citations,
)
from handbook.reading.documents.prose import read_prose
from handbook.reading.programme import Reading, published, read_programme
from handbook.recollection import Recollection, Unremembered, basis_of
from handbook.rendering.library import Library
from handbook.settings import Settings
from handbook.site.built import Build
from handbook.site.work import Work, basis_of_pages
from handbook.stores import keep_stores
from handbook.urls import Urls, url_of


@seldom_collected()
def build(
    settings: Settings,
    content_types: Sequence[ContentType] = REGISTRY,
    *,
    sampling: bool = False,
    progress: bool = False,
    recollection: Recollection | None = None,
) -> Build:
    """Read a programme, check it, and make everything that its site shows.

    Every problem of one run is reported at once; an error leaves the build without pages.

    Args:
        settings: what is asked for.
        content_types: all there are.
        sampling: whether to make pages of a sample of very many records only, which tells what
            is wrong as well, and cannot be published.
        progress: whether to say how the programme stands, too.
        recollection: what a preview remembers of its last build. What is made is the same.
    """
    claim(settings.root)
    if recollection is None:
        recollection = Unremembered()
    else:
        recollection.begin(basis_of(settings))
    with spent_on("reading"):
        reading = recollection.once("reading", lambda: read_programme(settings, content_types))
    languages = reading.programme.languages
    catalogues = load_catalogues(languages, settings.root)
    problems = (
        *reading.problems,
        *unfit_types(content_types, reading.programme.extra_fields),
        *retention_faults(reading.programme, content_types),
        *read_withdrawn(settings.root)[2],
    )
    made = Build(problems, languages, catalogues)
    if not has_errors(problems):
        made = _made(settings, reading, made, content_types, recollection, sampling=sampling)
    keep_stores()
    if progress:
        made = replace(made, status=status_of(reading, content_types, made.programme))
    problems = in_reading_order(made.problems)
    if has_errors(problems):
        return Build(problems, languages, catalogues, status=made.status)
    return replace(made, problems=problems)


def _made(
    settings: Settings,
    reading: Reading,
    begun: Build,
    content_types: Sequence[ContentType],
    recollection: Recollection,
    *,
    sampling: bool,
) -> Build:
    """Make the pages and files of a programme that is sound, of which this is known already."""
    once = recollection.once
    programme = once("published", lambda: published(reading.programme, content_types))
    held = once("held", lambda: tuple(holdings(reading, programme, of_programme(content_types))))
    written, beside_prose, prose_faults = read_prose(settings.content, programme.languages)
    prose, needs_faults = needed(written, content_types, reading.present)
    library = _library(begun, reading, programme, content_types, held, prose, sampling=sampling)
    absent = frozenset(each.page for each in written) - library.pages
    its = recollection.within(library.pages, absent)
    whole, step_faults = with_known_steps(reading.programme, library.pages | library.entries)
    pages = recollection.part("pages", basis_of_pages(settings, programme, library))
    work = Work(settings, reading, library, content_types, held, prose, absent, its, pages)
    work = work.of(whole)
    work, filling_faults = work.filled()
    files, file_faults = assets(work.shown, beside_prose)
    papers, paper_faults = its.once("papers", lambda: _papers(work))
    made = _with_pages(work, replace(begun, problems=(), files=(*files, *papers)))
    prose_faults = (*prose_faults, *needs_faults)
    with spent_on("checking"):
        promised = tuple(_promised(work))
    problems = (
        *begun.problems,
        *step_faults,
        *filling_faults,
        *prose_faults,
        *made.problems,
        *file_faults,
        *paper_faults,
        *promised,
    )
    return (_foreseen if sampling else _searchable)(work, replace(made, problems=problems))


def _library(
    begun: Build,
    reading: Reading,
    programme: Programme,
    content_types: Sequence[ContentType],
    held: Sequence[Holding],
    prose: Sequence[Prose],
    *,
    sampling: bool,
) -> Library:
    """Gather what templates and prose can look up."""
    return Library(
        programme=programme,
        content_types={kind.name: kind for kind in content_types},
        # What is in no language of the programme is shown as it is shipped.
        catalogues={SHIPPED: load_catalogue(SHIPPED), **begun.catalogues},
        citations=load_citations().in_languages(programme.languages),
        urls=Urls(programme.languages),
        pages=page_names(prose, content_types, reading.present),
        entries=entry_names(content_types, programme),
        ended=ended_entries(held, reading.programme),
        role_addresses=role_addresses(programme),
        sampling=sampling,
    )


@spent_on("documents")
def _papers(work: Work) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Make all that is set in letters, if asked for; of a sample, tell what would hinder them."""
    library = work.library
    if library.sampling:
        return (), tuple(foreseen(work.shown, _titled(library.catalogues), library.urls))
    if not work.settings.documents:
        return (), ()
    cache, words = work.settings.root / CACHE / "documents", _titled(library.catalogues)
    files, problems = documents(work.shown, words, library.urls, cache)
    site = site_address(work.settings, work.shown)
    stamp = work.settings.stamp or work.shown.reference_date
    packed = packs(work.shown, words, files, site, stamp)
    return (*files, *packed, *promotion(work.shown, words, site)), problems


def _titled(catalogues: Mapping[str, Catalogue]) -> dict[str, Catalogue]:
    """Have files look for texts in the language that they are for, whoever lends its words."""
    return {code: replace(words, language=code) for code, words in catalogues.items()}


@spent_on("pages")
def _with_pages(work: Work, made: Build) -> Build:
    """Render the prose and the entries, and lay out the menus that lead to them."""
    content_types, root, urls = work.content_types, work.settings.root, work.library.urls
    renderers = work.renderers
    pages, page_faults = prose_pages(work.prose, content_types, renderers, root)
    bodies = (
        None
        if work.library.sampling
        else Bodies(root, str(work.of_pages.basis), renderers.usual.lookups)
    )
    entries, entry_faults = entry_pages(content_types, renderers, root, bodies)
    plan, plan_faults = read_navigation(work.settings.content, made.languages)
    menus, menu_faults = navigation(plan, pages, work.library.pages | work.absent, urls)
    paths = tuple(entry_paths(content_types, work.shown, urls, work.library.pages))
    clashing = clashes(pages, paths, work.reading.programme)
    return replace(
        made,
        problems=(*plan_faults, *page_faults, *entry_faults, *menu_faults, *clashing),
        pages=pages,
        entries=entries,
        navigation=menus,
        programme=work.shown,
        pinned=work.reading.pinned,
        page_count=len(pages) + len(paths),
    )


def _promised(work: Work) -> Iterator[Problem]:
    """Tell where the prose counts on pages and people that are not there, or not for long."""
    programme, content_types, library = work.reading.programme, work.content_types, work.library
    soon = tuple(ending_soon(work.held, programme, SOON))
    known = library.pages | library.entries | work.absent
    yield from unknown_pages(work.prose, known, library.ended, last_days(soon))
    yield from missed_soon(work.settings, work.prose, soon, work.renderers_on, content_types)
    root, its = work.settings.root, work.recollection
    yield from mentions(root, programme, work.held, of_programme(content_types), its)


@spent_on("search")
def _foreseen(work: Work, made: Build) -> Build:
    """Tell what the search of the finished site would find, of a sample that has none."""
    settings, reading, held, kinds = work.settings, work.reading, work.held, work.content_types
    values, _ = gathered(settings, reading, work.shown, kinds, held)
    texts = public_texts(reading, held, of_programme(kinds), work.prose)
    files = (*made.files, *styles(settings.root))
    pages: Iterator[Page | EntryPage] = chain(made.pages, made.entries)
    told = told_beforehand(values, texts, pages, loaded_by(made.pages), files)
    return replace(made, problems=discreet((*made.problems, *told), lambda: values))


def _searchable(work: Work, made: Build) -> Build:
    """Add the data, and what the finished site is searched for."""
    kinds, programme, library = work.content_types, work.shown, work.library
    once, words = work.recollection.once, _titled(made.catalogues)
    with spent_on("search"):
        sought, unsearchable = once(
            "sought",
            lambda: confidential(work.settings, work.reading, programme, kinds, work.held),
        )
    with spent_on("documents"):
        pinned = made.pinned
        dates = once("dates", lambda: calendars(work.settings, programme, words, pinned=pinned))
        data = once("data", lambda: tuple(data_package(programme, kinds, made.catalogue)))
        news = feeds(programme, words, site_address(work.settings, programme))
    files = (*made.files, *loaded_by(made.pages), *data, *dates.files, *news)
    personal = {kind.name for kind in kinds if is_of_people(kind)}
    told = told_of(dates.publication, made.pages, made.entries, files, personal)
    return replace(
        made,
        problems=discreet((*made.problems, *dates.problems), lambda: sought),
        files=(*files, told),
        confidential=sought,
        unsearchable=unsearchable,
        ended_pages=frozenset(
            f"{url_of(library.urls.path(name, language))}index.html"
            for name in library.ended
            for language in made.languages
        ),
    )
