"""Assets: the pictures that may be shown, with nothing in them but what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from handbook.outputs import OutputFile
from handbook.pictures import Role
from handbook.pictures.cleaning import cleaned
from handbook.pictures.metadata import without_metadata
from handbook.problems import Place, Problem
from handbook.programme import Programme

_LOGOS = "logos/"
_HEAD = 1024
_NO_STYLE = re.compile(r"/\.|readme|\.(?:html|py|pyc|md|markdown|mdown|mkdn?)$")
"""What MkDocs takes from a theme as a template or as code, or not at all."""
_ILLUSTRATION = re.compile(r".*\.(?:jpe?g|png|webp)", re.IGNORECASE)


def assets(
    programme: Programme, beside_prose: Sequence[OutputFile] = ()
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Clean the pictures of a programme of which only what may be seen is left.

    Args:
        programme: the published one.
        beside_prose: the files beside its prose. The pictures among them are cleaned too, since
            somebody may be in them; drawings and everything else are left as they are.

    Returns:
        All files as they are published, and a problem for each picture that cannot be.
    """
    files: list[OutputFile] = []
    problems: list[Problem] = []
    for role, found in _by_role(programme, beside_prose).items():
        pictures = cleaned({path: file.content for path, file in found.items()}, role)
        for path, picture in pictures.items():
            if isinstance(picture, bytes):
                files.append(replace(found[path], content=picture))
            else:
                place = Place(found[path].source, picture.line, picture.column)
                problems.append(Problem(place, picture.code, details=picture.details))
    others = [file for file in beside_prose if not _ILLUSTRATION.fullmatch(file.path)]
    # The finished site is asked again, and cleaned; here it is told where the picture is.
    uncleanable = [file for file in others if without_metadata(file.content) is None]
    problems += [Problem(Place(file.source), "metadata-left") for file in uncleanable]
    return (*others, *files), tuple(problems)


def _by_role(
    programme: Programme, beside_prose: Sequence[OutputFile]
) -> Mapping[Role, Mapping[str, OutputFile]]:
    found: dict[Role, dict[str, OutputFile]] = {role: {} for role in Role}
    for file in _of_records(programme):
        role = Role.LOGO if file.path.startswith(f"assets/{_LOGOS}") else Role.PHOTO
        found[role][file.path] = file
    for file in beside_prose:
        if _ILLUSTRATION.fullmatch(file.path):
            found[Role.ILLUSTRATION][file.path] = file
    return found


def _of_records(programme: Programme) -> Iterator[OutputFile]:
    for path, content in sorted(programme.files.items()):
        yield OutputFile(f"assets/{path}", content, f"programme/{path}")


def styles(root: Path) -> Iterator[OutputFile]:
    """Give the texts of `overrides/` that MkDocs puts into the site as they are.

    Args:
        root: the project's folder.
    """
    top = root / "overrides"
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if not path.is_file() or _NO_STYLE.search(f"/{name.lower()}"):
            continue
        content = path.read_bytes()
        # Pictures and fonts are left to the search of the site.
        if b"\0" not in content[:_HEAD]:
            yield OutputFile(name, content, f"overrides/{name}")
