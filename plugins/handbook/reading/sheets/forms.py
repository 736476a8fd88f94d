"""Forms: cells with a form of their own, such as links, ranges, time zones and secure addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from handbook.content_type.models import time_zones
from handbook.languages import Text
from handbook.reading.sheets.cells import CellFault, Convert
from handbook.row import Link
from handbook.schema import Field, Term
from handbook.text.addresses import emails_in, is_web_address
from handbook.text.decoding import clean
from handbook.text.folding import suggestion
from handbook.text.ranges import (
    COMMA,
    POINT,
    has_decimal_comma,
    number_of,
    range_of,
    without_thousands,
)

_SECURE = re.compile(r"https://", re.IGNORECASE)
_LINK = re.compile(r"([^:()]+?)\s*(?:\(([^()]+)\)\s*)?:(?!//)\s*(.+)", re.DOTALL)
_LABELLED = re.compile(r"(?:(.+?):\s+)?(\S+)", re.DOTALL)
NO_KIND = Term("", Text(()), contact=False)
"""The kind of a link in a column of the programme's own, which says enough."""
_HANDLE = re.compile(r"@\w[\w.-]{0,62}\w?(?:@[\w-]{1,63}(?:\.[\w-]{1,63})+)?")


def secure_address(raw: str) -> Any:
    """Take the address of a web page that nobody on the way can read or change."""
    if not is_web_address(raw) or _unseen(raw):
        return CellFault("web-address")
    return raw if _SECURE.match(raw) else CellFault("web-address-insecure")


def time_zone(raw: str) -> Any:
    """Take the name of a time zone, such as Europe/Madrid."""
    if raw in time_zones():
        return raw
    return CellFault("zone-unknown", suggestion(raw.replace(" ", "_"), time_zones()))


def link_of(kinds: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return what takes a link: its kind, a colon, and an address or a handle.

    What it is called may stand behind the kind: `Film (How I began): https://film.example/42`.

    Args:
        kinds: finds the kind of a link by its id or title; a `CellFault` for none.
    """

    def convert(raw: str) -> Any:
        found = _LINK.fullmatch(raw)
        if found is None or _unseen(raw):
            return CellFault("link-form")
        kind, label, target = (clean(part or "") for part in found.groups())
        term = kinds(kind)
        if not isinstance(term, Term):
            return term
        address = secure_address(target)
        if isinstance(address, CellFault) and not _HANDLE.fullmatch(target):
            insecure = address.code == "web-address-insecure"
            return address if insecure else CellFault("link-target")
        if "<" in label or emails_in(label):
            return CellFault("link-form")
        return Link(term, target, label)

    return convert


def labelled_address(raw: str) -> Any:
    """Take a secure address, with or without what it is called: `My talk: https://talk.example`.

    >>> str(labelled_address("My talk: https://talk.example"))
    'My talk: https://talk.example'
    """
    found = _LABELLED.fullmatch(raw)
    label, target = (clean(part or "") for part in found.groups()) if found else ("", raw)
    address = secure_address(target)
    if isinstance(address, CellFault) or "<" in label or emails_in(label) or _unseen(raw):
        return address if isinstance(address, CellFault) else CellFault("web-address")
    return Link(NO_KIND, address, label)


def _number(raw: str, mark: str) -> Any:
    found = number_of(raw, mark)
    if found is not None:
        return found
    thousands = mark == COMMA and without_thousands(raw)
    if thousands:
        return CellFault("number-thousands", {"suggestion": thousands})
    undeclared = mark == POINT and has_decimal_comma(raw)
    return CellFault("decimal-mark-undeclared" if undeclared else "type-number")


def _range(raw: str, mark: str, *, positive: bool) -> Any:
    found = range_of(raw, mark)
    if found is None:
        return CellFault("type-range")
    return CellFault("range-nothing") if positive and found.high == 0 else found


TYPES = frozenset({"range", "uri"})
"""Types of our own, which Frictionless does not know."""
FORMATS: Mapping[str, Convert] = {"time_zone": time_zone}
"""What takes texts of a form of our own, by their format."""


def form_of(field: Field, mark: str) -> Convert | None:
    """Return what takes the cells of a column with a form of its own, by its type or format.

    Args:
        field: the column in the schema.
        mark: what stands before decimals.
    """
    positive = field.descriptor.get("positive") == "true"
    types: Mapping[str, Convert] = {
        "number": lambda raw: _number(raw, mark),
        "range": lambda raw: _range(raw, mark, positive=positive),
        "uri": labelled_address,
    }
    return types.get(field.type) or FORMATS.get(str(field.descriptor.get("format")))


def _unseen(raw: str) -> bool:
    """Say whether a text has characters that nobody sees, such as those that turn its direction."""
    return any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn"} for character in raw)
