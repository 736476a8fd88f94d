"""The theme, kept off what the pages are made of, and its emoji off other hosts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path, PurePath
from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import Environment, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment

from handbook.cache import maker
from handbook.rendering.compiled import CompiledOnce
from handbook.rendering.sandbox import Judging

_TELLING = 3
"""Parts from which on a path tells of a machine."""
_ROOMS, _PACKAGES = ("mkdocs_plugins",), ("mkdocs",)
"""What has a part in the code of the theme's templates, besides what has in that of any."""
_OURS = __name__.partition(".")[0]


class _ThemeSandbox(Judging, CompiledOnce, SandboxedEnvironment):
    """A sandbox in which nothing of ours can be asked for anything.

    A theme needs MkDocs' configuration, its menu and its pages; that leads to our plugin, and from
    there to people who may not be shown.
    """

    known = CompiledOnce.known | {"mkdocs"}

    def _allows(self, obj: Any, attr: str, value: Any) -> bool:
        return not is_ours(obj) and super()._allows(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Say whether a template may call something."""
        owner = getattr(obj, "__self__", None)
        return not is_ours(obj) and not is_ours(owner) and super().is_safe_callable(obj)


def is_ours(value: Any) -> bool:
    """Say whether something is of this package, or a path of this machine."""
    return _is_of_us(value if isinstance(value, type) else type(value))


@cache
def _is_of_us(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == _OURS or issubclass(kind, PurePath)


def sandboxed(env: Environment, folders: Iterable[Path] = ()) -> Environment:
    """Return an environment that differs from another in being a sandbox.

    Args:
        env: that of MkDocs.
        folders: absolute paths that no page may show, such as that of the project.
    """
    inside = _ThemeSandbox()
    inside.made_by = maker(_ROOMS, _PACKAGES)
    own = {"cache": inside.cache, "binop_table": inside.binop_table}
    inside.__dict__.update({**env.__dict__, **own, "unop_table": inside.unop_table})
    # A short one such as `/app` could as well be an address.
    hidden = tuple(str(folder) for folder in folders if len(folder.parts) >= _TELLING)
    if hidden:
        inside.finalize = _hiding(hidden)
    inside.extensions = {name: each.bind(inside) for name, each in env.extensions.items()}
    return inside


def _hiding(hidden: Iterable[str]) -> Callable[[Context, Any], Any]:
    """Return what lets a template print anything but where on this machine the project is."""
    told = re.compile(rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, hidden))})(?![\w-])")

    # What takes the context is never called at compiling: so the code is that of any folder.
    @pass_context
    def shown(_: Context, value: Any) -> Any:
        if value is None or isinstance(value, int | float | Undefined):
            return value
        text = value if isinstance(value, str) else str(value)
        if any(folder in text for folder in hidden) and told.search(text):
            raise SecurityError("a page may not show a path of this machine")
        return value

    return shown


def shown_emoji(index: str, shortname: str, *given: Any) -> Element | str:
    """Show an emoji as the character that it is, an icon of the theme as its drawing.

    Whatever else a shortcode stands for, such as the pictures of one host's own, stays as it was
    written.

    Args:
        index: name of the list of emoji.
        shortname: what was written, with its colons.
        given: what `pymdownx.emoji` gives besides: alias, code points, alternative text, title,
            category, options, and the Markdown that is running.
    """
    _, code_points, text, _, _, options, markdown = given
    known = markdown.inlinePatterns["emoji"].emoji_index["emoji"].get(shortname, {})
    # Read here: the theme reads a file once, and a preview may find another in its place, or none.
    if "path" in known and Path(known["path"]).is_file():
        drawing = Element("span", {"class": options.get("classes", index)})
        drawing.text = markdown.htmlStash.store(Path(known["path"]).read_text("utf-8"))
        return drawing
    return str(markdown.htmlStash.store(text if code_points else shortname))
