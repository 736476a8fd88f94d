"""The site: the whole pipeline from a programme's files to pages, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from handbook import pages
from handbook.content_type import ContentType
from handbook.content_type.models import Document
from handbook.content_types import REGISTRY
from handbook.content_types.editions import role_addresses
from handbook.datapackage import data_package
from handbook.dictionary import data_files
from handbook.exporting import exported
from handbook.languages import Catalogue, Languages
from handbook.leaks import Confidential
from handbook.leaks.confidential import confidential
from handbook.memory import seldom_collected
from handbook.outputs import EntryPage, NavigationItem, OutputFile, Page
from handbook.people.personal_tables import personal_tables, unfit_types
from handbook.people.retention import retention_faults, rules_of
from handbook.problems import Place, Problem, has_errors, in_reading_order
from handbook.programme import Programme
from handbook.reading.documents.package_data import load_catalogue, load_citations
from handbook.reading.documents.prose import read_navigation, read_prose
from handbook.reading.programme import Reading, published, read_programme
from handbook.reading.sheets.schemas import load_schema
from handbook.rendering import Library, Renderer
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
    page_count: int = 0
    """How many pages the site has, those of records included."""

    @property
    def failed(self) -> bool:
        """Whether nothing may be published."""
        return has_errors(self.problems)

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
) -> Build:
    """Read a programme, check it, and make everything that its site shows.

    Every problem of one run is reported at once; an error leaves the build without pages.

    Args:
        settings: what is asked for.
        content_types: all there are.
        sampling: whether to make pages of a sample of very many records only, which tells what
            is wrong as well, and cannot be published.
    """
    reading = read_programme(settings, content_types)
    languages = reading.programme.languages
    catalogues = {code: load_catalogue(code) for code in languages}
    problems = (
        *reading.problems,
        *unfit_types(content_types, reading.programme.extra_fields),
        *retention_faults(reading.programme, content_types),
    )
    if has_errors(problems):
        return Build(in_reading_order(problems), languages, catalogues)
    made = _make(settings, reading, content_types, catalogues, sampling=sampling)
    problems = in_reading_order((*problems, *made.problems))
    if has_errors(problems):
        return Build(problems, languages, catalogues)
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
    languages, urls = programme.languages, Urls(programme.languages)
    prose, files, problems = read_prose(settings.content, languages)
    items, faults = read_navigation(settings.content, languages)
    library = Library(
        programme=programme,
        content_types={kind.name: kind for kind in content_types},
        catalogues=catalogues,
        citations=load_citations(),
        urls=urls,
        pages=pages.page_names(prose, content_types),
        role_addresses=role_addresses(programme),
        sampling=sampling,
    )
    renderer = Renderer(library, settings.overrides, _names(reading, library))
    titles = _titles(content_types)
    made, page_faults = pages.prose_pages(prose, content_types, titles, renderer, settings.root)
    entries, entry_faults = pages.entry_pages(content_types, renderer, settings.root)
    plan = pages.NavigationPlan(items)
    navigation, menu_faults = pages.navigation(plan, made, library.pages, urls)
    lost = pages.unknown_pages(prose, library.pages)
    paths = tuple(pages.entry_paths(content_types, programme, urls))
    clashes = _clashes(made, paths, reading.programme)
    assets, spoilt = pages.assets(programme, files)
    sought: tuple[Confidential, ...] = ()
    unsearchable = 0
    if not sampling:
        sought, unsearchable = confidential(settings, reading, programme, content_types)
        assets += data_package(programme, content_types, catalogues[languages.default])
    return Build(
        (*problems, *faults, *page_faults, *entry_faults, *menu_faults, *lost, *clashes, *spoilt),
        languages,
        catalogues,
        made,
        entries,
        assets,
        navigation,
        programme,
        reading.pinned,
        sought,
        unsearchable,
        page_count=len(made) + len(paths),
    )


def _names(reading: Reading, library: Library) -> dict[str, Any]:
    """Return what prose and templates can name."""
    programme, content_types = library.programme, tuple(library.content_types.values())
    return {
        **pages.names_for_templates(replace(programme, kinds=library.records)),
        "citations": library.citations,
        "pinned": reading.pinned,
        "data_files": data_files(
            content_types, programme.extra_fields, reading.vocabularies, programme.languages
        ),
        "personal_tables": personal_tables(
            content_types, programme.extra_fields, rules_of(programme)
        ),
    }


def _titles(content_types: Sequence[ContentType]) -> dict[str, tuple[str, str]]:
    """Return title and description of each content type that has a schema."""
    schemas = {kind.name: load_schema(kind.schema) for kind in content_types if not kind.singular}
    return {name: (schema.title, schema.description) for name, schema in schemas.items()}


def _clashes(
    made: Sequence[Page], entries: Sequence[tuple[str, str, str]], programme: Programme
) -> Iterator[Problem]:
    """Every address belongs to one page, and none to what a site has besides.

    A record whose address is taken is told at its id, with which that has to change.
    """
    taken: set[str] = set()
    for page in made:
        url = url_of(page.path)
        if url in taken:
            yield Problem(Place(page.source), "name-reserved", value=f"/{url}")
        taken.add(url)
    taken |= {f"{name}/" for name in ("assets", "search", "404", *programme.languages)}
    for kind, id, path in entries:
        url = url_of(path)
        if url in taken:
            yield Problem(_place_of_id(programme, kind, id), "name-reserved", value=f"/{url}")
        taken.add(url)


def _place_of_id(programme: Programme, kind: str, id: str) -> Place:
    """Tell where the id of a record stands: in its cell, or in the name of its folder."""
    record = next(record for record in programme.kinds[kind] if record.id == id)
    if isinstance(record, Document):
        return Place(f"programme/{kind}/{id}")
    place: Place = record.where("id")
    return place


def export(build: Build, folder: Path) -> int:
    """Write the pages as plain Markdown and HTML with front matter.

    Args:
        build: a build without errors.
        folder: where to; made if missing.

    Returns:
        How many files were written.
    """
    files = tuple(exported(build.pages, build.entries, build.files))
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return len(files)
