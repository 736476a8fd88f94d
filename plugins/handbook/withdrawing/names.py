"""Names: compared without accents, capitals and signs, and found in any text in both orders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[(),/;]")
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
_GAP = r"[\W_]{1,12}"
"""What may stand between two words of a name: spaces, a line break, a comma, quotation marks."""


def folded(text: str) -> str:
    """Return a text without accents and capitals, letter for letter or longer."""
    return "".join(_folded_letter(letter) for letter in text)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(_WORD.findall(folded(text)))


def forms_of(name: str) -> frozenset[tuple[str, ...]]:
    """Return the ways to write a full name, each as its folded words.

    "Ana Pérez (Anne Perez)" is also each of its parts, and "Pérez, Ana" is Ana Pérez.
    """
    before, comma, after = name.partition(",")
    pieces = [name, *_PARTS.split(name), f"{after} {before}" if comma else ""]
    forms = {words_of(piece) for piece in pieces}
    return frozenset(form for form in forms if len(form) > 1 or form == words_of(name)) - {()}


def _folded_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    parts = unicodedata.normalize("NFKD", letter.casefold().translate(_STROKES))
    return "".join(part for part in parts.translate(_STROKES) if not unicodedata.combining(part))


@dataclass(frozen=True)
class Searcher:
    """Finds names and exact words such as ids and addresses in texts."""

    pattern: re.Pattern[str] | None

    def offsets(self, text: str) -> Iterator[int]:
        """Give the offset of each place where something sought stands."""
        if self.pattern is None:
            return
        whole = folded(text)
        if not self.pattern.search(whole):
            return
        starts = _starts(text) if len(whole) != len(text) else None
        for match in self.pattern.finditer(whole):
            yield starts[match.start()] if starts else match.start()


def _starts(text: str) -> list[int]:
    """Map each offset of the folded text to the offset of its letter."""
    return [at for at, letter in enumerate(text) for _ in _folded_letter(letter)]


def searcher(names: Iterable[tuple[str, ...]], exact: Iterable[str]) -> Searcher:
    """Make a searcher of full names and of words that stand alone.

    Args:
        names: the folded words of each name; sought also with the last word first, or the first
            word last.
        exact: ids and addresses.
    """
    patterns = [re.escape(folded(word)) for word in exact if word]
    for words in names:
        orders = {words, (*words[-1:], *words[:-1]), (*words[1:], *words[:1])}
        patterns += [_GAP.join(map(re.escape, order)) for order in orders if order]
    if not patterns:
        return Searcher(None)
    either = "|".join(sorted(patterns))
    return Searcher(re.compile(rf"(?<![^\W_])(?<!-)(?:{either})(?![^\W_]|-)"))
