"""Forms: cells with a form of their own, such as links, ranges, time zones and secure addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from handbook.content_type.models import time_zones
from handbook.reading.sheets.cells import CellFault
from handbook.row import Link, Range, Term
from handbook.text.addresses import emails_in, is_web_address
from handbook.text.decoding import clean
from handbook.text.folding import suggestion

_SECURE = re.compile(r"https://", re.IGNORECASE)
_LINK = re.compile(r"([^:()]+?)\s*(?:\(([^()]+)\)\s*)?:(?!//)\s*(.+)", re.DOTALL)
_HANDLE = re.compile(r"@\w[\w.-]{0,62}\w?(?:@[\w-]{1,63}(?:\.[\w-]{1,63})+)?")
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,2})?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*(?:[-–—]|to|a)\s*({_NUMBER})|(\+))?", re.IGNORECASE)


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


def range_of(raw: str) -> Any:
    """Take a number, or two with a hyphen or a word between them, the second not less.

    >>> str(range_of("3 to 6")), str(range_of("2-4")), str(range_of("1.5")), str(range_of("10+"))
    ('3–6', '2–4', '1.5', '10+')
    """
    found = _RANGE.fullmatch(raw)
    if found is None or Decimal(found[1]) > Decimal(found[2] or found[1]):
        return CellFault("type-range")
    return Range(Decimal(found[1]), None if found[3] else Decimal(found[2] or found[1]))


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


FORMS: Mapping[str, Callable[[str], Any]] = {
    "secure_uri": secure_address,
    "time_zone": time_zone,
    "range": range_of,
}
"""What takes the cells of a column, by its format or type in the schema."""


def _unseen(raw: str) -> bool:
    """Say whether a text has characters that nobody sees, such as those that turn its direction."""
    return any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn"} for character in raw)
