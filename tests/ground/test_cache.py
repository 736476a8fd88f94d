"""What is kept tells its maker, and a folder that takes nothing stops nobody."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from handbook import cache
from handbook.cache import keep, maker, own_folder


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


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of a user's own folder, where there is none yet."""
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: tmp_path / "user" / "handbook")
    return tmp_path / "user" / "handbook"


def test_ones_own_folder_is_nobody_elses(own: Path):
    assert own_folder() == own
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert own_folder() == own


@pytest.mark.parametrize("rights", [0o755, 0o770, 0o701])
def test_a_folder_that_others_may_use_is_none(own: Path, rights: int):
    own.mkdir(parents=True)
    own.chmod(rights)
    assert own_folder() is None


def test_a_folder_of_somebody_else_is_none(own: Path, monkeypatch: pytest.MonkeyPatch):
    assert own_folder() == own
    monkeypatch.setattr(os, "getuid", lambda: own.stat().st_uid + 1)
    assert own_folder() is None


def test_a_link_or_a_file_is_none(own: Path, tmp_path: Path):
    own.parent.mkdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    own.symlink_to(tmp_path / "elsewhere")
    assert own_folder() is None
    own.unlink()
    own.touch()
    assert own_folder() is None


def test_a_folder_in_a_repository_is_none(own: Path):
    (own.parents[1] / ".git").mkdir()
    assert own_folder() is None


def test_a_folder_that_is_told_from_where_one_stands_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: Path("kept"))
    assert own_folder() is None


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_is_discarded_is_gone_and_what_a_link_leads_to_stays(tmp_path: Path):
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    for name in ("file", "folder/file", "folder/inner/file"):
        (tmp_path / name).write_text("x")
    (tmp_path / "to-folder").symlink_to("folder")
    (tmp_path / "to-file").symlink_to("file")
    (tmp_path / "to-nothing").symlink_to("nothing")
    (tmp_path / "to-itself").symlink_to("to-itself")
    for name in ("to-folder", "to-file", "to-nothing", "to-itself"):
        cache.discard(tmp_path / name)
        assert not (tmp_path / name).is_symlink()
    assert (tmp_path / "folder" / "inner" / "file").read_text() == "x"
    for name in ("folder", "file/inner", "file", "file", "folder/file"):
        cache.discard(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
