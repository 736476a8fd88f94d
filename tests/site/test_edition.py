"""`handbook edition`, as a coordinator uses it: each command once, and again without a change."""

from __future__ import annotations

from pathlib import Path

from tests.site.commands import handbook
from tests.support.programmes import replaced, write_programme

EDITION = "programme/editions/2026/edition.yaml"


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_a_look_writes_nothing(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    before = files(root)
    for command in (("new", "2027", "--from", "2026"), ("close", "2025"), ("cancel", "2026")):
        result = handbook("edition", *command, "--dry-run", "--today", "2026-02-01", cwd=root)
        assert result.returncode == 0, result.stderr
        assert result.stdout.startswith("Would write programme/editions/")
    assert files(root) == before


def test_a_step_is_done_once(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    for command, again in (
        (("new", "2027", "--from", "2026"), 1),
        (("close", "2026"), 0),
        (("cancel", "2027"), 0),
    ):
        told = ("--today", "2026-12-01", "--lang", "es")
        first = handbook("edition", *command, *told, cwd=root)
        assert first.returncode == 0, first.stderr
        assert "Escrito programme/editions/" in first.stdout
        after = files(root)
        second = handbook("edition", *command, *told, cwd=root)
        assert second.returncode == again
        assert files(root) == after
    assert (
        "editions/2027 ya existe"
        in handbook("edition", "new", "2027", "--from", "2026", *told, cwd=root).stderr
    )
    checked = handbook("check", "--today", "2026-12-01", cwd=root)
    assert checked.returncode == 0, checked.stderr


def test_a_programme_with_an_error_is_mended_first(tmp_path: Path) -> None:
    root = write_programme(tmp_path, replaced(EDITION, "kind: career", "kind: carer"))
    result = handbook("edition", "cancel", "2026", cwd=root)
    assert result.returncode == 1
    assert f"{EDITION}:5:" in result.stderr
    assert result.stderr.endswith("Nothing was changed. Mend the errors above first.\n")
    assert "cancelled" not in (root / EDITION).read_text("utf-8")


def test_two_editions_are_compared(tmp_path: Path) -> None:
    root = write_programme(tmp_path)
    result = handbook("edition", "diff", "2025", "2026", cwd=root)
    assert result.returncode == 0
    assert "title: Edition 2025 → Edition 2026" in result.stdout
    unknown = handbook("edition", "diff", "2025", "2030", cwd=root)
    assert unknown.returncode == 1
    assert unknown.stderr.strip() == 'There is no edition "2030"; there are 2025, 2026.'
