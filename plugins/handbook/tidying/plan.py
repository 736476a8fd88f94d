"""Plan: what tidying would make of every file of a programme, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.content_type import FOLDER, ContentType
from handbook.reading.documents.declarations import (
    Additions,
    DeclaredConventions,
    declared_conventions,
    read_additions,
)
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import FIELDS, PROGRAMME, VOCABULARY
from handbook.reading.sheets.cells import Conventions
from handbook.reading.sheets.columns import columns_of
from handbook.reading.sheets.schemas import load_schema
from handbook.tidying.changes import Mended
from handbook.tidying.encodings import Locality, certain_text
from handbook.tidying.files import Mark, Mend, Tidied, tidy, unchanged
from handbook.tidying.finding import content_of, find
from handbook.tidying.grid import Expected
from handbook.tidying.tables import separator_of, tidy_table
from handbook.tidying.texts import tidy_yaml, with_line_feeds


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
    files = find(root, content_types)
    for file in files:
        content, problems = content_of(root, file.path)
        if content is not None:
            contents[file.path] = content
        elif problems:
            tidied.append(unchanged(file.shown, b"", problems))
    setting = _setting(contents)
    tables = {
        file.path: _expected(file.shown, file.table, setting)
        for file in files
        if file.table and file.path in contents
    }
    separator = style.separator or _common_separator(contents, tables, setting.locality)
    for file in files:
        if file.path in contents:
            mend: Mend = Mended if file.prose else tidy_yaml
            mark = Mark.DROP
            if file.path in tables:
                mend = partial(tidy_table, expected=tables[file.path], separator=separator)
                mark = style.mark
            tidied.append(tidy(file.shown, contents[file.path], setting.locality, mend, mark))
    return tuple(sorted(tidied, key=lambda one: one.path))


def _expected(path: str, kind: ContentType, setting: _Setting) -> Expected:
    additions = setting.additions
    extras = [extra for extra in additions.extra_fields if extra.table == kind.name]
    languages, order = setting.declared.languages, setting.declared.date_order
    columns = columns_of(load_schema(kind.schema), languages, extras)
    reading = Conventions(languages, order, additions.vocabularies, lenient=additions.words_lost)
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


def _setting(contents: Mapping[str, bytes]) -> _Setting:
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
    return _Setting(locality, declared, additions)


def _roughly(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    text = content.decode(encoding, "ignore").removeprefix("\ufeff")
    return with_line_feeds(text).text
