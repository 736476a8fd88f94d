"""Listing: the records of a type as a page shows them, those of a long directory in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from jinja2 import TemplateNotFound, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from handbook import cards
from handbook.content_type import ContentType
from handbook.content_type import Directory as DirectoryOf
from handbook.rendering.directories import Directory
from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.facets import Speech, attributes, facets_of
from handbook.rendering.library import RENDER, library_of, page_of
from handbook.rendering.lookups import lookups_of
from handbook.rendering.values import alphabetical
from handbook.text.addresses import emails_in

_APART = "\x1e"
"""What stands around each card while they are made: no text holds it."""
_TOGETHER = 250
"""Cards that are made at once; those of thousands would be in memory several times over."""
_MARKDOWN = re.compile(r"\]\([^()\s]*\)|[\[\]*_`#>]")


@pass_context
def listing(context: Context, kind: str, **extra: Any) -> Markup:
    """Render a content type's `listing.html` with its records, or those given as `records`.

    A type that is looked through has a `directory` there too; where that is long, `records` are
    those of the page alone.
    """
    library, page = library_of(context), page_of(context)
    if kind not in library.content_types:
        raise TemplateFaultError("kind-unknown", kind, tuple(library.content_types))
    type_ = library.content_types[kind]
    own = "records" not in extra and page.path == library.urls.path(f"{kind}/index.md", page.home)
    records = extra.pop("records") if "records" in extra else lookups_of(context).listed(kind)
    if type_.directory is None:
        return block(context, f"{kind}/listing.html", records=records, **extra)
    directory = _directory(context, type_, type_.directory, records)
    if own and page.listed is not None:
        directory = replace(
            directory,
            count=len(library.programme.kinds.get(kind, ())),
            data=cards.NAME,
        )
        page.listed.kind, page.listed.directory = kind, directory
    return block(context, f"{kind}/listing.html", **given(directory), **extra)


def given(directory: Directory) -> dict[str, Any]:
    """Return what a listing is given of a directory."""
    records = directory.records[directory.begin : directory.end]
    return {"records": records, "directory": directory}


def block(context: Context, template: str, **extra: Any) -> Markup:
    """Render a template as a block of the page."""
    if "caller" in extra:
        # What such a block makes is printed without a look at it.
        raise TemplateFaultError("template-forbidden", "call")
    try:
        made: Markup = context[RENDER](template, page_of(context), **extra)
    except TemplateNotFound as error:
        raise TemplateFaultError("template-missing", str(error.name)) from error
    return made


def _directory(
    context: Context, kind: ContentType, its: DirectoryOf, records: Sequence[Any]
) -> Directory:
    library, page = library_of(context), page_of(context)
    words = library.catalogues[page.language]
    speech = Speech(words, words.language, page.texts)
    listed = alphabetical(((its.by(record), record) for record in records), page.texts)
    ordered = tuple(record for _, record in listed)
    facets = facets_of(its, ordered, lookups_of(context).listed, speech)
    return Directory(
        records=ordered,
        count=len(ordered),
        cards=tuple(_cards(context, kind, ordered, attributes(facets, len(ordered)))),
        says=tuple(_says(record, its.says, speech) for record in ordered),
        facets=facets,
    )


def _cards(
    context: Context, kind: ContentType, records: Sequence[Any], said: Sequence[Markup]
) -> Iterator[Markup]:
    """Give the card of each record, with the attributes by which it is found."""
    for start in range(0, max(1, len(records)), _TOGETHER):
        some = slice(start, start + _TOGETHER)
        made = block(
            context,
            f"{kind.name}/cards.html",
            records=records[some],
            said=said[some],
            apart=_APART,
        )
        for card in str(made).split(_APART)[1::2]:
            yield Markup(card.strip())  # noqa: S704 - as made


def _says(record: Any, names: Sequence[str], speech: Speech) -> str:
    """Return the texts of a record in one line, without marks and without anybody's address."""
    texts = (speech.plain(getattr(record, name)) for name in names)
    text = _MARKDOWN.sub(" ", " ".join(filter(None, texts)))
    for address in emails_in(text) if "@" in text else ():
        text = text.replace(address, " ")
    return " ".join(text.split())
