"""The preview: shows the site, shows what is wrong instead of dying, and recovers."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.commands import environment, handbook, with_config
from tests.support.programmes import FILES, replaced, write_programme

QUESTIONS = "programme/faq.yaml"
PATIENCE = 40
"""Seconds that a change may take to be seen, on a slow machine."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Preview:
    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.url = f"http://127.0.0.1:{port}/"
        self.log = root / "serve.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "handbook", "serve", "--root", root),
                    *("--address", f"127.0.0.1:{port}", "--today", "2026-05-12"),
                ],
                cwd=root.parent,
                env=environment(),
                stdout=log,
                stderr=log,
            )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def page(self, path: str) -> str:
        """Return what one reads at an address, an error page too; empty where nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as answer:
                html = answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                html = error.read().decode("utf-8")
        except OSError:
            return ""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())

    def wait_for(self, path: str, text: str) -> str:
        """Wait until a page says something."""
        until = time.monotonic() + PATIENCE
        while text not in (said := self.page(path)):
            assert self.alive, self.log.read_text("utf-8")
            assert time.monotonic() < until, f"/{path} says: {said[:500]}\n{self.log.read_text()}"
            time.sleep(0.2)
        return said

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, "utf-8")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview that begins with an error in the data."""
    wrong = replaced(QUESTIONS, "section: meeting", "section: meating")
    root = with_config(write_programme(tmp_path / "root", wrong))
    (root / "content" / "en").mkdir(parents=True)
    (root / "overrides" / "mentors").mkdir(parents=True)
    preview = Preview(root, _free_port())
    try:
        yield preview
    finally:
        preview.stop()


def test_the_preview_follows_every_change_and_survives_errors(preview: Preview) -> None:
    path = "programme/mentors.csv"
    said = preview.wait_for("", f"{QUESTIONS}:4:")
    assert "Something in the data needs mending" in said
    assert "15 of 17 ready" in preview.page("status/")
    assert "There are errors in the data" in preview.page("status/")
    preview.write(QUESTIONS, FILES[QUESTIONS])
    preview.wait_for("mentors/ana/", "Ten years at sea")
    assert "needs mending" not in preview.page("faq/")
    assert "How far we are (only in this preview)" in preview.page("faq/")
    assert "15 of 17 ready" in (said := preview.page("status/"))
    assert "There are errors in the data" not in said

    preview.write(path, FILES[path].replace("Ten years at sea", "Eleven years at sea"))
    preview.wait_for("mentors/ana/", "Eleven years at sea")

    preview.write(path, FILES[path].replace(",yes,2026-01-01", ",yess,2026-01-01"))
    for address in ("", "mentors/ana/", "no/such/page/"):
        said = preview.wait_for(address, "programme/mentors.csv:2:")
        assert "Something in the data needs mending" in said
        assert "Ten years" not in said
    assert preview.alive

    preview.write(path, FILES[path])
    front = '---\ntitle: "Extra"\ndescription: "More."\n---\n\n# Extra\n\n'
    preview.write("content/en/extra.md", front + "{{ editionn }}\n")
    preview.wait_for("", "content/en/extra.md:8")
    preview.write("content/en/extra.md", front + "{{ edition.title }} it is.\n")
    preview.wait_for("extra/", "Edition 2026 it is.")
    assert "Ten years at sea" in preview.page("mentors/ana/")
    assert "needs mending" not in preview.page("")

    preview.write("overrides/mentors/entry.html", "<h1>{{ entry.name }}</h1><p>Ours.</p>")
    preview.wait_for("mentors/ana/", "Ours.")
    assert preview.alive
    assert "Traceback" not in preview.log.read_text("utf-8")


def test_an_open_page_is_loaded_again_where_it_changed_and_stays_where_it_was_scrolled(
    tmp_path: Path, chromium: Browser
) -> None:
    root = with_config(write_programme(tmp_path / "root"))
    (root / "content" / "en").mkdir(parents=True)
    front = '---\ntitle: "{0}"\ndescription: "{0}."\n---\n\n# {0}\n\n'
    pages = {name: front.format(name) + "Words.\n\n" * 200 for name in ("extra", "other")}
    for name, text in pages.items():
        (root / f"content/en/{name}.md").write_text(text, "utf-8")
    preview = Preview(root, _free_port())
    try:
        preview.wait_for("other/", "Words.")
        seen = chromium.new_page(viewport={"width": 390, "height": 600})
        loads: list[str] = []
        seen.on("load", lambda: loads.append(seen.url))
        seen.goto(preview.url + "extra/")
        seen.evaluate("window.scrollTo(0, 2000)")
        preview.write("content/en/other.md", pages["other"] + "Later.\n")
        preview.wait_for("other/", "Later.")
        preview.write("content/en/extra.md", pages["extra"] + "The end.\n")
        seen.wait_for_function(
            "document.body.innerText.includes('The end.')", timeout=PATIENCE * 1000
        )
        assert len(loads) == 2
        seen.wait_for_function("Math.abs(window.scrollY - 2000) < 50")
        seen.close()
    finally:
        preview.stop()


def test_folders_that_appear_later_are_watched(tmp_path: Path) -> None:
    root = with_config(write_programme(tmp_path / "root"))
    (root / "content").mkdir(exist_ok=True)
    assert not (root / "overrides").exists()
    preview = Preview(root, _free_port())
    try:
        preview.wait_for("mentors/ana/", "Ten years at sea")
        for told in ("Ours.", "Ours again."):
            # Made beside it and moved there, as by git: what is in it was there before it.
            (tmp_path / "made" / "mentors").mkdir(parents=True)
            template = f"<h1>{{{{ entry.name }}}}</h1><p>{told}</p>"
            (tmp_path / "made" / "mentors" / "entry.html").write_text(template, "utf-8")
            (tmp_path / "made").rename(root / "overrides")
            preview.wait_for("mentors/ana/", told)
            preview.write("overrides/mentors/entry.html", template + "<p>More.</p>")
            preview.wait_for("mentors/ana/", "More.")
            shutil.rmtree(root / "overrides")
            preview.wait_for("mentors/ana/", "Ten years at sea")
        (root / "locale" / "en").mkdir(parents=True)
        for told in ("Everybody who helps", "All who help"):
            preview.write("locale/en/interface.yaml", f"mentors: {{back: {told}}}\n")
            preview.wait_for("mentors/ana/", told)
        # What is written beside them is none of it, such as our own log.
        before = preview.log.read_text("utf-8").count("Detected file changes")
        preview.write("notes.txt", "Nothing.")
        time.sleep(2)
        assert preview.log.read_text("utf-8").count("Detected file changes") == before
    finally:
        preview.stop()


def test_an_address_in_use_is_told_in_one_line(small: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = handbook("serve", "--root", small, "--address", address, cwd=small)
    assert result.returncode == 2
    assert address in result.stderr.splitlines()[-1]
