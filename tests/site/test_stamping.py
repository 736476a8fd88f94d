"""Entry pages that are stamped equal, byte for byte, what MkDocs itself renders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.commands import built, copy_of_repository, with_config
from tests.site.conftest import Shared
from tests.site.documents import Document
from tests.site.trees import contents, differences
from tests.support.programmes import write_programme

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


def test_in_two_languages_and_with_hostile_names_too(tmp_path: Path, hostile: Path) -> None:
    stamped = built(hostile, tmp_path / "stamped", "--today", "2026-05-12")
    root = with_config(write_programme(tmp_path / "root"), RENDERED)
    for path in (hostile / "programme").rglob("*.*"):
        target = root / path.relative_to(hostile)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    other = built(root, tmp_path / "rendered", "--today", "2026-05-12")
    assert differences(stamped, other) == []
    assert (stamped / "es" / "mentors" / "ana" / "index.html").is_file()
