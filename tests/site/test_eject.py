"""`handbook eject`, as a coordinator uses it."""

from __future__ import annotations

from pathlib import Path

from tests.site.commands import handbook
from tests.support.programmes import write_programme


def test_what_the_handbook_says_is_copied_once_and_never_over_ones_own(tmp_path: Path) -> None:
    root = write_programme(tmp_path, {"programme/forms/agreement.yaml": None})
    listed = handbook("eject", cwd=root)
    assert listed.returncode == 0
    assert {"forms/agreement.yaml", "guides/mentor.md"} <= set(listed.stdout.split())

    made = handbook("eject", "forms/agreement.yaml", "guides/mentor.md", cwd=root)
    assert made.returncode == 0, made.stderr
    assert [line.partition(". ")[0] for line in made.stdout.splitlines()] == [
        "Wrote programme/forms/agreement.yaml",
        "Wrote content/en/guides/mentor.md",
    ]
    own = root / "programme" / "forms/agreement.yaml"
    own.write_text(own.read_text("utf-8").replace("two people", "TWO people"), "utf-8")
    changed = own.read_bytes()

    again = handbook("eject", "forms/agreement.yaml", "forms/minutes.yaml", cwd=root)
    assert again.returncode == 2
    assert (
        again.stderr.strip()
        == "programme/forms/agreement.yaml is there already; nothing was written."
    )
    assert own.read_bytes() == changed

    unknown = handbook("eject", "agrement.yaml", "--lang", "es", cwd=root)
    assert unknown.returncode == 2
    assert unknown.stderr.strip() == (
        "El manual no tiene «agrement.yaml»; «handbook eject» enumera lo que tiene. "
        "¿Querías decir «forms/agreement.yaml»?"
    )
