"""Withdrawn: whoever asked to be removed is kept off the site by fingerprints, without a name.

After `handbook withdraw` the programme knows the person no more, and so could not refuse a page
that names them. `programme/withdrawn.yaml` keeps a line for each: the opaque id, the day, and the
fingerprints of the forms of their name and address, made with a random key that stands beside
them. So nobody reads a name there, no search engine finds one, and two repositories have nothing
in common. It does not keep anybody who has the repository from trying names: there are not so
many, and a computer tries a list of them in minutes. Hence no telephone number is kept, which
could be had by counting, and whoever must not be found so either has their line deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from handbook.content_type.models import Model
from handbook.languages import SHIPPED, Languages
from handbook.leaks import Confidential, Kind
from handbook.leaks.excuses import Excuses
from handbook.leaks.fingerprints import LONGEST, Fingerprints, Recogniser
from handbook.leaks.matcher import sequences_of
from handbook.people.holdings import Holding
from handbook.people.shown import leaves
from handbook.problems import Place, Problem
from handbook.reading.documents.documents import read_model
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.files import WITHDRAWN, label
from handbook.text.addresses import emails_in
from handbook.text.decoding import NEWLINE, decoded
from handbook.text.folding import Words, bare, words_of
from handbook.text.names import is_full, shortened, spellings

PATH = label(WITHDRAWN)
_KEY = re.compile(r"(?m)^key: \"?([0-9a-f]{32})\b")
_HEAD = """\
# Whoever asked to be removed (handbook withdraw), by fingerprints that name nobody: what is
# published is searched for them. Delete the line of somebody who consents anew.
key: "{key}"
people:
"""
_LINE = '  - {{id: {id}, day: {day}, marks: "{marks}", rows: "{rows}"}}\n'


def _hexadecimal(size: int) -> AfterValidator:
    def check(text: str) -> str:
        if any(not re.fullmatch(rf"[0-9a-f]{{{size}}}", each) for each in text.split()):
            raise ValueError("withdrawn-broken")
        return text

    return AfterValidator(check)


def _key(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{32}", text):
        raise ValueError("withdrawn-broken")
    return text


class WithdrawnPerson(Model):
    """One who asked to be removed."""

    id: str
    """The opaque id that stands in the tables."""
    day: date
    """The day on which they were taken out."""
    marks: Annotated[str, _hexadecimal(16)]
    """Fingerprints of the forms of name and address."""
    rows: Annotated[str, _hexadecimal(16)] = ""
    """Fingerprints of the rows that were theirs, which excuse nothing if they come back."""


class WithdrawnPeople(Model):
    """Everybody who asked to be removed."""

    key: Annotated[str, AfterValidator(_key)]
    """What the fingerprints are made with."""
    people: list[WithdrawnPerson] | None = None
    """One line each."""


_ADAPTER = TypeAdapter(WithdrawnPeople)


def read_withdrawn(root: Path) -> tuple[WithdrawnPeople | None, Places, tuple[Problem, ...]]:
    """Read who asked to be removed; None where nobody did, or the file has a fault."""
    return read_model(root, WITHDRAWN, _ADAPTER, Languages((SHIPPED,)), optional=True)


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody who is taken out, as long as their name is known."""

    id: str
    day: date
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    """Path of the file and id of each row that was theirs."""


def key_of(content: bytes | None) -> str:
    """Return the key of the file of those who withdrew; empty where there is none."""
    file = decoded(content or b"")
    found = _KEY.search(file.text) if file else None
    return found[1] if found else ""


def with_line(before: bytes | None, gone: Departure, key: str) -> bytes:
    """Return the file of those who withdrew with one line more.

    Args:
        before: the file as it is; None where there is none.
        gone: who is taken out.
        key: for a file that has none yet.
    """
    file = decoded(before or b"")
    text = file.text if file else ""
    known = key_of(before)
    if not known:
        text += _HEAD.format(key=key)
    prints = Fingerprints(known or key)
    sequences = {*_of_names(gone.names), *_shorter(gone.names), *_of_addresses(gone.addresses)}
    line = _LINE.format(
        id=gone.id,
        day=gone.day.isoformat(),
        marks=" ".join(sorted(map(prints.of, sequences))),
        rows=" ".join(sorted({_row(prints, path, id) for path, id in gone.rows})),
    )
    newline = NEWLINE.search(text)
    ending = newline.group() if newline else "\n"
    gap = "" if not text or text[-1] in "\r\n" else ending
    text += f"{gap}{line}".replace("\n", ending) if ending != "\n" else f"{gap}{line}"
    return file.bytes_of(text) if file else text.encode()


