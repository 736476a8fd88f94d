"""Two builds of the same files for the same day are the same, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

from tests.site.commands import built, copy_of_repository
from tests.site.trees import contents, differences


def test_place_time_zone_and_chance_change_nothing(site: Path, tmp_path: Path) -> None:
    root = copy_of_repository(tmp_path / "elsewhere" / "a copy")
    for path in root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    again = built(
        root,
        tmp_path / "site",
        PYTHONHASHSEED="4711",
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        COLUMNS="40",
    )
    assert differences(site, again) == []
    assert len(contents(again)) > 80


def test_nothing_but_the_date_decides(small: Path, tmp_path: Path) -> None:
    again = built(small, tmp_path / "site", "--today", "2026-05-12", PYTHONHASHSEED="7")
    assert differences(small / "site", again) == []
    other = built(small, tmp_path / "other", "--today", "2026-10-01")
    changed = [line.partition(":")[0] for line in differences(small / "site", other)]
    assert "timeline/index.html" in changed
    assert not [name for name in changed if name.startswith("assets/")]
