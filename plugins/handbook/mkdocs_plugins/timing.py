"""Timing: tells the clock what MkDocs is at; it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from handbook.clock import OTHER, turn_to

TIMING = "handbook/timing"
"""How it is called among the plugins."""
_FIRST, _LAST = float("inf"), float("-inf")


def _before(part: str) -> Callable[..., None]:
    """Tell that a part begins, before any plugin does something at an event."""
    return event_priority(_FIRST)(_telling(part))


def _after(part: str) -> Callable[..., None]:
    """Tell that a part begins, once every plugin has done what it does at an event."""
    return event_priority(_LAST)(_telling(part))


def _telling(part: str) -> Callable[..., None]:
    def tell(*_: Any, **__: Any) -> None:
        turn_to(part)

    return tell


class _NoOptions(Config):
    """There is nothing to choose."""


class Timing(BasePlugin[_NoOptions]):
    """Tells what is done between the events of a build.

    MkDocs makes HTML of all pages; then it copies files; then it puts page after page into the
    theme, which begins with the search taking its words, and writes it.
    """

    on_nav = _after("markdown")
    on_env = CombinedEvent(_before(OTHER), _after("writing"))
    on_pre_template = _before("theme")
    on_post_template = _after("writing")
    on_page_context = CombinedEvent(_before("index"), _after("theme"))
    on_post_page = _after("writing")
    on_post_build = CombinedEvent(_before("index"), _after(OTHER))
