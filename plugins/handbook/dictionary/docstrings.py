"""Docstrings of attributes, read from the source only where somebody wants to see them.

Pydantic could gather them itself, but does so for every model at every start.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel


def docstring_of(model: type[BaseModel], attribute: str) -> str:
    """Return what the source says of an attribute of a model, on one line; empty for nothing."""
    for kind in model.__mro__:
        if attribute in vars(kind).get("__annotations__", {}):
            return _docstrings(inspect.getfile(kind)).get((kind.__name__, attribute), "")
    return ""


@lru_cache
def _docstrings(path: str) -> Mapping[tuple[str, str], str]:
    """Read the texts that follow the attributes of the classes of a module."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(Path(path).read_text("utf-8")).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for one, following in zip(node.body, node.body[1:], strict=False):
            if not isinstance(one, ast.AnnAssign) or not isinstance(one.target, ast.Name):
                continue
            if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                found[node.name, one.target.id] = inspect.cleandoc(
                    str(following.value.value)
                ).replace("\n", " ")
    return found
