"""Designations: ids, and the names or titles by which people may write what has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from handbook.text.folding import plain, suggestion

MOST_SUGGESTIONS = 100
"""Words of one list for which something like them is looked for: comparing takes long."""


class Names:
    """Finds what is meant by an id, or by a title or name in any language."""

    def __init__(self, choices: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take each id with the titles or names that it has."""
        listed = [(id, tuple(wordings)) for id, wordings in choices]
        self._choices = [id for id, _ in listed]
        self._titles = [(wording, id) for id, wordings in listed for wording in wordings]
        self._ids = {id.casefold(): id for id in self._choices}
        self._written = _gathered((wording.casefold(), id) for wording, id in self._titles)
        self._suggested: dict[str, dict[str, object]] = {}

    @cached_property
    def _folded(self) -> Mapping[str, tuple[str, ...]]:
        return _gathered((plain(wording), id) for wording, id in self._titles)

    def meant(self, raw: str) -> tuple[str, ...]:
        """Return the ids that a text means: by id, by title, by title without accents.

        >>> names = Names([("cafe", ["Café"]), ("tea", ["Tea", "Té"]), ("x", ["Té"])])
        >>> names.meant("CAFÉ"), names.meant("té"), names.meant("TEA"), names.meant("water")
        (('cafe',), ('tea', 'x'), ('tea',), ())
        """
        id = self._ids.get(raw.casefold())
        if id is not None:
            return (id,)
        return self._written.get(raw.casefold()) or self._folded.get(plain(raw), ())

    def suggestion(self, word: str) -> dict[str, object]:
        """Suggest a word that may have been meant, for as many as anybody would read."""
        if word not in self._suggested and len(self._suggested) >= MOST_SUGGESTIONS:
            return {}
        return self._suggested.setdefault(word, self._close(word))

    def _close(self, word: str) -> dict[str, object]:
        close = suggestion(word, self._choices) or suggestion(word, list(self._folded))
        return {key: self._folded.get(str(found), (found,))[0] for key, found in close.items()}


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Gather the ids of each text, each once."""
    found: dict[str, tuple[str, ...]] = {}
    for text, id in pairs:
        found[text] = tuple(dict.fromkeys((*found.get(text, ()), id)))
    return found
