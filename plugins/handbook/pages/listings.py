"""Pages that list the records of a type, where nobody has written one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handbook.content_type import ContentType
from handbook.languages import Catalogue, Languages
from handbook.outputs import Prose
from handbook.reading.sheets.schemas import load_schema


def has_listing(kind: ContentType) -> bool:
    """Say whether a type's records are pages of their own, listed on one."""
    return kind.entries is not None and "{kind}" in kind.entries.path and kind.listing.exists()


def listing_page(kind: ContentType) -> str:
    """Return the page on which a type's records are listed."""
    folder = kind.entries.path.rpartition("/")[0] if kind.entries else "{kind}"
    return f"{folder or '{kind}'}/index.md".format(kind=kind.name)


def with_listings(
    prose: Iterable[Prose],
    content_types: Iterable[ContentType],
    catalogues: Mapping[str, Catalogue],
    languages: Languages,
) -> dict[str, dict[str, Prose]]:
    """Order the prose by page and language, with the listings that nobody wrote a page for."""
    by_name: dict[str, dict[str, Prose]] = {}
    for each in prose:
        by_name.setdefault(each.page, {})[each.language] = each
    for kind in content_types:
        if has_listing(kind) and listing_page(kind) not in by_name:
            made = {code: _made_listing(kind, code, catalogues[code]) for code in languages}
            by_name[listing_page(kind)] = made
    return by_name


def _made_listing(kind: ContentType, language: str, words: Catalogue) -> Prose:
    schema = load_schema(kind.schema)
    title, description = words.described(schema.title), words.described(schema.description)
    return Prose(
        page=listing_page(kind),
        language=language,
        source=f"{kind.name}/listing.html",
        meta={"title": title, "description": description},
        body=f'# {title}\n\n{description}\n\n{{{{ listing("{kind.name}") }}}}\n',
        first_line=1,
    )
