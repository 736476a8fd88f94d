"""Prose and navigation: Markdown files with front matter, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from handbook.clock import spent_on
from handbook.languages import SHIPPED, Languages, Text, is_language, language_code
from handbook.outputs import OutputFile, Prose
from handbook.problems import Place, Problem, Severity
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import decode, set_aside
from handbook.text.bounds import LONGEST_TEXT, out_of_bounds
from handbook.text.decoding import HALF
from handbook.text.folding import suggestion
from handbook.text.oddities import oddities, oddities_of_prose

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_NAVIGATION = "navigation.yaml"
_ENDING = ".md"
_COMMENT = b"<!--"
_ORIGINAL = re.compile(r"<!-- [\w-]+ → [\w-]+\n.*?-->\n?", re.DOTALL)
"""The original, as a page is laid out with for whoever translates it (`ejecting`)."""
_MEANT = {_ENDING, ".markdown", ".mdown", ".mkd", ".mdx"}
"""Endings in small letters of what is meant as prose."""

NavigationPlan = tuple[tuple[Text | None, tuple[tuple[str, Place], ...]], ...]
"""The menu, the same for every language: sections (title and pages), or single pages (no title)."""


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
    known = {_NAVIGATION, *(["programme"] if ours else [])}
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
                yield _odd(place, code, part, meant, key)
    for line, code, part, meant in oddities_of_prose(prose.body):
        yield _odd(Place(prose.source, prose.first_line + line - 1), code, part, meant)


def _odd(place: Place, code: str, part: str, meant: str, key: str = "") -> Problem:
    details = {"suggestion": meant} if meant else {}
    return Problem(place, code, key, part, Severity.WARNING, details)


def _switched(value: Any) -> Any:
    """Make `true` and `false` what themes take them for; the reader leaves all as text."""
    if isinstance(value, dict):
        return {key: _switched(each) for key, each in value.items()}
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def read_navigation(
    folders: Sequence[tuple[Path, str]], languages: Languages
) -> tuple[NavigationPlan, tuple[Problem, ...]]:
    """Read the plan of the menu from the first folder that has one.

    Returns:
        Sections and pages in order, and what was wrong.
    """
    for folder, label in folders:
        path = folder / _NAVIGATION
        if path.is_file():
            source = f"{label}/{_NAVIGATION}"
            decoded = decode(path.read_bytes(), source)
            if decoded.text is None:
                return (), decoded.problems
            value, where, problems = parse_yaml(decoded.text, source)
            if not isinstance(value, list):
                return (), (*problems, Problem(Place(source), "navigation-shape"))
            items, faults = _plan(value, where, languages)
            return items, (*problems, *faults)
    return (), ()


def _plan(
    value: list[Any], where: Any, languages: Languages
) -> tuple[NavigationPlan, list[Problem]]:
    items: list[tuple[Text | None, tuple[tuple[str, Place], ...]]] = []
    problems: list[Problem] = []
    for number, item in enumerate(value):
        if isinstance(item, str):
            items.append((None, ((item, where(str(number))),)))
        elif (section := _section(item, number, where, languages)) is not None:
            items.append(section)
            for _, title in section[0].versions:
                odd = oddities(title, markup=False)
                problems += (_odd(where(f"{number}.section"), *each, "section") for each in odd)
        else:
            problems.append(Problem(where(str(number)), "navigation-shape"))
    return tuple(items), problems


def _section(
    item: Any, number: int, where: Any, languages: Languages
) -> tuple[Text, tuple[tuple[str, Place], ...]] | None:
    if not isinstance(item, dict) or set(item) != {"section", "pages"}:
        return None
    pages = item["pages"]
    title = _title(item["section"], languages)
    if title is None or not isinstance(pages, list) or not all(isinstance(p, str) for p in pages):
        return None
    return title, tuple(
        (page, where(f"{number}.pages.{position}")) for position, page in enumerate(pages)
    )


def _title(value: Any, languages: Languages) -> Text | None:
    """Read a title; one in no language of the programme is shown all the same."""
    if isinstance(value, str) and value:
        return Text.of(value, languages.default)
    if isinstance(value, dict) and value and all(isinstance(v, str) for v in value.values()):
        return Text(tuple(_ordered(value, languages)))
    return None


def _ordered(value: dict[str, str], languages: Languages) -> Iterator[tuple[str, str]]:
    for code in languages:
        if code in value:
            yield code, value[code]
    for code, wording in value.items():
        if code not in languages.codes:
            yield code, wording
