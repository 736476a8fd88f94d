"""What is kept tells its maker, and a folder that takes nothing stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook import cache
from handbook.cache import keep, maker


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two rooms, one of which has files of several kinds."""
    monkeypatch.setattr(cache, "_PACKAGE", tmp_path)
    for file, content in {"one/a.py": "a", "one/in/b.typ": "b", "two/c.py": "c"}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(content)
    return tmp_path


def made_by(*rooms: str, packages: tuple[str, ...] = ()) -> str:
    maker.cache_clear()
    try:
        return maker(rooms, packages)
    finally:
        maker.cache_clear()


@pytest.mark.parametrize(
    ("file", "content"),
    [("one/a.py", "another"), ("one/in/b.typ", "another"), ("one/more.yaml", "")],
)
def test_another_file_is_another_maker_of_its_room_alone(rooms: Path, file: str, content: str):
    before, beside = made_by("one"), made_by("two")
    (rooms / file).write_text(content)
    assert made_by("one") != before
    assert made_by("one", "two") != before
    assert made_by("two") == beside


def test_a_file_that_moves_is_another_maker(rooms: Path):
    before = made_by("one")
    (rooms / "one/a.py").rename(rooms / "one/aa.py")
    assert made_by("one") != before


def test_what_python_compiles_is_no_part_of_it(rooms: Path):
    before = made_by("one")
    (rooms / "one/__pycache__").mkdir()
    (rooms / "one/__pycache__/a.cpython-313.pyc").write_bytes(b"compiled")
    assert made_by("one") == before


def test_another_version_of_a_package_is_another_maker(
    rooms: Path, monkeypatch: pytest.MonkeyPatch
):
    made = set()
    for number in ("1", "2"):
        monkeypatch.setattr(cache, "version", lambda package, number=number: number)
        made.add(made_by("one", packages=("typst",)))
    monkeypatch.undo()
    monkeypatch.setattr(cache, "_PACKAGE", rooms)
    made.add(made_by("one", packages=("no-package-of-this-name",)))
    assert len(made) == 3


def test_a_room_that_is_not_there_is_told(rooms: Path):
    with pytest.raises(FileNotFoundError, match="three"):
        made_by("one", "three")


def test_a_folder_that_takes_nothing_is_done_without(tmp_path: Path):
    keep(tmp_path / "kept" / "there", b"content")
    assert (tmp_path / "kept" / "there").read_bytes() == b"content"
    keep(tmp_path / "kept" / "there" / "below", b"content")
    assert (tmp_path / "kept" / "there").is_file()
