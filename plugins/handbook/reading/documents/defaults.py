"""Defaults: what the handbook says to any programme, in files of the package's own.

A file of the same name in `programme/` replaces a default, or takes it in (`includes.py`). Words of
`vocabulary.yaml` are always added to the handbook's, which its own lists use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from handbook.languages import SHIPPED, Languages, Text, is_language
from handbook.reading.documents.includes import Tree, includes, joined
from handbook.reading.documents.yaml_text import Parsed, load_yaml, parse_yaml
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.files import FOLDER, read_text, set_aside
from handbook.settings import default_folder

_LABEL = "handbook/content/programme"
"""What messages call the folder."""


def default_data() -> Path:
    """Return the folder of the defaults, which is laid out as `programme/` is."""
    return default_folder("content") / "programme"


def default_label(path: str) -> str:
    """Return what messages call a file of the defaults.

    >>> default_label("forms/agreement.yaml")
    'handbook/content/programme/forms/agreement.yaml'
    """
    return f"{_LABEL}/{path}"


def has_default(file: str) -> bool:
    """Say whether there is a default for a file, by its path from the project's root.

    >>> has_default("programme/faq.yaml"), has_default("programme/programme.yaml")
    (True, False)
    """
    folder, _, path = file.partition("/")
    return folder == FOLDER and (default_data() / path).is_file()


def files_of_folder(root: Path, pattern: str) -> tuple[str, ...]:
    """Name the documents of a folder, the programme's and those of the defaults, in their order.

    Args:
        root: the project's folder.
        pattern: from `programme/`, such as `forms/*.yaml`; the star is what names one.
    """
    suffix = PurePath(pattern).suffix
    found = {
        file.name.removesuffix(suffix)
        for folder in (default_data(), root / FOLDER)
        for file in folder.glob(pattern)
        if not set_aside(file.name)
    }
    return tuple(sorted(found))


def read_tree(
    root: Path,
    path: str,
    languages: Languages,
    *,
    optional: bool = False,
    folder: str = FOLDER,
) -> Parsed:
    """Read a YAML document of a programme; the package's default where it has none of its own.

    Args:
        root: the project's folder.
        path: from `programme/` or the other folder.
        languages: the programme's.
        optional: whether there may be neither.
        folder: `programme` or `private`.

    Returns:
        The document with the defaults that it includes. Its places tell which file each part
        comes from.
    """
    default = read_default(path, languages) if folder == FOLDER else None
    file = read_text(root, path, optional=optional or default is not None, folder=folder)
    if file.text is None:
        if default is not None and not file.problems:
            return default
        return Parsed(None, Places(file.path), file.problems)
    own = parse_yaml(file.text, file.path)
    return joined(own, default) if includes(own.value) else own


def read_default(path: str, languages: Languages) -> Parsed | None:
    """Read a file of the defaults, its texts in the order of a programme's languages.

    Returns:
        None where the package has none of the name. Nobody changes what is returned: whoever asks
        again in this process is given the same.
    """
    return _ordered(default_data() / path, languages)


def default_texts(languages: Languages) -> Iterator[str]:
    """Give everything that the defaults say in some languages, material included."""
    for file in sorted(default_data().rglob("*.yaml")):
        tree = read_default(file.relative_to(default_data()).as_posix(), languages)
        yield from _strings(tree.value if tree else None)
    spoken = {code.partition("-")[0] for code in (*languages, SHIPPED)}
    for file in sorted(default_data().rglob("*.md")):
        if file.name.split(".")[-2] in spoken:
            yield file.read_text("utf-8")


def _strings(node: Tree) -> Iterator[str]:
    if isinstance(node, Text):
        yield from (wording for _, wording in node.versions)
    elif isinstance(node, str):
        yield node
    else:
        children = node.values() if isinstance(node, dict) else node or ()
        yield from (text for child in children for text in _strings(child))


@lru_cache(maxsize=256)
def _ordered(path: Path, languages: Languages) -> Parsed | None:
    parsed = _parsed(path)
    if parsed is None:
        return None
    return Parsed(_in_order(parsed.value, languages, _known()), parsed.where, parsed.problems)


@lru_cache(maxsize=64)
def _parsed(path: Path) -> Parsed | None:
    if not path.is_file():
        return None
    parsed = load_yaml(path, default_label(path.relative_to(default_data()).as_posix()))
    if parsed.problems:
        raise ValueError(f"{parsed.problems[0].place}: {parsed.problems[0].code}")
    return parsed


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Name the languages that the package is written in."""
    folders = (folder.name for folder in default_folder("content").iterdir() if folder.is_dir())
    return frozenset({SHIPPED, *filter(is_language, folders)})


def _in_order(node: Tree, languages: Languages, known: frozenset[str]) -> Tree:
    """Make texts of maps of languages, also of lists that each language has for itself."""
    if isinstance(node, dict):
        if SHIPPED in node and node.keys() <= known:
            return _text(node, languages)
        return {key: _in_order(child, languages, known) for key, child in node.items()}
    if isinstance(node, list):
        return [_in_order(child, languages, known) for child in node]
    return node


def _text(versions: Mapping[str, Any], languages: Languages) -> Text | list[Text]:
    if all(isinstance(each, list) for each in versions.values()):
        items = zip(*versions.values(), strict=True)
        return [_text(dict(zip(versions, each, strict=True)), languages) for each in items]  # type: ignore[misc]
    return Text(tuple(versions.items())).in_languages(languages)
