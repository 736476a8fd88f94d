"""What the directory costs a browser: loading it, a letter, a box, for some numbers of people."""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import CDPSession, Page, sync_playwright

CARD = re.compile(r'<li class="hb-person[^>]*>.*?</li>', re.DOTALL)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


TYPE = """(field, words) => {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Keep the table clean."""


def multiplied(page: str, number: int) -> str:
    """Return the page of a directory with so many cards, its own over and over."""
    cards = [found[0] for found in CARD.finditer(page)]
    first, last = page.index(cards[0]), page.index(cards[-1]) + len(cards[-1])
    return (
        page[:first] + "\n".join(cards[each % len(cards)] for each in range(number)) + page[last:]
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder for as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def cpu(session: CDPSession) -> float:
    """Return the seconds that the page has worked so far."""
    found = {
        each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]
    }
    return float(found["TaskDuration"])


def measured(page: Page, address: str) -> dict[str, float]:
    """Open the directory, type a letter, tick a box and untick it."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    begun = cpu(session)
    page.goto(address, wait_until="load", timeout=180_000)
    page.wait_for_timeout(1000)
    found = {"load": cpu(session) - begun}
    box = page.locator("[data-facet] input").first
    field = page.locator("#hb-words")
    for name, words in (("first letter", "a"), ("second letter", "an"), ("no letter", "")):
        begun = cpu(session)
        field.evaluate(TYPE, words)
        page.wait_for_timeout(400)
        found[name] = cpu(session) - begun
    for name in ("a box ticked", "a box unticked"):
        begun = cpu(session)
        box.evaluate("box => box.click()")
        page.wait_for_timeout(400)
        found[name] = cpu(session) - begun
    found["elements"] = page.evaluate("document.getElementsByTagName('*').length")
    return found


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="a built site with a directory")
    parser.add_argument("--people", type=int, nargs="+", default=[541, 2000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "site"
        shutil.copytree(asked.site, folder)
        file = folder / "mentors" / "index.html"
        original = file.read_text("utf-8")
        browser = playwright.chromium.launch(executable_path=asked.browser, args=[*FLAGS])
        with served(folder) as address:
            for number in asked.people:
                file.write_text(multiplied(original, number), "utf-8")
                rounds = []
                for _ in range(asked.rounds):
                    context = browser.new_context()
                    rounds.append(measured(context.new_page(), f"{address}mentors/"))
                    context.close()
                cells = [
                    f"{name} {median(each[name] for each in rounds):.3f}" for name in rounds[0]
                ]
                print(f"{number} people, {file.stat().st_size / 1e6:.2f} MB:", ", ".join(cells))
        browser.close()


if __name__ == "__main__":
    main()
