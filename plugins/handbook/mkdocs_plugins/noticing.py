"""Noticing: a preview looks at its files as soon as the system says that one of them changed.

MkDocs looks twice a second, which finds changes on every disk, also on one of another machine or of
a container, of which no system tells. That goes on; being told only has it look at once.
"""

from __future__ import annotations

import threading
import time

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

_CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}
_SETTLES = 0.03
"""Seconds for which a program may go on writing a file before somebody looks at it."""


class _Noticing(FileSystemEventHandler):
    """Has a server look for changes when it is told of one."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._noticed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something changed; that a file was read is nothing."""
        if event.event_type in _CHANGES:
            self._noticed.set()

    def look(self) -> None:
        """Look whenever something was noted, for as long as the server goes on."""
        while True:
            self._noticed.wait()
            time.sleep(_SETTLES)
            self._noticed.clear()
            for emitter in tuple(self._server.observer.emitters):
                if emitter.is_alive():
                    emitter.queue_events(0)


def notice(server: LiveReloadServer) -> None:
    """Have a server look at once at what it watches by now, where the system tells of changes.

    Args:
        server: that of MkDocs.
    """
    noticing, told = _Noticing(server), Observer()
    try:
        for emitter in server.observer.emitters:
            told.schedule(noticing, emitter.watch.path, recursive=emitter.watch.is_recursive)
        told.start()
    except OSError:
        # Systems tell of so many folders only.
        return
    threading.Thread(target=noticing.look, daemon=True).start()
