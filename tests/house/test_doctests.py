"""Examples in docstrings hold, and the functions that a reader meets most often have one."""

from __future__ import annotations

import ast
import doctest
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

import handbook

PLUGINS = Path(handbook.__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(PLUGINS).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PLUGINS.rglob("*.py"))
}
SOURCES = {name: path.read_text("utf-8") for name, path in MODULES.items()}
TREES = {name: ast.parse(source) for name, source in SOURCES.items()}
WITH_EXAMPLES = [name for name, source in SOURCES.items() if ">>>" in source]
Function = tuple[str, str]
"""A module and the name of a function in it."""


def public_functions() -> dict[Function, str]:
    """Return the docstring of every public function of a module."""
    return {
        (name, node.name): ast.get_docstring(node) or ""
        for name, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def most_used(count: int) -> list[Function]:
    """Return the public functions that the most modules import."""
    functions = public_functions()
    importers: Counter[Function] = Counter()
    for tree in TREES.values():
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        importers.update(
            {(node.module or "", name.name) for node in imports for name in node.names}
        )
    used = [function for function in importers if function in functions]
    return sorted(used, key=lambda function: (-importers[function], function))[:count]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_are_true(name: str) -> None:
    tried = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize("function", most_used(10), ids=".".join)
def test_what_is_used_most_shows_an_example(function: Function) -> None:
    assert ">>>" in public_functions()[function]
