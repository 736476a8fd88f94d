"""Beginning: the repository of an association's own programme, with its first edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handbook.beginning.answers import Answers
from handbook.beginning.first_programme import first_programme
from handbook.beginning.surroundings import surroundings
from handbook.beginning.words import Words


def begun(answers: Answers, today: date) -> Mapping[str, bytes]:
    """Make the files of a new repository: the programme, and all that publishes it.

    Args:
        answers: what the association said about itself.
        today: the day of the beginning.

    Returns:
        Content by path from the repository's root, with forward slashes.
    """
    words = Words(answers)
    return {**first_programme(answers, words, today), **surroundings(answers, words)}
