"""Tables of `private/` that nobody finds: misnamed, of no edition, in a folder of another case."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

from handbook.content_type import PRIVATE, ContentType
from handbook.problems import Place, Problem, Severity
from handbook.reading.attached_files import original
from handbook.text.folding import plain, suggested_name, suggestion


def misplaced_tables(
    root: Path, content_types: Sequence[ContentType], editions: Collection[str]
) -> Iterator[Problem]:
    """Tell the files of `private/` that seem to be a table of ours, and are not read as one.

    Any other file may be there: the search reads it all the same.

    Args:
        root: the project's folder; `private/` need not be there.
        content_types: those with a table in `private/`, among others.
        editions: slugs of the editions.

    Yields:
        A warning for each such file; an error for a folder that git does not keep back.
    """
    tables = [PurePosixPath(kind.file) for kind in content_types if kind.private]
    others = {PurePosixPath(kind.file).name for kind in content_types if not kind.private}
    yield from _of_another_case(root)
    for path in sorted((root / PRIVATE).rglob("*")):
        found = PurePosixPath(path.relative_to(root).as_posix())
        if not path.is_file() or path.name.startswith((".", "_", "~")):
            continue
        table = next((each for each in tables if found.match(str(each))), None)
        if table is None and path.name not in others:
            yield from _misnamed(found, tables, editions)
        elif table is not None and "*" in str(table) and found.parts[-2] not in editions:
            place, value = Place(str(found)), found.parts[-2]
            details = suggested_name(value, editions)
            yield Problem(place, "edition-stranger", "", value, Severity.WARNING, details)


def _of_another_case(root: Path) -> Iterator[Problem]:
    """Find a folder whose name differs from `private` in capital letters, where that is another."""
    for path in sorted(root.iterdir()):
        other = path.name != PRIVATE and path.name.casefold() == PRIVATE
        if other and path.is_dir() and not _same(path, root / PRIVATE):
            yield Problem(Place(path.name), "private-case", value=path.name)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _misnamed(
    found: PurePosixPath, tables: Sequence[PurePosixPath], editions: Collection[str]
) -> Iterator[Problem]:
    names = [table.name for table in tables]
    near = suggestion(plain(found.stem), [PurePosixPath(name).stem for name in names])
    meant = original(found.name, names) or f"{near.get('suggestion', '')}.csv"
    for table in tables:
        if table.name == meant:
            latest = max(editions, default="")
            details = {"suggestion": str(table).replace("*", latest, 1)}
            place = Place(str(found))
            yield Problem(place, "file-stranger", "", "", Severity.WARNING, details)
