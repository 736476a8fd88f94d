"""Prose: Markdown files with front matter, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from handbook.clock import spent_on
from handbook.languages import SHIPPED, Languages, is_language, language_code
from handbook.outputs import OutputFile, Prose
from handbook.problems import Place, Problem, Severity
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import decode, set_aside
from handbook.text.bounds import LONGEST_TEXT, out_of_bounds
from handbook.text.decoding import HALF
from handbook.text.folding import suggestion
from handbook.text.oddities import oddities, oddities_of_prose

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
NAVIGATION = "navigation.yaml"
"""What lies beside the folders of languages."""
_ENDING = ".md"
_COMMENT = b"<!--"
_ORIGINAL = re.compile(r"<!-- [\w-]+ → [\w-]+\n.*?-->\n?", re.DOTALL)
"""The original, as a page is laid out with for whoever translates it (`ejecting`)."""
_MEANT = {_ENDING, ".markdown", ".mdown", ".mkd", ".mdx"}
"""Endings in small letters of what is meant as prose."""


@spent_on("reading")
def read_prose(
    folders: Sequence[tuple[Path, str]], languages: Languages
) -> tuple[tuple[Prose, ...], tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Read the prose of every language, a file of an earlier folder before one of a later.

    The prose of `pt` serves `pt-BR` where that has none of its own.

    Args:
        folders: folders of content with the label that paths in messages begin with, the
            programme's own first.
        languages: the languages to look for.

    Returns:
        The prose, the other files beside it, and what was wrong.
    """
    prose: list[Prose] = []
    files: dict[str, OutputFile] = {}
    problems: list[Problem] = []
    for language in dict.fromkeys((*languages, SHIPPED)):
        for name, (path, label) in _by_name(folders, language).items():
            try:
                content = path.read_bytes()
            except OSError:
                problems.append(Problem(Place(label), "file-unreadable"))
                continue
            if path.suffix == _ENDING:
                found, faults, odd = _read(content, name, language, label)
                prose += found
                problems += faults
                if path.is_relative_to(folders[0][0]):
                    problems += odd
            elif language in languages.codes:
                target = name if language == languages.default else f"{language}/{name}"
                files[target] = OutputFile(target, content, label)
    problems += _unread(*folders[0], languages, ours=folders[0][0] == folders[-1][0])
    return tuple(prose), tuple(files.values()), tuple(problems)


def _unread(folder: Path, label: str, languages: Languages, *, ours: bool) -> Iterator[Problem]:
    """Tell what stands in a folder of content but is read by nothing.

    Args:
        folder: the programme's own.
        label: what messages call it.
        languages: the programme's.
        ours: whether it is the package's too, in which the defaults are.
    """
    read = [*dict.fromkeys(part for code in (*languages, SHIPPED) for part in _served_by(code))]
    known = {NAVIGATION, *(["programme"] if ours else [])}
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        place = Place(f"{label}/{entry.name}")
        if entry.name in known or set_aside(entry.name):
            continue
        if entry.is_symlink():
            yield Problem(place, "file-irregular", severity=Severity.WARNING)
        elif not entry.is_dir():
            details = {"folder": f"{label}/{languages.default}/"}
            yield Problem(place, "content-stranger", "", "", Severity.WARNING, details)
        elif entry.name in read:
            yield from _unread_beside(entry, f"{label}/{entry.name}")
        else:
            yield _unread_folder(place, entry.name, read)


def _unread_folder(place: Place, name: str, read: Sequence[str]) -> Problem:
    usual = language_code(name)
    if usual in read:
        return Problem(place, "folder-case", "", "", Severity.WARNING, {"meant": usual})
    if is_language(usual):
        return Problem(place, "content-language", "", usual, Severity.WARNING)
    details = suggestion(name, read)
    return Problem(place, "content-folder", "", "", Severity.WARNING, details)


