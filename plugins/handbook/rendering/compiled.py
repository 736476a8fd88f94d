"""Compiled templates: each is compiled once in a process, and found there by the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from io import StringIO
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator

from handbook.cache import fingerprint
from handbook.rendering.kept_code import KEPT_CODE

_COMPILED: dict[tuple[Any, ...], tuple[str, Any]] = {}
"""Text and code of templates, by what the code depends on besides the text: the settings of the
environment, and the names. The one used last comes last."""
MOST_COMPILED = 4096
"""How many templates a process remembers: those of any one programme."""
_SETTINGS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "autoescape",
    "is_async",
    "policies",
)
_OPERATORS = ("intercepted_binops", "intercepted_unops")
_PASSED = "jinja_pass_arg"


class CompiledOnce(Environment):
    """An environment that compiles a template once, wherever the code depends on nothing unknown.

    Code is kept after all that is checked at compiling; what is refused is kept nowhere.
    """

    made_by = ""
    """What the code depends on besides: the versions of `known`."""
    known: frozenset[str] = frozenset({"builtins", "_operator", "jinja2", "markupsafe", "handbook"})
    """Packages whose functions are told by their names and versions."""
    _told: tuple[tuple[Mapping[str, Any], ...], str] = ((), "")

    def compile(
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """Compile a template, unless that was done: previews make every page anew, and tests.

        A text replaces the one that had its name before.
        """
        settings = "" if raw or not isinstance(source, str) else self._settings()
        if not settings:
            return self._anew(source, name, filename, raw, defer_init)
        slot = (settings, self.generator(filename).__name__, name, filename, defer_init)
        text, code = _COMPILED.pop(slot, (None, None))
        if text != source:
            key = fingerprint(repr(slot), source)
            code = KEPT_CODE.get(key)
            if code is None:
                code = self._anew(source, name, filename, raw, defer_init)
                KEPT_CODE.add(key, code)
        _COMPILED[slot] = (source, code)
        if len(_COMPILED) > MOST_COMPILED:
            del _COMPILED[next(iter(_COMPILED))]
        return code

    def _anew(
        self, source: Any, name: str | None, filename: str | None, raw: bool, defer_init: bool
    ) -> Any:
        compiled: Any = super().compile
        return compiled(self.tree(source, name, filename), name, filename, raw, defer_init)

    def _generate(
        self, source: Any, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        written, how = StringIO(), (defer_init, self.optimized)
        self.generator(filename)(self, name, filename, written, *how).visit(source)
        return written.getvalue()

    def generator(self, filename: str | None) -> type[CodeGenerator]:
        """Return what writes the code of a template."""
        return self.code_generator_class

    def tree(self, source: Any, name: str | None, filename: str | None) -> str | nodes.Template:
        """Return what is compiled of a text: itself, or what was made of it."""
        made: str | nodes.Template = source
        return made

    def _settings(self) -> str:
        """Tell all that code depends on besides text and names; empty where not all is known."""
        functions = (self.filters, self.tests)
        if self._told[0] != functions:
            self._told = (tuple(dict(each) for each in functions), self._told_of(functions))
        described = self._told[1]
        finalize = self._name(self.finalize)
        if not described or not finalize or callable(self.autoescape):
            return ""
        values = [getattr(self, name) for name in _SETTINGS]
        operators = [sorted(getattr(self, name, ())) for name in _OPERATORS]
        return f"{described} {finalize} {values} {operators} {self.made_by}"

    def _told_of(self, functions: Iterable[Mapping[str, Any]]) -> str:
        """Name this class, its extensions, and the functions that code calls."""
        kinds = (self.code_generator_class, *map(type, self.extensions.values()))
        named = {"": type(self), **{str(number): kind for number, kind in enumerate(kinds)}}
        told = []
        for each in (named, *functions):
            for key, one in sorted(each.items()):
                name = self._name(one)
                if not name:
                    return ""
                told.append(f"{key} {name}")
        return fingerprint(*told)

    def _name(self, function: Any) -> str:
        """Tell a function or a class by its name; empty where its package is not known."""
        if isinstance(function, partial):
            name = self._name(function.func)
            return name and f"{name} {function.args} {function.keywords}"
        module = getattr(function, "__module__", None) or ""
        if function is not None and module.partition(".")[0] not in self.known:
            return ""
        passed = getattr(function, _PASSED, "")
        return f"{module} {getattr(function, '__qualname__', function)} {passed}"
