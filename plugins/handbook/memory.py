"""Memory: how often Python looks for what nothing refers to any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (100_000, 50, 100)
"""Thresholds of its collector: at the habitual ones, 700 and 10 and 10, it takes a sixth of the
time of a check of many records, all of which stay."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Have Python look for garbage seldom while very much is made that stays."""
    habit = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*habit)
