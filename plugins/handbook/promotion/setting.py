"""Setting: what promotion prints, by the fonts and the setter of papers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handbook.languages import Catalogue, Text, is_right_to_left
from handbook.papers.fonts import families_for, missing, printable
from handbook.papers.typesetting import compiled, strings
from handbook.rendering.values import plain


def said(text: Text | str | None, words: Catalogue) -> str:
    """Write a text of the data in a language, without letters that no font has.

    A picture or a poster does without a pictogram; a paper that people sign does not.
    """
    written = " ".join(plain(text, words.language).split())
    absent = missing(written)
    kept = "".join(letter for letter in written if letter not in absent)
    return printable(" ".join(kept.split()))


def typeset_sheet(
    template: str, data: Mapping[str, Any], words: Catalogue, **options: Any
) -> bytes:
    """Set one sheet from data; the same data gives the same bytes.

    Args:
        template: file name of the template beside this module.
        data: what it prints.
        words: of the language that it is in.
        options: of the setter, such as the format.
    """
    language, _, region = words.language.partition("-")
    whole = {
        **data,
        "lang": language,
        "region": region if len(region) == 2 else "",
        "rtl": is_right_to_left(words.language),
        "fonts": families_for(strings(dict(data))),
    }
    return compiled(Path(__file__).with_name(template), "sheet", whole, **options)
