"""What one run kept is found by the next, and what is damaged never is."""

from __future__ import annotations

import marshal
import os
from pathlib import Path

import pytest

from handbook import stores
from handbook.stores import Store

CONTENT = b"what was worked out"


def kept_in(folder: Path, made_by: str = "") -> Store:
    return Store("things", lambda: made_by, lambda: folder)


def store_in(folder: Path) -> Path:
    (store,) = folder.iterdir()
    return store


def kept(folder: Path, *keys: str) -> None:
    """Keep a code under keys, in a run of its own."""
    run = kept_in(folder)
    for key in keys:
        run.add(key, CONTENT)
    run.keep()


def test_the_next_run_finds_what_was_compiled(tmp_path: Path) -> None:
    kept(tmp_path, "a")
    assert kept_in(tmp_path).get("a") == CONTENT
    assert kept_in(tmp_path).get("b") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:40],
        lambda content: content + b"x",
        lambda content: content[:50] + b"\xff" + content[51:],
        lambda content: marshal.dumps({"a": CONTENT}),
    ],
)
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage) -> None:
    kept(tmp_path, "a")
    store = store_in(tmp_path)
    store.write_bytes(damage(store.read_bytes()))
    assert kept_in(tmp_path).get("a") is None
    kept(tmp_path, "a")
    assert kept_in(tmp_path).get("a") is not None


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    kept(tmp_path, "a")
    store_in(tmp_path).unlink()
    run = kept_in(tmp_path)
    run.keep()
    assert not [*tmp_path.iterdir()]


def test_a_folder_that_there_is_not_costs_nothing() -> None:
    for folder in (lambda: None, lambda: Path("/dev/null/nowhere")):
        for _ in range(2):
            run = Store("things", str, folder)
            assert run.get("a") is None
            run.add("a", CONTENT)
            run.keep()


def test_what_was_used_longest_ago_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "LARGEST", 3 * len(CONTENT))
    kept(tmp_path, "a", "b", "c")
    run = kept_in(tmp_path)
    assert run.get("a") is not None
    run.add("d", CONTENT)
    run.keep()
    left = kept_in(tmp_path)
    assert [key for key in "abcd" if left.get(key)] == ["a", "c", "d"]


def test_another_version_has_its_own_and_few_are_kept(tmp_path: Path) -> None:
    for number in range(stores.MOST_STORES + 2):
        run = kept_in(tmp_path, str(number))
        assert run.get("a") is None
        run.add("a", CONTENT)
        run.keep()
        newest = max(tmp_path.iterdir(), key=lambda store: store.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    assert len([*tmp_path.iterdir()]) == stores.MOST_STORES
    assert kept_in(tmp_path, str(number)).get("a") == CONTENT
    assert kept_in(tmp_path, "0").get("a") is None


def test_what_is_to_be_forgotten_goes_in_every_version(tmp_path: Path) -> None:
    kept(tmp_path, "a")
    other = kept_in(tmp_path, "another version")
    other.add("b", CONTENT)
    other.keep()
    (tmp_path / "sheets-1").write_bytes(CONTENT)
    run = kept_in(tmp_path)
    run.add("c", CONTENT)
    run.forget()
    run.keep()
    assert [file.name for file in tmp_path.iterdir()] == ["sheets-1"]
    assert (run.get("a"), run.get("c")) == (None, None)


def test_all_stores_are_forgotten_whoever_knows_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "own_folder", lambda: tmp_path)
    monkeypatch.setattr(stores, "_ALL", [])
    kept(tmp_path, "a")
    (tmp_path / "templates-of-another-command").write_bytes(CONTENT)
    run = stores.shared_store("shared", str)
    run.add("c", CONTENT)
    stores.forget_stores()
    stores.keep_stores()
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_goes_on_does_not_bring_back_what_was_forgotten(tmp_path: Path) -> None:
    kept(tmp_path, "a")
    run = kept_in(tmp_path)
    assert run.get("a") == CONTENT
    kept_in(tmp_path).forget()
    run.add("b", CONTENT)
    run.keep()
    assert list(tmp_path.iterdir()) == []
    run.add("c", CONTENT)
    run.keep()
    again = kept_in(tmp_path)
    assert [again.get(key) for key in "abc"] == [None, None, CONTENT]


def test_a_run_that_has_kept_something_knows_when_that_was_forgotten(tmp_path: Path) -> None:
    run = kept_in(tmp_path)
    run.add("a", CONTENT)
    run.keep()
    kept_in(tmp_path).forget()
    run.add("b", CONTENT)
    run.keep()
    assert list(tmp_path.iterdir()) == []
