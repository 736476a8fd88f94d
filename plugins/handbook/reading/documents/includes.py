"""Includes: lists of a programme's document that take in those of the default of its name.

The item `- include: handbook` stands for all items of the default's list; those of the same id
replace theirs where they stand, and `without: [ID]` leaves some out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handbook.problems import Problem
from handbook.reading.documents.yaml_text import Parsed
from handbook.reading.documents.yaml_tree import Places
from handbook.text.folding import suggestion

INCLUDE, WITHOUT = "include", "without"
_HANDBOOK = "handbook"
"""The only one that can be included."""
Tree = Any
"""Plain maps, lists and text; in a default `Text` where that is in several languages."""


def includes(node: Tree) -> bool:
    """Say whether a list that is reached by keys alone includes anything."""
    if isinstance(node, dict):
        return any(map(includes, node.values()))
    return isinstance(node, list) and any(map(_is_include, node))


def _is_include(item: Tree) -> bool:
    return isinstance(item, dict) and INCLUDE in item


def joined(own: Parsed, default: Parsed | None) -> Parsed:
    """Join a document of a programme with what it includes of the default of its name.

    Args:
        own: the programme's document.
        default: the package's; None where it has none of the name.
    """
    return _Joined(own, default).parsed()


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