def withdrawn_values(
    root: Path, held: Sequence[Holding], excuses: Excuses
) -> Iterator[Confidential]:
    """Give what may not be published of those who withdrew.

    Somebody of the same name who is shown excuses it, unless they are plainly the person, by
    their row or address. Then a consent of a later day does.

    Args:
        root: the project's folder.
        held: the rows of its tables.
        excuses: what may be read of the programme.
    """
    told, where, _ = read_withdrawn(root)
    if told is None or not told.people:
        return
    prints = Fingerprints(told.key)
    shown = [each for each in held if each.name_shown]
    free = {*map(prints.of, _of_names(excuses.not_personal)), *_marks(prints, excuses.addresses)}
    named = [{*_of_names([each.name]), *_shorter([each.name])} for each in shown]
    forms = [{*map(prints.of, each)} for each in named]
    marks: list[list[str]] = []
    for person in told.people:
        excused = set(free)
        for each, own in zip(shown, forms, strict=True):
            if own & set(person.marks.split()) and not _is_back(each, person, prints):
                excused |= own
        marks.append([mark for mark in person.marks.split() if mark not in excused])
    longer = _longer(told.key, marks, excuses.phrases)
    for number, left in enumerate(marks):
        place = Place(PATH, where(f"people.{number}").line)
        value = " ".join((told.key, *left))
        if left:
            yield Confidential(value, Kind.FINGERPRINT, place, "id", within=tuple(longer[number]))


def _is_back(holding: Holding, person: WithdrawnPerson, prints: Fingerprints) -> bool:
    """Say whether somebody is shown who withdrew, without having consented anew."""
    consent = holding.consent
    if consent is not None and consent.since is not None and consent.since > person.day:
        return False
    own = _row(prints, holding.row.where().path, holding.id)
    addresses = [
        address
        for datum in holding.data
        for text in leaves(datum.value)
        for address in emails_in(text)
    ]
    reached = set(_marks(prints, addresses))
    return own in person.rows.split() or bool(reached & set(person.marks.split()))


def _longer(key: str, marks: Sequence[Iterable[str]], phrases: Iterable[str]) -> list[list[str]]:
    """Find the longer names in which one of them stands, for each person."""
    recogniser = Recogniser(key)
    for number, each in enumerate(marks):
        for mark in each:
            recogniser.add(mark, number)
    found: list[list[str]] = [[] for _ in marks]
    for phrase in dict.fromkeys(phrases):
        said = words_of(phrase)
        for number, words in recogniser.spans(said):
            if len(words) < len(said) and phrase not in found[number]:
                found[number].append(phrase)
    return found


def _of_names(names: Iterable[str]) -> Iterator[Words]:
    """Give the forms of full names; a single word is told from no other for ever."""
    for name in names:
        for spelling in spellings(name):
            if is_full(spelling):
                sequences = sequences_of(Kind.NAME, spelling)
                yield from (each for each in sequences if len(each) <= LONGEST)


def _shorter(names: Iterable[str]) -> Iterator[Words]:
    """Give names with parts left out, in their own order: in another they are too common."""
    for name in names:
        for spelling in spellings(name):
            for form in shortened(spelling):
                yield from (words_of(form), (bare(form),))


def _of_addresses(addresses: Iterable[str]) -> Iterator[Words]:
    for address in addresses:
        sequences = {words_of(address), *sequences_of(Kind.TEXT, address)}
        yield from (each for each in sequences if 2 < len(each) <= LONGEST)


def _marks(prints: Fingerprints, addresses: Iterable[str]) -> Iterator[str]:
    return map(prints.of, _of_addresses(filter(lambda each: "@" in each, addresses)))


def _row(prints: Fingerprints, path: str, id: str) -> str:
    return prints.of((path.casefold(), id.casefold()))
