"""Tags: what of an HTML text is markup, as a browser takes it apart, and no link of it a script.

And how a text is written so that nothing of it is markup in Markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from handbook.text.addresses import encoded

RAW = "script|style|title|textarea|iframe|noembed|noframes|xmp"
"""Elements whose content is text, whatever it looks like."""
_WHITE = r"[\t\n\f\r ]"
_ATTRIBUTE = rf"""
    [^\t\n\f\r />] [^\t\n\f\r />=]*+
    (?: {_WHITE}*+ = {_WHITE}*+
        (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\t\n\f\r >"'][^\t\n\f\r >]*+ | (?=>) ) )?+
"""
TAG = re.compile(
    rf"""
    <!--(?: -?> | .*?(?:--!?>|\Z) )
    | <(?: [!?] | /[^a-z] ) [^>]*+
    | (<(?: ({RAW})(?=[\t\n\f\r />]) | /?[a-z][^\t\n\f\r />]*+ )
      (?: [\t\n\f\r /]++ | {_ATTRIBUTE} )*+ >)
      # Where it is closed at once, or never, reading on misses least.
      (?(2) (?: (?<!/>) .*? (?=</\2[\t\n\f\r />]) )? )
    | </?[a-z].*
    """,
    re.ASCII | re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""A comment, a declaration, a tag (the group) with the text in it if that is raw, or a tag that
nothing ends, which swallows the rest of the page."""

_NAMES = {"href", "xlink:href", "src", "action", "formaction", "poster", "data"}
_USUAL = rf"(?!https?:|mailto:|{re.escape(encoded('mailto:'))}|[./\#?])"
"""Not what most addresses begin with."""
_SUSPECT = re.compile(
    rf"""=\s*+(?:(?P<quote>")  {_USUAL} [^":&]*+ [:&]
        | (?P<other>') {_USUAL} [^':&]*+ [:&]
        | {_USUAL} [^\s"'<>:&]*+ [:&])""",
    re.VERBOSE,
)
"""Up to where a scheme would end, what may be an address, whatever the attribute: that it begins
with what is the same in all of them makes this quick."""
_DELIMITER = re.compile(r"[\s\"'<>]|\Z")
ATTRIBUTE = re.compile(
    r"""(?<![^\s"'<>/=])(?P<name>[^\s"'<>/=]++)(?P<equals>\s*+=\s*+)
        (?P<value>"[^"]*"|'[^']*'|[^\s"'<>]++)""",
    re.VERBOSE,
)
"""An attribute that has a value, found in a tag; a name is read from its first sign on alone, so
that a tag of one long word is looked at once."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""What a browser passes over in a scheme."""
_SCRIPT = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)


def with_safe_addresses(text: str) -> str:
    """Have addresses of `javascript:`, `vbscript:` and `data:` lead nowhere, but for pictures.

    >>> with_safe_addresses('<a title="href=data:x" href="java&#10;script&colon;x">')
    '<a title="href=data:x" href="#">'
    >>> with_safe_addresses('<p>A link with href="javascript:x" runs it.')
    '<p>A link with href="javascript:x" runs it.'
    """
    # Parting every tag takes long, and hardly an address says the name of such a scheme.
    return TAG.sub(_safe_tag, text) if any(map(_may_run, _addresses(text))) else text


def _addresses(text: str) -> Iterator[str]:
    """Give what may be addresses, each as far as it may go, or more."""
    seen = 0
    for found in _SUSPECT.finditer(text):
        quote = found["quote"] or found["other"]
        if quote:
            closed = text.find(quote, found.end())
            end = len(text) if closed < 0 else closed
        elif found.start() < seen:
            # It ends where what was given before does, or sooner.
            continue
        else:
            delimiter = _DELIMITER.search(text, found.end())
            end = delimiter.start() if delimiter else len(text)
        seen = max(seen, end)
        yield text[found.start() : end]


def _may_run(address: str) -> bool:
    return _SCRIPT.search(_IGNORED.sub("", html.unescape(address))) is not None


def _safe_tag(tag: re.Match[str]) -> str:
    written = tag[1]
    if not written:
        return tag[0]
    # What follows a tag is the text of an element such as a script.
    return ATTRIBUTE.sub(_safe_attribute, written) + tag[0][len(written) :]


def _safe_attribute(found: re.Match[str]) -> str:
    name, value = found["name"].lower(), found["value"].strip("\"'")
    address = _IGNORED.sub("", html.unescape(value))
    is_picture = name == "src" and _PICTURE.match(address)
    if name in _NAMES and _SCRIPT.match(address) and not is_picture:
        return f'{found["name"]}{found["equals"]}"#"'
    return found[0]


_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^=&\"']|!(?=\[|!!)|\?(?=\?\?)|:(?=[\w+-]+:)|@(?=\w)")
_START = re.compile(r"\A(\s*)([-+:]|\d+[.)])")
_SPACES = re.compile(r"\s+")


def escape_markdown(text: str) -> str:
    """Write `text` so that Markdown shows it as it is, on one line.

    Character references stand for what could be markup, since they mean the same in a heading,
    in a table and in raw HTML, where a backslash would not.
    """
    text = with_references(_SPACES.sub(" ", text))
    return _START.sub(lambda match: f"{match[1]}{_reference(match[2])}", text)


def with_references(text: str) -> str:
    """Write each sign of a text that could be markup as a character reference."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def _reference(marker: str) -> str:
    """Spoil a marker that would begin a list or a definition."""
    return f"{marker[:-1]}&#{ord(marker[-1])};"
