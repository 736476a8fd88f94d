"""Fictional: where everybody is invented, no address and no telephone number may be anybody's.

Domains that are kept for examples belong to nobody for ever (RFC 2606 and RFC 6761), and so do the
numbers that some countries keep for films.
"""

from __future__ import annotations

import html
import re
import unicodedata
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
_WEB = re.compile(
    r"(?:\b[a-z][a-z+]{1,9}://|(?<![:\w/])//(?=[\w-]+\.)|(?<![\w@.-])(?=www\.))"
    r"([^\s/?#\"'<>()|;,:@]+)",
    re.IGNORECASE,
)
_BARE_END = r"(?:(?:com|org|net|edu|gov|info|eu|io|dev|app)(?![\w.-]*\w)|[a-z]{2}(?=/\w))"
_BARE = re.compile(
    rf"(?<![\w@./-])((?:[a-z0-9-]{{1,63}}\.){{1,5}}{_BARE_END})",
    re.IGNORECASE,
)
"""Hosts without a scheme: with an ending that is no word, or with a path after them."""
_MAY_END = re.compile(rf"\.{_BARE_END}", re.IGNORECASE)
_SPELT = re.compile(
    r"(?<=\w)\s{0,2}(?:[(\[{]\s?(?P<sign>at|arroba|dot|punto)\s?[)\]}])\s{0,2}(?=\w)", re.IGNORECASE
)
_PERCENT = re.compile(r"%(?:40|2e)", re.IGNORECASE)
_ENCODED = {"%40": "@", "%2e": ".", "at": "@", "arroba": "@", "dot": ".", "punto": "."}
_ABROAD = re.compile(r"(?:\+|(?<![\w+])00)\s?\d(?:[\s()./-]{0,3}\d){6,14}(?!\w)")
_NUMBERS = {
    "1": r"\d{3}55501\d\d",
    "33": r"(?:19900|26191|35301|46571|53649|63998)\d{4}",
    "353": r"2091\d{5}",
    "44": (
        r"(?:1(?:13|14|15|16|17|18|21|31|41|51|61)4960\d{3}|1914980\d{3}|2079460\d{3}|2896496\d{3}"
        r"|2890180\d{3}|2920180\d{3}|1632960\d{3}|7700900\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3})"
    ),
    "46": r"(?:3139006\d{2}|40628045\d|8465004\d{2}|98024\d{4}|7017406\d{2})",
    "61": r"(?:[2378]5550\d{4}|[2378]7010\d{4}|491570\d{3}|1800160401)",
}
"""Numbers that belong to nobody, by the code of the country that keeps them for films."""
_CODE = re.compile(f"({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})0?")
_ENDINGS = frozenset((".csv", ".yaml", ".yml", ".md", ".txt"))
_PROSE = "content"
"""The folder of the programme's own pages, beside `programme/`."""
_PUBLICATIONS = frozenset(("doi.org", "creativecommons.org"))
"""Hosts whose addresses lead to publications and licences, which are really there."""
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
    """Warn of addresses and numbers that may be somebody's, in a programme of invented people.

    Args:
        root: the project's folder.
        description: the programme's; None where it is faulty, which is told already.
        private: whether `private/` is read too.
    """
    if description is None or description.people != "fictional":
        return
    licence = description.data_licence
    allowed = _PUBLICATIONS | ({urlsplit(licence.url).hostname or ""} if licence else set())
    told = 0
    for path in _files(root, (FOLDER, _PROSE, *((PRIVATE,) if private else ()))):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(_lines(path), start=1):
            codes = [code for code in _real(line, allowed) if told < _MOST]
            told += len(codes)
            place = Place(name, number)
            yield from (Problem(place, code, "", MASK, Severity.WARNING) for code in codes)


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


def _real(line: str, allowed: frozenset[str]) -> Iterator[str]:
    """Give the codes of what may be somebody's in a line."""
    if any(not reserved(host) for host in _hosts(line) - allowed):
        yield "address-real"
    abroad = _ABROAD.findall(line) if "+" in line or "00" in line else ()
    if any(not _is_nobodys(number) for number in abroad):
        yield "number-real"


def _is_nobodys(number: str) -> bool:
    """Say whether a number with the code of its country is kept for films, or nobody knows.

    >>> _is_nobodys("+44 (0)1632 960 123"), _is_nobodys("+44 161 555 0123"), _is_nobodys("+34 612")
    (True, False, True)
    """
    digits = re.sub(r"\D", "", number).removeprefix("00")
    code = _CODE.match(digits)
    return code is None or re.fullmatch(_NUMBERS[code[1]], digits[code.end() :]) is not None


def _hosts(line: str) -> set[str]:
    """Give the hosts of the addresses of mailboxes and web pages in a line, however written."""
    plain = unicodedata.normalize("NFKC", html.unescape(line))
    plain = _PERCENT.sub(lambda found: _ENCODED[found[0].casefold()], plain)
    # Most lines of a table have nothing of the kind, and looking takes long.
    if any(bracket in plain for bracket in "([{"):
        plain = _SPELT.sub(lambda found: _ENCODED[found["sign"].casefold()], plain)
    if "." not in plain:
        return set()
    mail = {address.rpartition("@")[2] for address in emails_in(plain)}
    web = _WEB.findall(plain) if "//" in plain or "www." in plain.casefold() else ()
    bare = _BARE.findall(plain) if _MAY_END.search(plain) else ()
    found = {host.casefold() for host in (*mail, *web, *bare)}
    return {host for host in found if "." in host.strip(".")}
