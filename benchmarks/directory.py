"""What the directory costs a browser: loading it, a letter, a box, for some numbers of people."""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import CDPSession, Page, sync_playwright

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


SECOND = 1000
"""Milliseconds, in which whatever was begun has ended."""
TYPE = """(field, words) => {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Keep the table clean."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder for as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def cpu(session: CDPSession) -> float:
    """Return the seconds of CPU that the page has taken so far."""
    found = {
        each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]
    }
    return float(found["TaskDuration"])


def measured(page: Page, address: str) -> dict[str, float]:
    """Open the directory, come near its filters, type a letter, tick a box and untick it."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    box = page.locator("[data-facet] input[type=checkbox]").first
    field = page.locator("#hb-words")
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object], wait: int = SECOND) -> None:
        begun = cpu(session)
        work()
        page.wait_for_timeout(wait)
        found[name] = cpu(session) - begun

    timed("load", lambda: page.goto(address, wait_until="load", timeout=180_000))
    found["elements"] = page.evaluate("document.getElementsByTagName('*').length")
    timed("first use", field.focus, 3 * SECOND)
    # With the first element Playwright brings a script of its own: 10 ms that no letter costs.
    field.evaluate("field => field.value")
    for name, words in (("first letter", "a"), ("second letter", "an"), ("no letter", "")):
        timed(name, partial(field.evaluate, TYPE, words))
    for name in ("a box ticked", "a box unticked"):
        timed(name, lambda: box.evaluate("box => box.click()"))
    return found


def measure_site(site: Path, rounds: int, browser: str) -> dict[str, float]:
    """Return what the directory of a built site costs: medians of seconds, and its elements.

    Args:
        site: Folder of the site.
        rounds: How often it is opened, each time with nothing kept.
        browser: Path of a Chromium.
    """
    found = []
    with sync_playwright() as playwright, served(site) as address:
        chromium = playwright.chromium.launch(executable_path=browser, args=[*FLAGS])
        for _ in range(rounds):
            context = chromium.new_context()
            found.append(measured(context.new_page(), f"{address}mentors/"))
            context.close()
        chromium.close()
    return {name: median(each[name] for each in found) for name in found[0]}


def weights(folder: Path) -> list[str]:
    """Say how many kilobytes the page and its file of cards have, as they are and packed."""
    said = []
    for path in (folder / "index.html", folder / "directory.js"):
        content = path.read_bytes()
        packed = len(gzip.compress(content, 6))
        said.append(f"{path.name} {len(content) / 1000:.0f} KB, {packed / 1000:.0f} packed")
    return said


def main() -> None:
    """Print the medians for sites that are built already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path, nargs="+", help="built sites with a directory")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    asked = parser.parse_args()
    for site in asked.sites:
        cells = measure_site(site, asked.rounds, asked.browser).items()
        said = [*(f"{name} {value:.3f}" for name, value in cells), *weights(site / "mentors")]
        print(f"{site}:", ", ".join(said))


if __name__ == "__main__":
    main()
