"""Hostile texts in every field of every record, wherever a page can print them."""

from __future__ import annotations

from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from markdown import Markdown

from handbook.calendars.subscriptions import subscriptions
from handbook.content_types import REGISTRY
from handbook.content_types.editions import role_addresses
from handbook.exporting import exported
from handbook.outputs import EntryPage, Page
from handbook.pages.entries import entry_pages
from handbook.pages.prose import names_for_templates, page_names, prose_pages
from handbook.papers import SHAPES
from handbook.programme import Programme
from handbook.reading.documents.package_data import load_catalogue, load_citations
from handbook.reading.documents.prose import read_prose
from handbook.recollection import Recollection
from handbook.rendering.kept_markup import KeptMarkup
from handbook.rendering.library import Library, PageContext
from handbook.rendering.renderer import Renderer
from handbook.rendering.renderers import Renderers
from handbook.settings import Settings
from handbook.urls import Urls
from tests.rendering.test_escaping import extensions
from tests.rendering.test_kept_markup import BLOCKS, INLINE
from tests.support.hostile import PAYLOADS, dangers
from tests.support.poisoned import MARKDOWN, everything, poisoned
from tests.support.small_builds import Seen

Site = tuple[tuple[Page, ...], tuple[EntryPage, ...]]
HOME = PageContext("index.md", "en", "Home")


@cache
def _markdown() -> Markdown:
    names, options = extensions()
    return Markdown(
        extensions=[*names, "pymdownx.tabbed", "abbr", "smarty", KeptMarkup()],
        extension_configs=options,
    )


def shown(body: str) -> str:
    return _markdown().reset().convert(body)


def renderer_of(programme: Programme, root: Path) -> Renderer:
    """Make the renderer of a programme as the pipeline does."""
    prose, _, _ = read_prose(Settings(root).content, programme.languages)
    library = Library(
        programme=programme,
        content_types={kind.name: kind for kind in REGISTRY},
        catalogues={code: load_catalogue(code) for code in programme.languages},
        citations=load_citations(),
        urls=Urls(programme.languages),
        pages=page_names(prose, REGISTRY, programme.kinds),
        role_addresses=role_addresses(programme),
    )
    names = {
        **names_for_templates(programme),
        "citations": library.citations,
        "pinned": True,
        "data_files": (),
        "personal_tables": (),
        "papers": tuple(SHAPES),
        "calendars": subscriptions(programme, library.urls, Settings(root)),
    }
    return Renderer(library, Settings(root).overrides, names)


def site_of(programme: Programme, root: Path) -> tuple[tuple[Page, ...], tuple[EntryPage, ...]]:
    """Make all pages of a programme."""
    renderer = renderer_of(programme, root)
    renderers = Renderers(lambda *_: renderer, programme, lambda: None, Recollection())
    prose, _, _ = read_prose(Settings(root).content, programme.languages)
    pages, page_faults = prose_pages(prose, REGISTRY, renderers, root)
    entries, entry_faults = entry_pages(REGISTRY, renderers, root)
    assert [
        each for each in (*page_faults, *entry_faults) if each.code.startswith("template")
    ] == []
    return pages, entries


@pytest.fixture(scope="module")
def shown_programme(request: pytest.FixtureRequest) -> Programme:
    """What may be seen of the small programme."""
    programme: Programme = request.getfixturevalue("shown")
    return programme


@pytest.fixture(scope="module")
def hostile(shown_programme: Programme) -> Programme:
    return poisoned(shown_programme, everything())


