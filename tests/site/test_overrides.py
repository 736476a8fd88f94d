"""A programme's own templates and prose come before the package's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.commands import built, handbook, with_config
from tests.site.conftest import Shared
from tests.site.documents import Document, documents
from tests.support.programmes import write_programme

OWN: dict[str, str] = {
    "overrides/mentors/entry.html": "<h1>{{ entry.name }}</h1>\n"
    "<p class=own>{{ t('mentors.back') }}</p>",
    "overrides/components/testimonials.html": "<p>{{ testimonials | length }} voices</p>",
    "overrides/organisations/listing.html": "{% for each in records %}"
    "<p>Partner: {{ link(each) }}</p>{% endfor %}",
    "overrides/assets/extra.txt": "an asset of our own",
    "content/en/faq.md": '---\ntitle: "Asked"\ndescription: "Our own page of questions."\n---\n\n'
    "# Asked of {{ programme.name }}\n\n"
    '{{ listing("faq") }}\n',
    "content/en/leaflet.txt": "served as it is",
}


@pytest.fixture(scope="module")
def own(shared: Shared) -> Path:
    def make(target: Path) -> None:
        root = with_config(write_programme(target, OWN))
        built(root, root / "site", "--today", "2026-05-12")

    return shared("own", make) / "site"


@pytest.fixture(scope="module")
def own_pages(own: Path) -> dict[str, Document]:
    return documents(own)


def test_a_template_of_entries_replaces_the_packages(
    own_pages: dict[str, Document], small: Path
) -> None:
    page = own_pages["mentors/ana/"].article
    assert page.one("p", "own").text == "All mentors"
    assert page.one("h1").text == "Ana <Á> & Sons"
    assert "Ten years at sea" not in page.text
    assert "Ten years at sea" in documents(small / "site")["mentors/ana/"].article.text


def test_so_do_templates_of_listings_and_components(own_pages: dict[str, Document]) -> None:
    assert "Partner: Acme Ferries" in own_pages["organisations/"].article.text
    assert "1 voices" in own_pages["2025/"].article.text


def test_a_page_of_prose_replaces_the_packages(own_pages: dict[str, Document]) -> None:
    page = own_pages["faq/"]
    assert page.article.one("h1").text.startswith("Asked of Ferry Mentoring")
    assert page.description == "Our own page of questions."
    assert "How long is a session?" in page.article.text


def test_the_rest_stays_the_packages(own_pages: dict[str, Document], small: Path) -> None:
    assert set(own_pages) == set(documents(small / "site"))


def test_files_beside_prose_and_templates_are_served(own: Path) -> None:
    assert (own / "leaflet.txt").read_text("utf-8") == "served as it is"
    assert (own / "assets" / "extra.txt").read_text("utf-8") == "an asset of our own"


def test_a_fault_in_a_template_of_ones_own_is_told_with_file_and_line(tmp_path: Path) -> None:
    template = "<h1>{{ entry.name }}</h1>\n\n{{ entry.phone }}\n"
    root = write_programme(tmp_path, {"overrides/mentors/entry.html": template})
    result = handbook("check", "--root", root, cwd=tmp_path)
    assert result.returncode == 1
    assert 'overrides/mentors/entry.html:3: "phone"' in result.stderr
