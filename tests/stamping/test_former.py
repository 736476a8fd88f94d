"""Pages of the last build are put back where they are the same again, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.cache import CACHE
from handbook.stamping.former import FormerPages

PAGES = ("mentors/ana/index.html", "es/mentors/ana/index.html", "2026/index.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for page in (*PAGES, "mentors/gone/index.html", "mentors/index.html", "guides/index.html"):
        (site / page).parent.mkdir(parents=True, exist_ok=True)
        (site / page).write_text(page)
    return site


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_what_is_the_same_is_put_back(tmp_path: Path, site: Path):
    before = (site / PAGES[0]).stat()
    former = FormerPages(tmp_path, site, PAGES)
    assert files(site) == {"2026/index.html", "guides/index.html"}, "what no entry shares stays"
    assert former.put_back(PAGES[0], PAGES[0].encode())
    assert not former.put_back(PAGES[1], b"another text")
    assert not former.put_back("mentors/new/index.html", b"new")
    former.discard()
    assert files(site) == {"2026/index.html", "guides/index.html", PAGES[0]}
    after = (site / PAGES[0]).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert not (tmp_path / CACHE / "former").exists()


def test_a_page_beside_which_something_lies_is_made_anew(tmp_path: Path, site: Path):
    (site / "mentors/ana/extra.txt").write_text("left by somebody")
    former = FormerPages(tmp_path, site, PAGES)
    assert not former.put_back(PAGES[0], PAGES[0].encode())
    assert "mentors/ana/extra.txt" not in files(site)


def test_a_page_whose_folder_is_there_already_is_made_anew(tmp_path: Path, site: Path):
    former = FormerPages(tmp_path, site, PAGES)
    (site / "mentors/ana").mkdir(parents=True)
    (site / "mentors/ana/photo.webp").write_text("a picture")
    assert not former.put_back(PAGES[0], PAGES[0].encode())
    assert files(site / "mentors") == {"ana/photo.webp"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_no_page_and_its_folder_stays_where_it_leads(tmp_path: Path, site: Path):
    away = tmp_path / "away"
    (site / "mentors").rename(away)
    (site / "mentors").symlink_to(away)
    (away / "ana/index.html").rename(away / "ana/other.html")
    (away / "ana/index.html").symlink_to(away / "ana/other.html")
    former = FormerPages(tmp_path, site, PAGES)
    assert (site / "mentors").is_symlink()
    assert not former.put_back(PAGES[0], PAGES[0].encode())
    (site / "es/linked").mkdir(parents=True)
    (site / "es/linked/index.html").symlink_to(away / "ana/other.html")
    linked = FormerPages(tmp_path, site, ["es/linked/index.html"])
    assert not linked.put_back("es/linked/index.html", PAGES[0].encode())


def test_what_a_build_that_broke_off_has_left_is_deleted(tmp_path: Path, site: Path):
    FormerPages(tmp_path, site, PAGES)
    assert files(tmp_path / CACHE)
    FormerPages(tmp_path, site, ())
    assert not files(tmp_path / CACHE)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may do anything")
def test_where_nothing_can_be_set_aside_everything_is_made_anew(tmp_path: Path, site: Path):
    tmp_path.chmod(0o500)
    try:
        former = FormerPages(tmp_path, site, PAGES)
        assert not former.put_back(PAGES[0], PAGES[0].encode())
        assert PAGES[0] in files(site)
    finally:
        tmp_path.chmod(0o700)


def test_a_link_in_place_of_the_folder_leads_nothing_elsewhere(tmp_path: Path, site: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "own.txt").write_text("somebody's own")
    (tmp_path / CACHE).mkdir()
    (tmp_path / CACHE / "former").symlink_to(elsewhere)
    former = FormerPages(tmp_path, site, PAGES)
    assert former.put_back(PAGES[0], PAGES[0].encode())
    former.discard()
    assert files(elsewhere) == {"own.txt"}


def test_a_file_in_place_of_the_cache_does_no_harm(tmp_path: Path, site: Path):
    (tmp_path / CACHE).write_text("no folder")
    former = FormerPages(tmp_path, site, PAGES)
    assert not former.put_back(PAGES[0], PAGES[0].encode())
    assert PAGES[0] in files(site)
