"""Ending: a command that is told to end puts away first what nobody has looked at."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_TOLD = ("SIGTERM", "SIGHUP")
"""What a job sends that is cancelled, and a console that is closed; not all systems know both."""


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Have a wish to end raise `SystemExit`, as Ctrl-C raises `KeyboardInterrupt`.

    What is ignored, as after `nohup`, stays so; and while things are put away no more is heard.
    """
    # Only the main thread may ask for signals.
    asked = threading.current_thread() is threading.main_thread()
    known = [getattr(signal, name) for name in _TOLD if asked and hasattr(signal, name)]
    heard = [each for each in known if signal.getsignal(each) is signal.SIG_DFL]

    def end(number: int, _: FrameType | None) -> NoReturn:
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for each in heard:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in heard:
            signal.signal(each, signal.SIG_DFL)
