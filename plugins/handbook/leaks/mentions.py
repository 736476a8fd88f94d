"""Mentions: where the programme's own texts name somebody whose consent ends soon, or has ended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path

from handbook.content_type import ContentType
from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import parted, parted_text
from handbook.leaks.places import lines_with
from handbook.leaks.reader import LARGEST, Reader
from handbook.leaks.unread import Budget
from handbook.leaks.views import views
from handbook.people.ending import ends_on, has_ended, was_public
from handbook.people.holdings import Holding
from handbook.people.shown import leaves
from handbook.problems import MASK, Place, Problem, Severity
from handbook.programme import Programme
from handbook.recollection import Recollection
from handbook.schema import Privacy
from handbook.text.addresses import emails_in
from handbook.text.folding import Words
from handbook.text.names import in_any_order, spellings

SOON = timedelta(days=30)
"""How long before a consent ends it is told where the person is named."""
_FOLDERS = ("content", "overrides")
_FILES = ("mkdocs.yml",)
_MOST = 100
"""Mentions that are told at all."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ending:
    """Somebody who may not be named any more, or not for long."""

    holding: Holding
    until: date | None
    """The last day; None where it is over."""


def mentions(
    root: Path,
    programme: Programme,
    held: Sequence[Holding],
    content_types: Sequence[ContentType],
    recollection: Recollection,
) -> Iterator[Problem]:
    """Warn of each place that names somebody whose consent, or term of office, ends or has ended.

    Args:
        root: the project's folder.
        programme: the one that was read, with every record.
        held: the rows of its tables, with what is shown of them.
        content_types: those it was made with.
        recollection: what a preview remembers of what each file names.
    """
    found = list(_endings(held, programme))
    values = {value: each for each in found for value in _values(each.holding)}
    if not values:
        return
    sought = tuple((value, each.holding.id, each.until) for value, each in values.items())
    search = _Search(Matcher(values), values, recollection.part("mentions", sought))
    documents = {each.file for each in content_types if each.documents and not each.private}
    yield from islice(chain(search.rows(held), search.files(root, _paths(root, documents))), _MOST)


def _endings(held: Sequence[Holding], programme: Programme) -> Iterator[_Ending]:
    """Give those who may not be named much longer, but for whom another row names by that name."""
    ends = {id(each): ends_on(each, programme, SOON) for each in held}
    staying = {
        form
        for each in held
        if each.name_shown and ends[id(each)] is None
        for form in _forms(each.name)
    }
    for each in held:
        until = ends[id(each)]
        if (until or has_ended(each, programme)) and not _forms(each.name) & staying:
            yield _Ending(each, until)


def _forms(name: str) -> set[Words]:
    return {in_any_order(form) for form in spellings(name)}


def _values(holding: Holding) -> Iterator[Confidential]:
    """Give what names a person: the full name in all its spellings, and the address."""
    assert holding.schema.person is not None
    field, where = holding.schema.person.name, holding.row.where
    for form in spellings(holding.name):
        yield Confidential(form, Kind.NAME, where(field), field, ended=True)
    for datum in holding.data:
        for text in leaves(datum.value) if was_public(datum, holding) else ():
            for address in emails_in(text):
                yield Confidential(address, Kind.TEXT, datum.where(), datum.field, ended=True)


def _paths(root: Path, documents: Iterable[str]) -> Iterator[Path]:
    """Give the files that people write themselves, in the order of their names."""
    for folder in _FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.is_file())
    for pattern in sorted({*documents, "programme/*/*.md", *_FILES}):
        yield from sorted(path for path in root.glob(pattern) if path.is_file())


@dataclass(frozen=True, slots=True)
class _Search:
    matcher: Matcher
    endings: Mapping[Confidential, _Ending]
    recollection: Recollection

    def rows(self, held: Iterable[Holding]) -> Iterator[Problem]:
        """Search what is shown of other people's rows, and of what is nobody's."""
        for (holding, name, _), found in self.matcher.found_in_each(_cells(held), itemgetter(2)):
            own = _forms(holding.name)
            for ending in self._endings_of(found):
                if not own & _forms(ending.holding.name):
                    yield _told(holding.row.where(name), ending)

    def files(self, root: Path, paths: Iterable[Path]) -> Iterator[Problem]:
        """Search files, those of text line by line, and their names."""
        budget = Budget()
        for path in paths:
            name = path.relative_to(root).as_posix()
            content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
            key = ("mentions", name, hashlib.sha256(content).digest())
            found = self._file(name, content, budget)
            yield from self.recollection.once(key, partial(tuple, found))

    def _file(self, name: str, content: bytes, budget: Budget) -> Iterator[Problem]:
        said = f"{name}\n{name.rpartition('.')[0]}"
        in_name = self._named(views(said))
        printed = self._printed(name) if in_name else name
        for ending in in_name:
            if not _is_beside(name, ending.holding):
                yield _told(Place(printed), ending)
        for ending in self._named(Reader(budget).texts(parted(name, content))):
            if not _is_beside(name, ending.holding):
                for line in self._lines(name, content, ending):
                    yield _told(Place(printed, line), ending)

    def _printed(self, name: str) -> str:
        """Write the name of a file, without the name of whom it may not be told any more."""
        parts = [
            MASK if any(not ending.until for ending in self._named(views(part))) else part
            for part in name.split("/")
        ]
        return "/".join(parts)

    def _named(self, texts: Iterable[str]) -> list[_Ending]:
        return self._endings_of(self.matcher.found_in(texts))

    def _endings_of(self, numbers: Iterable[int]) -> list[_Ending]:
        values = (value for number in sorted(numbers) for value in self.matcher.groups[number])
        return list(dict.fromkeys(self.endings[value] for value in values))

    def _lines(self, name: str, content: bytes, ending: _Ending) -> list[int]:
        def names(text: str) -> bool:
            return ending in self._named(views(parted_text(name, text)))

        return lines_with(content, names)


def _cells(held: Iterable[Holding]) -> Iterator[tuple[Holding, str, str]]:
    """Give the texts of the columns that are shown as they are, each with row and column."""
    columns: dict[tuple[str, bool], tuple[str, ...]] = {}
    for holding in held:
        kind = holding.kind.name, holding.name_shown
        if kind not in columns:
            columns[kind] = tuple(_shown_columns(holding))
        for name in columns[kind]:
            value = holding.row.values.get(name)
            for text in leaves(value) if value else ():
                yield holding, name, text


def _shown_columns(holding: Holding) -> Iterator[str]:
    """Name the columns of a row that are shown as they are; ids only lead to whom they mean.

    They are the same for all rows of a kind, but for whether the person is named.
    """
    ids = {*holding.schema.descriptor["primaryKey"], *holding.schema.references}
    seen = {Privacy.PUBLIC, *((Privacy.CONSENT,) if holding.name_shown else ())}
    fields = holding.schema.fields
    return (each.name for each in fields if each.privacy in seen and each.name not in ids)


def _is_beside(name: str, holding: Holding) -> bool:
    """Say whether a file is the person's own, such as their biography."""
    path = Path(name)
    return name.startswith("programme/") and path.name.partition(".")[0] == holding.id


def _told(place: Place, ending: _Ending) -> Problem:
    person = ending.holding.schema.person
    row = ending.holding.row.where(person.name if person else "")
    if ending.until is None:
        return Problem(place, "ended-named", "", MASK, Severity.WARNING, {"row": row})
    details = {"row": row, "until": ending.until}
    return Problem(place, "ending-named", "", MASK, Severity.WARNING, details)
