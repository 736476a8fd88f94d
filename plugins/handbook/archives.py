"""Archives: files packed into one, the same bytes for the same files and day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

_FIRST = date(2020, 1, 1)
"""The day on which everything in an archive was made that is of no day."""
_EARLIEST = 1980
"""A ZIP knows no year before it."""


def zipped(files: Mapping[str, bytes], day: date = _FIRST) -> bytes:
    """Pack files into a ZIP, in the order given.

    Args:
        files: path in the archive to what is in the file.
        day: on which they were made, as the archive says.
    """
    packed = io.BytesIO()
    made = (max(day.year, _EARLIEST), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(packed, "w") as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, made)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
