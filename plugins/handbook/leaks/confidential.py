"""What is confidential: all that must stand nowhere in the finished site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handbook.content_type import PRIVATE, ContentType
from handbook.leaks import Confidential, Kind
from handbook.leaks.distinctive import Distinctive
from handbook.leaks.excuses import Excuses
from handbook.leaks.headings import is_of_phones
from handbook.leaks.private_folder import private_values
from handbook.leaks.withdrawn import withdrawn_values
from handbook.people.ending import has_ended, was_public
from handbook.people.holdings import Datum, Holding, attached, holdings
from handbook.people.shown import leaves
from handbook.programme import Programme
from handbook.reading.programme import Reading
from handbook.schema import Privacy
from handbook.settings import Settings
from handbook.text.addresses import emails_in
from handbook.text.folding import words_of
from handbook.text.phones import phone_of
from handbook.text.recognising import phones_in


def confidential(
    settings: Settings,
    reading: Reading,
    shown: Programme,
    content_types: Sequence[ContentType],
    held: Sequence[Holding] | None = None,
) -> tuple[tuple[Confidential, ...], int]:
    """Gather what nobody may read on the site: private values, and people without consent.

    A value is not looked for where it would be found rightly: where it is shorter than six
    characters, a date, yes or no, a word of a vocabulary, what the package carries, or words that
    anybody might write. What is public excuses its own kind alone: an address another address, a
    post another post, a full name somebody of that name who is shown. See `excuses`.

    Args:
        settings: tells where `private/` is, whose people are sought too.
        reading: what was read of `programme/`.
        shown: what `reading.published` makes of it.
        content_types: those both were made with.
        held: the rows of the tables that are not private, where these were asked for already.

    Returns:
        The values, each once, at their first place; and how many cells hold something that
        cannot be looked for, to which each file of `private/` adds that cannot be read.
    """
    if held is None:
        held = tuple(holdings(reading, shown, of_programme(content_types)))
    values, unsearchable = gathered(settings, reading, shown, content_types, held)
    telling = tuple(value for value in values if value.telling)
    return telling, unsearchable + len(values) - len(telling)


def of_programme(content_types: Iterable[ContentType]) -> list[ContentType]:
    """Leave out what is private: a build is the same with or without that folder."""
    return [kind for kind in content_types if not kind.private]


def gathered(
    settings: Settings,
    reading: Reading,
    shown: Programme,
    content_types: Sequence[ContentType],
    held: Sequence[Holding],
) -> tuple[tuple[Confidential, ...], int]:
    """Gather the same, and the private values that are not told from what anybody might write."""
    found = [*_of_tables(held, reading.programme), *_of_files(reading.programme, held)]
    for value in private_values(settings.root, content_types):
        found += [value, *(_within(value) if value and value.kind is Kind.TEXT else ())]
    sought = [each for each in found if each is not None]
    unsearchable = len(found) - len(sought)
    excuses = Excuses(settings, held, shown, reading.vocabularies)
    values: dict[tuple[Kind, object], Confidential] = {}
    for forms in Distinctive(excuses).of(sought):
        unsearchable += not forms
        for form in forms:
            if not (form.telling or form.private):
                unsearchable += 1
                continue
            key = phone_of(form.value) if form.kind is Kind.PHONE else words_of(form.value)
            known = values.setdefault((form.kind, key), form)
            if known.ended and not form.ended and not _is_private(form):
                values[form.kind, key] = replace(known, ended=False)
    gone = withdrawn_values(settings.root, held, excuses)
    return (*values.values(), *gone), unsearchable


def _is_private(value: Confidential) -> bool:
    """Say whether a value stands in `private/`, on which nothing that is published may depend."""
    return value.place.path.startswith(f"{PRIVATE}/")


def _of_tables(held: Iterable[Holding], programme: Programme) -> Iterator[Confidential | None]:
    for holding in held:
        over = has_ended(holding, programme)
        name, sort, id = _of_person(holding)
        # The id after the name, which is told where both spell the same.
        kept = sorted(holding.data, key=lambda datum: datum.field == id)
        for datum in (each for each in kept if not each.public):
            if datum.field == sort and holding.name_shown:
                # The same name as is shown, in another order.
                continue
            ended = over and was_public(datum, holding)
            is_id = bool(id) and datum.field == id
            values = _values(datum, is_name=datum.field in {name, sort})
            for value in _of_id(datum, holding.name) if is_id else values:
                yield replace(value, ended=True) if value and ended else value


def _of_person(holding: Holding) -> tuple[str, str, str]:
    """Return the columns of a person's name, both writings, and id; empty where there is none."""
    person = holding.schema.person
    return (person.name, person.sort, person.id) if person is not None else ("", "", "")


def _of_id(datum: Datum, name: str) -> Iterator[Confidential]:
    """Give an id; what of it spells the name counts as the name, and is excused as that alone."""
    words = words_of(datum.value)
    spelt = tuple(word for word in words if word in words_of(name))
    if len(spelt) > 1:
        yield Confidential(" ".join(spelt), Kind.NAME, datum.where(), datum.field)
    if spelt != words:
        yield Confidential(datum.value, Kind.TEXT, datum.where(), datum.field)


def _of_files(programme: Programme, held: Sequence[Holding]) -> Iterator[Confidential]:
    for owner, datum in attached(programme, held):
        if datum.public:
            continue
        ended = owner is not None and has_ended(owner, programme) and was_public(datum, owner)
        yield Confidential(datum.value, Kind.TEXT, datum.where(), datum.field, ended)


def _values(datum: Datum, *, is_name: bool) -> Iterator[Confidential | None]:
    """Give the texts of a cell; None where it holds a date, yes or no, or vocabulary words."""
    texts = () if datum.listed else _texts(datum.value)
    if not texts:
        yield None
    for text in texts:
        if is_name:
            yield Confidential(text, Kind.NAME, datum.where(), datum.field)
        elif is_of_phones(datum.field):
            yield Confidential(text, Kind.PHONE, datum.where(), datum.field)
        else:
            private = datum.privacy is Privacy.PRIVATE
            place, field = datum.where(), datum.field
            value = Confidential(text, Kind.TEXT, place, field, private=private)
            yield value
            yield from _within(value)


def _within(value: Confidential) -> Iterator[Confidential]:
    """Give the addresses and telephone numbers that stand in a text among other words."""
    for found in emails_in(value.value):
        if found != value.value:
            yield replace(value, value=found)
    for found in phones_in(value.value):
        yield replace(value, value=found, kind=Kind.PHONE)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return (str(value),)
    return tuple(leaves(value))
