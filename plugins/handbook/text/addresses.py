"""Addresses: of web pages and mailboxes, as they may stand in data, in any script."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from handbook.text.folding import UNSPACED
from handbook.text.oddities import has_unseen

# Signs that stand on, under or after a letter, which `\w` leaves out, and the joiners between.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u0f18-\u0f84\u102b-\u103e\u17b4-\u17d3"
    "\u3099\u309a\u200c\u200d"
)
_LETTER = rf"(?:[^\W{UNSPACED}]|[{_MARKS}])"
# Bounded, so that a long run of letters costs no more than any other text. Where no spaces are
# written, an address clings to the words before it: it begins where the script changes.
_USER = (
    rf"(?:[^\W{UNSPACED}](?:{_LETTER}|[.+%-]){{0,63}}"
    rf"|[{UNSPACED}](?:[{UNSPACED}{_MARKS}\d_.+%-]){{0,63}})"
)
_LABEL = rf"(?!-)[\w{_MARKS}-]+(?<!-)"
# All in the letters of ASCII or all in others, so that words which follow do not cling to it.
_END = rf"(?:[xX][nN]--[A-Za-z0-9-]*[A-Za-z0-9]|[A-Za-z]{{2,}}|(?:[^\W\d_a-zA-Z][{_MARKS}]*){{2,}})"
_HOST = rf"(?:{_LABEL}\.)+{_END}"
_EMAIL = re.compile(f"{_USER}@{_HOST}")
_LONGEST_USER = 64
_NO_USER = re.compile(rf"[^\w{UNSPACED}{_MARKS}.+%-]")
_WHOLE_EMAIL = re.compile(rf"[\w{_MARKS}.+%'&-]{{0,64}}{_EMAIL.pattern}")
_EMAIL_IN_HTML = re.compile(rf'(?<=href="mailto:)[^"?\s]+|{_EMAIL.pattern}')
_FEW = r"[\s_*-]"
# Spaces from the first of them on, so that a long run of them is looked at once.
_AT = re.compile(
    rf"(?<!\s)\s*+(?:[(\[{{<]\s*+(?:at|arroba|@)\s*+[)\]}}>]|@)\s*+|(?<!{_FEW}){_FEW}++(?:at|arroba){_FEW}++"
)
_DOT = re.compile(
    r"(?<!\s)\s*+(?:[(\[{<]\s*+(?:dot|punto|punkt|point|\.)\s*+[)\]}>]|(?<=\s)\.)\s*+"
    rf"|(?<!{_FEW}){_FEW}++(?:dot|punto|punkt){_FEW}++"
)
_OPEN_DOT = re.compile(r"\.\s++(?=\w)")
_TAG = re.compile(r"\+[\w.%-]{0,64}(?=@)")
_NOT_IN_WEB_ADDRESS = re.compile(r"[\s<>\"'`\\{}|^]")


def is_web_address(raw: str) -> bool:
    """Say whether a text is an address that a browser may open, with http and a host."""
    try:
        parts = urlsplit(raw)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    fine = parts.scheme in {"http", "https"} and "." in host.strip(".") and not has_unseen(raw)
    return fine and not _NOT_IN_WEB_ADDRESS.search(raw) and parts.username is None


def is_email(text: str) -> bool:
    """Say whether a text is one address of a mailbox, and nothing else.

    >>> is_email("анна@почта.рф"), is_email("o'brien@acme.example"), is_email("10@12")
    (True, True, False)
    """
    return _WHOLE_EMAIL.fullmatch(text) is not None and not has_unseen(text)


def emails_in(text: str) -> list[str]:
    """Find the addresses of mailboxes in a text.

    An apostrophe or ampersand before one is taken for a part of the sentence, since `d'ana@…` says
    no more: of `o'brien@acme.example` the rest is found, by which it is found again.

    >>> emails_in("Ana (ana+boats@acme.example) or анна@почта.рф, not @ana.")
    ['ana+boats@acme.example', 'анна@почта.рф']
    """
    return [found[0] for found in _matches(text)]


def without_emails(text: str, instead: str) -> str:
    """Put something else in the place of every address of a mailbox."""
    kept, end = [], 0
    for found in _matches(text):
        kept += [text[end : found.start()], instead]
        end = found.end()
    return "".join([*kept, text[end:]])


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Match addresses from the left to the right, looking at what is around an @ and no more."""
    end, at = 0, text.find("@")
    while at >= 0:
        first = max(end, at - _LONGEST_USER)
        first = max((each.end() for each in _NO_USER.finditer(text, first, at)), default=first)
        for start in range(first, at):
            found = _EMAIL.match(text, start)
            if found:
                yield found
                end = found.end()
                break
        at = text.find("@", max(at + 1, end))


def plainly_written(folded: str) -> Iterator[str]:
    """Write the addresses of a folded text as they are meant, where people spelt or spaced them.

    Twice, since a dot and a space may stand in an address and behind one; and without what is
    added to a mailbox behind a plus.

    >>> list(plainly_written("ana+boats [at] acme dot example. so"))
    ['ana@acme.example. so', 'ana@acme.example.so']
    """
    plain = _TAG.sub("", _DOT.sub(".", _AT.sub("@", folded)))
    yield plain
    yield _OPEN_DOT.sub(".", plain)


def untagged(address: str) -> str:
    """Return the address of the same mailbox without what is added behind a plus."""
    return _TAG.sub("", address)


def encoded(text: str) -> str:
    """Write every character of a text as a character reference, for HTML and Markdown.

    A browser shows it as it is; a collector of addresses that searches the bytes does not find it.
    The form changes from one character to the next, by nothing but its position.
    """
    return "".join(
        f"&#{ord(character)};" if position % 2 else f"&#x{ord(character):x};"
        for position, character in enumerate(text)
    )


def with_encoded_emails(text: str) -> str:
    """Encode every address of a mailbox that stands in HTML, in texts and attributes alike."""
    if "@" not in text:
        return text
    return _EMAIL_IN_HTML.sub(lambda found: encoded(html.unescape(found[0])), text)
