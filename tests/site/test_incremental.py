"""Whatever is changed in whatever order, a build is the clean one, byte for byte."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from handbook.cache import CACHE
from tests.site.commands import built, handbook, with_config
from tests.site.trees import differences
from tests.support.programmes import write_programme
from tests.whole.test_recollection import EDITS
from tests.whole.test_recollection import edit as changed

DAYS = ("2026-03-01", "2026-03-02", "2027-01-15")
SOUND = sorted(set(EDITS) - {"a page that asks in vain", "an unclosed quote"})
"""After which there is a site."""
_CHOSEN = random.Random(13)
TRIED = [[(_CHOSEN.choice(SOUND), _CHOSEN.choice(DAYS)) for _ in range(4)] for _ in range(8)]
"""Sequences of edits, each with a day: the same ones each time."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_config(write_programme(tmp_path / "kept"))


def copied(root: Path, site: Path) -> Path:
    """Make a copy that knows of no build before."""
    fresh = site.parent / f"{site.name}-of"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(CACHE, "site"))
    return fresh


def clean(root: Path, site: Path, *options: str) -> Path:
    """Build a copy that knows of no build before."""
    return built(copied(root, site), site, *options)


@pytest.mark.parametrize(
    "edits",
    [pytest.param(each, marks=pytest.mark.full if at else ()) for at, each in enumerate(TRIED)],
)
def test_each_build_is_the_clean_one(
    edits: list[tuple[str, str]], root: Path, tmp_path: Path
) -> None:
    for edit, day in edits:
        changed(root, *EDITS[edit])
        fresh = copied(root, tmp_path / "fresh")
        kept, made = (handbook("build", "--today", day, cwd=each) for each in (root, fresh))
        assert (kept.returncode, kept.stderr) == (made.returncode, made.stderr)
        # Some edits are unsound after others; what was published then stays.
        if kept.returncode == 0:
            assert differences(root / "site", fresh / "site") == [], (edit, day)


def test_pages_that_are_the_same_again_are_not_written(root: Path) -> None:
    site = built(root, root / "site", "--today", DAYS[0])
    pages = [
        page for kind in ("mentors", "organisations") for page in site.glob(f"{kind}/*/index.html")
    ]
    before = {page: (page.stat().st_ino, page.read_bytes()) for page in pages}
    changed(root, *EDITS["a strength"])
    built(root, root / "site", "--today", DAYS[0])
    now = {page: (page.stat().st_ino, page.read_bytes()) for page in pages}
    assert {page for page in pages if now[page] != before[page]} == {
        page for page in pages if now[page][1] != before[page][1]
    }
    assert 0 < sum(now[page] == before[page] for page in pages) < len(pages)
    assert not (root / CACHE / "former").exists()


@pytest.mark.parametrize(
    "event",
    [
        "on_post_page(output, **rest)",
        "on_post_build(**rest)",
        pytest.param("on_env(env, **rest)", marks=pytest.mark.full),
        pytest.param("on_post_template(output_content, **rest)", marks=pytest.mark.full),
    ],
)
def test_a_build_that_is_killed_leaves_nothing_stale(
    event: str, root: Path, tmp_path: Path
) -> None:
    built(root, root / "site", "--today", DAYS[0])
    for edit in ("a strength", "another organisation", "a page"):
        changed(root, *EDITS[edit])
    config = root / "mkdocs.yml"
    sound = config.read_text("utf-8")
    config.write_text(f"{sound}hooks: [hook.py]\n", "utf-8")
    hook = root / "hook.py"
    hook.write_text(f"import os\n\n\ndef {event}:\n    os._exit(9)\n", "utf-8")
    assert handbook("build", "--today", DAYS[0], cwd=root).returncode == 9
    config.write_text(sound, "utf-8")
    hook.unlink()
    for edit in ("the first names", "no page"):
        changed(root, *EDITS[edit])
    kept = built(root, root / "site", "--today", DAYS[0])
    assert differences(kept, clean(root, tmp_path / "fresh", "--today", DAYS[0])) == []
