"""The site builds under ProperDocs too, the continuation of MkDocs 1."""

from __future__ import annotations

from pathlib import Path

from tests.site.commands import REPOSITORY, run
from tests.site.trees import differences


def test_properdocs_makes_the_same_site(site: Path, tmp_path: Path) -> None:
    result = run(
        "properdocs", "build", "--strict", "-f", REPOSITORY / "mkdocs.yml",
        "--site-dir", tmp_path / "site", cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert differences(site, tmp_path / "site") == []
