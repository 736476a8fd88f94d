"""HTML in Markdown that another generator will read: in it that finds nothing to make markup of."""

from __future__ import annotations

import re
from html import unescape

from handbook.rendering.kept_markup import replaced
from handbook.text.addresses import emails_in, encoded
from handbook.text.tags import ATTRIBUTE, TAG, with_references

_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_IN_TAG = re.compile(r"[\\`{}\[\]()<>&\"'!|\n]")
"""What Markdown looks for before tags, or what would end one."""
_WHITE = re.compile(r"\s*\n\s*")
_LINES = re.compile(r"\n\s*\n")


def for_other_markdown(body: str) -> str:
    """Write the body of a page so that what is kept in it stays what it is in any Markdown."""
    return replaced(body, lambda piece, alone: html_in_markdown(piece, alone=alone))


def html_in_markdown(html: str, *, alone: bool = True) -> str:
    """Write HTML so that Markdown passes over its texts: each sign is a reference.

    Args:
        html: what was made by a template.
        alone: whether it has lines for itself; anything else has to be one line.

    >>> html_in_markdown('<p title="[a]">[b](c)</p>', alone=False)
    '<p title="&#91;a&#93;">&#91;b&#93;(c)</p>'
    """
    parts: list[str] = []
    position, preformatted = 0, False
    for tag in TAG.finditer(html):
        parts.append(_text(html[position : tag.start()], preformatted=preformatted))
        name = _NAME.match(tag[0])
        if name and name[1].lower() == "pre":
            preformatted = not tag[0].startswith("</")
        parts.append(ATTRIBUTE.sub(_attribute, tag[0]) if tag[1] == tag[0] else tag[0])
        position = tag.end()
    parts.append(_text(html[position:], preformatted=preformatted))
    written = "".join(parts).strip()
    return _LINES.sub("\n", written) if alone else _WHITE.sub(" ", written)


def _text(text: str, *, preformatted: bool) -> str:
    plain = unescape(text)
    written = with_references(plain)
    for address in emails_in(plain) if "@" not in text else ():
        # What was kept from harvesters stays so.
        written = written.replace(with_references(address), encoded(address))
    return written.replace("\n", "&#10;") if preformatted else written


def _attribute(found: re.Match[str]) -> str:
    value = unescape(found["value"].strip("\"'"))
    written = _IN_TAG.sub(lambda sign: f"&#{ord(sign[0])};", value)
    if "@" in value and "@" not in found["value"]:
        # As in texts.
        written = encoded(value)
    return f'{found["name"]}="{written}"'
