"""The private folder: names, addresses and numbers of people in any file of `private/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from handbook.content_type import PRIVATE, ContentType
from handbook.leaks.confidential import Confidential, Kind
from handbook.leaks.private_files import loose_files
from handbook.reading.sheets.schemas import load_schema
from handbook.row import Schema
from handbook.text.addresses import emails_in
from handbook.text.folding import words_of

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
    for path, rows in loose_files(root, PRIVATE):
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
