"""The private folder: names, addresses and numbers of people in any file of `private/`.

The search has to know who is named there even where a file could not be used for anything else, so
that nothing is refused: bytes that are no UTF-8 are read as a spreadsheet program of Windows writes
them, and a quotation mark that is never closed costs a line, not the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from handbook.content_type import PRIVATE, ContentType
from handbook.leaks import Confidential, Kind
from handbook.problems import Place
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import MAX_BYTES
from handbook.reading.sheets.broken_csv import read_broken_csv
from handbook.reading.sheets.schemas import load_schema
from handbook.row import Schema
from handbook.text.addresses import emails_in
from handbook.text.decoding import NEWLINE, decoded
from handbook.text.folding import words_of

_TABLES = (".csv", ".tsv", ".txt")
_LISTS = (".yaml", ".yml")
_PAIR = re.compile(r"[\s-]*(?P<key>[^\s:#][^:#]*?)\s*:\s+(?P<value>\S.*?)\s*$")
_NAME = frozenset(words_of("name names fullname person nombre nombres persona"))
_PARTS = frozenset(
    words_of(
        "mentor mentors mentora mentores mentoras mentee mentees champion participant participants"
        " participante participantes mentorizado mentorizada mentorizados mentorizadas mentorado"
        " mentorada tutelado tutelada alumno alumna candidate candidato candidata applicant"
    )
)
_GIVEN = frozenset(words_of("first firstname given forename pila"))
_FAMILY = frozenset(words_of("last lastname family surname surnames apellido apellidos"))
_BESIDE_FAMILY = _GIVEN | frozenset(words_of("nombre nombres"))
"""With a word for the family name in one heading, these make it that of a full name."""
_NOT_OF_PEOPLE = frozenset(
    words_of(
        "organisation organization company employer organización empresa entidad edition edición"
        " programme program programa file fichero archivo user usuario id"
    )
)
PHONE_WORDS = frozenset(
    words_of(
        "phone phones telephone tel mobile cell whatsapp teléfono teléfonos móvil móviles celular"
        " tfno tlf tlfno"
    )
)


def private_values(
    root: Path, content_types: Sequence[ContentType]
) -> Iterator[Confidential | None]:
    """Give what `private/` holds of people; None for each file that cannot be read.

    Of a table of ours every cell is given, by its schema; of any other file the cells under a
    heading that speaks of a name or telephone, in English or Spanish, and every e-mail address.
    What is broken in a file does not hide the rest of it.

    Args:
        root: the project's folder; `private/` need not be there.
        content_types: among them those with a table in `private/`.
    """
    for path, rows in private_files(root, PRIVATE):
        if rows is None:
            yield None
            continue
        schema = _schema(path, content_types)
        for row in rows:
            cells = {heading: value for heading, value in row.cells.items() if value}
            found = _known(cells, schema) if schema else _guessed(cells)
            for heading, kind, value in found:
                yield Confidential(value, kind, row.place, heading)


def _schema(path: str, content_types: Sequence[ContentType]) -> Schema | None:
    for kind in content_types:
        if kind.private and not kind.singular and PurePath(path).match(kind.file):
            return load_schema(kind.schema)
    return None


def _known(cells: Mapping[str, str], schema: Schema) -> Iterator[tuple[str, Kind, str]]:
    """Tell the cells of a table of ours apart by its schema."""
    person = schema.person.name if schema.person else ""
    dates = {field.name for field in schema.fields if field.type in {"date", "boolean"}}
    for heading, value in cells.items():
        column = heading.casefold()
        if column == person:
            yield column, Kind.NAME, value
        elif column not in dates:
            yield column, Kind.PHONE if PHONE_WORDS & set(words_of(heading)) else Kind.TEXT, value


def _guessed(cells: Mapping[str, str]) -> Iterator[tuple[str, Kind, str]]:
    given: list[str] = []
    family: list[str] = []
    for heading, value in cells.items():
        words = set(words_of(heading))
        for address in emails_in(value):
            yield heading, Kind.TEXT, address
        if PHONE_WORDS & words:
            yield heading, Kind.PHONE, value
        elif words & _NOT_OF_PEOPLE or "@" in value:
            continue
        elif words & _FAMILY and words & _BESIDE_FAMILY:
            yield heading, Kind.NAME, value
        elif words & _FAMILY:
            family.append(value)
        elif words & _GIVEN or (words & {"nombre"} and _has_family(cells)):
            given.append(value)
        elif words & _NAME or words <= _PARTS:
            yield heading, Kind.NAME, value
    if given and family:
        heading = next(iter(cells))
        yield heading, Kind.NAME, " ".join([*given, *family])


def _has_family(cells: Mapping[str, str]) -> bool:
    return any(_FAMILY & set(words_of(heading)) for heading in cells)


@dataclass(frozen=True, slots=True)
class PrivateRow:
    """What stands together in a file, by its headings as they are written."""

    place: Place
    cells: Mapping[str, str]


def private_files(root: Path, folder: str) -> Iterator[tuple[str, tuple[PrivateRow, ...] | None]]:
    """Give every file below a folder with the rows that can be made out in it.

    Args:
        root: the project's folder.
        folder: below it, such as `private`; need not be there.

    Yields:
        Path from the root, and rows; None for a file that is neither table nor list, or too
        large, or that the machine refuses.
    """
    top = root / folder
    for path in sorted(top.rglob("*")):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if hidden or not (path.is_file() or path.is_symlink()):
            continue
        # Nobody looks behind a link to a folder, which may lead anywhere.
        yield name, _rows(path, name) if path.is_file() else None


def _rows(path: Path, name: str) -> tuple[PrivateRow, ...] | None:
    ending = path.suffix.casefold()
    try:
        if ending not in (*_TABLES, *_LISTS) or path.stat().st_size > MAX_BYTES:
            return None
        found = decoded(path.read_bytes())
    except OSError:
        return None
    if found is None:
        return None
    text = found.text.replace("\0", "")
    return tuple(_table(text, name) if ending in _TABLES else _list(text, name))


def _table(text: str, name: str) -> Iterator[PrivateRow]:
    found = read_broken_csv(text, ())
    last = len(found.labels) - 1
    for record in found.records:
        # What is too much belongs to the last cell: a comma in a name parts it in two.
        whole = (*record.cells[:last], found.delimiter.join(filter(None, record.cells[last:])))
        cells = {label: cell for label, cell in zip(found.labels, whole, strict=False) if cell}
        if cells:
            yield PrivateRow(Place(name, record.line), cells)


def _list(text: str, name: str) -> Iterator[PrivateRow]:
    parsed = parse_yaml(text, name)
    if parsed.value is not None:
        for path, cells in _maps(parsed.value, ""):
            yield PrivateRow(parsed.where(path), cells)
        return
    for number, line in enumerate(NEWLINE.split(text), 1):
        pair = _PAIR.match(line)
        if pair:
            value = pair["value"].strip("\"'")
            yield PrivateRow(Place(name, number), {pair["key"].strip("\"'"): value})


def _maps(node: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the texts of every map together, and each text of a list by the list's key."""
    if isinstance(node, dict):
        cells = {key: value for key, value in node.items() if isinstance(value, str)}
        if cells:
            yield path, cells
        items = list(node.items())
    else:
        items = list(enumerate(node)) if isinstance(node, list) else []
    for key, inner in items:
        below = f"{path}.{key}" if path else str(key)
        if isinstance(node, list) and isinstance(inner, str):
            yield below, {path.rpartition(".")[2]: inner}
        yield from _maps(inner, below)
