"""Excuses: what everybody may read of a programme, each kind by itself, since none excuses another.

A full name is excused by a person of that name, an address by a role's or one that is shown as an
address, a post by a post. No sentence excuses anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from handbook.content_types.editions import role_addresses
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import SHIPPED, Languages
from handbook.leaks.headings import is_of_phones
from handbook.people.holdings import Holding
from handbook.people.shown import leaves
from handbook.programme import Programme
from handbook.reading.documents.defaults import default_texts
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.documents.prose import read_prose
from handbook.schema import Schema, Vocabulary
from handbook.settings import Settings, default_folder
from handbook.text.folding import words_of
from handbook.text.names import in_any_order, spellings
from handbook.text.phones import Phone, numbers_in, phone_of

_SAME = {"position": "role"}
"""Columns that hold the same kind of thing under other names."""
_ADDRESSES = {"email", "uri"}
_LONGEST = 8
"""Words up to which a cell is excused by another of its kind."""
_SEVERAL = 3
"""People by whom a longer one has to be said for that."""


@cache
def kind_of_column(name: str) -> str:
    """Say what a column holds: `champion_role` and `position` are both what somebody does."""
    last = name.rpartition("_")[2]
    return _SAME.get(last, last)


class Excuses:
    """What may stand on the site although it is private data of somebody too."""

    def __init__(
        self,
        settings: Settings,
        held: Sequence[Holding],
        shown: Programme,
        vocabularies: Mapping[str, Vocabulary],
    ) -> None:
        """Gather what is public.

        Args:
            settings: tell whether the prose is the programme's own.
            held: the rows of all tables.
            shown: the programme of what may be seen.
            vocabularies: the programme's words.
        """
        described = shown.all(ProgrammeDescription)
        self.not_personal = [word for each in described for word in each.privacy.not_personal]
        self.named = [holding.name for holding in held if holding.name_shown] + self.not_personal
        """Who may be named, as their names are written."""
        self.names = {in_any_order(form) for name in self.named for form in spellings(name)}
        organisations = [each for each in held if each.schema.person and not each.schema.person.id]
        designations = list(_designations(organisations))
        self.designations = frozenset(map(words_of, designations))
        """What organisations are called."""
        cells = list(_public_cells(held))
        said = _said(cells)
        self.cells = {kind: tuple(_common(each)) for kind, each in said.items()}
        """What is shown of anybody, by the kind of its column: it excuses the same of another."""
        documents = leaves(tuple(shown.kinds.get(name, ()) for name in sorted(shown.single)))
        self._package, self.usual = _texts_of_package(settings, shown)
        self.texts = (*chain.from_iterable(said.values()), *documents)
        """All that may be read of the programme: with what is `usual`, which the package says, it
        tells which words are ordinary. It excuses nothing."""
        roles = {*role_addresses(shown), *_websites(described), *self.not_personal}
        own = list(_addresses_shown(cells))
        self.addresses = {text.strip().casefold() for text in chain(roles, map(itemgetter(1), own))}
        spelt = [text for name, text in own if set(words_of(name)) & set(words_of(text))]
        self.phrases = [*designations, *roles, *spelt, *self.named, *_ids(held)]
        """Names of organisations and of people who are shown, and addresses that spell them."""
        self.terms = [*_words(vocabularies, described), *designations, *self.not_personal]
        """Designations, which are told from one another and say nothing together."""
        called = chain.from_iterable(cell.texts for cell in cells if is_of_phones(cell.column))
        of_roles = (*self.not_personal, *designations, *_contacts(described))
        self._numbers = _numbers((*called, *of_roles))

    @property
    def carried(self) -> tuple[str, ...]:
        """What nobody has as their own: the texts of the package, and the programme's words."""
        return (*self._package, *self.terms)

    def holds_phone(self, form: str) -> bool:
        """Say whether a telephone number is that of a role, or shown as a number."""
        number = phone_of(form)
        return number is not None and any(map(number.may_be, self._numbers.get(number.digits, ())))


def _common(said: Counter[str]) -> Iterator[str]:
    """Give what is short, or said by several: a long text is one person's own."""
    for text, times in said.items():
        if times >= _SEVERAL or len(words_of(text)) <= _LONGEST:
            yield text


