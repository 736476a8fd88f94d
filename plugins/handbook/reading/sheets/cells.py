"""Cells: from the raw text of a cell to what Frictionless checks, refusing what it would guess.

Yes and no are the words that say so beyond doubt, in any letter case. A spreadsheet program that
is told TRUE writes it back in the language of its user, so those words count too. `1`, `x` or
`ok` do not: whether somebody consented is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from handbook.languages import Languages
from handbook.schema import Field, Privacy, Vocabulary
from handbook.text.addresses import is_email, is_web_address
from handbook.text.bounds import LONGEST_ID, out_of_bounds
from handbook.text.decoding import clean
from handbook.text.designations import Names
from handbook.text.oddities import is_spreadsheet_remains, straight
from handbook.text.ranges import POINT
from handbook.text.recognising import ANY_ORDER, COUNTED, ISO_FORM, MONTH, parse_date

_NEVER_MEANT = (
    "audio|base|body|button|embed|form|head|html|iframe|img|input|link|math|meta|object|script"
    "|style|svg|textarea|title|video"
)
_OFTEN_MEANT = (
    "a|abbr|b|br|center|code|div|em|font|h[1-6]|hr|i|li|ol|p|pre|small|span|strong|sub|sup|table"
    "|tbody|td|th|thead|tr|u|ul"
)
"""Names that also stand after a sign for "less than": they need what ends a tag, or begins an
attribute."""
HTML = re.compile(
    rf"<!--|<!doctype|<\?|</?(?:{_NEVER_MEANT})(?=[\s/>]|$)"
    rf"|</?(?:{_OFTEN_MEANT})"
    r"(?:\s*/?>|/|\s+[a-z][\w:-]*\s*=\s*[\w\"'#/.]|\s+hidden\s*>|(?:\s+[\w:-]+)+\s*=[^<>]*>)",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"[=@]|[+-](?:[A-Za-z(\"'=@]|.*\|)", re.DOTALL)
_INTEGER = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_FIRST_SERIAL = date(1899, 12, 30)
_PLAUSIBLE = range(32_874, 73_051)
"""Days as spreadsheets count them: 1990 to 2099."""
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_ODD_DOTS = re.compile(r"^\.|\.\.|\.@")
"""Found as an address wherever it stands, but no mail arrives there."""
_SEPARATORS = re.compile(r"[;,\s]+")
_HANDLE = re.compile(r"@[\w.-]{1,40}(?:@[\w.-]{1,60})?")
"""How somebody is called in a network, which is no formula: `@ana`, `@ana@social.example`."""
_NAMES = {"name"}
_ENGLISH = "en"
_YES_AND_NO: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "ca": (("sí", "si", "cert"), ("no", "fals")),
    "de": (("ja", "wahr"), ("nein", "falsch")),
    _ENGLISH: (("yes", "true"), ("no", "false")),
    "es": (("sí", "si", "verdadero"), ("no", "falso")),
    "eu": (("bai", "egia"), ("ez", "gezurra")),
    "fr": (("oui", "vrai"), ("non", "faux")),
    "gl": (("si", "verdadeiro"), ("non", "falso")),
    "it": (("sì", "si", "vero"), ("no", "falso")),
    "pt": (("sim", "verdadeiro"), ("não", "nao", "falso")),
}
"""What says yes and what says no, by language; the first of each is suggested."""


ID_PATTERN = "(?:[a-z0-9]+(?:-[a-z0-9]+)*)"
"""What schemas ask of an id that becomes part of an address."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a cell is refused."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)
    value: str | None = None
    """The part at fault; None for the whole cell."""
    more: tuple[CellFault, ...] = ()
    """Further faults of the same cell."""
    cause: str = ""
    """As of a `Problem`."""


@dataclass(frozen=True)
class Conventions:
    """What is needed to make sense of cells."""

    languages: Languages
    date_order: str = "iso"
    decimal_mark: str = POINT
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    lenient: bool = False
    """Whether unknown words pass, because the vocabularies themselves could not be read."""
    names: Mapping[str, Names] = field(default_factory=dict)
    """By column that refers to another table: what finds its records by id or public name."""
    spreadsheet: bool = True
    """Whether the cells come from a table that spreadsheet programs open."""


Convert = Callable[[Any], Any]
"""Makes a value, or a `CellFault`, of a raw cell that is not empty."""


def scalar(field: Field, conventions: Conventions) -> Callable[[str], Any]:
    """Return what makes values of the cells of a column that holds one value each."""
    if field.type == "boolean":
        return _booleans(field.descriptor, conventions.languages)
    if field.type == "date":
        order = conventions.date_order
        return lambda raw: (
            parse_date(raw, order) or _serial(raw, conventions) or _no_date(raw, order)
        )
    simple: dict[str, Callable[[str], Any]] = {
        "time": _time,
        "integer": lambda raw: int(raw) if _INTEGER.fullmatch(raw) else CellFault("type-integer"),
        "year": lambda raw: raw if re.fullmatch("[0-9]{4}", raw) else CellFault("type-year"),
    }
    return simple.get(field.type) or _text(field, conventions)


