"""Addresses: of web pages and mailboxes, as they may stand in data."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_EMAIL = re.compile(
    r"[^\s@,;<>()\[\]\\\"'?&=:/]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}"
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
    return _EMAIL.fullmatch(raw) is not None