class _Cell(NamedTuple):
    """What is shown of somebody in one column."""

    holding: Holding
    column: str
    texts: tuple[str, ...]
    is_address: bool
    """Whether its column asks for an address."""


def _public_cells(held: Iterable[Holding]) -> Iterator[_Cell]:
    columns: dict[str, frozenset[str]] = {}
    for holding in held:
        kind = holding.kind.name
        if kind not in columns:
            columns[kind] = _columns_of_addresses(holding.schema)
        addresses = columns[kind]
        for datum in holding.shown():
            if not datum.listed:
                said = datum.value
                texts = (said,) if isinstance(said, str) else tuple(leaves(said))
                yield _Cell(holding, datum.field, texts, datum.field in addresses)


def _columns_of_addresses(schema: Schema) -> frozenset[str]:
    asks = {field.name: field.descriptor.get("format", "") for field in schema.fields}
    return frozenset(name for name, format_ in asks.items() if format_ in _ADDRESSES)


def _said(cells: Iterable[_Cell]) -> dict[str, Counter[str]]:
    """Count what is said, by the kind of its column."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in cells:
        said[kind_of_column(cell.column)].update(cell.texts)
    return said


def _addresses_shown(cells: Iterable[_Cell]) -> Iterator[tuple[str, str]]:
    """Give the addresses of people, each with whose it is."""
    for cell in cells:
        # What the row of an event leads to is nobody's own.
        if cell.is_address and cell.holding.schema.person:
            for text in cell.texts:
                yield cell.holding.name, text


def _numbers(texts: Iterable[str]) -> dict[str, list[Phone]]:
    """Gather the telephone numbers of texts by their digits."""
    numbers: dict[str, list[Phone]] = defaultdict(list)
    for text in texts:
        for number in filter(None, map(phone_of, numbers_in(text))):
            numbers[number.digits].append(number)
    return numbers


def _designations(organisations: Iterable[Holding]) -> Iterator[str]:
    for holding in organisations:
        for name in ("id", "name", "website"):
            yield from leaves(holding.row.values.get(name))


def _ids(held: Iterable[Holding]) -> Iterator[str]:
    for holding in held:
        if holding.name_shown and holding.schema.person and holding.schema.person.id:
            yield holding.id


def _websites(described: Iterable[ProgrammeDescription]) -> Iterator[str]:
    for each in described:
        yield from filter(None, (each.site_url, each.association.website))


def _contacts(described: Iterable[ProgrammeDescription]) -> Iterator[str]:
    for each in described:
        yield from leaves((each.contacts, each.data_controller))


def _words(
    vocabularies: Mapping[str, Vocabulary], described: Iterable[ProgrammeDescription]
) -> Iterator[str]:
    for term in chain.from_iterable(each.terms for each in vocabularies.values()):
        yield term.id
        yield from leaves(term.title)
    for each in described:
        yield from (wording.version for wording in each.consent_wordings)


def _texts_of_package(
    settings: Settings, shown: Programme
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the texts that nobody but the package wrote, and those that may be read on a site."""
    spoken = Languages(tuple(dict.fromkeys((*shown.languages, SHIPPED))))
    interface = tuple(_interface(spoken))
    # Where the programme keeps the prose itself, anybody may have written into it, and goes on.
    if settings.content[0][0].resolve() == default_folder("content").resolve():
        return interface, (*interface, *_prose(spoken))
    prose, data = _carried(spoken)
    return (*interface, *prose, *data), (*interface, *prose)


@lru_cache(maxsize=8)
def _carried(spoken: Languages) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the package's prose and its data, which stay as they are as long as a process runs."""
    return tuple(_prose(spoken)), tuple(default_texts(spoken))


def _prose(spoken: Languages) -> Iterator[str]:
    prose, _, _ = read_prose(((default_folder("content"), "handbook/content"),), spoken)
    for page in prose:
        yield page.body


def _interface(spoken: Languages) -> Iterator[str]:
    for language in spoken:
        for wording in load_catalogue(language).strings.values():
            yield from [wording] if isinstance(wording, str) else wording.values()