@pytest.fixture(scope="module")
def hostile_site(hostile: Programme, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(hostile, tmp_path_factory.mktemp("hostile-site"))


@pytest.fixture(scope="module")
def bodies(hostile_site: Site) -> dict[str, str]:
    """The HTML of every page, by path."""
    pages, entries = hostile_site
    return {
        **{page.path: shown(page.body) for page in pages},
        **{entry.path: entry.body for entry in entries},
    }


@pytest.fixture(scope="module")
def hostile_renderer(hostile: Programme, tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    return renderer_of(hostile, tmp_path_factory.mktemp("hostile"))


def test_no_page_holds_what_could_run(bodies: dict[str, str]) -> None:
    assert {path: found for path, body in bodies.items() if (found := dangers(body))} == {}


def test_texts_show_as_they_are(bodies: dict[str, str]) -> None:
    text = Seen("".join(bodies.values())).words
    for payload in PAYLOADS:
        assert text.count(" ".join(payload.split())) > 100, payload


def test_what_is_exported_holds_nothing_that_could_run(hostile_site: Site) -> None:
    """In a Markdown that knows nothing of ours."""
    names, options = extensions()
    other = Markdown(extensions=[*names, "abbr", "smarty"], extension_configs=options)
    for file in exported(*hostile_site, ()):
        body = file.content.decode().split("---\n", 2)[2]
        assert dangers(other.reset().convert(body)) == [], file.path


def structure(page: str) -> list[tuple[str, list[str]]]:
    """Return the elements of a page with the names of their attributes."""
    return [(tag, sorted(attributes)) for tag, attributes in Seen(page).elements]


def test_pages_have_the_elements_that_plain_words_would_give(
    shown_programme: Programme, tmp_path: Path
) -> None:
    innocent = poisoned(shown_programme, cycle(["word"]), ADDRESSES | MARKDOWN)
    hostile = poisoned(shown_programme, everything(), ADDRESSES | MARKDOWN)
    (pages, entries), (others, other_entries) = (
        site_of(each, tmp_path) for each in (innocent, hostile)
    )
    for one, other in zip(pages, others, strict=True):
        assert structure(shown(one.body)) == structure(shown(other.body)), one.path
    for plain, wild in zip(entries, other_entries, strict=True):
        assert structure(plain.body) == structure(wild.body), plain.path


ADDRESSES = frozenset({"website", "url", "email"})


INLINES = (
    *("link(mentors[0])", "link(mentors[0], programme.name)", "mentors[0].name | e"),
    *("page_link('faq.md', mentors[0].name)", "photo(mentors[0])", "mentors[0].email | mailto"),
    *("mentors[0].name", "mentors[0].name | markdown", "mentors[0].website"),
    *("[mentors[0].name, edition.title] | joined", "t('committee.since', date=mentors[0].name)"),
)
LARGE = (
    *("listing('mentors')", "listing('organisations')", "listing('faq')", "listing('committee')"),
    *("component('timeline', edition=edition)", "listing('editions')"),
    "component('testimonials', testimonials=editions[1].testimonials)",
)
OTHERS = (
    "{% filter markdown %}{{ mentors[0].name }}{% endfilter %}",
    "{% set x %}{{ link(mentors[0]) }}{% endset %}{{ x }}",
    "{% set x | markdown %}{{ mentors[0].name }}{% endset %}{{ x }}",
    "{% autoescape true %}{{ mentors[0].name }}{{ link(mentors[0]) }}{% endautoescape %}",
    "{% import 'components/_parts.html' as ui with context %}{{ ui.website(mentors[0].location) }}",
    "{% macro m(x) %}{{ x.location }}{{ link(x) }}{{ caller() }}{% endmacro %}"
    "{% call m(mentors[0]) %}{{ mentors[0].name }}{% endcall %}",
    "{% filter upper %}{{ mentors[0].name }}{{ link(mentors[0]) }}{% endfilter %}",
)


@pytest.mark.parametrize("expression", [*(f"{{{{ {each} }}}}" for each in INLINES), *OTHERS])
def test_no_context_makes_markup_of_data(hostile_renderer: Renderer, expression: str) -> None:
    for name, context in INLINE.items():
        written = context.replace("{}", expression)
        assert dangers(shown(hostile_renderer.prose(written, "x.md", 1, HOME))) == [], name


@pytest.mark.parametrize("context", BLOCKS)
def test_no_place_of_a_listing_makes_markup_of_data(
    hostile_renderer: Renderer, context: str
) -> None:
    large = LARGE[len(context) % len(LARGE)], LARGE[len(context) // 2 % len(LARGE)]
    for expression in large:
        written = BLOCKS[context][0].replace("{}", f"{{{{ {expression} }}}}")
        assert dangers(shown(hostile_renderer.prose(written, "x.md", 1, HOME))) == []
