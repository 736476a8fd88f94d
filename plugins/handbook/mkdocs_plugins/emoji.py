"""Emoji shortcodes, shown without a picture from another host."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from material.extensions.emoji import to_svg


def shown_emoji(index: str, shortname: str, *given: Any) -> Element | str:
    """Show an emoji as the character that it is, an icon of the theme as its drawing.

    Whatever else a shortcode stands for, such as the pictures of one host's own, stays as it was
    written.

    Args:
        index: name of the list of emoji.
        shortname: what was written, with its colons.
        given: what `pymdownx.emoji` gives besides: alias, code points, alternative text, title,
            category, options, and the Markdown that is running.
    """
    _, code_points, text, *_, markdown = given
    known = markdown.inlinePatterns["emoji"].emoji_index["emoji"].get(shortname, {})
    if "path" in known:
        drawing: Element = to_svg(index, shortname, *given)
        return drawing
    return str(markdown.htmlStash.store(text if code_points else shortname))
