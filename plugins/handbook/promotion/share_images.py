"""Pictures that stand beside a link elsewhere: the programme or an edition, and its dates."""

from __future__ import annotations

from handbook.content_types.editions import PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.days import date_range
from handbook.languages import Catalogue
from handbook.promotion.setting import said, typeset_sheet

SHARE = "share.png"
"""Name of its file, in the folder of the page that it is of."""
SIZE = (1200, 630)
"""Width and height in pixels, as networks ask for."""
_PIXELS_PER_INCH = 144
"""The template is half as many points wide."""


def share_image(
    description: ProgrammeDescription, edition: PublicEdition | None, words: Catalogue
) -> bytes:
    """Draw the picture of an edition, or of the programme; of the same words the same bytes.

    Args:
        description: of the programme.
        edition: the one meant; None for the programme itself.
        words: of the language.
    """
    name = said(description.name, words)
    title = said(edition.title, words) if edition else name
    settings = edition.settings if edition else None
    data = {
        "programme": "" if name in title else name,
        "title": title,
        "line": said(edition.summary if edition else description.tagline, words),
        "dates": date_range(settings.starts, settings.ends, words) if settings else "",
        "association": said(description.association.name, words),
    }
    return typeset_sheet("share.typ", data, words, format="png", ppi=_PIXELS_PER_INCH)
