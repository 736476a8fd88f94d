"""The wording that people agree to, as a form shows it to whoever is asked for a consent."""

from __future__ import annotations

from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.programme_description.sections import ConsentWording
from handbook.languages import Text
from handbook.programme import Programme
from handbook.text.tags import escape_markdown


def wording_in_force(programme: Programme) -> ConsentWording | None:
    """Return the wording that is used on the day; before the first one's day, the first one.

    None where the description of the programme cannot be read.

    Args:
        programme: whose description has all versions.
    """
    described = (each.consent_wordings for each in programme.all(ProgrammeDescription))
    wordings = sorted(next(described, ()), key=lambda each: each.since)
    used = [each for each in wordings if each.since <= programme.reference_date]
    return next(reversed(used or wordings[:1]), None)


def with_wording(text: Text | None, wording: ConsentWording) -> Text:
    """Put a wording after what a section says, as a quotation, and its version after that.

    Args:
        text: Markdown, in some languages, or nothing.
        wording: what is agreed to; it is plain text, and stays that.
    """

    def joined(language: str, said: str) -> str:
        agreed = escape_markdown(wording.text.wording(language)[0])
        return f"{said}\n\n> {agreed} ({escape_markdown(wording.version)})".lstrip("\n")

    versions = text.versions if text else [(code, "") for code, _ in wording.text.versions]
    return Text(tuple((code, joined(code, said)) for code, said in versions))
