"""Which confidential values can be looked for: those that nobody would find rightly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handbook.content_type import PRIVATE
from handbook.leaks import Confidential, Kind
from handbook.leaks.excuses import Excuses, kind_of_column
from handbook.leaks.matcher import is_searchable
from handbook.leaks.rarity import Rarity
from handbook.text.addresses import is_email, untagged
from handbook.text.folding import Words, words_of
from handbook.text.name_forms import Namesakes, family_names, without_asides
from handbook.text.names import in_any_order, is_full, spellings
from handbook.text.phones import numbers_in
from handbook.text.recognising import is_day

_PREFIX = 3
_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)


class Distinctive:
    """What everybody may read of a programme, and which values are therefore not looked for."""

    def __init__(self, excuses: Excuses) -> None:
        """Weigh what is public.

        Args:
            excuses: what may be read of the programme, each kind by itself.
        """
        self._excuses = excuses
        self._rarity = Rarity(excuses.texts, excuses.terms, excuses.usual)
        self._namesakes = Namesakes(excuses.named)
        # A word in the name of an organisation is no family name.
        self._others = Namesakes([*excuses.phrases, *excuses.terms])

    def of(self, values: Sequence[Confidential]) -> Iterator[tuple[Confidential, ...]]:
        """Give for each value the forms in which it can be looked for; none where it cannot."""
        candidates = [(value, _forms(value)) for value in values]
        carried = contained(
            (words_of(form) for value, each in candidates if not _exact(value) for form in each),
            self._excuses.carried,
        )
        names = self._names(candidates)
        phrases = _phrases(names.values(), self._excuses.phrases)
        alike = self._alike(candidates)
        for value, each in candidates:
            known = alike.get(kind_of_column(value.field), set()) if _is_plain(value) else set()
            forms = (form for form in each if not self._excused(value, form, carried, known))
            yield tuple(
                self._named(value, form, names[form], phrases)
                if value.kind is Kind.NAME
                else self._formed(value, form)
                for form in forms
            )

    def _alike(
        self, candidates: Iterable[tuple[Confidential, tuple[str, ...]]]
    ) -> dict[str, set[Words]]:
        """Find what is shown of somebody in a column of the same kind, by that kind."""
        sought: dict[str, list[Words]] = defaultdict(list)
        for value, forms in candidates:
            if _is_plain(value):
                sought[kind_of_column(value.field)] += map(words_of, forms)
        cells = self._excuses.cells
        return {kind: contained(each, cells.get(kind, ())) for kind, each in sought.items()}

    def _excused(self, value: Confidential, form: str, *known: set[Words]) -> bool:
        if value.kind is Kind.PHONE:
            return self._excuses.holds_phone(form)
        if value.kind is Kind.NAME:
            # No text that holds a full name excuses it, nor any column but that of names.
            named = in_any_order(form) in self._excuses.names or (
                # A list in private/ may be one of organisations.
                value.place.path.startswith(f"{PRIVATE}/")
                and words_of(form) in self._excuses.designations
            )
            return named or (not is_full(form) and any(words_of(form) in each for each in known))
        if _is_address(form):
            return form.strip().casefold() in self._excuses.addresses
        return any(words_of(form) in each for each in known) or self._rarity.is_covered(form)

    def _names(
        self, candidates: Iterable[tuple[Confidential, tuple[str, ...]]]
    ) -> dict[str, _Name]:
        """Give for each name the ways to write it that tell of nobody else."""
        names = {form for value, each in candidates if value.kind is Kind.NAME for form in each}
        return {name: self._name(name) for name in names}

    def _name(self, name: str) -> _Name:
        forms, shortened = self._namesakes.forms(name)
        initials = {
            (family, initial)
            for family, initial in family_names(name)
            if self._rarity.is_rare(family) and not self._others.bear((family,))
        }
        told = {form for form in shortened if any(map(self._rarity.is_rare, form))}
        return _Name(tuple(sorted(forms)), tuple(sorted(told)), tuple(sorted(initials)))

    def _named(
        self, value: Confidential, form: str, name: _Name, phrases: dict[Words, tuple[str, ...]]
    ) -> Confidential:
        within = {
            phrase for words in (*name.forms, *name.shortened) for phrase in phrases.get(words, ())
        }
        # What stands by itself and looks like a name is one only if its words are rare.
        rare = not value.private or self._rarity.is_telling(form, private=True)
        return replace(
            value,
            value=form,
            passages=tuple(map(" ".join, name.forms)),
            shortened=tuple(map(" ".join, name.shortened)),
            initials=name.initials,
            within=tuple(sorted(within)),
            telling=value.telling and rare,
        )

    def _formed(self, value: Confidential, form: str) -> Confidential:
        if _exact(value):
            return replace(value, value=form)
        passages = tuple(map(" ".join, self._rarity.passages(form)))
        telling = self._rarity.is_telling(form, private=value.private)
        return replace(value, value=form, passages=passages, telling=telling)


@dataclass(frozen=True, slots=True)
class _Name:
    """The ways to write a name."""

    forms: tuple[Words, ...]
    shortened: tuple[Words, ...]
    initials: tuple[tuple[str, str], ...]


def _forms(value: Confidential) -> tuple[str, ...]:
    """Return what a value is looked for as, before it is asked what is public."""
    plain = value.value.strip()
    wordings: Iterable[str] = (plain,)
    if value.kind is Kind.NAME:
        wordings = spellings(value.value)
    elif value.kind is Kind.PHONE:
        wordings = numbers_in(value.value)
    elif is_email(plain):
        wordings = dict.fromkeys((plain, untagged(plain)))
    elif is_day(plain):
        wordings = ()
    return tuple(each for each in wordings if is_searchable(value.kind, each))


def _exact(value: Confidential) -> bool:
    """Say whether a value is excused by its equal alone, and by nothing that contains it."""
    if value.kind is Kind.NAME:
        return any(is_full(form) for form in spellings(value.value))
    return value.kind is Kind.PHONE or _is_address(value.value)


def _is_plain(value: Confidential) -> bool:
    """Say whether a value is a text that others may have too, in the same column."""
    return value.kind is Kind.TEXT and not value.private


def _is_address(text: str) -> bool:
    return len(text.split()) == 1 and _ADDRESS.search(text) is not None


def _phrases(names: Iterable[_Name], phrases: Iterable[str]) -> dict[Words, tuple[str, ...]]:
    """Find the longer names in which a name stands, by the words of the shorter one."""
    sought = {words for name in names for words in (*name.forms, *name.shortened)}
    found: dict[Words, dict[str, None]] = defaultdict(dict)
    for phrase in dict.fromkeys(phrases):
        whole = words_of(phrase)
        for words in {whole, words_of(without_asides(phrase))}:
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    shorter = words[start:end]
                    if len(shorter) < len(whole) and shorter in sought:
                        found[shorter][phrase] = None
    return {words: tuple(each) for words, each in found.items()}


def contained(sought: Iterable[Words], texts: Iterable[str]) -> set[Words]:
    """Find which sequences of words stand somewhere in the texts, in one pass over these."""
    by_prefix: dict[Words, set[Words]] = {}
    for words in sought:
        if words:
            by_prefix.setdefault(words[:_PREFIX], set()).add(words)
    first_words = {prefix[0] for prefix in by_prefix}
    found: set[Words] = set()
    for text in texts:
        words = words_of(text)
        for at, word in enumerate(words):
            if word not in first_words:
                continue
            for length in range(1, _PREFIX + 1):
                for candidate in by_prefix.get(words[at : at + length], ()):
                    if words[at : at + len(candidate)] == candidate:
                        found.add(candidate)
    return found
