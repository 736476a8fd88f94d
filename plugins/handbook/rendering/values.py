"""How values of the data print: as its language writes them, and always as the text they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from babel.numbers import format_decimal
from markupsafe import Markup

from handbook.days import clock_time, long_date
from handbook.languages import Text, direction_within, is_language, language_name, list_of, locale
from handbook.schema import Term
from handbook.text.addresses import with_encoded_emails
from handbook.text.folding import plain as folded
from handbook.text.ranges import Range
from handbook.text.tags import escape_markdown

V = TypeVar("V")
_SIDE_BY_SIDE = " · "
_AFTER_N = {"ñ": "n~"}
_AFTER_Z = {letter: f"z{'~' * place}" for place, letter in enumerate("åäö", 1)}
_NORDIC = {letter: f"z{'~' * place}" for place, letter in enumerate("æøå", 1)}
_OWN_LETTERS = {
    **dict.fromkeys(("es", "eu", "gl"), str.maketrans(_AFTER_N)),
    **dict.fromkeys(("sv", "fi"), str.maketrans(_AFTER_Z)),
    **dict.fromkeys(("da", "nb", "nn", "no"), str.maketrans(_NORDIC)),
}
"""Letters that stand in an alphabet by themselves; any other stands where it would without its
accent. What sorts after every letter moves them behind the one that they follow."""


def plain(value: Any, language: str, wanted: str = "") -> str:
    """Write a value as plain text in `language`, a text in that which is wanted before it.

    >>> plain(date(2026, 3, 16), "en"), plain(12.5, "es"), plain(None, "en")
    ('16 March 2026', '12,5', '')
    """
    if value is None or type(value) is str:
        return value or ""
    if isinstance(value, Term):
        value = value.title
    if isinstance(value, Text):
        return value.wording(wanted or language)[0]
    if isinstance(value, date):
        return long_date(value, language)
    if isinstance(value, time):
        return clock_time(value, language)
    if isinstance(value, Range):
        return value.written(lambda number: plain(number, language))
    if isinstance(value, Decimal | float):
        value = format_decimal(value, locale=locale(language))
    return str(value)


def foreign_language(value: Any, language: str, wanted: str = "") -> str:
    """Return the language that a text is really in where `language` is that of what is around.

    Empty where it is the same.
    """
    if isinstance(value, Term):
        value = value.title
    if isinstance(value, Text):
        actual = value.wording(wanted or language)[1]
        return "" if actual == language else actual
    return ""


def for_markdown(value: Any, language: str, wanted: str = "") -> str:
    """Write a value into Markdown so that it stays text.

    It is marked where it is in another language than the prose around.

    >>> for_markdown("*Ana*", "en")
    '&#42;Ana&#42;'
    """
    if isinstance(value, Markup):
        return value
    written = escape_markdown(plain(value, language, wanted))
    return _marked(written, foreign_language(value, language, wanted), language)


def for_html(value: Any, language: str, wanted: str = "") -> Markup:
    """Write a value into HTML, where it stays text.

    >>> for_html("<b>Ana</b>", "en")
    Markup('&lt;b&gt;Ana&lt;/b&gt;')
    """
    return value if isinstance(value, Markup) else Markup(in_html(value, language, wanted))  # noqa: S704 - escaped


def in_html(value: Any, language: str, wanted: str = "") -> str:
    """Write a value as a piece of HTML, in which it stays text; what is HTML already as it is.

    >>> in_html("<b>Ana</b>", "en"), in_html(Markup("<b>Ana</b>"), "en")
    ('&lt;b&gt;Ana&lt;/b&gt;', Markup('<b>Ana</b>'))
    """
    if type(value) is str:
        return with_encoded_emails(_escaped(value))
    if isinstance(value, Markup):
        return value
    title = value.title if isinstance(value, Term) else value
    if type(title) is Text:
        wording, actual = title.wording(wanted or language)
        written = with_encoded_emails(_escaped(wording))
        return _marked(written, "" if actual == language else actual, language)
    return with_encoded_emails(_escaped(plain(title, language, wanted)))


def _escaped(text: str) -> str:
    """Do what `escape` does, without a `Markup`, which takes longer to make than the text."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


def joined(values: Iterable[Any], language: str, wanted: str = "") -> str:
    """Write values as a sentence lists them; but titles, each with its capital, side by side.

    Names of languages are told by their ids, and have a capital within a list where their
    language writes one.

    >>> joined(["a", "b", "c"], "en")
    'a, b and c'
    >>> titles = {"es": "Español", "eu": "Euskera", "online": "En línea", "call": "Por teléfono"}
    >>> spanish, basque, *ways = (Term(id, Text.of(title, "es")) for id, title in titles.items())
    >>> joined([spanish, basque], "es"), joined(ways, "es")
    ('Español y euskera', 'En línea · Por teléfono')
    """
    listed = list(values)
    written = [plain(value, language, wanted) for value in listed]
    if not listed or not all(isinstance(value, Term) for value in listed):
        return list_of(written, language)
    if not all(is_language(term.id) for term in listed):
        return _SIDE_BY_SIDE.join(written)
    usual = [language_name(term.id, language) for term in listed]
    within = [
        title[:1].lower() + title[1:] if name[0].islower() else title
        for title, name in zip(written[1:], usual[1:], strict=True)
    ]
    return list_of([written[0], *within], language)


def alphabetical(items: Iterable[V], language: str) -> list[V]:
    """Sort values, or lists by their first value, as a dictionary of the language would.

    Scripts come after one another, Latin first.

    >>> alphabetical(["Zulú", "Ñandú", "王", "nube", "Árabe", "oso"], "es")
    ['Árabe', 'nube', 'Ñandú', 'oso', 'Zulú', '王']
    """
    own = _OWN_LETTERS.get(language.partition("-")[0], {})

    def place(item: Any) -> tuple[str, str]:
        written = plain(item[0] if isinstance(item, list | tuple) else item, language)
        composed = unicodedata.normalize("NFC", written).lower()
        return folded(composed.translate(own)), written

    return sorted(items, key=place)


def _marked(written: str, foreign: str, around: str) -> str:
    return f"<span{said_foreign(foreign, around)}>{written}</span>" if foreign else written


def said_foreign(foreign: str, around: str) -> str:
    """Write the attributes of what is in another language than the text around it.

    >>> said_foreign("en", "es"), said_foreign("en", "ar")
    (' lang="en"', ' lang="en" dir="ltr"')
    """
    turned = direction_within(foreign, around)
    return f' lang="{foreign}" dir="{turned}"' if turned else f' lang="{foreign}"'
