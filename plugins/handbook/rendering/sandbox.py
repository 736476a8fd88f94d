"""The sandbox: templates kept off whatever is not theirs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from jinja2.visitor import NodeTransformer
from pydantic import BaseModel

from handbook.content_type import ContentType
from handbook.rendering.compiled import CompiledOnce
from handbook.rendering.library import Library
from handbook.rendering.lookups import Lookups, Noting, NotingContext
from handbook.rendering.trusted import TrustedGenerator

KEEP = "keep what is HTML"
"""A filter that no template can name: has what it is given kept as it is."""
JOINED, WEIGHED, STEP = "put together", "weigh", "take a step"
"""Likewise: filters of a sandbox that has a budget."""


class Judging(SandboxedEnvironment):
    """A sandbox that judges an attribute once, by the type of what has it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Begin without a judgement on any attribute."""
        super().__init__(*arguments, **options)
        self._judged: dict[tuple[type, str], bool] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read an attribute for a template; only what can be called is looked at each time."""
        if self._judged.get((type(obj), attribute)):
            value = getattr(obj, attribute, None)
            if value is not None and not callable(value):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read an attribute; what is asked is the type's alone."""
        if isinstance(obj, type):
            return self._allows(obj, attr, value)
        asked = (type(obj), attr)
        if asked not in self._judged:
            self._judged[asked] = self._allows(obj, attr, value)
        return self._judged[asked]

    def _allows(self, obj: Any, attr: str, value: Any) -> bool:
        return super().is_safe_attribute(obj, attr, value)


class Sandbox(Judging, CompiledOnce, ImmutableSandboxedEnvironment):
    """A sandbox that also keeps templates off files, off types, and off what models inherit."""

    context_class = NotingContext
    noting: Noting = ((), str)
    trusted: frozenset[str] = frozenset()
    """Folders of templates that are written with us."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Begin with nothing compiled."""
        # Computing beforehand what is constant takes longer than it saves in a page made once.
        super().__init__(*arguments, optimized=False, **options)
        self.helpers: frozenset[Any] = frozenset()
        self.alone: dict[str, TemplateModule] = {}

    def make_globals(self, d: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return what every template can use; all of it is there before the first is loaded."""
        return {**self.globals, **(d or {})}

    def generator(self, filename: str | None) -> type[CodeGenerator]:
        """Return what writes the code of a template: that of ours is trusted."""
        ours = filename is not None and str(PurePath(filename).parent) in self.trusted
        return TrustedGenerator if ours else super().generator(filename)

    def tree(self, source: Any, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template; what `{% filter %}` makes is kept too, which Jinja prints as it is."""
        tree = self.parse(source, name, filename)
        if KEEP in self.filters and "filter" in source:
            for block in tree.find_all(nodes.FilterBlock):
                block.filter = nodes.Filter(block.filter, KEEP, [], [], None, None)
        return tree

    def _allows(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Path | type | Library | Lookups | ContentType):
            return False
        if isinstance(obj, BaseModel) and hasattr(BaseModel, attr):
            return False
        return super()._allows(obj, attr, value)


class Weighing(NodeTransformer):
    """Has what templates compare, list and put together weighed, and what they repeat counted."""

    def __init__(self) -> None:
        """Begin a template."""
        self._written = 0

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Expr:  # noqa: N802 - Jinja's own
        """Count what is written whatever the data."""
        self._written += len(node.data)
        return node

    def _visit_repeated(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
        """Have each turn take a step, and spend the characters that it writes."""
        before = self._written
        self.generic_visit(node)
        written = nodes.Const(self._written - before, lineno=node.lineno)
        node.body.insert(0, nodes.ExprStmt(filtered(written, STEP), lineno=node.lineno))
        return node

    visit_For = visit_Macro = visit_CallBlock = _visit_repeated  # noqa: N815 - Jinja's own

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 - Jinja's own
        """Put together what `~` does by a filter."""
        self.generic_visit(node)
        return filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802 - Jinja's own
        """Weigh what is cut out of a text or a list."""
        self.generic_visit(node)
        return filtered(node, WEIGHED) if isinstance(node.arg, nodes.Slice) else node

    def visit_Operand(self, node: nodes.Operand) -> nodes.Node:  # noqa: N802 - Jinja's own
        """Weigh what something is compared with."""
        self.generic_visit(node)
        node.expr = filtered(node.expr, WEIGHED)
        return node

    def _visit_list(self, node: nodes.List | nodes.Dict) -> nodes.Expr:
        self.generic_visit(node)
        return filtered(node, WEIGHED)

    visit_List = visit_Dict = _visit_list  # noqa: N815 - Jinja's own

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802 - Jinja's own
        """Weigh a tuple, unless names are set by it."""
        self.generic_visit(node)
        return filtered(node, WEIGHED) if node.ctx == "load" else node


def filtered(value: nodes.Expr, name: str) -> nodes.Filter:
    """Have a filter of a name look at a value."""
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
