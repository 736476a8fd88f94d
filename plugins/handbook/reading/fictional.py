"""Fictional: where everybody is invented, no address may be anybody's.

Domains that are kept for examples belong to nobody for ever (RFC 2606 and RFC 6761).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from handbook.content_type import FOLDER, PRIVATE
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.problems import MASK, Place, Problem, Severity
from handbook.reading.files import MAX_BYTES
from handbook.text.addresses import emails_in
from handbook.text.decoding import decoded

_RESERVED = re.compile(
    r"(?:.*\.)?(?:example|test|invalid|localhost|example\.(?:com|net|org))", re.IGNORECASE
)
_WEB = re.compile(r"(?:\bhttps?://|(?<![\w@.-])(?=www\.))([^\s/?#\"'<>()|;,:@]+)", re.IGNORECASE)
_ENDINGS = frozenset((".csv", ".yaml", ".yml", ".md", ".txt"))
_MOST = 100


def reserved(host: str) -> bool:
    """Say whether the name of a host is kept for examples.

    >>> reserved("mail.acme.example"), reserved("www.example.org"), reserved("example.org.uk")
    (True, True, False)
    """
    return _RESERVED.fullmatch(host.rstrip(".")) is not None


def real_addresses(
    root: Path, description: ProgrammeDescription | None, *, private: bool
) -> Iterator[Problem]:
    """Warn of the addresses that may be somebody's, in a programme whose people are invented.

    Args:
        root: the project's folder.
        description: the programme's; None where it is faulty, which is told already.
        private: whether `private/` is read too.
    """
    if description is None or description.people != "fictional":
        return
    licence = description.data_licence
    allowed = {urlsplit(licence.url).hostname or ""} if licence else set()
    told = 0
    for path in _files(root, (FOLDER, PRIVATE) if private else (FOLDER,)):
        for number, line in enumerate(_lines(path), start=1):
            if told < _MOST and any(not reserved(host) for host in _hosts(line) - allowed):
                told += 1
                place = Place(path.relative_to(root).as_posix(), number)
                yield Problem(place, "address-real", "", MASK, Severity.WARNING)


def _lines(path: Path) -> list[str]:
    """Give the lines of a file; none where it cannot be read, which others tell."""
    try:
        file = decoded(path.read_bytes())
    except OSError:
        return []
    return file.text.splitlines() if file else []


def _files(root: Path, folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            is_text = path.suffix.casefold() in _ENDINGS and not path.is_symlink()
            if is_text and path.is_file() and path.stat().st_size <= MAX_BYTES:
                yield path


def _hosts(line: str) -> set[str]:
    """Give the hosts of the addresses of mailboxes and web pages in a line."""
    if "@" not in line and "://" not in line and "www." not in line.casefold():
        return set()
    mail = {address.rpartition("@")[2] for address in emails_in(line)}
    return {host.casefold() for host in (*mail, *_WEB.findall(line)) if "." in host.strip(".")}
