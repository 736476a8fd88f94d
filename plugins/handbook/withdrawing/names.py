"""Names: compared without accents, capitals and signs, and found in any text in both orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.text.folding import Words, fold

_LETTER = re.compile("[\u1100-\u11ff]+|.", re.DOTALL)
"""One letter; of Hangul in parts, as some computers write it, as many as stand together."""
_GAP = r"[\W_]{1,12}"
"""What may stand between two words of a name: spaces, a line break, a comma, quotation marks."""


@dataclass(frozen=True)
class Searcher:
    """Finds names and exact words such as ids and addresses in texts."""

    pattern: re.Pattern[str] | None

    def offsets(self, text: str) -> Iterator[int]:
        """Give the offset of each place where something sought stands."""
        if self.pattern is None:
            return
        whole = fold(text)
        if not self.pattern.search(whole):
            return
        starts = _starts(text) if len(whole) != len(text) else None
        for match in self.pattern.finditer(whole):
            yield starts[match.start()] if starts else match.start()


def _starts(text: str) -> list[int]:
    """Map each offset of the folded text to the offset of its letter."""
    return [found.start() for found in _LETTER.finditer(text) for _ in fold(found.group())]


def searcher(names: Iterable[Words], exact: Iterable[str]) -> Searcher:
    """Make a searcher of full names and of words that stand alone.

    Args:
        names: the folded words of each name; sought also with the last word first, or the first
            word last.
        exact: ids and addresses.
    """
    patterns = [re.escape(fold(word)) for word in exact if word]
    for words in names:
        orders = {words, (*words[-1:], *words[:-1]), (*words[1:], *words[:1])}
        patterns += [_GAP.join(map(re.escape, order)) for order in orders if order]
    if not patterns:
        return Searcher(None)
    either = "|".join(sorted(patterns))
    return Searcher(re.compile(rf"(?<![^\W_])(?<!-)(?:{either})(?![^\W_]|-)"))
