"""The data package: what may be seen of a programme as CSV, described for machines and people.

`data/datapackage.json` is a Data Package (https://datapackage.org), beside it one CSV for each
kind of record. It is made of the published programme, never of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handbook.content_type import ContentType
from handbook.datapackage.descriptor import described
from handbook.datapackage.resources import Resource, resource_of
from handbook.datapackage.words import words_used
from handbook.languages import Catalogue
from handbook.outputs import OutputFile
from handbook.programme import Programme

FOLDER = "data"
DESCRIPTOR = f"{FOLDER}/datapackage.json"

__all__ = ["DESCRIPTOR", "FOLDER", "data_package"]


def data_package(
    programme: Programme, content_types: Iterable[ContentType], catalogue: Catalogue
) -> tuple[OutputFile, ...]:
    """Make the data package of a programme of which only what may be seen is left.

    Args:
        programme: the published one.
        content_types: all there are; those without a schema or without records are passed over.
        catalogue: words in the programme's first language.

    Returns:
        The CSV files and their descriptor. Equal input gives equal bytes.
    """
    found = [
        resource
        for kind in content_types
        if not kind.private and kind.schema.is_file()
        if (resource := resource_of(kind, programme, catalogue))
    ]
    resources: Sequence[Resource] = (*found, *words_used(found, programme.languages, catalogue))
    return (
        OutputFile(DESCRIPTOR, described(programme, resources, catalogue)),
        *(OutputFile(f"{FOLDER}/{each.path}", each.csv) for each in resources),
    )
