"""Invented mentors and who of them serves, the same ones every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

FIRST = ("Ada", "Brisa", "Cai", "Dorin", "Edda", "Farah", "Goran", "Hedy", "Idris", "Jovana")
MIDDLE = ("bel", "car", "dor", "fen", "gal", "hol", "kel", "lor", "mar", "nor", "pel", "quen")
LAST = ("brook", "combe", "dale", "fell", "garth", "holt", "mere", "rigg", "stow", "thwaite")
ORGANISATIONS = ("merrow-deepwater", "tarn-valley-rail", "saltmarsh-cold-storage")
EXPERTISE = ("safety", "negotiation", "career-change", "leading-teams", "rail-freight")
SENTENCES = (
    "Began on the night shift and now plans it.",
    "Moved twice between trades, once against all advice.",
    "Has closed one depot and opened two.",
    "Listens longer than most, then asks one thing.",
)


def mentors(columns: Sequence[str], count: int) -> Iterator[list[str]]:
    """Give rows of a table of mentors, whatever the order of its columns."""
    chance = Random(1961)
    for number in islice(range(10**6), max(0, count)):
        cells = _mentor(number, chance)
        yield [cells.get(column, "") for column in columns]


def serving(mentors: Sequence[str], count: int, edition: int) -> Iterator[list[str]]:
    """Give rows of an edition's table of mentors: some of them, each for one mentee."""
    chance = Random(edition)
    for id in chance.sample(mentors, min(count, len(mentors))):
        yield [id, "1"]


def _mentor(number: int, chance: Random) -> dict[str, str]:
    first, syllables = chance.choice(FIRST), (chance.choice(MIDDLE), chance.choice(MIDDLE))
    last = "".join(syllables).capitalize() + chance.choice(LAST)
    id = f"{first}-{last}-{number}".lower()
    return {
        "id": id,
        "name": f"{first} {last} {_letters(number)}",
        "organisation": chance.choice(ORGANISATIONS),
        "position": "Shift manager",
        "expertise": ";".join(chance.sample(EXPERTISE, 2)),
        "languages": "en",
        "location": "Port Merrow",
        "meets": "in-person;online",
        "availability": chance.choice(("open", "limited", "full")),
        "experience": chance.choice(SENTENCES),
        "strengths": chance.choice(SENTENCES),
        "gain": chance.choice(SENTENCES),
        "interests": "Tides, timetables",
        "email": f"{id}@people.example",
        "phone": f"01632 9{number:05}",
        "confirmed": "2026-02-01",
        "mentored_before": chance.choice(("yes", "no")),
        "industry_years": str(chance.randrange(1, 40)),
        "consent": "yes" if chance.random() < 0.9 else "no",
        "consent_date": "2026-01-20",
        "consent_scope": chance.choice(("biography", "biography;contact")),
        "consent_wording": "2026-1",
    }


def _letters(number: int) -> str:
    """Write a number as a name of its own, so that no two people look like one."""
    letters = ""
    while True:
        number, rest = divmod(number, len(MIDDLE))
        letters = MIDDLE[rest] + letters
        if not number:
            return letters.capitalize()
