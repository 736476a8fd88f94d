"""Reading: from the files of a programme to its records, with every problem found."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from handbook.clock import spent_on
from handbook.content_type import ContentType, never
from handbook.content_type.records import PeopleTable
from handbook.content_types import RULES_OF_EACH, rules_on_people
from handbook.content_types.consents import exposed, unfounded
from handbook.content_types.programme_description import PROGRAMME
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Languages
from handbook.problems import Place, Problem, Severity
from handbook.programme import MissingRecordError, Programme, Rule
from handbook.reading.attached_files import default_attachments, read_attachments, unread_files
from handbook.reading.documents.conventions import declared_conventions
from handbook.reading.documents.declarations import read_additions
from handbook.reading.documents.documents import read_document, read_documents
from handbook.reading.documents.package_data import own_words
from handbook.reading.fictional import real_addresses
from handbook.reading.files import EDITIONS, label, list_editions
from handbook.reading.reference_date import read_reference_date
from handbook.reading.sheets.additions import unused_words
from handbook.reading.sheets.braces import literal_braces
from handbook.reading.sheets.discretion import Discretion
from handbook.reading.sheets.references import HiddenIds
from handbook.reading.sheets.remains import left_by_programs
from handbook.reading.sheets.rows import Rows, read_rows
from handbook.reading.sheets.schemas import load_schema
from handbook.reading.sheets.typed_table import TableKey
from handbook.reading.translations import told_untranslated, unspoken
from handbook.row import Row
from handbook.schema import Vocabulary
from handbook.settings import Settings


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: everything that is sound, and what is not."""

    programme: Programme
    problems: tuple[Problem, ...]
    pinned: bool
    """Whether the reference date comes from the programme's own file."""
    rows: Mapping[TableKey, tuple[Row, ...]] = field(default_factory=dict)
    """The sound rows of each table, with everything private in them: by name of the content type,
    and slug of the edition or nothing."""
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    """The programme's own words, by list."""
    present: frozenset[str] = frozenset()
    """Names of the content types of which the programme has a file."""


def read_programme(settings: Settings, content_types: Sequence[ContentType]) -> Reading:
    """Read a programme and apply its rules, telling every problem at once.

    Args:
        settings: what this run was asked to do; tables in `private/` are read only if it says so.
        content_types: the kinds of record, each with its file.
    """
    root = settings.root
    kinds = [kind for kind in content_types if settings.private or not kind.private]
    declared = declared_conventions(root)
    additions, editions = read_additions(root, declared.languages), list_editions(root)
    own_files, of_files = read_attachments(root, content_types)
    files = {**default_attachments(content_types), **own_files}
    description, of_description = read_document(
        root, PROGRAMME.source.path, ProgrammeDescription, declared.languages
    )
    read = read_rows(root, kinds, editions, declared, additions)
    records, of_records = _records(root, kinds, editions, declared.languages, read)
    reference, of_date = read_reference_date(settings, description)
    programme = Programme(
        reference_date=reference.day,
        languages=declared.languages,
        kinds={**records, PROGRAMME.name: (description,) if description else ()},
        single=frozenset(kind.name for kind in kinds if kind.singular),
        extra_fields=additions.extra_fields,
        files=files,
        default_files=frozenset(files.keys() - own_files.keys()),
        incomplete=_incomplete(kinds, (*of_description, *of_records)) | _lacking_rows(read),
    )
    with spent_on("checking"):
        judged = tuple(_judged(settings, kinds, read, description, programme))
    problems = (
        *additions.problems,
        *unused_words(content_types, additions),
        *of_files,
        *of_description,
        *of_records,
        *_editions_or_none(description, editions),
        *of_date,
        *unread_files(root, content_types, editions),
        *literal_braces(read.tables, own_files, additions, kinds),
        *left_by_programs(read.tables, own_files, additions, kinds),
        *judged,
    )
    spoken = (problem for problem in problems if problem.code not in declared.silenced)
    told = tuple(Discretion(read.tables, reference.day, root).told(spoken))
    filled = (name for (name, _), table in read.tables.items() if table.sheet.columns)
    present = frozenset((*filled, *(name for name, found in programme.kinds.items() if found)))
    return Reading(programme, told, reference.pinned, read.rows, additions.vocabularies, present)


def _editions_or_none(
    description: ProgrammeDescription | None, editions: Sequence[str]
) -> Iterator[Problem]:
    """Tell that a programme has no edition, or has some and says that there are none."""
    rolling = description is not None and description.rolling
    if description and rolling and editions:
        details = {"folder": label(f"{EDITIONS}/{editions[0]}")}
        place = description.where("editions")
        yield Problem(place, "edition-unwanted", "editions", description.editions, details=details)
    if description and not rolling and not editions:
        yield Problem(Place(label(EDITIONS)), "edition-none")


