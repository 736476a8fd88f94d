"""Watching: what a preview is made of, folders that appear later among it.

MkDocs watches folders that are there, and no longer one that was deleted. The project's folder
itself is looked at one level deep: what else lies in it (the site, `.git`, a virtual environment)
may be large.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MOVED,
    FileModifiedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

_READ = ("programme", "content", "overrides", "locale")
"""Folders of a project that are watched."""
_APPEARS = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MOVED}


class _Appearing(FileSystemEventHandler):
    """Has a server watch folders from when they appear."""

    def __init__(self, server: LiveReloadServer, folders: frozenset[str]) -> None:
        self._server = server
        self._folders = folders

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Watch a folder that appeared, and have the site built without one that is gone."""
        if event.event_type not in _APPEARS:
            return
        for path in {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)} & self._folders:
            if Path(path).is_dir():
                self._watch_anew(path)
            for emitter in self._server.observer.emitters:
                if emitter.watch.path == path:
                    # What the server waits for is a file, and those in the folder came before us.
                    emitter.queue_event(FileModifiedEvent(path))

    def _watch_anew(self, path: str) -> None:
        # As often as somebody asked for it: who watches a folder stops with it.
        with suppress(KeyError):
            while True:
                self._server.unwatch(path)
        self._server.watch(path)


def watch(server: LiveReloadServer, root: Path) -> None:
    """Have a server build again when a file changes of which a project is made.

    Args:
        server: that of MkDocs.
        root: the project's folder.
    """
    place = root.absolute()
    folders = [place / name for name in _READ]
    for folder in folders:
        if folder.is_dir():
            server.watch(str(folder))
    appearing = _Appearing(server, frozenset(map(str, folders)))
    server.observer.schedule(appearing, str(place), recursive=False)
