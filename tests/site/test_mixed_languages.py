"""Programmes of one and of two languages: no page mixes them, and only what is so is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handbook.beginning import begun
from handbook.beginning.answers import answered
from handbook.reading.documents.yaml_tree import Places
from handbook.settings import default_folder
from tests.site.commands import handbook
from tests.site.conftest import Shared
from tests.site.documents import Document, Element, documents

DAY = date(2026, 11, 28)
WORDS = {
    "en": [
        "the",
        "and",
        "with",
        "your",
        "which",
        "have",
        "this",
        "from",
        "they",
        "their",
        "of",
        "is",
    ],
    "es": ["el", "los", "las", "una", "del", "para", "con", "por", "más", "se", "que", "es", "y"],
}
"""Words that hardly a sentence of a language does without, and no other has."""
SAID = {
    code: re.compile(rf"(?<![\w.@/-])(?:{'|'.join(words)})(?![\w@/-])", re.IGNORECASE)
    for code, words in WORDS.items()
}
READ_ALOUD = ("title", "aria-label", "alt", "placeholder")
APART = {"code", "pre", "script", "style"}
"""Elements in which names stand that are the same in every language; publications besides."""
PROGRAMMES = [("es",), ("es", "en"), ("en", "es"), ("eu", "es")]


def texts(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Give each text that is read or heard, with the language it is said to be in."""
    language = element.attributes.get("lang", language)
    if element.tag in APART or "hb-references" in element.classes:
        return
    aloud = [element.attributes[name] for name in READ_ALOUD if name in element.attributes]
    # What is said of a link to a page without translation holds the title of that.
    if aloud and not any("lang" in inner.attributes for inner in element.walk()):
        yield from ((language, text) for text in aloud)
    if element.tag == "meta" and element.attributes.get("name") == "description":
        yield language, element.attributes.get("content", "")
    for child in element.children:
        if isinstance(child, str):
            yield language, child
        else:
            yield from texts(child, language)


def mixed(page: Document) -> list[tuple[str, str]]:
    """Give the texts in which words of the other language stand than they are said to be in."""
    root = page.root.one("html")
    return [
        (code, " ".join(text.split())[:120])
        for code, text in texts(root, "")
        for other in WORDS.keys() - {code}
        if SAID[other].search(text) and not SAID.get(code, SAID[other]).search(text)
    ]


@pytest.fixture(scope="module", params=PROGRAMMES, ids="-".join)
def spoken(request: pytest.FixtureRequest, shared: Shared) -> tuple[tuple[str, ...], Path]:
    codes: tuple[str, ...] = request.param

    def make(root: Path) -> None:
        answers, problems = answered({"languages": list(codes)}, DAY, Places(""))
        assert answers is not None, problems
        for path, content in begun(answers, DAY).items():
            if path.startswith("programme/") or path == "mkdocs.yml":
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(content)
        where = ("--root", root, "--site-dir", root / "site", "--today", DAY.isoformat())
        result = handbook("build", *where, cwd=root)
        assert result.returncode == 0, result.stdout + result.stderr
        (root / "told.txt").write_text(result.stdout + result.stderr, "utf-8")

    return codes, shared("-".join(("tongues", *codes)), make)


@pytest.fixture(scope="module")
def found(spoken: tuple[tuple[str, ...], Path]) -> dict[str, Document]:
    return documents(spoken[1] / "site")


def test_no_page_mixes_languages(
    spoken: tuple[tuple[str, ...], Path], found: dict[str, Document]
) -> None:
    codes, _ = spoken
    assert len(found) > 30 * len(codes)
    assert {url: wrong for url, page in found.items() if (wrong := mixed(page))} == {}


def test_prose_is_in_the_language_that_there_is(
    spoken: tuple[tuple[str, ...], Path], found: dict[str, Document]
) -> None:
    codes, _ = spoken
    for code in codes:
        for name in ("purpose", "guides/mentee", "faq"):
            url = f"{name}/" if code == codes[0] else f"{code}/{name}/"
            order = dict.fromkeys((code, *codes, "en"))
            there = (
                each
                for each in order
                if (default_folder("content") / each / f"{name}.md").is_file()
            )
            article = found[url].article
            written = article.attributes.get("lang", found[url].language)
            assert written == next(there), url
            assert bool(article.all(css="hb-untranslated")) == (written != code), url


def test_what_is_told_is_so(spoken: tuple[tuple[str, ...], Path]) -> None:
    codes, root = spoken
    told = (root / "told.txt").read_text("utf-8")
    assert "handbook/content" not in told
    unspoken = [line for line in told.splitlines() if "«eu»" in line]
    assert len(unspoken) == ("eu" in codes)
    assert all("«es»" in line for line in unspoken)
    assert "status --translations" not in told
