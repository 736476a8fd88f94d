"""The preview: how long a changed sentence takes from the file to the page."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from contenders import ours
from running import Cost

PAGE, ADDRESS = "content/en/purpose.md", "purpose/"
"""What is changed, and where it is seen."""
PATIENCE = 300
"""Seconds after which a change is given up."""
_PAUSE = 0.01


def preview(folder: Path, environment: Mapping[str, str], rounds: int) -> list[Cost]:
    """Return how long each of some changes took to be seen, in a preview that has been started.

    Of the cost there is the wall alone: the preview goes on.

    Raises:
        TimeoutError: a change was not seen.
    """
    file = folder / PAGE
    text = file.read_text("utf-8")
    found = []
    with _preview(folder, environment) as site:
        _wait(f"{site}{ADDRESS}", "</html>")
        for number in range(rounds):
            # While it still answers with the page as it was, the watch has begun.
            time.sleep(1)
            sentence = f"A sentence of round {number}."
            begun = time.perf_counter()
            file.write_text(f"{text}\n{sentence}\n", "utf-8")
            _wait(f"{site}{ADDRESS}", sentence)
            found.append(Cost(time.perf_counter() - begun, 0, 0, 0))
    file.write_text(text, "utf-8")
    return found


@contextmanager
def _preview(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(
        ours("serve", "--address", host), cwd=folder, env=environment, **silent
    )
    try:
        yield f"http://{host}/"
    finally:
        process.terminate()
        process.wait()


def _wait(address: str, sentence: str) -> None:
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if sentence in answer.read().decode("utf-8"):
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(_PAUSE)
    raise TimeoutError(f"{address}: {sentence!r} was not seen for {PATIENCE} s")
