"""Tidying: the mends that a machine can make without a doubt, and that never touch meaning.

Whatever reads the same before and after is given one form; what is refused is mended only where
nothing else can be meant. No word that somebody wrote is deleted. The rest is for the check to
tell. Here is the plan of all mends of a programme, before anything is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.content_type import FOLDER, ContentType, Table
from handbook.languages import Languages
from handbook.problems import Place, Problem
from handbook.reading.attached_files import folders_of_texts
from handbook.reading.documents.conventions import DeclaredConventions, declared_conventions
from handbook.reading.documents.declarations import Additions, read_additions
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import FIELDS, PROGRAMME, VOCABULARY, label, list_editions, read_text
from handbook.reading.sheets.cells import Conventions
from handbook.reading.sheets.columns import columns_of
from handbook.reading.sheets.csv_table import read_csv_table
from handbook.reading.sheets.schemas import load_schema
from handbook.reading.sheets.typed_table import type_table
from handbook.text.designations import Names
from handbook.tidying.column_mends import Expected
from handbook.tidying.csv_mends import separator_of, tidy_table
from handbook.tidying.encodings import Locality, certain_text
from handbook.tidying.mends import Mended
from handbook.tidying.tidied_files import (
    Mark,
    TextMender,
    Tidied,
    tidy,
    tidy_yaml,
    unchanged,
    with_line_feeds,
)


@dataclass(frozen=True, slots=True)
class Tidiable:
    """One file that can be tidied."""

    path: str
    """From `programme/`."""
    table: ContentType | None = None
    """The content type, where the file is a table."""

    @property
    def shown(self) -> str:
        """The path from the project's root."""
        return label(self.path)

    @property
    def prose(self) -> bool:
        """Whether it is Markdown."""
        return self.path.endswith(".md")


@dataclass(frozen=True, slots=True)
class Style:
    """How tables shall be written where the programme could have them either way."""

    separator: str = ""
    """What stands between cells; empty for what most tables have now."""
    mark: Mark = Mark.KEEP


@dataclass(frozen=True)
class _Setting:
    """What tidying needs to know of the whole programme."""

    locality: Locality
    declared: DeclaredConventions
    additions: Additions
    names: Mapping[str, Names]
    """What finds the records of tables by id or name, by content type."""


def plan(
    root: Path, content_types: Sequence[ContentType], style: Style | None = None
) -> tuple[Tidied, ...]:
    """Say what tidying makes of each file of a programme, in order of path.

    Files that need nothing and are not left alone for a reason are there too, unchanged.

    Args:
        root: The project's folder.
        content_types: The registry, which says what is in which file.
        style: How tables shall be written.

    Raises:
        SchemaError: the schema of a content type is at fault.
    """
    style = style or Style()
    contents: dict[str, bytes] = {}
    tidied: list[Tidied] = []
    files = _find(root, content_types)
    for file in files:
        content, problems = _content_of(root, file.path)
        if content is not None:
            contents[file.path] = content
        elif problems:
            tidied.append(unchanged(file.shown, b"", problems))
    setting = _setting(contents, content_types)
    tables = {
        file.path: _expected(file.shown, file.table, setting)
        for file in files
        if file.table and file.path in contents
    }
    separator = style.separator or _common_separator(contents, tables, setting.locality)
    for file in files:
        if file.path in contents:
            mend: TextMender = Mended if file.prose else tidy_yaml
            mark = Mark.DROP
            if file.path in tables:
                mend = partial(tidy_table, expected=tables[file.path], separator=separator)
                mark = style.mark
            tidied.append(tidy(file.shown, contents[file.path], setting.locality, mend, mark))
    return tuple(sorted(tidied, key=lambda one: one.path))


def _find(root: Path, content_types: Sequence[ContentType]) -> list[Tidiable]:
    """List the files below `programme/` that the reader knows, there or not, in order of path.

    What is under `private/` is no part of it: git keeps no earlier version of that.
    """
    files = {
        path: Tidiable(path)
        for path in (PROGRAMME, VOCABULARY, FIELDS, *_texts(root, content_types))
    }
    editions = list_editions(root)
    for kind in content_types:
        if kind.source.folder == FOLDER:
            slugs = editions if kind.per_edition else ("",)
            for path in map(kind.path_of, slugs):
                table = kind if isinstance(kind.source, Table) else None
                files[path] = Tidiable(path, table)
    return [files[path] for path in sorted(files)]


