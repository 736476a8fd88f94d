"""A preview looks at its files when it is told of a change, however seldom it would by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from handbook.mkdocs_plugins import noticing
from handbook.mkdocs_plugins.noticing import notice

SELDOM = 3600.0
PATIENCE = 30


class Seen(FileSystemEventHandler):
    def __init__(self) -> None:
        self.paths: set[str] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.paths |= {str(event.src_path), str(event.dest_path)}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    """A server that looks by itself once an hour, and is told of a folder with one file."""
    (tmp_path / "content" / "en").mkdir(parents=True)
    (tmp_path / "content" / "en" / "purpose.md").write_text("As it was.", "utf-8")
    server = LiveReloadServer(
        lambda: None, "127.0.0.1", 0, str(tmp_path / "site"), polling_interval=SELDOM
    )
    yield server
    server.observer.stop()
    server.server_close()


def until(found: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not found() and time.monotonic() < end:
        time.sleep(0.02)
    return found()


def test_what_is_written_added_moved_and_deleted_is_seen_at_once(
    server: LiveReloadServer, tmp_path: Path
) -> None:
    folder, seen = tmp_path / "content" / "en", Seen()
    server.watch(str(tmp_path / "content"))
    server.observer.schedule(seen, str(tmp_path / "content"), recursive=True)
    notice(server)
    server.observer.start()
    for name, change in {
        "purpose.md": lambda: (folder / "purpose.md").write_text("As it is.", "utf-8"),
        "faq.md": lambda: (folder / "faq.md").write_text("New.", "utf-8"),
        "answers.md": lambda: (folder / "faq.md").rename(folder / "answers.md"),
    }.items():
        change()
        assert until(lambda name=name: str(folder / name) in seen.paths), name
    seen.paths.clear()
    (folder / "answers.md").unlink()
    assert until(lambda: str(folder / "answers.md") in seen.paths), seen.paths


def test_where_the_system_tells_of_no_more_folders_the_preview_looks_by_itself(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_: object) -> NoReturn:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(noticing.Observer, "start", start)
    server.watch(str(tmp_path / "content"))
    notice(server)
    server.observer.start()
    assert server.observer.is_alive()
