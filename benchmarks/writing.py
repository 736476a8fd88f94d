"""Invented texts of words that the handbook's own prose has: no two people say the same.

They mean nothing. Sentences that did would be alike, and where one who is not shown says what
another says, the search for what is confidential finds it, and rightly.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

PROSE = Path(__file__).resolve().parents[1] / "content"
WORD = re.compile(r"(?<![\w<{/\"=.-])[^\W\d_]{4,}(?![\w>}/\"=-])")


@cache
def words(language: str) -> tuple[str, ...]:
    """Return the words of the prose in a language, each once; English or else Spanish."""
    folder = PROSE / ("en" if language == "en" else "es")
    found = set[str]()
    for path in sorted(folder.rglob("*.md")):
        found.update(word.lower() for word in WORD.findall(path.read_text("utf-8")))
    return tuple(sorted(found))


class Writer:
    """Writes texts of varied length, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def sentence(self, language: str) -> str:
        """Write six to twenty words."""
        chosen = self._chance.choices(words(language), k=self._chance.randint(6, 20))
        return f"{' '.join(chosen).capitalize()}."

    def text(self, language: str) -> str:
        """Write one to four sentences, more often few."""
        count = min(self._chance.randint(1, 4), self._chance.randint(1, 4))
        return " ".join(self.sentence(language) for _ in range(count))

    def biography(self, language: str) -> str:
        """Write what somebody tells at length, as Markdown: paragraphs, at times a list."""
        paragraphs = [self.text(language) for _ in range(self._chance.randint(2, 5))]
        paragraphs[0] = f"*{paragraphs[0]}*"
        if self._chance.random() < 0.3:
            paragraphs.append("\n".join(f"- {self.sentence(language)}" for _ in range(3)))
        return "\n\n".join(paragraphs) + "\n"
