"""Defaults: what the handbook says to any programme, in files of the package's own.

A file of the same name in `programme/` replaces a default. In a list of such a file the item
`- include: handbook` stands for all items of the default's list; those of the same id replace
theirs where they stand, and `without: [ID]` leaves some out. Words of `vocabulary.yaml` are always
added to the handbook's, which its own lists use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from handbook.languages import SHIPPED, Languages, Text, is_language
from handbook.problems import Problem
from handbook.reading.documents.yaml_text import Parsed, load_yaml, parse_yaml
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.files import FOLDER, read_text, set_aside
from handbook.settings import default_folder
from handbook.text.folding import suggestion

INCLUDE, WITHOUT = "include", "without"
_HANDBOOK = "handbook"
"""The only one that can be included."""
_LABEL = "handbook/content/programme"
"""What messages call the folder."""
Tree = Any
"""Plain maps, lists and text; in a default `Text` where that is in several languages."""


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
    return _Joined(own, default).parsed() if _includes(own.value) else own


def read_default(path: str, languages: Languages) -> Parsed | None:
    """Read a file of the defaults, its texts in the order of a programme's languages.

    Returns:
        None where the package has none of the name.
    """
    parsed = _parsed(default_data() / path)
    if parsed is None:
        return None
    known = _known()
    value = _in_order(parsed.value, languages, known)
    return Parsed(value, parsed.where, parsed.problems)


def default_texts(languages: Languages) -> Iterator[str]:
    """Give everything that the defaults say in some languages, material included."""
    for file in sorted(default_data().rglob("*.yaml")):
        tree = read_default(file.relative_to(default_data()).as_posix(), languages)
        yield from _strings(tree.value if tree else None)
    for file in sorted(default_data().rglob("*.md")):
        if file.name.split(".")[-2] in {*languages, SHIPPED}:
            yield file.read_text("utf-8")


def _strings(node: Tree) -> Iterator[str]:
    if isinstance(node, Text):
        yield from (wording for _, wording in node.versions)
    elif isinstance(node, str):
        yield node
    else:
        children = node.values() if isinstance(node, dict) else node or ()
        yield from (text for child in children for text in _strings(child))


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


def _includes(node: Tree) -> bool:
    """Say whether a list that is reached by keys alone includes anything."""
    if isinstance(node, dict):
        return any(map(_includes, node.values()))
    return isinstance(node, list) and any(map(_is_include, node))


def _is_include(item: Tree) -> bool:
    return isinstance(item, dict) and INCLUDE in item


class _Joined:
    """A document of a programme with what it includes."""

    def __init__(self, own: Parsed, default: Parsed | None) -> None:
        self._own = own
        self._default = default
        self._where = Places(own.where.path)
        self._problems: list[Problem] = list(own.problems)

    def parsed(self) -> Parsed:
        """Join the two, and their places."""
        default = self._default.value if self._default else None
        value = self._node(self._own.value, default, "", "")
        return Parsed(value, self._where, tuple(self._problems))

    def _node(self, node: Tree, default: Tree, path: str, to: str) -> Tree:
        if isinstance(node, dict):
            self._keep(self._own.where, path, to, deep=False)
            beside = default if isinstance(default, dict) else {}
            return {
                key: self._node(child, beside.get(key), _join(path, key), _join(to, key))
                for key, child in node.items()
            }
        if isinstance(node, list) and any(map(_is_include, node)):
            return self._list(node, default, path)
        self._keep(self._own.where, path, to)
        return node

    def _list(self, items: Sequence[Tree], default: Tree, path: str) -> list[Tree]:
        self._keep(self._own.where, path, path, deep=False)
        given = default if isinstance(default, list) else None
        replacing = {
            id: number for number, item in enumerate(items) if (id := _id(item)) is not None
        }
        ids = [_id(item) for item in given or ()]
        joined: list[Tree] = []
        taken = {number for id, number in replacing.items() if id in ids}
        included = False
        for number, item in enumerate(items):
            here = _join(path, str(number))
            if not _is_include(item):
                if number not in taken:
                    self._add(joined, item, self._own.where, here, path)
                continue
            left_out = self._told(item, here, ids, given is not None, included)
            for other, (id, default_item) in enumerate(zip(ids, given or (), strict=True)):
                if included or id in left_out:
                    continue
                if id in replacing:
                    at = _join(path, str(replacing[id]))
                    self._add(joined, items[replacing[id]], self._own.where, at, path)
                elif self._default:
                    there = _join(path, str(other))
                    self._add(joined, default_item, self._default.where, there, path)
            included = True
        return joined

    def _add(self, joined: list[Tree], item: Tree, where: Places, at: str, path: str) -> None:
        self._keep(where, at, _join(path, str(len(joined))))
        joined.append(item)

    def _keep(self, where: Places, path: str, to: str, *, deep: bool = True) -> None:
        """Keep the places of a part of one of the documents, under the path it has here."""
        below = f"{path}." if path else ""
        for part in ("values", "keys", "blank"):
            mine, theirs = getattr(self._where, part), getattr(where, part)
            for known, place in theirs.items():
                if known == path or (deep and known.startswith(below)):
                    mine[to + known[len(path) :]] = place

    def _told(
        self, item: Mapping[str, Tree], path: str, ids: Sequence[Any], there: bool, again: bool
    ) -> list[Any]:
        """Tell what is wrong with an include; return the ids that it leaves out."""
        where = self._own.where
        left_out = item.get(WITHOUT, [])
        listed = left_out if isinstance(left_out, list) else [left_out]
        self._problems += _faults(item, where, path, there, again)
        if there:
            for number, id in enumerate(listed):
                if id not in ids:
                    at = where(f"{path}.{WITHOUT}.{number}")
                    close = suggestion(str(id), [str(each) for each in ids])
                    value = id if isinstance(id, str) else ""
                    self._problems.append(
                        Problem(at, "include-without", WITHOUT, value, details=close)
                    )
        return listed


def _faults(
    item: Mapping[str, Tree], where: Places, path: str, there: bool, again: bool
) -> Iterator[Problem]:
    named = item[INCLUDE]
    if named != _HANDBOOK:
        value = named if isinstance(named, str) else ""
        yield Problem(where(f"{path}.{INCLUDE}"), "include-unknown", INCLUDE, value)
    elif not there:
        yield Problem(where(path), "include-nothing", INCLUDE)
    elif again:
        yield Problem(where(path), "include-repeated", INCLUDE)
    blank = {key.rpartition(".")[2] for key in where.blank if key.rpartition(".")[0] == path}
    for key in (item.keys() | blank) - {INCLUDE, WITHOUT}:
        yield Problem(where.key(f"{path}.{key}"), "key-unknown", value=key)


def _id(item: Tree) -> Any:
    return item.get("id") if isinstance(item, dict) and not _is_include(item) else None


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
