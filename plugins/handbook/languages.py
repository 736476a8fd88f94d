"""Languages: texts in several of them, interface strings, dates and plurals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

SHIPPED = "en"
"""Language of the prose that the package carries: better than no page at all."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a programme, as codes such as `en` or `pt-BR`; the first is the default.

    >>> languages = Languages(("es", "en"))
    >>> languages.default, list(languages)
    ('es', ['es', 'en'])
    """

    codes: tuple[str, ...]

    @property
    def default(self) -> str:
        """The language served at the root of the site and fallen back to."""
        return self.codes[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def order_for(self, language: str) -> tuple[str, ...]:
        """Return the languages in which something is looked for, for a reader of one.

        >>> Languages(("eu", "es")).order_for("es"), Languages(("eu", "es")).order_for("fr")
        (('es', 'eu', 'en'), ('fr', 'eu', 'es', 'en'))
        """
        return tuple(dict.fromkeys((language, *self.codes, SHIPPED)))


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one or more languages, with the language to fall back to first.

    >>> text = Text((("en", "Hello"), ("es", "Hola")))
    >>> text.wording("es"), text.wording("fr"), str(text)
    (('Hola', 'es'), ('Hello', 'en'), 'Hello')
    """

    versions: tuple[tuple[str, str], ...]
    """Pairs of language and wording, the default language first."""

    @classmethod
    def of(cls, wording: str, language: str) -> Text:
        """Make a text of one language."""
        return cls(((language, wording),))

    def wording(self, language: str) -> tuple[str, str]:
        """Return the wording for `language` and the language it is really in."""
        for code, wording in self.versions:
            if code == language:
                return wording, code
        code, wording = self.versions[0]
        return wording, code

    def in_languages(self, languages: Languages) -> Text:
        """Return the text in those of `languages` that it has, and at last as it is shipped.

        What is in a language at large serves its regions.

        >>> text = Text((("en", "Hello"), ("es", "Hola")))
        >>> [text.in_languages(Languages(codes)).versions for codes in (("eu", "es-MX"), ("en",))]
        [(('es-MX', 'Hola'), ('en', 'Hello')), (('en', 'Hello'),)]
        """
        known = dict(self.versions)
        found = {
            code: known.get(code) or known.get(code.partition("-")[0])
            for code in dict.fromkeys((*languages, SHIPPED))
        }
        return Text(tuple((code, wording) for code, wording in found.items() if wording))

    def __str__(self) -> str:
        return self.versions[0][1]

    def __bool__(self) -> bool:
        for _, wording in self.versions:  # noqa: SIM110 - twice as fast as any(), and asked often
            if wording:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The strings of one language: dotted keys to wordings, or to wordings by plural class."""

    language: str
    strings: Mapping[str, str | Mapping[str, str]]

    def has(self, key: str) -> bool:
        """Say whether `key` has a wording."""
        return key in self.strings

    def described(self, english: str) -> str:
        """Say what a schema says of itself in English; in its own words where no others are known.

        >>> Catalogue("es", {"schemas.Postal address.": "Dirección postal."}).described("The day.")
        'The day.'
        """
        return str(self.strings.get(f"schemas.{english}", english))

    def text(self, key: str, **values: object) -> str:
        """Return the wording of `key` with `values` filled in.

        A wording with plural classes is chosen by the value `count`.

        Raises:
            KeyError: the catalogue has no such key, or the wording needs a value not given.
        """
        wording = self.strings[key]
        if not isinstance(wording, str):
            count = values["count"]
            if not isinstance(count, int | float | Decimal):
                raise KeyError(key)
            form = locale(self.language).plural_form(count)
            wording = wording.get(form, wording["other"])
        return wording.format_map(values) if "{" in wording else wording


# The handbook's own prose is British; `en-US` is there for those who write otherwise.
_WRITTEN_AS = {"en": "en-GB"}


@lru_cache
def locale(language: str) -> Locale:
    """Return Babel's locale of a language code.

    Raises:
        ValueError: no such language is known.
    """
    try:
        return Locale.parse(_WRITTEN_AS.get(language, language), sep="-")
    except UnknownLocaleError as error:
        raise ValueError(language) from error


def is_right_to_left(language: str) -> bool:
    """Say whether a language is written from right to left.

    >>> is_right_to_left("ar"), is_right_to_left("pt-BR")
    (True, False)
    """
    return bool(locale(language).text_direction == "rtl")


def direction_within(language: str, around: str) -> str:
    """Return the `dir` of a text in one language within another; empty where it is the same.

    >>> direction_within("en", "ar"), direction_within("ar", "en"), direction_within("en", "es")
    ('ltr', 'rtl', '')
    """
    turned = is_right_to_left(language)
    return "" if turned == is_right_to_left(around) else ("rtl" if turned else "ltr")


def language_code(code: str) -> str:
    """Write the code of a language as it is usual.

    >>> language_code("EN"), language_code("pt_br"), language_code("zh_hant")
    ('en', 'pt-BR', 'zh-Hant')
    """
    language, *rest = code.replace("_", "-").split("-")
    return "-".join((language.lower(), *(p.title() if len(p) == 4 else p.upper() for p in rest)))


def is_language(code: object) -> bool:
    """Say whether a code is that of a language that is known, as such codes are written.

    >>> is_language("pt-BR"), is_language("EN"), is_language("mara"), is_language(None)
    (True, False, False, False)
    """
    return isinstance(code, str) and _is_known(code)


@lru_cache(maxsize=1_024)
def _is_known(code: str) -> bool:
    try:
        return code == language_code(code) and bool(locale(code))
    except ValueError:
        return False


@lru_cache(maxsize=1_024)
def language_name(code: str, language: str) -> str:
    """Name the language `code` in `language`, the code itself where no name is known."""
    try:
        return Locale.parse(code, sep="-").get_display_name(locale(language)) or code
    except (ValueError, UnknownLocaleError):
        return code


def list_of(words: list[str], language: str) -> str:
    """Join words as a sentence does: "a, b and c"."""
    return _list_of(tuple(words), language) if words else ""


# The languages that people speak, above all.
@lru_cache(maxsize=1_024)
def _list_of(words: tuple[str, ...], language: str) -> str:
    return format_list(words, locale=locale(language))
