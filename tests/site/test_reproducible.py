"""Two builds of the same files for the same day are the same, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

from tests.site.commands import built, copy_of_repository
from tests.site.sourcedata import today
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


def test_a_date_given_by_hand_is_the_same_date(small: Path, tmp_path: Path) -> None:
    assert today().isoformat() == "2026-05-12"
    again = built(small, tmp_path / "site", HANDBOOK_TODAY="2026-05-12", PYTHONHASHSEED="7")
    assert differences(small / "site", again) == []
    other = built(small, tmp_path / "other", "--today", "2026-05-13", PYTHONHASHSEED="8")
    assert "sitemap.xml.gz" in " ".join(differences(small / "site", other))
