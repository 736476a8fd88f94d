"""Small faults: what may wrongly stand in a file of Python in the place of what stands there.

They are planted by `tests/support/mutants.py`. What nobody could see is passed over: types, words
of errors, limits of size or time.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS = {ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Add: ast.Sub, ast.Sub: ast.Add}
SILENT = {"__repr__", "__str__", "debug", "info", "getLogger", "cast", "TypeVar", "NewType"}
"""Functions in which, and calls in which, a fault is seen by nobody."""
DULL = {"strict", "slots", "encoding", "errors"}
"""Arguments that change nothing for sound input."""
LIMITS = 100
"""From here on a number is a limit of size or time, where one more changes nothing."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: other words in place of some bytes of a file."""

    path: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    def planted(self, source: bytes) -> bytes:
        """Return the source with the fault in it."""
        return source[: self.start] + self.new.encode() + source[self.end :]


def said(*nodes: ast.AST) -> bool:
    """Tell whether one of them is text, which has no sums."""
    return any(isinstance(node, ast.Constant) and isinstance(node.value, str) for node in nodes)


def faulty(node: ast.AST) -> Iterator[str]:
    """Write what may wrongly stand in the place of a node."""
    yield from faulty_value(node) if isinstance(node, ast.expr) else faulty_statement(node)


def faulty_value(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Compare(left, [first, *others], values) if type(first) in COMPARISONS:
            yield unparsed(ast.Compare(left, [COMPARISONS[type(first)](), *others], values))
        case ast.BoolOp(op, values):
            yield unparsed(ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values))
            yield from (unparsed(values[number]) for number in (0, -1))
        case ast.BinOp(left, op, right) if type(op) in OPERATORS and not (
            said(left) or said(right)
        ):
            yield unparsed(ast.BinOp(left, OPERATORS[type(op)](), right))
        case ast.UnaryOp(ast.Not(), operand):
            yield unparsed(operand)
        case ast.IfExp(_, body, orelse):
            yield from map(unparsed, (body, orelse))
        case ast.Constant(bool() as value):
            yield str(not value)
        case ast.Constant(int() as value) if value < LIMITS:
            yield str(value + 1)
        case ast.Set([*kept, _]) | ast.Tuple([_, *kept, _], ast.Load()) if kept:
            yield unparsed(type(node)(elts=node.elts[:-1], ctx=ast.Load()))


def faulty_statement(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Return(value) if value is not None and not empty(value):
            yield "return None"
        case ast.Expr(ast.Call() | ast.YieldFrom() | ast.Yield()):
            yield "pass"
        case ast.If(body=[*_, ast.Return() | ast.Continue() | ast.Raise()], orelse=[]):
            yield "pass"
        case ast.Continue() | ast.Break() | ast.Raise() | ast.AugAssign() | ast.Delete():
            yield "pass"


def unparsed(node: ast.expr) -> str:
    """Write a value so that it can stand wherever another one stood."""
    return f"({ast.unparse(node)})"


def empty(node: ast.expr) -> bool:
    """Tell whether a value is as good as None to whoever asks for its truth."""
    match node:
        case ast.Constant(value):
            return not value or value is True
        case ast.Tuple(elements) | ast.List(elements):
            return not elements
        case ast.Call(_, [], []):
            return True
    return False


def name_of(node: ast.AST) -> str:
    match node:
        case ast.Call(function):
            return name_of(function)
        case ast.Attribute(_, name) | ast.Name(name) | ast.FunctionDef(name):
            return name
    return ""


def seen(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what has an effect: no types, decorators, docstrings, words of errors."""
    if name_of(node) in SILENT or isinstance(node, ast.JoinedStr | ast.Import):
        return
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "exc", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and getattr(child, "arg", "") not in DULL:
                yield from seen(child)


def mutants(path: Path, source: bytes) -> Iterator[Mutant]:
    """Find every fault that can be planted in a file and leaves it Python.

    Args:
        path: where it is, as the faults are to say.
        source: what is in it.
    """
    starts = [0]
    for text in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(text))
    for node in seen(ast.parse(source)):
        # A filter has no place of its own, its conditions have.
        pairs = [(condition, "True") for condition in getattr(node, "ifs", ())]
        for place, new in pairs or [(node, new) for new in faulty(node)]:
            start = starts[place.lineno - 1] + place.col_offset
            end = starts[place.end_lineno - 1] + place.end_col_offset
            old = source[start:end].decode()
            mutant = Mutant(path, place.lineno, start, end, old, new)
            if other(source, mutant.planted(source)):
                yield mutant


def other(source: bytes, planted: bytes) -> bool:
    """Tell whether a file is Python still, and not the same."""
    try:
        return ast.dump(ast.parse(planted)) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False
