"""Helpers: what prose and templates can call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from handbook.citations import Citations
from handbook.rendering import values
from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.filters import in_words
from handbook.rendering.library import Library, library_of, page_of
from handbook.rendering.listing import block, listing
from handbook.rendering.lookups import Part, Reference, lookups_of
from handbook.rendering.portraits import avatar, photo
from handbook.urls import relative, url_of


@pass_context
def t(context: Context, key: str, **filled: Any) -> str:
    """Return an interface string in the page's language."""
    page = page_of(context)
    catalogue = library_of(context).catalogues[page.language]
    if not catalogue.has(key):
        raise TemplateFaultError("string-unknown", key, tuple(catalogue.strings))
    if not filled:
        return catalogue.text(key)
    written = {
        name: value if name == "count" else values.plain(value, catalogue.language, page.texts)
        for name, value in filled.items()
    }
    return catalogue.text(key, **written)


@pass_context
def href(context: Context, record: Any) -> str:
    """Return the address of a record's entry page, or of what refers to it, from this one."""
    library, page = library_of(context), page_of(context)
    kind = _kind_of(library, record)
    entries = library.content_types[kind].entries
    assert entries is not None
    path = entries.page(kind, record.id, getattr(record, "edition", ""))
    return relative(url_of(library.urls.path(path, page.home)), page.url)


@pass_context
def link(context: Context, record: Any, text: Any = None) -> Markup:
    """Return a link to a record's entry page, with its title or `text`."""
    library, page = library_of(context), page_of(context)
    entries = library.content_types[_kind_of(library, record)].entries
    assert entries is not None
    own = record.title if isinstance(record, Reference) else entries.title(record)
    label = own if text is None else text
    return _anchor(href(context, record), values.for_html(label, page.language, page.wanted))


def _anchor(address: str, label: Markup) -> Markup:
    """Write a link; a profile has dozens, and `Markup.format` takes ten times as long."""
    return Markup(f'<a href="{escape(address)}">{label}</a>')  # noqa: S704 - escaped


def _kind_of(library: Library, record: Any) -> str:
    kind = record.kind if isinstance(record, Reference) else library.kind_of(type(record))
    if not kind:
        raise TemplateFaultError("link-without-page", "")
    return kind


@pass_context
def page_href(context: Context, path: str) -> str:
    """Return the address of a page (`guides/mentor.md#ending`), as seen from this one."""
    library, page = library_of(context), page_of(context)
    name, hash_sign, fragment = path.partition("#")
    if not lookups_of(context).has_page(name):
        raise TemplateFaultError("page-unknown", name, tuple(sorted(library.pages)))
    address = relative(url_of(library.urls.path(name, page.home)), page.url)
    return address + hash_sign + fragment


@pass_context
def page_link(context: Context, path: str, text: Any) -> Markup:
    """Return a link to a page."""
    page = page_of(context)
    return _anchor(page_href(context, path), values.for_html(text, page.language, page.wanted))


@pass_context
def asset(context: Context, path: str) -> str:
    """Return the address of a file of the site, as seen from this page."""
    return relative(path, page_of(context).url)


@pass_context
def component(context: Context, name: str, **extra: Any) -> Markup:
    """Render a component, such as `timeline`."""
    return block(context, f"components/{name}.html", **extra)


@pass_context
def related(context: Context, kind: str, **equal: Any) -> tuple[Any, ...]:
    """Return the records of a kind whose one named attribute is the value given, or holds it."""
    return lookups_of(context).related(kind, *_only(equal, kind))


@pass_context
def reference(context: Context, kind: str, id: str) -> Reference | None:
    """Return what `link` and `href` take for the record of a kind; None where there is none."""
    return lookups_of(context).reference(kind, id)


