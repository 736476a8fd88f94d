"""Written YAML: a tree as a coordinator would write it, in plain words and few signs."""

from __future__ import annotations

import re
from typing import Any

import yaml

from handbook.days import Day

_NUMBER = re.compile(r"0|[1-9][0-9]*")
_FLAGS = {"yes", "no"}
_WIDTH = 110
_SHORT = 40
"""Letters up to which an item may stand beside others on a line."""


def written_yaml(tree: Any) -> str:
    r"""Write maps, lists and text as YAML that reads as the same.

    >>> print(written_yaml([{"minutes": "90", "audience": ["mentor", "mentee"]}]), end="")
    - minutes: 90
      audience: [mentor, mentee]
    """
    text = yaml.dump(
        tree,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )
    assert isinstance(text, str)
    return _parted(text) if isinstance(tree, list) else text


class _Dumper(yaml.SafeDumper):
    """Writes lists within maps set in, and long texts in blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if _NUMBER.fullmatch(text):
        return dumper.represent_scalar("tag:yaml.org,2002:int", text)
    if text in _FLAGS:
        return dumper.represent_scalar("tag:yaml.org,2002:bool", text)
    style = "|" if "\n" in text else ">" if len(text) > _WIDTH - 30 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _day(dumper: _Dumper, day: Day) -> yaml.ScalarNode:
    kind = "str" if day.month_only else "timestamp"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", str(day))


def _list(dumper: _Dumper, items: list[Any]) -> yaml.SequenceNode:
    short = all(isinstance(item, str) and len(item) <= _SHORT for item in items)
    flow = short and not any(" " in item for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


def _nothing(dumper: _Dumper, _: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Day, _day)
_Dumper.add_representer(type(None), _nothing)
_Dumper.add_representer(list, _list)


def _parted(text: str) -> str:
    """Leave a line free between the records of a list."""
    return re.sub(r"\n(?=- )", "\n\n", text)
