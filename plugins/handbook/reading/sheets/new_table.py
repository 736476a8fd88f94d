"""A new table: CSV with the header that a schema asks for, as a spreadsheet program saves it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from handbook.content_type import ContentType
from handbook.reading.sheets.schemas import load_schema


def new_table(
    kind: ContentType, languages: Sequence[str], rows: Iterable[Mapping[str, str]] = ()
) -> bytes:
    """Write a table.

    Args:
        kind: the content type whose schema names the columns.
        languages: of the programme, the first one first: the others have columns of their own.
        rows: cells by column; those that are not named are empty.
    """
    header = [
        field.name if code == languages[0] else f"{field.name}_{code}"
        for field in load_schema(kind.schema).fields
        for code in (languages if field.translatable else languages[:1])
    ]
    written = StringIO()
    table = csv.DictWriter(written, header, restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue().encode()