def _text(field: Field, conventions: Conventions) -> Convert:
    formats = {"uri": _web_address, "email": _email}
    one = formats.get(str(field.descriptor.get("format", "")), plain_text(conventions.spreadsheet))
    if field.descriptor.get("date") == "true":
        return _day_or_other(one, conventions)
    if field.descriptor.get("time") == "true":
        return lambda raw: _clock_in(raw) or one(raw)
    if field.required and field.name in _NAMES:
        # A number in place of a person's name may be somebody's telephone, and is told as that.
        return _named(one, str.isalpha if field.privacy is Privacy.PUBLIC else str.isalnum)
    if field.descriptor.get("constraints", {}).get("pattern") == ID_PATTERN:
        return lambda raw: (
            one(raw) if len(raw) <= LONGEST_ID else CellFault("id-long", {"most": LONGEST_ID})
        )
    return one


_ORDER_SHOWN = {"iso": ISO_FORM, "dmy": f"{ISO_FORM}, 31/03/2026", "mdy": f"{ISO_FORM}, 03/31/2026"}


def _no_date(raw: str, order: str) -> CellFault:
    if order == "iso" and parse_date(raw, ANY_ORDER):
        return CellFault("date-order-undeclared", cause="date_order")
    return CellFault("type-date", {"order": _ORDER_SHOWN.get(order, ISO_FORM)})


def _serial(raw: str, conventions: Conventions) -> CellFault | None:
    """Tell the number by which a spreadsheet counts a day, and which day that would be."""
    if not conventions.spreadsheet or not _SERIAL.fullmatch(raw) or int(raw[:5]) not in _PLAUSIBLE:
        return None
    day = _FIRST_SERIAL + timedelta(days=int(raw[:5]))
    return CellFault("date-serial", {"suggestion": day.isoformat()})


def _day_or_other(other: Convert, conventions: Conventions) -> Convert:
    """Write a date in ISO form where a text may be one, since spreadsheets rewrite dates."""

    def convert(raw: str) -> Any:
        day = parse_date(raw, conventions.date_order)
        if day:
            return day.isoformat()
        counted = straight(raw)
        found = _serial(raw, conventions) or other(counted)
        if isinstance(found, CellFault) or any(
            form.fullmatch(counted) for form in (COUNTED, MONTH)
        ):
            return found
        return CellFault("date-expression")

    return convert


def _clock_in(raw: str) -> str:
    """Write a time as 09:00 where a text may be one, since spreadsheets write 9:00 or 9:00:00."""
    clock = _time(raw)
    return "" if isinstance(clock, CellFault) or clock.second else f"{clock:%H:%M}"


def _time(raw: str) -> time | CellFault:
    match = _TIME.fullmatch(raw)
    if match is None:
        return CellFault("type-time")
    hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        return CellFault("type-time")


def meanings(languages: Iterable[str]) -> dict[str, bool]:
    """Return what the words of these languages and of English mean, in small letters.

    >>> meanings(["es"])["sí"], meanings(["es"]).get("1")
    (True, None)
    """
    return {
        word: answer
        for code in (_ENGLISH, *languages)
        for words, answer in zip(_words(code), (True, False), strict=True)
        for word in words
    }


def _suggested(languages: Iterable[str]) -> list[str]:
    """Return one word for yes and one for no, in English and in each of these languages."""
    first = [words[0] for code in (_ENGLISH, *languages) for words in _words(code) if words]
    return list(dict.fromkeys(first))


def _words(code: str) -> tuple[Sequence[str], Sequence[str]]:
    return _YES_AND_NO.get(code.partition("-")[0], ((), ()))


def _booleans(descriptor: Mapping[str, Any], languages: Languages) -> Callable[[str], Any]:
    words = meanings(languages)
    for values, answer in (("trueValues", True), ("falseValues", False)):
        words |= {clean(word).casefold(): answer for word in descriptor[values]}
    own = (descriptor["trueValues"][0], descriptor["falseValues"][0])
    allowed = ", ".join(dict.fromkeys((*own, *_suggested(languages))))

    def convert(raw: str) -> Any:
        value = words.get(raw.casefold())
        return CellFault("type-boolean", {"allowed": allowed}) if value is None else value

    return convert


def plain_text(spreadsheet: bool) -> Callable[[str], Any]:
    """Return what refuses HTML in a text, and what a spreadsheet makes of a text.

    That is: formulas, which it would run, and what it saves in place of a value that it cannot
    compute or show whole (`#REF!`, `####`, `3,46E+10`).
    """

    def convert(raw: str) -> Any:
        if "<" in raw and HTML.search(raw):
            return CellFault("html-in-text")
        if (beyond := out_of_bounds(raw)) is not None:
            return CellFault(beyond[0], {"most": beyond[2]})
        if spreadsheet and raw[0] in "=+-@" and _FORMULA.match(raw) and not _HANDLE.fullmatch(raw):
            return CellFault("formula", {"sign": raw[0]})
        if spreadsheet and is_spreadsheet_remains(raw):
            return CellFault("spreadsheet-value")
        return raw

    return convert


def _named(one: Convert, names: Callable[[str], bool]) -> Convert:
    """Return what refuses besides a text without any sign that names somebody."""

    def convert(raw: str) -> Any:
        found = one(raw)
        if isinstance(found, CellFault) or any(map(names, raw)):
            return found
        return CellFault("name-empty")

    return convert


def _web_address(raw: str) -> Any:
    return raw if is_web_address(raw) else CellFault("web-address")


def _email(raw: str) -> Any:
    if is_email(raw) and not _ODD_DOTS.search(raw):
        return raw
    parts = [part for part in _SEPARATORS.split(raw) if "@" in part]
    return CellFault("email-several" if len(parts) > 1 else "email")
