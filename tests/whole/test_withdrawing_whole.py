"""A withdrawal, or `forget`, is done whole or not at all, whatever git or the machine refuses."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handbook import atomic
from handbook.cli import main
from handbook.repository import GitError, Repository
from tests.support.programmes import FILES, write_programme

MENTORS = "programme/mentors.csv"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests."""
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = T\nemail = t@example.org\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = write_programme(tmp_path / "root", {"private/notes.txt": "One.\n"})
    (folder / ".gitignore").write_text("/private/\n")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "first")
    return folder


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done.stdout.strip()


def everything(root: Path) -> dict[str, bytes]:
    """All that a coordinator has: files, index, branches; the objects of git are not seen."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_relative_to(root / ".git/objects")
    }


def ask(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments[:1], "--root", str(root), *arguments[1:]])


def conflicted(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "other")
    (root / "programme/faq.yaml").write_text("theirs: 1\n")
    git(root, "commit", "--quiet", "--all", "--message", "theirs")
    git(root, "checkout", "--quiet", "main")
    (root / "programme/faq.yaml").write_text("ours: 1\n")
    git(root, "commit", "--quiet", "--all", "--message", "ours")
    git(root, "merge", "--quiet", "other", code=1)


def lock(path: str) -> Callable[[Path], None]:
    def put(root: Path) -> None:
        (root / ".git" / path).parent.mkdir(exist_ok=True, parents=True)
        (root / ".git" / path).touch()

    return put


UNDER_WAY: dict[str, Callable[[Path], None]] = {
    "git works on what is staged": lock("index.lock"),
    "git works on the branch": lock("refs/heads/main.lock"),
    "git packs its branches": lock("packed-refs.lock"),
    "git moves to another branch": lock("HEAD.lock"),
    "a merge waits": lock("MERGE_HEAD"),
    "a commit is picked": lock("CHERRY_PICK_HEAD"),
    "a commit is reverted": lock("REVERT_HEAD"),
    "commits are set on others": lock("rebase-merge/done"),
    "patches are applied": lock("rebase-apply/patch"),
    "a merge is in conflict": conflicted,
}


@pytest.mark.parametrize("busy", UNDER_WAY.values(), ids=UNDER_WAY)
def test_while_git_is_in_the_middle_of_something_nothing_changes(root, busy):
    busy(root)
    before = everything(root)
    result = ask(root, "withdraw", "ana")
    assert result.exit_code == 2, result.output
    assert everything(root) == before
    assert "Nothing was changed: git is in the middle of something (" in result.output


def test_nor_is_anything_committed_then_but_a_look_is_allowed(root):
    lock("index.lock")(root)
    before = everything(root)
    assert ask(root, "withdraw", "ana", "--commit").exit_code == 2
    assert ask(root, "withdraw", "ana", "--dry-run").exit_code == 0
    assert everything(root) == before


def test_what_is_half_done_outside_of_the_project_hinders_nobody(root):
    (root / ".git/gc.log.lock").touch()
    assert ask(root, "withdraw", "ana", "--commit").exit_code == 0


@pytest.mark.parametrize("command", ["hash-object", "read-tree", "write-tree", "commit-tree"])
def test_where_git_fails_before_the_end_nothing_changes(root, monkeypatch, command):
    failing(monkeypatch, command)
    same_after(root, own=True)


@pytest.mark.parametrize("command", ["update-index", "update-ref"])
@pytest.mark.parametrize("own", [True, False])
def test_where_git_fails_at_the_end_all_is_put_back(root, monkeypatch, command, own):
    failing(monkeypatch, command)
    same_after(root, own=own)


def failing(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    run = Repository.run

    def fails(self: Repository, *arguments: str, **rest: Any) -> bytes:
        # What is staged for good, and not in the index of a commit.
        if arguments[0] == command and not (command == "update-index" and "environment" in rest):
            raise GitError("no space left on device")
        return run(self, *arguments, **rest)

    monkeypatch.setattr(Repository, "run", fails)


def same_after(root: Path, *, own: bool) -> None:
    """The coordinator's own work, staged and not, is there as it was."""
    if own:
        (root / "programme/faq.yaml").write_text("staged: yes\n")
        git(root, "add", "programme/faq.yaml")
        (root / MENTORS).write_text(FILES[MENTORS] + "zoe,Zo", "utf-8")
    before = everything(root)
    result = ask(root, "withdraw", "ana", "--commit")
    assert result.exit_code == 2, result.output
    assert "no space left on device Nothing was changed." in result.output
    assert everything(root) == before


def test_a_hook_that_refuses_the_commit_has_all_put_back(root):
    hook = root / ".git/hooks/reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\n[ "$1" != prepared ]\n')
    hook.chmod(0o755)
    before = everything(root)
    result = ask(root, "withdraw", "ana", "--commit")
    assert result.exit_code == 2
    assert everything(root) == before


@pytest.mark.parametrize("commit", [(), ("--commit",)])
@pytest.mark.parametrize("at", [1, 3])
def test_where_the_disk_is_full_nothing_changes(root, monkeypatch, at, commit):
    beside, count = atomic.beside, iter(range(1, 100))

    def full(target: Path, content: bytes) -> Path:
        if next(count) == at:
            raise OSError(28, "No space left on device", str(target))
        return beside(target, content)

    monkeypatch.setattr(atomic, "beside", full)
    before = everything(root)
    result = ask(root, "withdraw", "ana", *commit)
    assert result.exit_code == 2
    assert everything(root) == before


@pytest.mark.parametrize("at", [1, 2, 3])
def test_where_a_file_cannot_be_replaced_those_before_it_are_put_back(root, monkeypatch, at):
    replace, count = Path.replace, iter(range(1, 100))

    def refused(self: Path, target: Path) -> Path:
        if self.suffix == ".new" and next(count) == at:
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    before = everything(root)
    assert ask(root, "withdraw", "ana").exit_code == 2
    assert everything(root) == before


def test_forget_changes_nothing_either_while_git_is_at_work(root):
    asked = ("forget", "--today", "2031-06-01", "--before", "2031-01-01", "--write")
    lock("index.lock")(root)
    before = everything(root)
    result = ask(root, *asked)
    assert (result.exit_code, everything(root)) == (2, before), result.output
    assert "git is in the middle of something" in result.output
    (root / ".git/index.lock").unlink()
    assert ask(root, *asked).exit_code < 2
    assert "\neva," not in (root / MENTORS).read_text("utf-8")


def test_files_put_back_keep_their_rights_and_new_ones_get_the_usual(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "gone").symlink_to("a")
    changes = {tmp_path / "a": b"new", tmp_path / "gone": None, tmp_path / "b": b"more"}
    seen: list[bool] = []

    def later() -> None:
        with atomic.replaced(changes):
            seen.append(
                (tmp_path / "a").read_bytes() == b"new" and not (tmp_path / "gone").exists()
            )
            raise ValueError("later")

    with pytest.raises(ValueError, match="later"):
        later()
    assert seen == [True]
    assert (tmp_path / "a").read_bytes() == b"old"
    assert (tmp_path / "gone").is_symlink()
    assert {path.name for path in tmp_path.iterdir()} == {"a", "gone", "gitconfig"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    with atomic.replaced(changes):
        pass
    (tmp_path / "usual").touch()
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "usual").stat().st_mode
