"""Cards: the HTML of many people who are shown alike, told by its shapes and by what differs.

A directory of thousands has its cards in one file, which a page loads when somebody narrows the
list down. It is a script, so that a page opened from a folder can load it too, and holds nothing
but one value in JSON, a person a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

NAME = "directory.js"
"""What such a file is called, in the folder of the pages that it is for."""
_BEGIN, _END = "(globalThis.handbookPeople ??= {}).data = ", ";\n"
_SIGNS = re.compile('([<>"])')
"""What parts tags, texts and values of attributes: cards with the same ones are of one shape."""


@dataclass(frozen=True, slots=True)
class Card:
    """One person in a directory."""

    html: str
    says: str
    """What words find the person by besides what stands on the card."""


@dataclass(frozen=True, slots=True)
class Cards:
    """All people of a directory, in order, and the choices that its page leaves out."""

    people: tuple[Card, ...]
    options: Mapping[str, Sequence[Sequence[str | int]]]
    """By facet: label, value and number of people of each choice."""

    def written(self) -> bytes:
        """Write the file."""
        shapes, rows = _packed([each.html for each in self.people])
        people = zip(self.people, rows, strict=True)
        # A line at a time: as one text they would take several times what they are as bytes.
        lines = (_json([shape, each.says, *values]).encode() for each, (shape, values) in people)
        before = f'{_BEGIN}{{"shapes":{_json(dict(enumerate(shapes)))},"people":['
        after = f'],"options":{_json(self.options)}}}{_END}'
        return b"".join((before.encode(), b",\n".join(lines), after.encode()))


def read_cards(content: bytes) -> Cards:
    """Read such a file again; who was taken out of it in part is left out.

    Raises:
        ValueError: it is none.
    """
    try:
        value = json.loads(value_in(content.decode("utf-8")))
        shapes, options = value["shapes"], value["options"]
        people = [
            Card(_joined(parts, values), says)
            for shape, says, *values in value["people"]
            if len(parts := shapes.get(str(shape), ())) == len(values) + 1
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(NAME) from error
    return Cards(tuple(people), options)


def value_in(text: str) -> str:
    """Return the JSON that such a file holds; empty where a text is none."""
    its = text.startswith(_BEGIN) and text.endswith(_END)
    return text[len(_BEGIN) : -len(_END)] if its else ""


def around(value: str) -> str:
    """Write a file around the JSON that it is to hold.

    >>> value_in(around('{"people": []}'))
    '{"people": []}'
    """
    return f"{_BEGIN}{value.strip()}{_END}"


def _packed(cards: Sequence[str]) -> tuple[list[list[str]], list[tuple[int, list[str]]]]:
    """Tell cards by their shapes, and each by the number of its shape and its own values.

    What several of a shape have in common is a part of it.

    >>> _packed(['<b id="x">Ana</b>', '<b id="x">Bo</b>'])
    ([['<b id="x">', '</b>']], [(0, ['Ana']), (0, ['Bo'])])
    """
    groups: dict[str, list[int]] = {}
    for at, card in enumerate(cards):
        groups.setdefault("".join(_SIGNS.findall(card)), []).append(at)
    shapes: list[list[str]] = []
    rows: list[tuple[int, list[str]]] = [(0, [])] * len(cards)
    for signs, members in groups.items():
        values = [_SIGNS.split(cards[at])[::2] for at in members]
        differing = [len(set(column)) > 1 for column in zip(*values, strict=True)]
        for at, own in zip(members, values, strict=True):
            rows[at] = len(shapes), [*compress(own, differing)]
        shapes.append(_shape(values[0], differing, signs))
    return shapes, rows


def _shape(values: Sequence[str], differing: Sequence[bool], signs: str) -> list[str]:
    """Return what stands around the values that differ."""
    shape = [""]
    for value, differs, sign in zip(values, differing, f"{signs} ", strict=True):
        if differs:
            shape.append("")
        else:
            shape[-1] += value
        shape[-1] += sign
    shape[-1] = shape[-1][:-1]
    return shape


def _joined(parts: Sequence[str], values: Sequence[str]) -> str:
    return parts[0] + "".join(value + part for value, part in zip(values, parts[1:], strict=True))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
