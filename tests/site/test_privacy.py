"""Nobody without valid consent, and nothing private, in any byte of the site."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.site.commands import built, handbook, with_config
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
            assert haystack.files_with(mentor["email"]) == [home]


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
