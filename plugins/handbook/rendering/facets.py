"""Facets: by what a directory can be narrowed down, and how many people each choice finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from handbook.content_type import Directory as DirectoryOf
from handbook.content_type import FacetOf
from handbook.languages import Catalogue
from handbook.rendering import values
from handbook.schema import ExtraField, Term
from handbook.text.ranges import Range

FEW = 12
"""Up to so many choices are all seen at once; of more, a reader looks for one by its name."""
_STEPS = (1, 2, 5)
_MOST_SPANS = 8
"""Into how many spans many different numbers are put together at most."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet."""

    label: str
    value: str
    count: int
    """How many people it finds."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What a directory can be narrowed down by."""

    name: str
    """As addresses and the attributes of cards say it."""
    title: Any
    options: tuple[Option, ...]
    """All choices, in order: those by which there are most to find first, where they are many."""
    tokens: tuple[str, ...]
    """Of each record its values, with a bar between two."""

    @property
    def first(self) -> tuple[Option, ...]:
        """The choices that are seen at once."""
        return self.options[:FEW]

    @property
    def rest(self) -> tuple[Option, ...]:
        """Those that are folded away."""
        return self.options[FEW:]


@dataclass(frozen=True, slots=True)
class Speech:
    """How values are written on a page."""

    catalogue: Catalogue
    language: str
    wanted: str = ""
    """As `PageContext` has it."""

    def plain(self, value: Any) -> str:
        """Write a value as text."""
        return values.plain(value, self.language, self.wanted)

    def alphabetical(self, options: Iterable[Option]) -> list[Option]:
        """Put choices in order of their labels, as a dictionary of the language would."""
        listed = values.alphabetical(((each.label, each) for each in options), self.language)
        return [each for _, each in listed]


def facets_of(
    kind: DirectoryOf,
    records: Sequence[Any],
    listed: Callable[[str], tuple[Any, ...]],
    speech: Speech,
) -> tuple[Facet, ...]:
    """Return all facets of a directory: those of its type, then those that a programme adds.

    Args:
        kind: how the directory is narrowed down.
        records: those that it lists.
        listed: gives the records of a kind, by which ids are read.
        speech: how values are written.
    """
    found = []
    for each in kind.facets:
        meant = {one.id: one for one in listed(each.titles)} if each.titles else {}
        held = [_items(getattr(record, each.attribute)) for record in records]
        if each.by:
            read = _sorted_by(each, meant, speech)
            held = [tuple(item for item in items if item in meant) for items in held]
        else:
            read = _named({id: one.title for id, one in meant.items()}, speech)
        pairs = [[read(item) for item in items] for items in held]
        options = _counted(pairs)
        if each.by and len(options) < 2:
            continue  # Cards need not say what is the same of all.
        if each.newest_first:
            options.sort(key=lambda option: option.value, reverse=True)
        elif each.order:
            order = {id: at for at, id in enumerate(each.order)}
            options.sort(key=lambda option: order.get(option.value, len(order)))
        else:
            options = _commonest_first(options, speech)
        title = speech.catalogue.text(each.title)
        found.append(Facet(each.name, title, tuple(options), _tokens(pairs)))
    return (*found, *_extra_facets(records, speech))


def attributes(facets: Iterable[Facet], count: int) -> list[Markup]:
    """Write for each record the attributes by which its card is found."""
    columns = []
    for facet in facets:
        # Many people have the same values.
        said = {each: f' data-{facet.name}="{escape(each)}"' for each in set(facet.tokens)}
        columns.append([said[each] for each in facet.tokens])
    return [Markup("".join(each)) for each in zip(*columns, strict=True)] or [Markup("")] * count  # noqa: S704 - escaped above


Pair = tuple[str, str]
"""Value and label."""


