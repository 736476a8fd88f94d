"""Values of YAML documents that are more than text: ids, addresses, codes.

Each says what is wrong as a code that the sources put into words, and what editors can check.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, WithJsonSchema

from handbook.languages import locale
from handbook.text.addresses import is_email, is_web_address

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"


def _known_language(code: str) -> str:
    try:
        locale(code)
    except ValueError:
        raise ValueError(f"language-unknown:{code}") from None
    return code


@cache
def _zones() -> frozenset[str]:
    """List the time zones there are, once: it takes a walk through many folders."""
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"time-zone-unknown:{name}")
    return name


def _web_address(address: str) -> str:
    if not is_web_address(address):
        raise ValueError(f"address-expected:{address}")
    return address


def _email(address: str) -> str:
    if not is_email(address):
        raise ValueError(f"email-expected:{address}")
    return address


def _slug(id: str) -> str:
    if not re.fullmatch(_SLUG, id):
        raise ValueError("slug")
    return id


LanguageCode = Annotated[str, AfterValidator(_known_language)]
TimeZone = Annotated[str, AfterValidator(_known_zone)]
WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"}),
]
Email = Annotated[
    str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email"})
]
Slug = Annotated[
    str,
    AfterValidator(_slug),
    # A year such as 2026 is a number to an editor.
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_SLUG}$"}),
]
