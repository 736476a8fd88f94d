"""Addresses: of web pages and mailboxes, as they may stand in data."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

EMAIL = re.compile(
    r"[^\s@,;<>()\[\]\\\"'?&=:/]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}"
)
"""The address of a mailbox."""

# Bounded, since a cell may be one long word.
_LIKE_EMAIL = re.compile(
    r"[^\s<>()\[\]\"'@,;:]{1,64}@[^\s<>()\[\]\"'@,;:]{1,255}\.[^\W_](?:[\w-]{0,61}[^\W_])"
)


def is_web_address(raw: str) -> bool:
    """Say whether a text is an address that a browser may open, with http and a host."""
    try:
        parts = urlsplit(raw)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    fine = parts.scheme in {"http", "https"} and "." in host.strip(".")
    return fine and not re.search(r"[\s<>\"'`\\{}|^]", raw) and parts.username is None


def is_email(raw: str) -> bool:
    """Say whether a text is one address of a mailbox, and nothing else."""
    return EMAIL.fullmatch(raw) is not None


def emails_in(text: str) -> list[str]:
    """Find whatever looks like the address of a mailbox in a text, in any script."""
    return _LIKE_EMAIL.findall(text)


def encoded(text: str) -> str:
    """Write every character of a text as a character reference, for HTML and Markdown.

    A browser shows it as it is; a collector of addresses that searches the bytes does not find it.
    The form changes from one character to the next, by nothing but its position.
    """
    return "".join(
        f"&#{ord(character)};" if position % 2 else f"&#x{ord(character):x};"
        for position, character in enumerate(text)
    )


def with_encoded_emails(html: str) -> str:
    """Encode every address of a mailbox that stands in HTML, in texts and attributes alike."""
    if "@" not in html:
        return html
    return EMAIL.sub(lambda found: encoded(found[0]), html)
