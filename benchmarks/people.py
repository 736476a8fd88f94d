"""Invented organisations and mentors, and who of them serves: the same ones every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random

from writing import Writer

FIRST = (
    *("Ada", "Brisa", "Cai", "Dorin", "Edda", "Farah", "Goran", "Hedy", "Idris", "Jovana"),
    *("Kerstin", "Lucía", "Mirek", "Nádia", "Oisín", "Pénélope", "Rúna", "Søren", "Tiko", "Zoë"),
)
MIDDLE = ("bel", "car", "dor", "fen", "gal", "hol", "kel", "lor", "mar", "nor", "pel", "quen")
LAST = ("brook", "combe", "dale", "fell", "garth", "holt", "mere", "rigg", "stow", "thwaite")
TRADES = ("Freight", "Cold Stores", "Shipping", "Rail", "Brokers", "Packaging", "Depots", "Barges")
TOWNS = ("Port Merrow", "Upper Tarn", "Saltmarsh", "Fernhollow", "Eastquay")
POSITION = {"en": "Shift manager", "es": "Jefatura de turno"}
INTERESTS = {"en": "Tides, timetables", "es": "Las mareas, los horarios"}


def organisations(columns: Sequence[str], count: int) -> Iterator[list[str]]:
    """Give rows of a table of partner organisations, whatever the order of its columns."""
    chance, writer = Random(1931), Writer(1931)
    for number in range(count):
        name = (
            f"{_syllables(chance)}{chance.choice(LAST)} {_letters(number)} {chance.choice(TRADES)}"
        )
        cells = {
            "id": name.lower().replace(" ", "-"),
            "name": name,
            "sector": chance.choice(("ports", "rail", "road", "warehousing")),
            "location": chance.choice(TOWNS),
            "since": str(chance.randrange(2024, 2027)),
            **_told(columns, "summary", writer.text),
            "champion": f"{chance.choice(FIRST)} {_syllables(chance)}{chance.choice(LAST)}by",
            **_told(columns, "champion_role", POSITION.__getitem__),
            "champion_consent": "yes",
            "champion_consent_date": "2026-01-20",
            "champion_consent_wording": "2026-1",
        }
        yield [cells.get(column, "") for column in columns]


def mentors(
    columns: Sequence[str],
    count: int,
    employers: Sequence[str],
    words: Mapping[str, Sequence[str]],
) -> Iterator[list[str]]:
    """Give rows of a table of mentors, whatever the order of its columns.

    Args:
        columns: Header of the table; texts are given in each language it has a column for.
        count: How many.
        employers: Ids of the organisations that they come from.
        words: By vocabulary, `expertise` and `languages`, what is chosen from.
    """
    chance, writer = Random(1961), Writer(1961)
    for number in islice(range(10**5), max(0, count)):
        cells = _mentor(number, chance, employers, words)
        for column in ("experience", "strengths", "gain"):
            cells |= _told(columns, column, writer.text)
        cells |= _told(columns, "position", POSITION.__getitem__)
        cells |= _told(columns, "interests", INTERESTS.__getitem__)
        yield [cells.get(column, "") for column in columns]


def serving(mentors: Sequence[str], count: int, edition: int) -> Iterator[list[str]]:
    """Give rows of an edition's table of mentors: some of them, each for one mentee."""
    chance = Random(edition)
    for id in chance.sample(mentors, min(count, len(mentors))):
        yield [id, "1"]


def _mentor(
    number: int, chance: Random, employers: Sequence[str], words: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    first, last = chance.choice(FIRST), f"{_syllables(chance)}{chance.choice(LAST)}"
    address = f"mentor-{number:05}"
    return {
        "id": address,
        "name": f"{first} {last} {_letters(number)}",
        "organisation": chance.choice(employers),
        "expertise": ";".join(chance.sample(words["expertise"], chance.randint(1, 4))),
        "languages": ";".join(dict.fromkeys(("en", chance.choice(words["languages"])))),
        "location": chance.choice(TOWNS),
        "meets": chance.choice(("in-person", "online", "in-person;online", "online;phone")),
        "availability": chance.choice(("open", "limited", "full")),
        "email": f"{address}@people.example",
        "phone": f"01632 9{number:05}",
        "confirmed": "2026-02-01",
        "mentored_before": chance.choice(("yes", "no")),
        "industry_years": str(chance.randrange(1, 40)),
        "consent": "yes" if chance.random() < 0.9 else "no",
        "consent_date": "2026-01-20",
        "consent_scope": chance.choice(("biography", "biography;contact")),
        "consent_wording": "2026-1",
    }


def _told(columns: Sequence[str], column: str, text: Callable[[str], str]) -> dict[str, str]:
    """Give a text in each language that a table has a column for: `gain`, `gain_es` and so on."""
    cells = {column: text("en")}
    for each in columns:
        if each.startswith(f"{column}_"):
            cells[each] = text("es")
    return cells


def _syllables(chance: Random) -> str:
    return "".join(chance.choice(MIDDLE) for _ in range(2)).capitalize()


def _letters(number: int) -> str:
    """Write a number as a name of its own, so that no two people look like one."""
    letters = ""
    while True:
        number, rest = divmod(number, len(MIDDLE))
        letters = MIDDLE[rest] + letters
        if not number:
            return letters.capitalize()
