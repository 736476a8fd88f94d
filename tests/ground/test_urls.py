from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.languages import Languages
from handbook.urls import Urls, relative, url_of
from tests.support.small_builds import thorough

URLS = Urls(Languages(("en", "es")))


def test_the_default_language_lives_at_the_root():
    assert URLS.path("guides/mentor.md", "en") == "guides/mentor.md"
    assert URLS.path("guides/mentor.md", "es") == "es/guides/mentor.md"
    assert URLS.translations("index.md") == {"en": "index.md", "es": "es/index.md"}


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("faq.md", "faq/"),
        ("mentors/index.md", "mentors/"),
        ("mentors/ana.md", "mentors/ana/"),
        ("es/index.md", "es/"),
        ("es/mentors/index.md", "es/mentors/"),
        ("reindex.md", "reindex/"),
        ("a/my-index.md", "a/my-index/"),
        ("index/a.md", "index/a/"),
        ("2026.md", "2026/"),
    ],
)
def test_a_page_is_served_as_a_folder(path, url):
    assert url_of(path) == url


@pytest.mark.parametrize(
    ("url", "start", "address"),
    [
        ("", "", "./"),
        ("", "mentors/", "../"),
        ("", "mentors/ana/", "../../"),
        ("mentors/", "mentors/", "./"),
        ("mentors/", "", "mentors/"),
        ("mentors/", "mentors/ana/", "../"),
        ("mentors/bo/", "mentors/ana/", "../bo/"),
        ("es/mentors/", "mentors/", "../es/mentors/"),
        ("assets/a.svg", "", "assets/a.svg"),
        ("assets/a.svg", "mentors/ana/", "../../assets/a.svg"),
    ],
)
def test_an_address_is_relative_to_its_page(url, start, address):
    assert relative(url, start) == address


names = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=6)
folders = st.lists(names, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))


@thorough
@given(folders, folders, names | st.just(""))
def test_a_browser_follows_it_to_the_target(folder, start, file):
    url = f"{folder}{file}.svg" if file else folder
    root = "https://a.example/sub/"
    assert urljoin(root + start, relative(url, start)) == root + url


def test_two_files_can_claim_one_address():
    """Which the site has to notice; see the rule on reserved names."""
    assert url_of("mentors.md") == url_of("mentors/index.md")
