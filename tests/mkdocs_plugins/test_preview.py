"""What the preview shows besides the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.mkdocs_plugins.faults import instead_of_site
from handbook.mkdocs_plugins.preview import STATUS, with_status
from handbook.outputs import Page
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import replaced, write_programme
from tests.support.small_builds import DAY


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = write_programme(tmp_path_factory.mktemp("previewed"))
    return build(Settings(root, DAY), progress=True)


def test_the_status_is_a_page_at_the_end_of_the_menu(made: Build) -> None:
    shown = with_status(made, faulty=False)
    assert [page.path for page in shown.pages if page not in made.pages] == [STATUS]
    assert shown.navigation["en"][:-1] == made.navigation["en"]
    assert shown.navigation["en"][-1].path == STATUS
    assert shown.entries == made.entries


def test_what_is_wrong_is_shown_and_the_status_beside_it(tmp_path: Path) -> None:
    root = write_programme(tmp_path, replaced("programme/faq.yaml", "meeting", "meating"))
    failed = build(Settings(root, DAY), progress=True)
    shown = with_status(instead_of_site(failed), faulty=True)
    assert failed.failed
    assert [page.path for page in shown.pages] == ["index.md", STATUS]
    assert [item.path for item in shown.navigation["en"]] == ["index.md", STATUS]


def test_a_page_of_ones_own_at_that_address_stays(made: Build) -> None:
    own = replace(made, pages=(*made.pages, Page(STATUS, "en", "Ours", "", "Ours")))
    assert with_status(own, faulty=False) is own


def test_a_build_that_nobody_asked_for_the_status_has_none(small: Build) -> None:
    assert small.status is None
    assert with_status(small, faulty=False) is small