@pass_context
def parts(context: Context, kind: str, within: str, **equal: Any) -> tuple[Part, ...]:
    """Return the parts of a kind's records whose one named attribute is the value given.

    Each comes after the reference to its record, such as what was said of somebody in an edition:
    `parts("editions", "testimonials", about=entry.id)`.
    """
    return lookups_of(context).parts(kind, within, *_only(equal, kind))


def _only(equal: Mapping[str, Any], kind: str) -> tuple[str, Any]:
    if len(equal) != 1:
        raise TemplateFaultError("related-attribute", kind)
    ((attribute, value),) = equal.items()
    return attribute, value


@pass_context
def cite(context: Context, *ids: str) -> Markup:
    """Return the number of the note that tells what stands behind a sentence.

    Where a page has no notes at its end, it is small links that name the publications.
    """
    notes = page_of(context).notes
    if notes is None:
        return sources(context, *ids)
    _known(library_of(context).citations, ids)
    number = notes.number(ids)
    return notes.mark(number, t(context, "notes.number", number=number))


def _known(citations: Citations, ids: tuple[str, ...]) -> None:
    for id in ids or ("",):
        if id not in citations.claims:
            raise TemplateFaultError("evidence-unknown", id, tuple(citations.claims))


@pass_context
def sources(context: Context, *ids: str) -> Markup:
    """Return small links that name the publications behind pieces of evidence.

    Each publication is named once, and leads to the first of the pieces that rests on it.
    """
    citations, language = library_of(context).citations, page_of(context).language
    _known(citations, ids)
    named: dict[str, str] = {}
    for id in ids:
        for source in citations.sources_of((id,)):
            named.setdefault(values.plain(source.label, language), id)
    return Markup("; ").join(
        Markup('<a class="hb-source" href="{}">{}</a>').format(
            page_href(context, f"sources.md#{claim_anchor(id)}"),
            "; ".join(label for label, first in named.items() if first == id),
        )
        for id in dict.fromkeys(named.values())
    )


def claim_anchor(id: str) -> str:
    """Return the anchor of a claim on the page of sources.

    >>> claim_anchor("6.10")
    'claim-6-10'
    """
    return f"claim-{id.replace('.', '-')}"


@pass_context
def date(context: Context, name: str, edition: Any = None) -> Any:
    """Return the day of a date in the timeline of an edition, by its id or else its kind.

    Without an edition it is the one that the text is about.
    """
    meant = edition or context["edition"]
    timeline = meant.timeline if meant else ()
    for attribute in ("id", "kind"):
        for milestone in timeline:
            if getattr(milestone, attribute) == name:
                return milestone.date
    known = dict.fromkeys(each for one in timeline for each in (one.id, one.kind))
    raise TemplateFaultError("milestone-unknown", name, tuple(known))


@pass_context
def rhythm(context: Context, weeks: int) -> str:
    """Say how often something is that comes every so many weeks: "once a month"."""
    kind = {1: "week", 2: "fortnight", 4: "month", 5: "month"}.get(weeks, "weeks")
    return t(context, f"rhythm.{kind}", number=in_words(context, weeks))


@pass_context
def span(context: Context, months: int) -> str:
    """Say how long so many months are: "a year"."""
    kind = {1: "month", 12: "year"}.get(months, "months")
    return t(context, f"span.{kind}", number=in_words(context, months))


HELPERS: Mapping[str, Any] = {
    "date": date,
    "rhythm": rhythm,
    "span": span,
    "t": t,
    "link": link,
    "href": href,
    "page_link": page_link,
    "page_href": page_href,
    "asset": asset,
    "listing": listing,
    "component": component,
    "related": related,
    "reference": reference,
    "parts": parts,
    "cite": cite,
    "claim_anchor": claim_anchor,
    "sources": sources,
    "photo": photo,
    "avatar": avatar,
}
"""What templates can call, by name."""

BY_THE_PAGE = {
    name for name, helper in HELPERS.items() if name != "date" and hasattr(helper, "jinja_pass_arg")
}
"""Those that are given the context for the page, and ask it for no name that a loop could set."""
