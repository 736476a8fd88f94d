"""Cells: one form for values that say the same, and nothing that would change what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from handbook.reading.sheets.cells import CellFault, Conventions
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.words import converter
from handbook.text.addresses import is_email
from handbook.text.decoding import clean
from handbook.text.ranges import COMMA, POINT, has_decimal_comma, number_of
from handbook.text.recognising import YEAR_LAST, parse_date
from handbook.text.written_days import written_day

Mender = Callable[[str], str]
_SEPARATORS = re.compile(r"[;,\n]")
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_ORDERS = ("dmy", "mdy")
_OWN_LANGUAGES = ("en", "es")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


def mender(
    column: Column, values: Sequence[str], reading: Conventions
) -> tuple[str, Mender] | None:
    """Return the code of the mends that a column allows, and what makes them.

    Args:
        column: What the cells mean.
        values: The cells of the column that stand in their place, trimmed.
        reading: What is needed to make sense of them.
    """
    field = column.field
    if field.type == "date" or field.descriptor.get("date") == "true":
        return "dates", date_mender(values, reading.date_order, reading.languages.codes)
    if field.type == "number":
        return "numbers", _number_mender(reading.decimal_mark)
    if field.type == "boolean":
        return "booleans", _boolean_mender(column, reading)
    if field.descriptor.get("format") == "email":
        return "emails", _mail_mender
    return _word_mender(column, reading)


def _word_mender(column: Column, reading: Conventions) -> tuple[str, Mender] | None:
    if column.field.type == "list":
        return ("lists", _list_mender(column, reading)) if _closed(column, reading) else None
    return ("ids", _id_mender(column, reading)) if _of_words(column, reading) else None


def _closed(column: Column, reading: Conventions) -> bool:
    """Say whether every item of a list must be a word or name that is known."""
    constraints = column.field.descriptor.get("constraints", {})
    known = column.field.vocabulary in reading.vocabularies and not reading.lenient
    return known or _of_words(column, reading) or "itemEnum" in constraints or "enum" in constraints


def _of_words(column: Column, reading: Conventions) -> bool:
    """Say whether cells hold ids that people may have written by a title or name."""
    field = column.field
    words = field.vocabulary in reading.vocabularies and not reading.lenient
    return bool(field.options) or column.name in reading.names or words


def _id_mender(column: Column, reading: Conventions) -> Mender:
    """Return what writes the id for the title or name of one."""
    convert = converter(column, reading)

    def mend(value: str) -> str:
        meant = convert(value)
        return meant if isinstance(meant, str) else value

    return mend


def _boolean_mender(column: Column, reading: Conventions) -> Mender:
    convert = converter(column, reading)
    yes, no = (column.field.descriptor[key] for key in ("trueValues", "falseValues"))

    def mend(value: str) -> str:
        if value in (*yes, *no):
            return value
        meant = convert(value)
        return value if isinstance(meant, CellFault) else (yes if meant else no)[0]

    return mend


def _list_mender(column: Column, reading: Conventions) -> Mender:
    convert = converter(column, reading)
    delimiter = str(column.field.descriptor.get("delimiter", ";"))

    def mend(value: str) -> str:
        read = convert(value)
        if isinstance(read, CellFault):
            items = [item for item in map(clean, _SEPARATORS.split(value)) if item]
            value, read = _instead(value, f"{delimiter} ".join(items), convert)
        as_it_is = [part for part in map(clean, value.split(delimiter)) if part]
        ids = isinstance(read, list) and all(isinstance(item, str) for item in read)
        return f"{delimiter} ".join(read) if ids and read != as_it_is else value

    return mend


def _instead(value: str, joined: str, convert: Callable[[str], object]) -> tuple[str, object]:
    """Return a list with semicolons and what it says, if it says anything; else as it was."""
    read = convert(joined)
    return (value, None) if isinstance(read, CellFault) else (joined, read)


def _mail_mender(value: str) -> str:
    address = _MAILTO.sub("", value, count=1)
    return address if _MAILTO.match(value) and is_email(address) else value


def _number_mender(declared: str) -> Mender:
    """Return what writes the declared mark before decimals; what may part thousands stays."""

    def mend(value: str) -> str:
        if declared == COMMA:
            return value.replace(POINT, COMMA) if number_of(value, COMMA) is not None else value
        certain = declared == POINT and has_decimal_comma(value)
        return value.replace(COMMA, POINT) if certain else value

    return mend


def date_mender(
    values: Iterable[str], declared: str, languages: Sequence[str] = ()
) -> Callable[[str], str]:
    """Return what writes the dates of a column in ISO form, and leaves alone what is in doubt.

    A date with the year first has one meaning. One with the year last has the meaning that
    `date_order` declares; where nothing is declared, the whole column must read as days in one
    order and not in the other, as one date such as 31/03/2026 shows. The name of a month is read in
    the programme's languages and those of the package, where it means the same in all.

    Args:
        values: The cells of the column that stand in their place.
        declared: The programme's `date_order`; where it cannot be told, no such date is certain.
        languages: The programme's languages.
    """
    rendered = {bare for bare in map(_bare, values) if YEAR_LAST.fullmatch(bare)}
    orders = _ORDERS if declared == "iso" else tuple(one for one in _ORDERS if one == declared)
    read = [found for order in orders if None not in (found := _days(rendered, order)).values()]
    days = read[0] if len(read) == 1 else {}

    known = tuple(dict.fromkeys((*languages, *_OWN_LANGUAGES)))

    def mend(value: str) -> str:
        bare = _bare(value)
        day = _year_first(bare) or days.get(bare) or written_day(bare, known)
        return day.isoformat() if day else value

    return mend


def _days(rendered: Iterable[str], order: str) -> Mapping[str, date | None]:
    return {value: parse_date(value, order) for value in rendered}


def _bare(value: str) -> str:
    """Leave out the midnight that spreadsheet programs add to a day."""
    return _MIDNIGHT.sub("", value)


def _year_first(value: str) -> date | None:
    found = _YEAR_FIRST.fullmatch(value)
    return parse_date("{}-{:0>2}-{:0>2}".format(*found.groups()), "iso") if found else None
