"""Ejecting: a copy of what the handbook says, put into the programme to be changed there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.languages import SHIPPED, Languages, Text
from handbook.outputs import OutputFile
from handbook.reading.documents.defaults import default_data, read_default
from handbook.reading.documents.package_data import OWN, texts_by_file
from handbook.reading.documents.yaml_writing import written_yaml
from handbook.reading.files import FOLDER
from handbook.settings import default_folder
from handbook.text.folding import suggestion

_COMMENT = re.compile(r"(?:#.*\n)*")
_CONTENT = "content"


@dataclass(frozen=True, slots=True)
class UnknownDefaultError(LookupError):
    """The handbook has no file of a name."""

    name: str
    suggestion: str = ""
    """One that may be meant; empty for none."""


def ejected(name: str, languages: Languages) -> OutputFile:
    """Return a copy of what the handbook says, in the languages of a programme.

    Args:
        name: as it is called in the programme: `forms/agreement.yaml`, or `guides/mentor.md` for
            prose.
        languages: the programme's; prose is in the first of them, or as it is shipped.

    Returns:
        The copy, with its path from the project's root.

    Raises:
        UnknownDefaultError: there is none of this name.
    """
    plain = name.removeprefix(f"{FOLDER}/").removeprefix("./")
    data = default_data() / plain
    if plain in set(_of_data()):
        content = _data(data, plain, languages) if data.suffix == ".yaml" else data.read_bytes()
        return OutputFile(f"{FOLDER}/{plain}", content, plain)
    for language in (languages.default, SHIPPED):
        page = plain.removeprefix(f"{_CONTENT}/").removeprefix(f"{language}/")
        if page in set(_of_prose(language)):
            content = (default_folder(_CONTENT) / language / page).read_bytes()
            return OutputFile(f"{_CONTENT}/{languages.default}/{page}", content, page)
    close = suggestion(plain, ejectable(languages))
    raise UnknownDefaultError(name, str(close.get("suggestion", "")))


def ejectable(languages: Languages) -> tuple[str, ...]:
    """Name everything of which there can be a copy: data first, then prose."""
    prose = {name for code in (languages.default, SHIPPED) for name in _of_prose(code)}
    return (*_of_data(), *sorted(prose))


def _of_data() -> Iterator[str]:
    for path in sorted(default_data().rglob("*")):
        if path.is_file() and path.suffix in {".yaml", ".md"}:
            yield path.relative_to(default_data()).as_posix()


def _of_prose(language: str) -> Iterator[str]:
    folder = default_folder(_CONTENT) / language
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder).as_posix()


def _data(path: Path, name: str, languages: Languages) -> bytes:
    read = read_default(name, languages)
    assert read is not None
    remark = _COMMENT.match(path.read_text("utf-8"))
    beginning = f"{remark[0]}\n" if remark and remark[0] else ""
    return (beginning + written_yaml(_worded(read.value, languages))).encode()


def _worded(node: Any, languages: Languages) -> Any:
    """Write texts as a programme does: plain in its one language, else by language."""
    if isinstance(node, Text):
        spoken = {code: wording for code, wording in node.versions if code in languages.codes}
        return spoken if len(spoken) > 1 else node.versions[0][1]
    if isinstance(node, dict):
        return {key: _worded(child, languages) for key, child in node.items()}
    return [_worded(child, languages) for child in node] if isinstance(node, list) else node


def begun_language(code: str, source: str, folders: Sequence[Path]) -> Iterator[OutputFile]:
    """Give what a translation into a language begins with: texts and pages, as comments.

    Args:
        code: the language to come.
        source: the language to translate from, which the handbook has.
        folders: those with prose, the programme's own before the package's.
    """
    for name, strings in texts_by_file(source):
        lines = (f"# {line}" for line in written_yaml(strings).splitlines())
        content = "\n".join((f"# {source} → {code}", *lines)) + "\n"
        yield OutputFile(f"{OWN}/{code}/{name}", content.encode(), name)
    pages = {
        path.relative_to(folder / source).as_posix(): path
        for folder in reversed(folders)
        for path in sorted((folder / source).rglob("*.md"))
        if path.is_file() and not path.is_symlink()
    }
    for page, path in pages.items():
        original = path.read_text("utf-8").replace("-->", "-- >")
        comment = f"<!-- {source} → {code}\n\n{original}\n-->\n"
        yield OutputFile(f"{_CONTENT}/{code}/{page}", comment.encode(), page)
