"""Entry pages that are stamped equal, byte for byte, what MkDocs itself renders."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site.commands import REPOSITORY, built, copy_of_repository, handbook, with_config
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


@pytest.mark.parametrize("variant", ["bilingual", "hostile"])
def test_in_two_languages_and_with_any_text(
    variant: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    programme: Path = request.getfixturevalue(variant)
    ignored = shutil.ignore_patterns("site")
    root = with_config(shutil.copytree(programme, tmp_path / "root", ignore=ignored), RENDERED)
    other = built(root, tmp_path / "site", "--today", "2026-05-12")
    assert differences(programme / "site", other) == []


MADE_OF_SLOTS = [
    "{{ page.title | upper }}",
    "{{ page.title | truncate(6) }}",
    "{{ page.title | urlencode }}",
    "{{ page.title | length }}",
    "{{ page.url | upper }}",
    "{% if page.title == 'Ana' %}Captain{% endif %}",
    "{% if page and 'Pilot' in (page.meta or {}).description %}Pilot{% endif %}",
]


@pytest.mark.parametrize("said", MADE_OF_SLOTS)
def test_a_template_that_makes_something_else_of_a_slot_is_refused(
    said: str, tmp_path: Path
) -> None:
    root = with_footer(tmp_path, f"<p>{said}</p>")
    for language, told in (("en", "than to show it as it is"), ("es", "que mostrarlos como son")):
        result = handbook("build", cwd=root, HANDBOOK_LANG=language)
        assert result.returncode != 0
        assert told in result.stderr
        assert "entries: rendered" in result.stderr
        assert "Error building page" not in result.stderr
    assert not any((root / "site").rglob("*.html"))


def test_a_template_may_show_a_slot_by_any_way_that_leaves_it(tmp_path: Path) -> None:
    said = "{% if page and page.title %}{{ page.title.strip() }}{{ page.title | d('') }}{% endif %}"
    site = built(
        with_footer(tmp_path, f"<p>{said}</p>"), tmp_path / "site", "--today", "2026-05-12"
    )
    page = (site / "mentors" / "ana" / "index.html").read_text("utf-8")
    assert f"<p>{2 * 'Ana &lt;Á&gt; &amp; Sons'}</p>" in page


def test_what_is_refused_can_be_rendered(tmp_path: Path) -> None:
    root = with_footer(tmp_path, f"<p>{' '.join(MADE_OF_SLOTS)}</p>", RENDERED)
    site = built(root, tmp_path / "site", "--today", "2026-05-12")
    assert "<p>ANA &LT;Á&GT;" in (site / "mentors" / "ana" / "index.html").read_text("utf-8")
    assert not [name for name, content in contents(site).items() if b"hbslot" in content.lower()]


def with_footer(target: Path, footer: str, changes: Mapping[str, str] | None = None) -> Path:
    """Write the small programme with a template of its own that says more in its footer."""
    root = with_config(write_programme(target / "root"), changes)
    template = (REPOSITORY / "overrides" / "main.html").read_text("utf-8")
    block = "{% block footer %}"
    assert block in template
    (root / "overrides").mkdir(exist_ok=True)
    (root / "overrides" / "main.html").write_text(template.replace(block, block + footer), "utf-8")
    return root
