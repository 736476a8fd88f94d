"""Filters: how prose and templates write a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from itertools import chain
from typing import Any, TypeVar

from jinja2 import pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup, escape

from handbook.days import clock_time, date_range, month_name, on_day, zone_name
from handbook.languages import Catalogue, Text, language_name
from handbook.rendering import values
from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.library import library_of, page_of
from handbook.rendering.lookups import lookups_of
from handbook.rendering.markdown_text import markdown_to_html
from handbook.text.addresses import encoded, with_encoded_emails

V = TypeVar("V")


@pass_context
def markdown(context: Context, value: Text | str | None) -> Markup:
    """Turn Markdown from data into safe HTML."""
    page = page_of(context)
    text = values.plain(value, page.language, page.wanted)
    html = Markup(with_encoded_emails(markdown_to_html(text)))  # noqa: S704
    foreign = values.foreign_language(value, page.language, page.wanted)
    if foreign:
        attributes = Markup(values.said_foreign(foreign, page.language))  # noqa: S704 - codes
        return Markup("<div{}>{}</div>").format(attributes, html)
    return html


@pass_context
def mailto(context: Context, address: str) -> Markup:
    """Return a link that writes to an address.

    That of a role stands there plainly. That of a person is encoded, and left out of the search:
    whoever reads the page can write to them, but nobody collects addresses from it.
    """
    if lookups_of(context).is_of_role(str(_defined(address))):
        plainly = escape(address)
        return Markup(f'<a href="mailto:{plainly}">{plainly}</a>')  # noqa: S704 - escaped
    shown, target = encoded(address), encoded(f"mailto:{address}")
    return Markup(f'<a href="{target}" data-search-exclude>{shown}</a>')  # noqa: S704 - encoded


@pass_context
def in_words(context: Context, number: int) -> str:
    """Write a number as sentences do: in words where it is small or round."""
    library, language = library_of(context), page_of(context).language
    catalogue, key = library.catalogues[language], f"numbers.{_defined(number)}"
    return catalogue.text(key) if catalogue.has(key) else values.plain(number, language)


def _defined(value: V) -> V:
    """Return a value, or have a name that does not exist tell so itself."""
    if isinstance(value, Undefined):
        str(value)
    return value


def _dated(value: V) -> V:
    """Return a date, or tell that it is none."""
    if not isinstance(_defined(value), date):
        raise TemplateFaultError("filter-date", str(value))
    return value


def _timed(value: V) -> V:
    """Return a time of day, or tell that it is none."""
    if not isinstance(_defined(value), time):
        raise TemplateFaultError("filter-time", str(value))
    return value


@pass_context
def _plain(context: Context, value: Any) -> str:
    page = page_of(context)
    return values.plain(value, page.language, page.wanted)


@pass_context
def _joined(context: Context, items: Iterable[Any]) -> str:
    page = page_of(context)
    return values.joined(items, page.language, page.wanted)


@pass_context
def _alphabetical(context: Context, items: Iterable[V]) -> list[V]:
    return values.alphabetical(items, page_of(context).language)


def _flat(lists: Iterable[Iterable[V]]) -> list[V]:
    """Put what several lists hold into one; adding them up would copy it over and over."""
    return list(chain.from_iterable(lists))


@pass_context
def _day(context: Context, value: date) -> str:
    return date_range(_dated(value), None, _words(context))


@pass_context
def _days(context: Context, value: date, end: date | None = None, *, weekday: bool = False) -> str:
    last = None if end is None else _dated(end)
    return date_range(_dated(value), last, _words(context), weekday=weekday)


@pass_context
def _on_day(context: Context, value: date) -> str:
    return on_day(_dated(value), _words(context))


def _words(context: Context) -> Catalogue:
    return library_of(context).catalogues[page_of(context).language]


@pass_context
def _described(context: Context, value: Text | str) -> Text | str:
    """Say in the language of the page what a schema says of itself in English."""
    return _words(context).described(value) if isinstance(value, str) else value


@pass_context
def _month(context: Context, value: date) -> str:
    return month_name(_dated(value), page_of(context).language)


@pass_context
def _clock(context: Context, value: time) -> str:
    return clock_time(_timed(value), page_of(context).language)


@pass_context
def _zone(context: Context, value: datetime) -> str:
    if not isinstance(_defined(value), datetime) or value.tzinfo is None:
        raise TemplateFaultError("filter-time", str(value))
    return zone_name(value, _words(context))


@pass_context
def _language_name(context: Context, code: str) -> str:
    return language_name(_defined(code), page_of(context).language)


FILTERS: Mapping[str, Any] = {
    "in_words": in_words,
    "markdown": markdown,
    "mailto": mailto,
    "plain": _plain,
    "joined": _joined,
    "alphabetical": _alphabetical,
    "flat": _flat,
    "day": _day,
    "days": _days,
    "on_day": _on_day,
    "described": _described,
    "month": _month,
    "clock": _clock,
    "zone": _zone,
    "language_name": _language_name,
}
"""Filters, by name."""
