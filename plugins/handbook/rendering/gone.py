"""Gone: what stands for a person who is asked for and may not be shown any more.

A template that asks for somebody finds nobody once a consent has ended. It is made all the same:
the mark is printed in the place of all that it says of them, a link becomes its text, a picture
nothing. Only where it could be made with them is it made so; see `pages.absence`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from handbook.outputs import MARK
from handbook.rendering import values
from handbook.rendering.library import page_of

_NOWHERE = "hbgonenowhere"
"""The address of a page that is not there any more, until it is taken out."""
_LINK = re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\({_NOWHERE}[^()]*\)")
_ATTRIBUTE = re.compile(rf"\s(?:href|src)\s*=\s*([\"']?){_NOWHERE}[^\"'\s>]*\1")


class Gone(Undefined):
    """A person who is not there, or anything that they would tell."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Return what is as little there."""
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def _same(self, *_: Any, **__: Any) -> Any:
        return self

    def _never(self, *_: Any, **__: Any) -> Any:
        return False

    def _zero(self, *_: Any, **__: Any) -> Any:
        return 0

    def _zero_point(self, *_: Any, **__: Any) -> Any:
        return 0.0

    __int__, __float__ = _zero, _zero_point
    __getitem__ = __call__ = __neg__ = __pos__ = _same
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _same
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pow__ = __rpow__ = _same
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _never

    def __iter__(self) -> Iterator[Any]:
        """Give nothing."""
        return iter(())

    def __str__(self) -> str:
        """Print the mark."""
        return MARK

    __html__ = __str__


def tolerant_helpers(helpers: Mapping[str, Any]) -> dict[str, Any]:
    """Return helpers that take somebody who is gone."""
    instead: Mapping[str, Callable[..., Any]] = {
        "link": _text_of_link,
        "href": lambda *_, **__: _NOWHERE,
        "photo": lambda *_, **__: Markup(""),
        "avatar": lambda *_, **__: Markup(""),
        **dict.fromkeys(("listing", "component", "related", "asset"), _gone),
    }
    return {name: _tolerant(helper, instead.get(name)) for name, helper in helpers.items()}


def tolerant_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return filters that leave somebody who is gone as they are."""
    return {name: _tolerant(each, _gone) for name, each in filters.items()}


def without_gone(text: str) -> str:
    """Make plain text of the links, in Markdown or HTML, to pages that are not there any more."""
    return _ATTRIBUTE.sub("", _LINK.sub(r"\1", text)) if _NOWHERE in text else text


def _tolerant(function: Any, instead: Callable[..., Any] | None) -> Any:
    if instead is None:
        return function
    with_context = getattr(function, "jinja_pass_arg", None) is not None

    @pass_context
    def call(context: Context, *given: Any, **named: Any) -> Any:
        if any(each is None or isinstance(each, Gone) for each in (*given[:1], *named.values())):
            return instead(context, *given, **named)
        return function(*((context,) if with_context else ()), *given, **named)

    return call


def _gone(*_: Any, **__: Any) -> Gone:
    return Gone()


def _text_of_link(context: Context, record: Any, text: Any = None) -> Markup:
    return values.for_html(MARK if text is None else text, page_of(context).language)
