"""Lists: the records in YAML and JSON, and in cards of contacts, as keys and values."""

from __future__ import annotations

import json
import quopri
import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.leaks.headings import is_like_name
from handbook.leaks.private_files import PrivateFile
from handbook.reading.documents.yaml_text import parse_yaml
from handbook.text.decoding import NEWLINE

_FOLDED = re.compile(r"\r?\n[ \t]")
_SOFT_BREAK = re.compile(r"=\r?\n")
_CARD_LINE = re.compile(
    r"\A(?:[\w-]+\.)?(?P<key>[A-Za-z-]+)(?P<settings>(?:;[^:]*)?):(?P<value>.*)"
)
_CALLED = re.compile(r';CN=(?:"([^"]*)"|([^;:"]*))', re.IGNORECASE)
_OF_CARDS = {"fn": "full name", "nickname": "full name", "tel": "phone", "email": "email"}
_SAID = {"note", "summary", "description", "comment"}


def add_yaml(file: PrivateFile, text: str) -> bool:
    """Take what a text of YAML holds; say whether it is one."""
    parsed = parse_yaml(text, file.path)
    if parsed.value is not None:
        file.add_maps((parsed.where(path).line, cells) for path, cells in _maps(parsed.value, ""))
    return parsed.value is not None


def add_json(file: PrivateFile, text: str) -> bool:
    """Take what a text of JSON holds, or one of a value on each line; say whether it is one."""
    try:
        values = [json.loads(text)]
    except ValueError:
        try:
            values = [json.loads(line) for line in NEWLINE.split(text) if line.strip()]
        except ValueError:
            return False
    file.add_maps((0, cells) for value in values for _, cells in _maps(value, ""))
    return True


def add_cards(file: PrivateFile, text: str) -> bool:
    """Take cards of contacts, and the people in a calendar."""
    if "QUOTED-PRINTABLE" in text.upper():
        text = _SOFT_BREAK.sub("", text)
    maps: list[Mapping[str, str]] = []
    for found in filter(None, map(_CARD_LINE.match, NEWLINE.split(_FOLDED.sub("", text)))):
        key, value = found["key"].casefold(), _card_value(found["settings"], found["value"])
        called = _CALLED.search(found["settings"])
        if called:
            maps.append({"full name": called[1] or called[2], "email": value})
        elif key == "n":
            family, given, *_ = (*value.split(";"), "", "")
            maps.append({"given name": given, "family name": family})
        elif key in _SAID:
            file.add_lines([(0, value)])
        else:
            maps.append({_OF_CARDS.get(key, "id"): value})
    file.add_maps((0, each) for each in maps)
    return bool(maps)


def _card_value(settings: str, value: str) -> str:
    if "QUOTED-PRINTABLE" in settings.upper():
        value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    return value.replace("\\,", ",").replace("\\n", "\n")


def _maps(node: Any, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the texts of every map together, and each text of a list by the list's key."""
    key = path.rpartition(".")[2]
    items: list[tuple[object, Any]] = list(enumerate(node)) if isinstance(node, list) else []
    if isinstance(node, dict):
        items = list(node.items())
        cells = {str(name): _text(each) for name, each in items if _text(each)}
        if cells:
            yield path, cells
    elif not isinstance(node, list):
        yield path, {key: _text(node)}
    for name, inner in items:
        below = f"{path}.{name}" if path else str(name)
        if isinstance(node, list) and _text(inner):
            yield below, {key: _text(inner)}
        if isinstance(inner, dict | list):
            # A key may be a name, of whom the map below it tells.
            if isinstance(node, dict) and is_like_name(str(name)):
                yield below, {"": str(name)}
            yield from _maps(inner, below)


def _text(value: object) -> str:
    """Write a value as it is read: a telephone number is often kept as a number."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
