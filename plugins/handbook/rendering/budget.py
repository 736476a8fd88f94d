"""The budget of prose: how many steps a page may take, and how much it may write.

Whoever writes prose writes small programs. One that never ends, or that fills the memory, is
told at its line before it does either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Sized
from functools import wraps
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.runtime import Context, Undefined
from jinja2.utils import Namespace

from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.sandbox import JOINED, STEP, WEIGHED, Sandbox, Weighing

STEPS = 300_000
"""Turns of loops, calls and filters of one page."""
STEPS_OF_A_RECORD = 100
"""Likewise, for each record of the programme."""
SIZE = 20_000_000
"""Characters that one page makes, shown or not."""
SIZE_OF_A_RECORD = 20_000
_LARGEST = 1_000_000
"""Characters of one text, or parts of one list, that prose puts together itself."""
_WIDEST = 10_000
"""Characters to which a text may be filled up, or by which it may be moved in."""
_DEEPEST = 6
"""Lists within lists."""
_MOST_FIELDS = 100
"""Of a format: each may show as much as any text holds."""
_BITS = 4096
"""Of a whole number that prose computes."""
_AT_ONCE = 20
"""Parts that one step looks through."""
_TEXTS = (str, bytes)
_LISTS = (list, tuple, dict)
_WIDE = re.compile(r"%(?:\([^)]*\))?[-+ #0]*(?:\d*\.)?(?:\*|\d{5})|\{[^{}]*(?:\d{5}|\{)")
"""In a format: a width that nobody reads, or one that somebody else says."""
_WIDTHS = {"batch", "center", "indent", "slice", "wordwrap"}
"""Filters whose numbers are widths."""
_USUAL_INDENT = 4


class Budget:
    """What is left of the steps and characters of one page."""

    def __init__(self, records: int = 0) -> None:
        """Begin with what a page of a programme of so many records may spend."""
        self._whole = (STEPS + STEPS_OF_A_RECORD * records, SIZE + SIZE_OF_A_RECORD * records)
        self._steps, self._size = self._whole

    def renew(self) -> None:
        """Begin another page."""
        self._steps, self._size = self._whole

    def step(self, steps: int = 1) -> None:
        """Spend steps.

        Raises:
            TemplateFaultError: there are none left.
        """
        self._steps -= steps
        if self._steps < 0:
            raise TemplateFaultError("template-endless", "")

    def write(self, characters: int) -> None:
        """Spend characters.

        Raises:
            TemplateFaultError: there are none left.
        """
        self._size -= characters
        if self._size < 0:
            raise TemplateFaultError("template-huge", "")

    def weigh(self, value: Any) -> Any:
        """Spend what it takes to make or to look through a value, and return it."""
        if isinstance(value, _TEXTS):
            self.write(len(value))
        elif isinstance(value, Sized) and not isinstance(value, Undefined):
            self.step(1 + len(value) // _AT_ONCE)
            self._look_into(value, _DEEPEST)
        return value

    def _look_into(self, value: Any, depth: int) -> None:
        """Refuse lists in lists in lists: printed, they can be endless without being large."""
        if not isinstance(value, _LISTS):
            return
        if not depth:
            raise TemplateFaultError("template-huge", "")
        for part in value.values() if isinstance(value, dict) else value:
            if isinstance(part, _TEXTS):
                self.write(len(part))
            elif isinstance(part, _LISTS):
                self.step(1 + len(part) // _AT_ONCE)
                self._look_into(part, depth - 1)


class BudgetedSandbox(Sandbox):
    """A sandbox in which nothing takes for ever, and nothing grows out of bounds."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, budget: Budget, **options: Any) -> None:
        """Begin with a budget, from which others may spend too."""
        super().__init__(**options)
        self.budget = budget
        # What both give differs from one build to the next.
        del self.globals["lipsum"], self.filters["random"]
        self.globals["namespace"] = _Names
        given = self.filters.items()
        self.filters = {name: self._guarded(name, function) for name, function in given}
        self.filters |= {STEP: self._taken, JOINED: self._joined, WEIGHED: budget.weigh}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute what two values give."""
        self.budget.step()
        if isinstance(left, int) and isinstance(right, int):
            _bounded(_bits(operator, left, right), _BITS)
        elif operator == "*":
            for text, times in ((left, right), (right, left)):
                if isinstance(text, Sized) and isinstance(times, int):
                    _bounded(len(text) * times)
        elif operator == "+" and isinstance(left, Sized) and isinstance(right, Sized):
            _bounded(len(left) + len(right))
        elif operator == "%" and isinstance(left, _TEXTS):
            self.budget.weigh(right)
            _sound_format(str(left), "%")
        return self.budget.weigh(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return what `"…".format` does here; nothing for any other value."""
        formatted = super().wrap_str_format(value)
        if formatted is not None:
            _sound_format(value.__self__.replace("{{", "").replace("}}", ""), "{")
        return formatted

    def call(self, context: Context, called: Any, /, *given: Any, **named: Any) -> Any:
        """Call a helper, or a method of a value."""
        self.budget.weigh(given)
        owner: Any = getattr(called, "__self__", None)
        if isinstance(owner, (*_TEXTS, *_LISTS)):
            self.budget.weigh(owner)
        if isinstance(owner, (*_TEXTS, int)):
            _bounded(_largest(*given, *named.values()), _WIDEST)
        if isinstance(owner, _TEXTS):
            if called.__name__ == "replace":
                _bounded(_replaced(owner, *given[:2]))
            elif called.__name__ == "join":
                given = tuple(self._joinable(parts, len(owner)) for parts in given)
        return self.budget.weigh(super().call(context, called, *given, **named))

    def parse(
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> nodes.Template:
        """Parse a template so that all that it repeats, and puts together, is counted."""
        made: nodes.Template = Weighing().visit(super().parse(source, name, filename))
        return made

    def _guarded(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that spends what it looks through and what it makes."""
        passed = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def guarded(*given: Any, **named: Any) -> Any:
            first, (value, *others) = given[:passed], given[passed:]
            self.budget.step()
            self.budget.weigh(value)
            if name in _WIDTHS:
                _bounded(_largest(*others, *named.values()), _WIDEST)
            if name == "format":
                self.budget.weigh(others)
                _sound_format(str(value), "%")
            elif name == "indent":
                width = _largest(_USUAL_INDENT, *others, *named.values())
                _bounded((1 + str(value).count("\n")) * width)
            elif name == "replace":
                _bounded(_replaced(str(value), *map(str, (*others, *named.values()))))
            elif name == "join":
                value = self._joinable(value, len(str(named.get("d", others[0] if others else ""))))
            return self.budget.weigh(function(*first, value, *others, **named))

        return guarded

    @pass_context
    def _taken(self, context: Context, characters: int) -> None:
        """Take one turn, of which so many characters are written whatever the data."""
        self.budget.step()
        self.budget.write(characters)

    def _joinable(self, parts: Iterable[Any], between: int) -> Sequence[Any]:
        """Return parts that together make no text out of bounds."""
        kept: list[Any] = []
        size = 0
        for part in parts:
            size += between + (len(part) if isinstance(part, _TEXTS) else 1)
            _bounded(size)
            kept.append(part)
        self.budget.weigh(kept)
        return kept

    def _joined(self, parts: Sequence[Any]) -> str:
        """Do what `~` does."""
        self.budget.weigh(parts)
        texts = [str(part) for part in parts]
        _bounded(sum(map(len, texts)))
        return str(self.budget.weigh("".join(texts)))


class _Names(Namespace):
    """Names that a loop may set, of which nothing is printed: they may hold each other."""

    def __repr__(self) -> str:
        return "namespace"


def _bounded(size: int, largest: int = _LARGEST) -> None:
    if size > largest:
        raise TemplateFaultError("template-huge", "")


def _bits(operator: str, left: int, right: int) -> int:
    """Estimate how many bits a whole number has that is computed."""
    if operator == "**":
        return left.bit_length() * max(right, 0) if abs(left) > 1 else 0
    return left.bit_length() + right.bit_length()


def _largest(*given: Any) -> int:
    return max((abs(each) for each in given if isinstance(each, int)), default=0)


def _replaced(text: Any, old: Any = "", new: Any = "", *_: Any) -> int:
    """Say how long a text gets at most."""
    return len(text) + (text.count(old) if isinstance(old, type(text)) else 0) * len(new)


def _sound_format(text: str, sign: str) -> None:
    if _WIDE.search(text) or text.count(sign) > _MOST_FIELDS:
        raise TemplateFaultError("template-huge", "")
