"""Trusted templates: those of the package, which need no sandbox to be kept off anything.

Their code reads what it names, calls helpers and prints values at once, and the macros that they
import are made once. Whatever else they call goes through the sandbox all the same: a template of a
programme's own may have given it. That one, and all prose, is compiled as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import FunctionType
from typing import Any

from jinja2 import Environment, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro, Undefined
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

from handbook.rendering.values import in_html
from handbook.schema import Term

_OURS = "TrustedMacro, call, imported, read, showing"
"""What the code of a template takes from here."""
_ALONE = "stands_alone"
"""Says of a template that it is nothing but macros."""
_CALLER = {"caller"}
_WITHOUT_KEYS = (str, int, bool, tuple, Term)
_LOOKED_AT = {"format", "format_map"}
"""What the sandbox puts something else for, where a text has it."""


class TrustedGenerator(CodeGenerator):
    """Writes the code of a trusted template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's own
        """Write all of it."""
        self.writeline(f"from {__name__} import {_OURS}")
        super().visit_Template(node, frame)
        self.writeline(f"root.{_ALONE} = {all(map(_is_of_macros, node.body))}")

    def write_commons(self) -> None:
        """Begin the root, or a block."""
        super().write_commons()
        self.writeline("show = showing(context)")

    def macro_body(
        self, node: nodes.Macro | nodes.CallBlock, frame: Frame
    ) -> tuple[Frame, MacroRef]:
        """Write a macro so that it speaks of the page from which it is called."""
        if isinstance(node, nodes.CallBlock):
            return super().macro_body(node, frame)
        self.writeline("def macro(context):", node)
        self.indent()
        self.writeline("resolve = context.resolve_or_missing")
        self.writeline("show = showing(context)")
        made = super().macro_body(node, frame)
        self.writeline("return macro")
        self.outdent()
        return made

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write what a macro is called by."""
        ours = isinstance(macro_ref.node, nodes.Macro)
        self.write("TrustedMacro(context, " if ours else "(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's own
        """Write how an attribute is read."""
        if node.attr in _LOOKED_AT:
            super().visit_Getattr(node, frame)
            return
        self.write("read(environment, ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's own
        """Write how something is called, with the names that a loop or a block has set."""
        its = ((frame.loop_frame, "**_loop_vars"), (frame.block_frame, "**_block_vars"))
        set_around = ", ".join(names for within, names in its if within)
        self.write(f"call(context, {(set_around and f'{{{set_around}}}') or None}, ")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not (node.with_context and frame.toplevel):
            super()._import_common(node, frame)
            return
        self.write("imported(context, ")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}, {self.dump_local_context(frame)})")

    def _output_child_pre(self, *_: Any) -> None:
        self.write("show(")

    def _output_child_post(self, *_: Any) -> None:
        self.write(")")


def _is_of_macros(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Macro) or (
        isinstance(node, nodes.Output)
        and all(isinstance(each, nodes.TemplateData) for each in node.nodes)
    )


class _Anywhere(Context):
    """Stands for the page in macros that are made for all of them."""


class TrustedMacro(Macro):
    """A macro that speaks of the page for which it was made, or else of that which calls it."""

    def __init__(self, context: Context, macro: Macro) -> None:
        """Take what Jinja made, whose function is given a page and returns the macro's."""
        self.__dict__.update(macro.__dict__)
        self._own = None if isinstance(context, _Anywhere) else context
        special = self.catch_kwargs or self.catch_varargs or self.explicit_caller
        self._most = -1 if special else self._argument_count
        nobody = self._environment.undefined("No caller defined", name="caller")
        self._nobody = (nobody,) if self.caller else ()

    @internalcode
    @pass_context
    def __call__(self, context: Context, *given: Any, **named: Any) -> str:
        """Make what it is of."""
        macro: Any = self._func(context if self._own is None else self._own)
        lacking = self._most - len(given)
        if lacking < 0 or (named and not (self._nobody and named.keys() == _CALLER)):
            return self._elaborate(macro, context, *given, **named)
        last = tuple(named.values()) if named else self._nobody
        return Markup(macro(*given, *(missing,) * lacking, *last))  # noqa: S704 - escaped within

    def _elaborate(self, macro: Any, context: Context, *given: Any, **named: Any) -> str:
        """Sort out what it is given by name."""
        told = (self.name, self.arguments, self.catch_kwargs, self.catch_varargs, self.caller)
        made: str = Macro(self._environment, macro, *told)(context.eval_ctx, *given, **named)
        return made


def imported(context: Context, name: str, by: str, stores: Mapping[str, Any]) -> TemplateModule:
    """Return what a template imports; one that is nothing but macros is the same for every page."""
    environment = context.environment
    alone: dict[str, TemplateModule] = environment.alone  # type: ignore[attr-defined]
    if name in alone:
        return alone[name]
    template = environment.get_template(name, by)
    if not getattr(template.root_render_func, _ALONE, False):
        return template.make_module(context.get_all(), True, stores)
    alone[name] = TemplateModule(template, _Anywhere(environment, {}, name, {}))
    return alone[name]


def call(
    context: Context, names: dict[str, Any] | None, called: Any, /, *given: Any, **named: Any
) -> Any:
    """Call a macro or a helper; anything else as the sandbox does, in view of names set around."""
    kind = type(called)
    environment: Any = context.environment
    if kind is TrustedMacro or (kind is FunctionType and called in environment.helpers):
        return called(context, *given, **named)
    its = context.derived(names) if names else context
    return environment.call(its, called, *given, **named)


def read(environment: Environment, value: Any, name: str) -> Any:
    """Read what a template names."""
    found = getattr(value, name, missing)
    if found is not missing:
        return found
    if type(value) in _WITHOUT_KEYS:
        # What is asked of any value of a column of one's own, and nearly none has.
        return environment.undefined(obj=value, name=name)
    return environment.getattr(value, name)


def showing(context: Context) -> Callable[[Any], str]:
    """Return how a page prints values."""
    page = context.parent.get("page")
    return escape if page is None else _showing(page.language, page.wanted)


@lru_cache(maxsize=64)
def _showing(language: str, wanted: str) -> Callable[[Any], str]:
    def show(value: Any) -> str:
        return escape(value) if isinstance(value, Undefined) else in_html(value, language, wanted)

    return show
