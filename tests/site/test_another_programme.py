"""The example with shorter sessions, inside one organisation: every page follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.commands import built, copy_of_repository
from tests.site.conftest import Shared

OTHERS = re.compile(
    r"\b(?:2024|2025|2027|editions|sources|mentors|organisations|data-dictionary|purpose)/"
)
"""Pages that tell of other editions, of the literature, of people, or in the example's own words of
what it is for."""
JOINING = re.compile(
    r"take-part/|templates/(?:mentee-application|mentor-application|letter-of-participation)/"
)
"""Pages for those who join the edition to come."""
TOLD = re.compile(
    r"(?i)\b(?:12|twelve) sessions\b|\b(?:90|ninety)-minute sessions?\b|\bhour and a half\b"
    r"|\bsessions? of (?:90|ninety)\b|\bsomebody who works elsewhere, or lend\b"
    r"|\bfrom all the partner organisations\b|\bsomebody from another organisation\b"
    r"|\bpeople from other organisations\b|\bto an outsider\.|\bgo on across organisations\b"
)
"""What held of twelve sessions of ninety minutes between organisations alone."""


@pytest.fixture(scope="module")
def site(shared: Shared) -> Path:
    def make(target: Path) -> None:
        root = copy_of_repository(target / "root")
        for path, changes in {
            "programme/editions/2026/edition.yaml": {
                "  count: 12": "  count: 8",
                "  minutes: 90": "  minutes: 60",
            },
            "programme/programme.yaml": {
                "kind: inter-organisational": "kind: intra-organisational",
            },
        }.items():
            file = root / path
            text = file.read_text("utf-8")
            for old, new in changes.items():
                assert text.count(old) == 1, old
                text = text.replace(old, new)
            file.write_text(text, "utf-8")
        built(root, target / "site")

    return shared("another-programme", make) / "site"


def words(path: Path) -> str:
    html = path.read_text("utf-8")
    article = re.search(r"<article.*?</article>", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", article[0]).split()) if article else ""


def test_no_page_keeps_the_old_figures_or_the_old_kind(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): words(path) for path in site.rglob("*.html")}
    assert len(pages) > 80
    kept = {
        path: TOLD.findall(text)
        for path, text in pages.items()
        if not OTHERS.match(path) and not JOINING.match(path)
    }
    assert {path: found for path, found in kept.items() if found} == {}
    assert "8 sessions" in pages["2026/index.html"]
    assert "60 minutes" in pages["2026/index.html"]
    assert "sixty minutes" in pages["guides/partner/index.html"]


def test_inside_one_organisation_nobody_is_kept_from_a_colleague(site: Path) -> None:
    questions = words(site / "faq/index.html")
    assert "everybody here works for the same organisation" in questions
    matching = words(site / "matching/index.html")
    assert "The same department" in matching
    assert "The same organisation" not in matching
