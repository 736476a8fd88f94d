"""Citations: the register of the publications behind the handbook's advice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.citations import Citations, Claim, Source
from handbook.reading.documents.yaml_text import load_yaml

REGISTER = Path(__file__).parents[2] / "citations.yaml"


@lru_cache
def load_citations(path: Path = REGISTER) -> Citations:
    """Load the register of sources and claims.

    Raises:
        ValueError: the register is at fault.
    """
    value, _, problems = load_yaml(path)
    if problems:
        raise ValueError(f"{problems[0].place}: {problems[0].code}")
    try:
        sources = [Source(**_keyed(item, "key")) for item in _items(value["sources"], "key")]
        claims = [
            Claim(item["id"], item["claim"], tuple(item["sources"]))
            for item in _items(value["claims"], "id")
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: {error!r}") from error
    return Citations({one.key: one for one in sources}, {one.id: one for one in claims})


def _items(node: Any, name: str) -> list[dict[str, Any]]:
    """Accept a list of maps, or a map from key to the rest."""
    if isinstance(node, Mapping):
        return [{name: key, **rest} for key, rest in node.items()]
    return list(node)


def _keyed(item: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {name: item[name], **item}
