"""Entry pages that are stamped equal, byte for byte, what MkDocs itself renders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site.commands import built, copy_of_repository, with_config
from tests.site.conftest import Shared
from tests.site.documents import Document
from tests.site.trees import contents, differences

RENDERED = {"  - handbook/programme\n": "  - handbook/programme:\n      entries: rendered\n"}


@pytest.fixture(scope="module")
def rendered(shared: Shared) -> Path:
    def make(target: Path) -> None:
        root = with_config(copy_of_repository(target / "root"), RENDERED)
        built(root, target / "site")

    return shared("rendered", make) / "site"


def test_every_entry_page_is_the_one_mkdocs_renders(
    site: Path, rendered: Path, pages: dict[str, Document]
) -> None:
    kinds = ("mentors/", "organisations/", "training/", "20")
    entries = [url for url in pages if url.startswith(kinds) and url not in kinds]
    assert len(entries) > 40
    for url in entries:
        stamped = (site / url / "index.html").read_bytes()
        assert stamped == (rendered / url / "index.html").read_bytes(), url


def test_nothing_else_differs_and_no_exemplar_is_left_over(site: Path, rendered: Path) -> None:
    assert differences(site, rendered) == []
    assert not [name for name, content in contents(site).items() if b"hbslot" in content]
    assert not [name for name in contents(site) if "hbslot" in name]


@pytest.mark.parametrize("variant", ["bilingual", "hostile"])
def test_in_two_languages_and_with_any_text(
    variant: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    programme: Path = request.getfixturevalue(variant)
    ignored = shutil.ignore_patterns("site")
    root = with_config(shutil.copytree(programme, tmp_path / "root", ignore=ignored), RENDERED)
    other = built(root, tmp_path / "site", "--today", "2026-05-12")
    assert differences(programme / "site", other) == []
