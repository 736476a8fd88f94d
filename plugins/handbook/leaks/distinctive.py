"""Which confidential values can be looked for: those that nobody would find rightly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import SHIPPED, Languages
from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import is_searchable
from handbook.people.holdings import Holding, leaves
from handbook.programme import Programme
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.documents.prose import read_prose
from handbook.row import Privacy
from handbook.settings import default_folder
from handbook.text.folding import Words, words_of
from handbook.text.names import in_any_order, is_full, spellings
from handbook.text.phones import Phone, numbers_in, phone_of
from handbook.text.recognising import is_day

_LONGEST_NUMBER = 40
_PREFIX = 3
_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)


class Distinctive:
    """What everybody may read of a programme, and which values are therefore not looked for."""

    def __init__(self, held: Sequence[Holding], shown: Programme) -> None:
        """Gather what is public.

        Args:
            held: the rows of all tables.
            shown: the programme of what may be seen.
        """
        cells = set(_public_cells(held))
        self._texts = cells.union(leaves(tuple(shown.kinds.values())))
        self._wholes = {text.strip().casefold() for text in self._texts}
        self._numbers: dict[str, list[Phone]] = {}
        short = (text for text in self._texts if len(text) < _LONGEST_NUMBER)
        for number in (phone_of(one) for text in short for one in numbers_in(text)):
            if number is not None:
                self._numbers.setdefault(number.digits, []).append(number)
        named = [holding.name for holding in held if holding.name_shown]
        described = shown.all(ProgrammeDescription)
        named += [word for each in described for word in each.privacy.not_personal]
        self._names = {in_any_order(form) for name in named for form in spellings(name)}
        # An organisation that is called after a person is no person.
        self._names |= {in_any_order(text) for text in cells}
        self._carried = list(_carried(shown.languages))

    def of(self, values: Sequence[Confidential]) -> Iterator[tuple[Confidential, tuple[str, ...]]]:
        """Give each value with the forms in which it can be looked for; none where it cannot."""
        candidates = [(value, _forms(value)) for value in values]
        common = contained(
            (words_of(form) for value, each in candidates if not _exact(value) for form in each),
            (*self._texts, *self._carried),
        )
        for value, each in candidates:
            yield value, tuple(form for form in each if not self._excused(value, form, common))

    def _excused(self, value: Confidential, form: str, common: set[Words]) -> bool:
        if value.kind is Kind.PHONE:
            number = phone_of(form)
            return number is not None and any(
                map(number.may_be, self._numbers.get(number.digits, ()))
            )
        if value.kind is Kind.NAME:
            return in_any_order(form) in self._names or words_of(form) in common
        if _ADDRESS.search(form):
            return form.strip().casefold() in self._wholes
        return words_of(form) in common


def _forms(value: Confidential) -> tuple[str, ...]:
    """Return what a value is looked for as, before it is asked what is public."""
    wordings: Sequence[str] = (value.value.strip(),)
    if value.kind is Kind.NAME:
        wordings = spellings(value.value)
    elif value.kind is Kind.PHONE:
        wordings = numbers_in(value.value)
    elif is_day(wordings[0]):
        wordings = ()
    return tuple(each for each in wordings if is_searchable(value.kind, each))


def _exact(value: Confidential) -> bool:
    """Say whether a value is excused by its equal alone, and by nothing that contains it."""
    if value.kind is Kind.NAME:
        return any(is_full(form) for form in spellings(value.value))
    return value.kind is Kind.PHONE or _ADDRESS.search(value.value) is not None


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


def _public_cells(held: Iterable[Holding]) -> Iterator[str]:
    for holding in held:
        for field in holding.schema.fields:
            if field.privacy is Privacy.PUBLIC:
                yield from leaves(holding.row.values.get(field.name))


def _carried(languages: Languages) -> Iterator[str]:
    """Give the prose and the interface that the package carries."""
    folder = (default_folder("content"), "handbook/content")
    spoken = Languages(tuple(dict.fromkeys((*languages, SHIPPED))))
    prose, _, _ = read_prose((folder,), spoken)
    for page in prose:
        yield page.body
    for language in spoken:
        for wording in load_catalogue(language).strings.values():
            yield from [wording] if isinstance(wording, str) else wording.values()
