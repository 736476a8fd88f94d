"""Filters: how prose and templates write a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, TypeVar

from jinja2 import pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup, escape

from handbook.languages import Text, clock_time, date_range, language_name, long_date
from handbook.rendering import values
from handbook.rendering.library import page_of
from handbook.rendering.markdown_text import markdown_to_html

V = TypeVar("V")


@pass_context
def markdown(context: Context, value: Text | str | None) -> Markup:
    """Turn Markdown from data into safe HTML."""
    language = page_of(context).language
    html = markdown_to_html(values.plain(value, language))
    foreign = values.foreign_language(value, language)
    if foreign:
        return Markup('<div lang="{}">{}</div>').format(foreign, html)
    return html


def mailto(address: str) -> Markup:
    """Return a link that writes to an address."""
    return Markup('<a href="mailto:{0}">{0}</a>').format(escape(address))


def _defined(value: V) -> V:
    """Return a value, or have a name that does not exist tell so itself."""
    if isinstance(value, Undefined):
        str(value)
    return value


@pass_context
def _plain(context: Context, value: Any) -> str:
    return values.plain(value, page_of(context).language)


@pass_context
def _joined(context: Context, items: Iterable[Any]) -> str:
    return values.joined(items, page_of(context).language)


@pass_context
def _day(context: Context, value: date) -> str:
    return long_date(_defined(value), page_of(context).language)


@pass_context
def _days(context: Context, value: date, end: date | None = None) -> str:
    return date_range(_defined(value), end, page_of(context).language)


@pass_context
def _clock(context: Context, value: time) -> str:
    return clock_time(_defined(value), page_of(context).language)


@pass_context
def _language_name(context: Context, code: str) -> str:
    return language_name(_defined(code), page_of(context).language)


FILTERS: Mapping[str, Any] = {
    "markdown": markdown,
    "mailto": mailto,
    "plain": _plain,
    "joined": _joined,
    "day": _day,
    "days": _days,
    "clock": _clock,
    "language_name": _language_name,
}
"""Filters, by name."""
