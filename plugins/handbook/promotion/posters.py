"""The poster of a call: who may apply, by when, and a code that leads there (evidence 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.calendars.subscriptions import drawn
from handbook.content_types.editions import PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.days import date_range
from handbook.languages import Catalogue, Text, is_right_to_left
from handbook.promotion.setting import said, typeset_sheet

POSTER = "poster.pdf"
"""Name of its file, beside the page on taking part."""
_MOST = 4
"""Points of each list that are read on a wall."""


def poster(
    description: ProgrammeDescription, edition: PublicEdition, words: Catalogue, address: str
) -> bytes:
    """Set the poster of an edition on one sheet of A4, light enough for any printer.

    Args:
        description: of the programme.
        edition: the one that people are invited to.
        words: of the language.
        address: that of the page on taking part; empty where it is not known, and then the sheet
            names whom to write to alone.
    """
    from handbook.papers.form_fields import with_fields  # noqa: PLC0415 - loads pikepdf

    contact = description.contacts.programme
    data = {
        "programme": said(description.name, words),
        "tagline": said(description.tagline, words),
        "edition": said(edition.title, words),
        "lists": [
            {"title": words.text(f"poster.{role}"), "points": list(_points(criteria, words))}
            for role, criteria in (
                ("mentee", edition.settings.selection.mentees),
                ("mentor", edition.settings.selection.mentors),
            )
        ],
        "dates": [{"what": what, "when": when} for what, when in _dates(edition, words)],
        "more": words.text("poster.more"),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "code": _code(address, words) if address else "",
        "described": words.text("poster.code"),
        "contact": f"{said(contact.title, words)}: {contact.email}",
        "association": said(description.association.name, words),
    }
    sheet = typeset_sheet(
        "poster.typ", data, words, format="pdf", pdf_standards=["ua-1"], timestamp=0
    )
    # Written anew as papers are, in which the search of the site can read everything.
    return with_fields(sheet, [], right_to_left=is_right_to_left(words.language))


def _code(address: str, words: Catalogue) -> str:
    svg = str(drawn(address, words.text("poster.code")))
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _points(criteria: Iterable[Text], words: Catalogue) -> Iterator[str]:
    yield from (said(each, words) for each in list(criteria)[:_MOST])


def _dates(edition: PublicEdition, words: Catalogue) -> Iterator[tuple[str, str]]:
    """Give the days of the call, and that on which pairs begin, as far as they are told."""
    for kind in ("call-open", "call-close", "kick-off"):
        if milestone := edition.first(kind):
            when = date_range(milestone.date, milestone.end, words)
            yield words.text(f"kind.{kind}"), when
