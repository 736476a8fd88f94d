"""People's own addresses: a link that works in a browser, and no byte of it anywhere."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.site.commands import built, with_config
from tests.site.conftest import Shared
from tests.site.servers import serving
from tests.site.trees import contents
from tests.support.programmes import replaced, write_programme

CONSENT = "yes,2026-01-01,biography,1,"
PEOPLE = {"mentors/ana/": "ana@acme.example", "committee/": "bo.private@ferry.example"}
"""By page: whose address is shown there, with consent for contact."""
ROLE = "mentoring@ferry.example"


@pytest.fixture(scope="module")
def project(shared: Shared) -> Path:
    """The small programme whose mentor allows contact, stamped and rendered."""

    def make(target: Path) -> None:
        changes = replaced(
            "programme/mentors.csv", CONSENT, CONSENT.replace("biography", "biography;contact")
        )
        root = with_config(write_programme(target, changes))
        built(root, target / "site", "--today", "2026-05-12")
        config = (root / "mkdocs.yml").read_text("utf-8")
        rendered = config.replace(
            "handbook/programme", "handbook/programme: {entries: rendered}", 1
        )
        (root / "mkdocs.yml").write_text(rendered, "utf-8")
        built(root, target / "rendered", "--today", "2026-05-12")

    return shared("personal-addresses", make)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("folder", ["site", "rendered"])
def test_no_byte_of_an_address_is_in_any_file(project: Path, folder: str) -> None:
    files = contents(project / folder)
    for path, content in files.items():
        plain = gzip.decompress(content) if path.endswith(".gz") else content
        for address in PEOPLE.values():
            for form in (address, quote(address, safe=""), address.replace("@", "&#64;")):
                assert form.encode() not in plain, path
    home = files["index.html"]
    assert f"mailto:{ROLE}".encode() in home


@pytest.mark.parametrize("folder", ["site", "rendered"])
def test_the_search_knows_the_page_but_not_the_address(project: Path, folder: str) -> None:
    index = contents(project / folder)["search/search_index.json"].decode()
    assert "Bo Coordinator" in index
    for part in ("bo.private", "acme.example"):
        assert part not in index
    assert ROLE in index


@pytest.mark.browser
@pytest.mark.parametrize("folder", ["site", "rendered"])
@pytest.mark.parametrize("url", list(PEOPLE))
def test_the_link_works_in_a_browser(project: Path, page: Page, folder: str, url: str) -> None:
    with serving(project / folder) as address:
        page.goto(address + url)
        link = page.get_by_role("link", name=PEOPLE[url], exact=True)
        assert link.get_attribute("href") == f"mailto:{PEOPLE[url]}"
        assert link.inner_text() == PEOPLE[url]
        assert link.is_visible()
