"""Nobody without valid consent, and nothing private, in any byte of the site."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.days import long_date
from handbook.leaks import Confidential
from handbook.leaks.confidential import confidential
from handbook.people.holdings import Datum
from handbook.people.register import Register, register
from handbook.reading.programme import published, read_programme
from handbook.schema import Term
from handbook.settings import Settings
from tests.site.commands import REPOSITORY, built, handbook, with_config
from tests.site.conftest import Shared
from tests.site.hidden import (
    hidden_people,
    private_cells,
    secrets_of_hidden_people,
)
from tests.site.searching import Haystack
from tests.site.sourcedata import scope, shown_mentors
from tests.support.programmes import HIDDEN, replaced, write_programme

# They share one search of the whole site.


@pytest.fixture(scope="module")
def haystack(site: Path) -> Haystack:
    return Haystack(site)


@pytest.fixture(scope="module")
def exported(shared: Shared) -> Path:
    def make(target: Path) -> None:
        write_programme(target / "root")
        result = handbook(
            "export", "--root", target / "root", "--today", "2026-05-12", target / "out", cwd=target
        )
        assert result.returncode == 0, result.stderr

    return shared("exported-small", make) / "out"


def test_the_example_hides_people_of_every_kind() -> None:
    kinds = {kind for kind, _ in hidden_people()}
    assert kinds == {"mentor", "member", "champion", "recognised", "witness"}
    mentors = [row for kind, row in hidden_people() if kind == "mentor"]
    assert {row["consent"] for row in mentors} == {"yes", "no"}, "refused, and expired or to come"
    assert len(private_cells()) > 60


def test_nobody_without_valid_consent_is_in_any_file(haystack: Haystack) -> None:
    assert haystack.found(secrets_of_hidden_people()) == {}


def test_nothing_private_is_in_any_file(haystack: Haystack) -> None:
    assert haystack.found(private_cells()) == {}


def test_the_same_search_finds_everybody_who_consents(haystack: Haystack) -> None:
    for mentor in shown_mentors():
        home = f"mentors/{mentor['id']}/index.html"
        assert home in haystack.files_with(mentor["name"])
        assert home in haystack.files_with(mentor["id"])
        if "contact" in scope(mentor) and mentor["email"]:
            assert sorted(haystack.files_with(mentor["email"])) == [f"es/{home}", home]


def test_the_search_sees_through_accents_archives_and_entities(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>O&#39;Hara <b>Zoë</b>&amp;Ångström</p>", "utf-8")
    (tmp_path / "map.xml.gz").write_bytes(gzip.compress(b"<loc>/mentors/li%20wei/</loc>"))
    (tmp_path / "index.json").write_text('{"text": "Jos\\u00e9 \\u0141ukasz"}', "utf-8")
    (tmp_path / "hidden-hilda.css").touch()
    seen = Haystack(tmp_path)
    for text in ("O'Hara Zoe", "Zoë&angstrom", "li wei", "José Łukasz", "Jose Lukasz", "Hilda"):
        assert seen.files_with(text), text
    assert not seen.files_with("Wanda")


def test_the_small_programme_hides_what_it_must(small: Path) -> None:
    seen = Haystack(small / "site")
    assert seen.found(HIDDEN) == {}
    assert seen.files_with("Ana <Á> & Sons")


def test_an_export_hides_the_same(exported: Path) -> None:
    seen = Haystack(exported)
    assert seen.found(HIDDEN) == {}
    assert seen.files_with("Ana <Á> & Sons")


def test_a_later_day_removes_who_allowed_it_until_then(tmp_path: Path) -> None:
    consent = "yes,2026-01-01,biography,1,"
    root = with_config(
        write_programme(
            tmp_path, replaced("programme/mentors.csv", consent, f"{consent}2026-06-30")
        )
    )
    last_day = Haystack(built(root, tmp_path / "last", "--today", "2026-06-30"))
    day_after = Haystack(built(root, tmp_path / "after", "--today", "2026-07-01"))
    for text in ("mentors/ana", "Ten years at sea"):
        assert last_day.files_with(text)
        assert day_after.files_with(text) == []
    # The recognition of 2025 has a consent of its own, but no longer a profile to stand for.
    assert day_after.files_with("Ana <Á> & Sons") == []


Kept = tuple[Register, tuple[Confidential, ...]]


@pytest.fixture(scope="module")
def kept() -> Kept:
    settings = Settings(REPOSITORY)
    reading = read_programme(settings, REGISTRY)
    shown = published(reading.programme, REGISTRY)
    values, _ = confidential(settings, reading, shown, REGISTRY)
    return register(reading, shown, REGISTRY), values


def test_the_register_lists_what_the_pages_show(haystack: Haystack, kept: Kept) -> None:
    told = {
        (f"mentors/{entry.id}/index.html" if entry.table == "mentors" else "", text)
        for person in kept[0].people
        for entry in person.shown
        for datum in entry.shown
        for text in _told(datum)
    }
    assert len(told) > 700
    assert [
        text
        for page, text in told
        if not (haystack.says(text, page) or (page and haystack.says(text, f"es/{page}")))
    ] == []


def _told(datum: Datum) -> Iterator[str]:
    """Return how the pages write what the register holds; yes and no stand everywhere."""
    if datum.field == "biography":
        pieces = re.split(r"[\n*_\[\]()#>`]", datum.value)
        yield from (piece.strip(" -") for piece in pieces if len(piece.strip()) > 20)
    elif isinstance(datum.value, date):
        yield long_date(datum.value, "en")
    elif isinstance(datum.value, tuple):
        # Ids are shown as the names that they stand for.
        for one in (each for each in datum.value if not isinstance(each, str)):
            yield str(one.title if isinstance(one, Term) else one.label or one.kind.title)
    elif isinstance(datum.value, Term):
        yield str(datum.value.title)
    elif not isinstance(datum.value, bool):
        yield str(datum.value)


def test_nothing_that_is_confidential_by_it_is_in_any_file(haystack: Haystack, kept: Kept) -> None:
    values = {value.value for value in kept[1]}
    assert len(values) > 150
    assert haystack.found(values) == {}
    # What the register keeps back and what must not be found agree.
    names = {person.name for person in kept[0].people if not person.shown}
    assert {name for name in names if not re.search(r"[()]", name)} <= values


def test_the_register_misses_nobody_who_is_hidden(kept: Kept) -> None:
    shown = {entry.id for person in kept[0].people for entry in person.shown}
    for kind, row in hidden_people():
        if kind != "champion":
            assert row["id"] not in shown
    assert {entry.reason for entry in kept[0].hidden} == {"refused", "expired", "future", "other"}


def test_every_page_leads_to_privacy_and_accessibility_in_its_language(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 80
    for page in pages:
        foot = page.read_text("utf-8").partition("hb-help__pages")[2].partition("</p>")[0]
        targets = re.findall(r'href="([^"]*)"', foot)
        spoken = site / "es" if (site / "es") in page.parents else site
        found = [
            ((site if target.startswith("/") else page.parent) / target.lstrip("/")).resolve()
            for target in targets
        ]
        assert found == [(spoken / name).resolve() for name in ("privacy", "accessibility")], page


def test_the_page_on_privacy_is_made_from_the_data(site: Path) -> None:
    page = (site / "privacy/index.html").read_text("utf-8")
    said = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for text in (
        "The Old Tide Office, 3 Capstan Row, Port Merrow",
        "privacy@crosscurrents.example",
        "To thank people in public, where they like to be thanked.",
        "Version 2026-1, since 3 November 2025",
        "Taking part does not depend on this consent.",
        "Never shown: Phone, Notes",
        "Kept until 3 years after the last edition you took part in.",
        "Kept until 10 years after the edition ends.",
        "within 14 days",
    ):
        assert text in said, text