def _unread_beside(folder: Path, label: str) -> Iterator[Problem]:
    """Tell links, which are not followed, and files whose names make no page or no address."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in name.split("/")):
            continue
        place = Place(f"{label}/{name}")
        if path.is_symlink():
            yield Problem(place, "file-irregular", severity=Severity.WARNING)
        elif HALF.search(name):
            yield Problem(place, "file-letters")
        elif path.suffix != _ENDING and path.suffix.casefold() in _MEANT and path.is_file():
            details = {"meant": f"{path.stem}{_ENDING}"}
            yield Problem(place, "prose-ending", "", "", Severity.WARNING, details)


def _served_by(code: str) -> tuple[str, str]:
    """Return the folders in which the prose of a language is looked for."""
    return code, code.partition("-")[0]


def prose_files(folders: Sequence[tuple[Path, str]], language: str) -> dict[str, tuple[Path, str]]:
    """Find the files of pages in a language: by name their path, and what messages call it."""
    found = _by_name(folders, language)
    return {name: file for name, file in found.items() if file[0].suffix == _ENDING}


def is_untouched(path: Path) -> bool:
    """Say whether a page holds nothing but the original, as a comment, still to be translated."""
    if path.suffix != _ENDING:
        return False
    with path.open("rb") as file:
        if file.read(len(_COMMENT)) != _COMMENT:
            return False
        rest = file.read()
    return rest.strip().endswith(b"-->") and rest.count(b"-->") == 1


def _by_name(folders: Sequence[tuple[Path, str]], language: str) -> dict[str, tuple[Path, str]]:
    found: dict[str, tuple[Path, str]] = {}
    codes = dict.fromkeys(_served_by(language))
    for code, (folder, label) in ((code, folder) for code in codes for folder in folders):
        base = folder / code
        for path in sorted(base.rglob("*")):
            name = path.relative_to(base).as_posix()
            hidden = any(part.startswith(".") for part in name.split("/"))
            if path.is_file() and not path.is_symlink() and not hidden and not is_untouched(path):
                found.setdefault(name, (path, f"{label}/{code}/{name}"))
    return dict(sorted(found.items()))


@lru_cache(maxsize=512)
def _read(
    content: bytes, name: str, language: str, source: str
) -> tuple[tuple[Prose, ...], tuple[Problem, ...], tuple[Problem, ...]]:
    """Read a page; a preview, in which most are as they were, reads it once.

    Returns:
        The prose, what was wrong, and what programs left in it.
    """
    found, faults = _parse(content, name, language, source)
    odd = chain.from_iterable(map(_left_by_programs, found))
    return tuple(found), tuple(faults), tuple(odd)


def _parse(
    content: bytes, name: str, language: str, source: str
) -> tuple[list[Prose], Sequence[Problem]]:
    decoded = decode(content, source)
    if decoded.text is None:
        return [], decoded.problems
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    if (beyond := out_of_bounds(text[match.end() if match else 0 :], LONGEST_TEXT)) is not None:
        code, line, most = beyond
        before = match[0].count("\n") if match else 0
        return [], [Problem(Place(source, before + line + 1), code, details={"most": most})]
    if match is None:
        return [Prose(name, language, source, {}, text, 1)], ()
    # The fence itself is the first line.
    meta, where, problems = parse_yaml(match["yaml"], source, first_line=2)
    if not isinstance(meta, dict):
        return [], problems or [Problem(Place(source, 1), "front-matter")]
    first_line = text[: match.end()].count("\n") + 1
    lines = {key: where(key).line for key in meta}
    body = _ORIGINAL.sub("", text[match.end() :])
    prose = Prose(name, language, source, _switched(meta), body, first_line, lines)
    return [prose], problems


def _left_by_programs(prose: Prose) -> Iterator[Problem]:
    """Warn of what programs left in a page, or in what its front matter says of it."""
    for key, value in prose.meta.items():
        if isinstance(value, str):
            place = Place(prose.source, prose.lines.get(key, 0))
            for code, part, meant in oddities(value, markup=False):
                yield told_as_odd(place, code, part, meant, key)
    for line, code, part, meant in oddities_of_prose(prose.body):
        yield told_as_odd(Place(prose.source, prose.first_line + line - 1), code, part, meant)


def told_as_odd(place: Place, code: str, part: str, meant: str, key: str = "") -> Problem:
    """Warn of a part of a text that a program has left, with what is probably meant."""
    details = {"suggestion": meant} if meant else {}
    return Problem(place, code, key, part, Severity.WARNING, details)


def _switched(value: Any) -> Any:
    """Make `true` and `false` what themes take them for; the reader leaves all as text."""
    if isinstance(value, dict):
        return {key: _switched(each) for key, each in value.items()}
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