def _texts(root: Path, content_types: Sequence[ContentType]) -> Iterator[str]:
    for folder in folders_of_texts(content_types):
        for path in (root / FOLDER / folder).glob("*.md"):
            if not path.name.startswith("."):
                yield f"{folder}/{path.name}"


def _content_of(root: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Read a file as it is.

    Args:
        root: The project's folder.
        path: From `programme/`.

    Returns:
        Its bytes, and why it must be left alone; None and nothing where there is no such file.
    """
    read = read_text(root, path, optional=True)
    if read.text is None and not read.problems:
        return None, ()
    problems = tuple(problem for problem in read.problems if problem.code != "encoding")
    if problems:
        return None, problems
    try:
        return (root / FOLDER / path).read_bytes(), ()
    except OSError:
        return None, (Problem(Place(label(path)), "file-unreadable"),)


def _expected(path: str, kind: ContentType, setting: _Setting) -> Expected:
    additions = setting.additions
    extras = [extra for extra in additions.extra_fields if extra.table == kind.name]
    declared = setting.declared
    languages, order, mark = declared.languages, declared.date_order, declared.decimal_mark
    schema = load_schema(kind.schema)
    columns = columns_of(schema, languages, extras)
    found = {
        column: setting.names[target]
        for column, target in schema.references.items()
        if target in setting.names
    }
    words, lost = additions.vocabularies, additions.words_lost
    reading = Conventions(languages, order, mark, words, lenient=lost, names=found)
    return Expected(path, columns, reading, all_known=not additions.fields_lost)


def _common_separator(
    contents: Mapping[str, bytes], tables: Mapping[str, Expected], locality: Locality
) -> str:
    """Return the separator that most tables have, a comma where two are as frequent.

    In countries with a decimal comma, spreadsheet programs open only tables with semicolons well,
    so a programme that is kept there is not turned to commas.
    """
    count = Counter({",": 0})
    for path, table in tables.items():
        found = certain_text(contents[path], locality)
        if found is not None:
            count[separator_of(with_line_feeds(found.text).text, table)] += 1
    del count[""]
    return max(count, key=lambda separator: (count[separator], separator == ","))


def _setting(contents: Mapping[str, bytes], content_types: Sequence[ContentType]) -> _Setting:
    """Read what tidying needs to know from files that may need tidying themselves.

    They are read from copies which are tidy already, so that tidying twice has nothing left to do.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / FOLDER).mkdir()
        # What matters here is written in ASCII; the rest may be lost.
        roughly = tidy_yaml(_roughly(contents.get(PROGRAMME, b""))).text
        (root / FOLDER / PROGRAMME).write_text(roughly, "utf-8")
        description = parse_yaml(roughly, PROGRAMME).value
        given = description if isinstance(description, dict) else {}
        declared = declared_conventions(root)
        listed = declared.languages.codes if "languages" in given else ()
        zone = given.get("time_zone", "")
        locality = Locality(listed, zone if isinstance(zone, str) else "")
        for path in (VOCABULARY, FIELDS):
            if path in contents:
                mended = tidy(path, contents[path], locality, tidy_yaml, Mark.DROP)
                (root / FOLDER / path).write_bytes(mended.after)
        additions = read_additions(root, declared.languages)
    names = dict(_names(contents, content_types, locality, declared.languages))
    return _Setting(locality, declared, additions, names)


def _names(
    contents: Mapping[str, bytes],
    content_types: Sequence[ContentType],
    locality: Locality,
    languages: Languages,
) -> Iterator[tuple[str, Names]]:
    """Give what finds the records of each table whose names are for everybody."""
    for kind in content_types:
        found = certain_text(contents.get(kind.source.path, b""), locality)
        schema = load_schema(kind.schema) if isinstance(kind.source, Table) else None
        if schema is None or found is None or (schema.person and schema.person.id):
            continue
        columns = columns_of(schema, languages)
        sheet = read_csv_table(with_line_feeds(found.text).text, label(kind.source.path), columns)
        table = type_table((kind.name, ""), schema, columns, Conventions(languages), sheet)
        if table.names:
            yield kind.name, table.names


def _roughly(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    text = content.decode(encoding, "ignore").removeprefix("\ufeff")
    return with_line_feeds(text).text