def _judged(
    settings: Settings,
    content_types: Sequence[ContentType],
    read: Rows,
    description: ProgrammeDescription | None,
    programme: Programme,
) -> Iterator[Problem]:
    """Judge what stands in several files together."""
    people = tuple(_people(content_types, read))
    yield from own_words(settings.root)[1]
    yield from unspoken(description, settings.root)
    yield from told_untranslated(settings, programme)
    yield from exposed(description, settings.repository)
    yield from real_addresses(settings.root, description, private=settings.private)
    yield from unfounded(description, people, programme.files, programme.reference_date)
    yield from _broken_rules(content_types, people, programme)


def _records(
    root: Path,
    content_types: Sequence[ContentType],
    editions: Sequence[str],
    languages: Languages,
    read: Rows,
) -> tuple[dict[str, tuple[Any, ...]], list[Problem]]:
    problems = list(read.problems)
    kinds: dict[str, tuple[Any, ...]] = {}
    for kind in content_types:
        if kind.name == PROGRAMME.name:
            continue
        if kind.documents:
            documents, faults = read_documents(root, kind, editions, languages)
            kinds[kind.name] = tuple(_with_ids(each, kind, read) for each in documents)
        else:
            assert kind.assemble is not None
            slugs = editions if kind.per_edition else ("",)
            rows = [row for slug in slugs for row in read.rows.get((kind.name, slug), ())]
            incomplete = _left_out(kind, slugs, read)
            assembled = kind.assemble(rows, incomplete)
            kinds[kind.name], faults = assembled.records, assembled.problems
        problems += faults
    return kinds, problems


def _with_ids(document: Any, kind: ContentType, read: Rows) -> Any:
    """Put ids for the names by which a document refers to records of tables."""
    changed: dict[str, Any] = {}
    for key, target in kind.references.items():
        names = read.tables[target, ""].names
        meant = [names.meant(each) if names else () for each in getattr(document, key)]
        pairs = zip(meant, getattr(document, key), strict=True)
        changed[key] = tuple(ids[0] if len(ids) == 1 else given for ids, given in pairs)
    return document.model_copy(update=changed) if changed else document


def _people(content_types: Sequence[ContentType], read: Rows) -> Iterator[PeopleTable]:
    """Give the tables in which people stand."""
    tables = {kind.name: kind for kind in content_types if not kind.documents}
    for (name, edition), rows in read.rows.items():
        kind = tables[name]
        schema = load_schema(kind.schema)
        if schema.person:
            file = kind.file_of(edition)
            yield PeopleTable(file, kind.private, schema, schema.person, rows)


def _left_out(
    kind: ContentType, slugs: Sequence[str], read: Rows
) -> Mapping[str, Container[object]]:
    """Give, for each edition with a fault in its table, the ids that the table may have."""
    paths = {each.place.path for each in read.problems if each.severity is Severity.ERROR}
    return {
        slug: HiddenIds(table, key, table.keys(key))
        for slug in slugs
        if kind.file_of(slug) in paths and (table := read.tables.get((kind.name, slug)))
        for key in table.schema.descriptor["primaryKey"][:1]
    }


def _incomplete(
    content_types: Sequence[ContentType], problems: Sequence[Problem]
) -> frozenset[str]:
    """Name the content types in whose files something is wrong."""
    paths = {each.place.path for each in problems if each.severity is Severity.ERROR}
    return frozenset(
        kind.name
        for kind in content_types
        if any(PurePath(path).match(kind.file) for path in paths)
    )


def _lacking_rows(read: Rows) -> frozenset[str]:
    """Name the content types of which rows wait for another table, where the fault is told."""
    return frozenset(
        name
        for (name, edition), table in read.tables.items()
        if len(read.rows[name, edition]) < len(table.sheet.rows)
    )


def _broken_rules(
    content_types: Sequence[ContentType], people: Sequence[PeopleTable], programme: Programme
) -> tuple[Problem, ...]:
    """Apply the rules of every content type, and those that follow from what it is.

    One that lacks a faulty document waits for it.
    """
    problems: list[Problem] = []
    rules: list[Rule] = [rule for kind in content_types for rule in kind.rules]
    rules += [partial(rule, kind) for kind in content_types for rule in RULES_OF_EACH]
    for rule in (*rules, *rules_on_people(people)):
        try:
            problems += rule(programme)
        except MissingRecordError:
            continue
    return tuple(problems)


def published(programme: Programme, content_types: Sequence[ContentType]) -> Programme:
    """Return the programme with nothing in it but what may be seen on the reference date.

    Of the files beside the data, the pictures stay that a record to be seen points at; texts have
    become part of their records.
    """
    kinds: Mapping[str, list[Any]] = {
        kind.name: [
            shown
            for record in kind.order(programme.kinds.get(kind.name, ()))
            if kind.suits(record, programme)
            and (shown := kind.publish(record, programme)) is not None
        ]
        for kind in content_types
        if kind.publish is not never
    }
    pictures = {
        path
        for kind in content_types
        for record in kinds.get(kind.name, ())
        for path in kind.pictures(record)
    }
    return replace(
        programme,
        kinds={name: tuple(records) for name, records in kinds.items()},
        files={path: file for path, file in programme.files.items() if path in pictures},
    )