def _items(value: Any) -> tuple[Any, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def _named(titles: Mapping[str, Any], speech: Speech) -> Callable[[Any], Pair]:
    """Read terms and records by their ids, and ids by the titles of what they mean."""
    known: dict[str, Pair] = {}

    def read(item: Any) -> Pair:
        id = item if isinstance(item, str) else item.id
        if id not in known:
            said = titles.get(id, id) if item is id else getattr(item, "name", item)
            known[id] = (id, speech.plain(said))
        return known[id]

    return read


def _sorted_by(facet: FacetOf, meant: Mapping[str, Any], speech: Speech) -> Callable[[Any], Pair]:
    """Read ids by an attribute of the records that they mean."""
    values = {id: getattr(one, facet.by) for id, one in meant.items()}
    said = {each: speech.catalogue.text(f"{facet.words}.{each}") for each in set(values.values())}
    return lambda id: (values[id], said[values[id]])


def _tokens(pairs: Iterable[Iterable[Pair]]) -> tuple[str, ...]:
    return tuple("|".join(dict.fromkeys(value for value, _ in each)) for each in pairs)


def _counted(pairs: Iterable[Iterable[Pair]]) -> list[Option]:
    """Count in how many lists each value is, in the order of their coming."""
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for each in pairs:
        for value, label in dict(each).items():
            counts[value] += 1
            labels.setdefault(value, label)
    return [Option(label, value, counts[value]) for value, label in labels.items()]


def _commonest_first(options: Iterable[Option], speech: Speech) -> list[Option]:
    """Put choices in order of their labels; of many, the few that find most people first."""
    listed = speech.alphabetical(options)
    if len(listed) <= FEW:
        return listed
    first = sorted(listed, key=lambda option: -option.count)[:FEW]
    return [*first, *(option for option in listed if option not in first)]


def _extra_facets(records: Sequence[Any], speech: Speech) -> Iterable[Facet]:
    declared: dict[str, ExtraField] = {}
    for record in records:
        for each in record.extra:
            if each.field.filter:
                declared.setdefault(each.field.name, each.field)
    for name, field in declared.items():
        listed = [
            [
                item
                for each in record.extra
                if each.field.name == name
                for item in _items(each.value)
            ]
            for record in records
        ]
        yield _extra_facet(field, listed, speech)


def _extra_facet(field: ExtraField, listed: Sequence[Sequence[Any]], speech: Speech) -> Facet:
    numbers = {item for items in listed for item in items if _is_number(item)}
    read = _spans(numbers, speech) if len(numbers) > FEW else _said(speech)
    pairs = [[pair for item in items for pair in read(item)] for items in listed]
    ranks = {
        value: field.rank(item)
        for items in listed
        for item in items
        for value, _ in reversed(read(item))
    }
    options = _commonest_first(_counted(pairs), speech)
    if field.options or numbers:
        options.sort(key=lambda option: ranks[option.value])
    return Facet(f"x-{field.name}", field.title, tuple(options), _tokens(pairs))


def _is_number(item: Any) -> bool:
    return isinstance(item, int | Decimal | Range) and not isinstance(item, bool)


Read = Callable[[Any], Sequence[Pair]]


def _said(speech: Speech) -> Read:
    """Read each value as the choice that it is by itself."""

    def read(item: Any) -> Sequence[Pair]:
        if isinstance(item, bool):
            key = "value.affirmed" if item else "value.denied"
            return [("true" if item else "false", speech.catalogue.text(key))]
        if isinstance(item, Term):
            return [(item.id, speech.plain(item))]
        if hasattr(item, "target"):
            return [(item.target, speech.plain(item.label or item.target))]
        return [(speech.plain(item), speech.plain(item))]

    return read


def _spans(numbers: Iterable[Any], speech: Speech) -> Read:
    """Read numbers as the spans of equal width that they lie in, few enough to choose from."""
    ends = [_ends(number) for number in numbers]
    lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
    step = _step(lowest, highest)
    whole = all(end == end.to_integral_value() for pair in ends for end in pair)

    def read(item: Any) -> Sequence[Pair]:
        low, high = _ends(item)
        open_ended = isinstance(item, Range) and item.high is None
        last = (highest if open_ended else high) // step
        return [span(each) for each in range(int(low // step), int(last) + 1)]

    @cache
    def span(number: int) -> Pair:
        first = number * step
        last = first + step - 1 if whole else first + step
        return f"{first:f}-{last:f}", speech.plain(Range(first, last))

    return read


def _ends(number: Any) -> tuple[Decimal, Decimal]:
    if isinstance(number, Range):
        return number.low, number.low if number.high is None else number.high
    return Decimal(number), Decimal(number)


def _step(lowest: Decimal, highest: Decimal) -> Decimal:
    """Return a round width of spans of which few enough cover all numbers.

    >>> _step(Decimal(1), Decimal(39)), _step(Decimal(0), Decimal(1200))
    (Decimal('5'), Decimal('2E+2'))
    """
    power = 0
    while True:
        for step in (Decimal(each).scaleb(power) for each in _STEPS):
            if highest // step - lowest // step < _MOST_SPANS:
                return step
        power += 1
