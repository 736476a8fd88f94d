"""The sandbox: templates compiled once, and kept off whatever is not theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from handbook.content_type import ContentType
from handbook.rendering.library import Library

KEEP = "keep what is HTML"
"""A filter that no template can name: has what it is given kept as it is."""
_COMPILED: dict[tuple[Any, ...], tuple[Any, Any]] = {}
"""Text and code of templates, by what the code depends on besides the text: the settings of the
environment, and the names. The one used last comes last."""
MOST_COMPILED = 4096
"""How many templates are kept: those of any one programme."""


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that also keeps templates off files, off types, and off what models inherit."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Begin without a judgement on any attribute."""
        super().__init__(*arguments, **options)
        self._judged: dict[tuple[type, str], bool] = {}

    def compile(
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """Compile a template once in a process: previews make every page anew, and tests.

        A text replaces the one that had its name before.
        """
        key = (self.finalize, self.autoescape, name, filename, raw, defer_init)
        text, code = _COMPILED.pop(key, (None, None))
        if text != source:
            compiled: Any = super().compile
            code = compiled(self._tree(source, name, filename), name, filename, raw, defer_init)
        _COMPILED[key] = (source, code)
        if len(_COMPILED) > MOST_COMPILED:
            del _COMPILED[next(iter(_COMPILED))]
        return code

    def _tree(self, source: Any, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template; what `{% filter %}` makes is kept too, which Jinja prints as it is."""
        tree = self.parse(source, name, filename)
        if KEEP in self.filters:
            for block in tree.find_all(nodes.FilterBlock):
                block.filter = nodes.Filter(block.filter, KEEP, [], [], None, None)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may read an attribute; what is asked is the type's alone."""
        asked = (type(obj), attr)
        if asked not in self._judged:
            self._judged[asked] = self._allows(obj, attr, value)
        return self._judged[asked]

    def _allows(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Path | type | Library | ContentType):
            return False
        if isinstance(obj, BaseModel) and hasattr(BaseModel, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)
