"""Many invented people, as one finds them: names of several languages, borne by many at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from handbook.text.names import in_any_order, spellings

_GIVEN = {
    "es": "Ana María José Luis Carmen Juan Gabriel Pilar Rosa Miguel Elena Pablo Sol Cruz Mar Flor",
    "de": "Anna Jürgen Karl Jan Peter Lukas Greta Uwe Hans Marie Rolf Ernst Max Jutta Björn Mark",
    "en": "Mary John Grace Will Mark Rose Tom William Robert Ann April May Hope Grant Dean Hunter",
    "fr": "Anne Marie Jean Luc Hélène Benoît Odile Rémi Aimé Rose-Marie Noël Zoé Paul Claire Guy",
    "pl": "Łukasz Żaneta Piotr Agnieszka Maria Jan Paweł Zofia Marek Ewa Stanisław Halina",
    "no": "Åse Bjørn Søren Kåre Øyvind Anne Kari Lars Mai Tor Per Ola Liv Dag Stein Marit",
    "tr": "Ayşe İrem Çağla Deniz Umut Barış Gül Can Ege Işıl Mehmet Oğuz",
    "pt": "Ana João Inês Conceição Luís Rui Nuno Fátima Sofia Pedro Tiago Rosa",
}
_FAMILY = {
    "es": "García López Martínez Sanz Gil Cruz Ruiz Blanco Delgado Moreno Ortega Vega Ríos Sol",
    "de": "Müller Weiß Schmidt Peter Peters Robert Roberts Lang König Vogel Stein Berg Jung Klein",
    "en": "Smith Jones William Williams Parker Parkers Young Long Grant Bell May Hunt Rose Brown",
    "fr": "Martin Bernard Petit Roux Blanc Moreau Roche Marchand Rousseau Leclerc Dupont Garnier",
    "pl": "Kowalski Nowak Wiśniewski Zieliński Lewandowska Mazur Krawczyk Wójcik Kaczmarek",
    "no": "Hansen Berg Dahl Lund Bakke Sæther Ødegård Moe Strand Solberg Haugen Åsen",
    "tr": "Yılmaz Demir Çelik Öztürk Şahin Kaya Aydın Doğan Arslan Koç Kurt",
    "pt": "Silva Santos Costa Ferreira Lima Rosa Pereira Gomes Carvalho Ramos Conceição Sousa",
}
_PARTICLES = ("de", "de la", "van", "van der", "von", "da", "dos", "del", "le", "el", "ten")


@dataclass(frozen=True, slots=True)
class Invented:
    """One of them."""

    name: str
    shown: bool
    note: str


@dataclass
class Public:
    """What may be read of people who are shown, as `Excuses` gathers it of a programme."""

    named: list[str]
    notes: list[str] = field(default_factory=list)
    terms: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()
    usual: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Gather it."""
        self.phrases = [*self.named, *self.terms]
        self.texts = [*self.named, *self.notes]
        self.names = {in_any_order(form) for name in self.named for form in spellings(name)}

    def holds_phone(self, form: str) -> bool:
        """Say that no number is public."""
        return False


def crowd(count: int, seed: int = 2026) -> Iterator[Invented]:
    """Give people, of whom every third is hidden; no name twice."""
    chance, known = Random(seed), set[str]()
    while len(known) < count:
        name = _name(chance)
        if name not in known:
            known.add(name)
            shown = chance.random() < 2 / 3
            yield Invented(name, shown, _note(chance, name) if shown else "")


def _name(chance: Random) -> str:
    language = chance.choice(tuple(_GIVEN))
    given = _GIVEN[language].split()
    family = _FAMILY[chance.choice((language, language, *_FAMILY))].split()
    first, second = chance.choice(given), chance.choice(given)
    one, other = chance.choice(family), chance.choice(family)
    kind = chance.randrange(10)
    if kind < 3:
        return f"{first} {one} {other}" if language in {"es", "pt"} else f"{first} {one}"
    return {
        3: f"{first} {second} {one}",
        4: f"{first}-{second} {one}",
        5: f"{first} {chance.choice(_PARTICLES)} {one}",
        6: f"{one}, {first}",
        7: f"{first} {one}-{other}",
        8: f"{first} {chance.choice('ABCDEFGHJKLMNPRSTW')}. {one}",
        9: f"{first} {second} {one} {other}",
    }[kind]


def _note(chance: Random, name: str) -> str:
    """Write a sentence about somebody who is shown, and names them in full."""
    place = chance.choice(
        ["León", "Moss", "Merrow", "Vigo", "Ghent", "Lund", "Porto", "Graz", "Kaş"]
    )
    return chance.choice(
        (
            f"{name} began on the night shift in {place} and now plans it.",
            f"Ask {name}, who may grant a day off and will mark it; a long hope, in May or April.",
            f"{name}'s boat lies at {place}. In {place} lives {name}.",
            f"Nobody but {name} (from {place}) sings. {place} blooms, a rose by the sol y mar.",
        )
    )
