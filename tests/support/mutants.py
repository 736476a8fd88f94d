"""Plant small faults in a room, and tell which of them its tests do not notice.

Run by hand (`make mutants ROOM=leaks`); figures go into the note of a change, never into a test:

    python -m tests.support.mutants ROOM [--count 25] [--seed 1] [--tests PATH …] [--list]

A room is a folder or a module of the package. Each fault is planted by itself in a copy of the
repository, where the tests of the room run until one fails. Whoever survives is either a fault
that no test would notice, or changes nothing that anybody could see; a reader judges which.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ELSEWHERE = {
    "cli": "site",
    "content_type": "content_types",
    "exporting": "pages",
    "locale": "wording",
    "site": "site",
    "stamping": "pages",
}
"""Where rooms without a folder of tests are tested; modules beside them, in `ground`."""
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


def mutants(path: Path) -> Iterator[Mutant]:
    """Find every fault that can be planted in a file of the repository and leaves it Python."""
    source = (REPOSITORY / path).read_bytes()
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


def files_of(room: str) -> list[Path]:
    """Name the files of a room, relative to the repository."""
    base = Path("plugins/handbook") / room
    if (REPOSITORY / base).is_dir():
        return sorted(each.relative_to(REPOSITORY) for each in (REPOSITORY / base).rglob("*.py"))
    return [base.with_suffix(".py")]


def where_tested(room: str) -> list[str]:
    """Name the tests of a room: its folder, that of one it lies in, or wherever else they are."""
    for folder in (Path(room), *Path(room).parents[:-1]):
        if (REPOSITORY / "tests" / folder).is_dir():
            return [f"tests/{folder}"]
    return [f"tests/{ELSEWHERE.get(room.partition('/')[0], 'ground')}"]


def copied(target: Path) -> Path:
    """Copy what stands under version control, or would, so that no fault touches the original."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        if (REPOSITORY / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, target / name)
    return target


def noticed(copy: Path, tests: list[str], patience: float | None = None) -> bool:
    """Tell whether a test fails, or never ends."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not full", *tests]
    command += ["-p", "no:cacheprovider", "--hypothesis-seed=0"]
    environment = {"PYTHONPATH": str(copy / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env={**os.environ, **environment},
            check=False,
            timeout=patience,
            capture_output=True,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def survivors(chosen: list[Mutant], tests: list[str]) -> list[Mutant]:
    """Plant one fault after another, and return those that no test notices."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        started = time.monotonic()
        if noticed(copy, tests):
            sys.exit("The tests fail before any fault is planted.")
        patience = 30 + 5 * (time.monotonic() - started)
        alive = []
        for mutant in chosen:
            source = (copy / mutant.path).read_bytes()
            (copy / mutant.path).write_bytes(mutant.planted(source))
            if not noticed(copy, tests, patience):
                alive.append(mutant)
                say(shown(mutant))
            (copy / mutant.path).write_bytes(source)
    return alive


def shown(mutant: Mutant) -> str:
    old, new = (" ".join(text.split()) for text in (mutant.old, mutant.new))
    return f"{mutant.path}:{mutant.line}: {old}  ->  {new}"


def sample(paths: list[Path], count: int, seed: int) -> list[Mutant]:
    """Choose some faults by chance, at most one a line, and return them as they stand."""
    chance = random.Random(seed)
    every = [mutant for path in paths for mutant in mutants(path)]
    chance.shuffle(every)
    lines = {(mutant.path, mutant.line): mutant for mutant in every}
    chosen = chance.sample(list(lines.values()), min(count, len(lines)))
    return sorted(chosen, key=lambda mutant: (mutant.path, mutant.start))


def main() -> int:
    """Print the survivors of a room; 0 where there are none."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("room", help="a folder or a module below plugins/handbook")
    parser.add_argument("--count", type=int, default=25, help="how many faults are planted")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--tests", nargs="+", help="instead of the folder of the room's name")
    parser.add_argument("--list", action="store_true", help="print the faults, run nothing")
    asked = parser.parse_args()
    chosen = sample(files_of(asked.room), asked.count, asked.seed)
    if asked.list:
        say("\n".join(map(shown, chosen)))
        return 0
    tests = asked.tests or where_tested(asked.room)
    alive = survivors(chosen, tests)
    say(f"{asked.room}: {len(alive)} of {len(chosen)} survive {' '.join(tests)}")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
