from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbook import repository as git
from handbook.problems import MASK, Place
from handbook.repository import commits, objects, pushes
from tests.support.small_builds import fault, worded
from tests.support.withdrawals import write


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    run(tmp_path, "config", "--global", "user.name", "Tester")
    run(tmp_path, "config", "--global", "user.email", "tester@example.org")
    run(tmp_path, "config", "--global", "init.defaultBranch", "main")


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one commit, published at a remote."""
    folder = tmp_path / "work"
    write(folder, {"programme/a.csv": "id\r\nana\r\n", "programme/b.csv": "id\nben\n"})
    run(folder, "init", "--quiet")
    commit(folder, "first")
    run(tmp_path, "init", "--quiet", "--bare", "remote.git")
    run(folder, "remote", "add", "origin", "../remote.git")
    run(folder, "push", "--quiet", "origin", "main")
    return folder


def commit(folder: Path, message: str) -> str:
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return run(folder, "rev-parse", "HEAD")


def found(folder: Path) -> git.Repository:
    repository = git.find_repository(folder)
    assert repository is not None
    return repository


def test_no_other_room_calls_git():
    """The check of a push calls the handbook itself, on another folder."""
    package = Path(git.__file__).parent.parent
    callers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "subprocess" in path.read_text("utf-8")
    }
    assert callers == {"repository/__init__.py", "repository/pushes.py"}


# Where a project lies


def test_no_repository_is_no_fault(tmp_path):
    assert git.find_repository(tmp_path) is None
    assert git.tracked_private(tmp_path) == ()


def test_git_that_is_missing_or_refuses_is_told(root, monkeypatch):
    (root / ".git" / "HEAD").write_text("rubbish")
    with pytest.raises(git.GitError, match="not a git repository"):
        git.find_repository(root)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(git.GitError, match="not installed"):
        git.find_repository(root)
    (problem,) = git.tracked_private(root)
    assert fault(problem) == ("private", 0, 0, "private-unknown", "warning")
    assert "git is not installed" in worded(problem)


def test_a_hook_s_environment_leads_to_no_other_repository(root, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
    assert found(root).files_of("HEAD").paths() == ["programme/a.csv", "programme/b.csv"]


def test_the_files_of_a_project_in_a_folder_of_the_repository(root):
    write(root, {"portal/programme/é ü.csv": "id\n", "portal/link": ""})
    (root / "portal/link").unlink()
    (root / "portal/link").symlink_to("programme")
    commit(root, "second")
    repository = found(root / "portal")
    assert repository.prefix == "portal/"
    for files in (repository.files_of("HEAD"), repository.staged()):
        assert files.paths() == ["programme/é ü.csv"]
        assert files.read("programme/é ü.csv") == b"id\n"


# Private files


def test_private_files_that_git_tracks_are_told_one_by_one(root):
    write(root, {".gitignore": "/private/\n", "private/mentees.csv": "id,name\nx,Secret Sue\n"})
    commit(root, "ignored")
    assert git.tracked_private(root) == ()
    write(root, {"Private/a.txt": "", "private-notes.md": ""})
    run(root, "add", "--force", "private/mentees.csv", "Private/a.txt", "private-notes.md")
    problems = git.tracked_private(root)
    assert [fault(problem) for problem in problems] == [
        ("Private/a.txt", 0, 0, "private-tracked", "error"),
        ("private/mentees.csv", 0, 0, "private-tracked", "error"),
    ]
    assert "git rm --cached" in worded(problems[1])
    assert "Sue" not in worded(problems[1])
    assert MASK not in worded(problems[1])


@pytest.mark.parametrize("rule", ["/private/", "/private", "private"])
def test_a_private_folder_that_git_would_take_up_is_told(root, rule):
    write(root, {"private/mentees.csv": "id,name\nx,Secret Sue\n"})
    (problem,) = git.tracked_private(root)
    assert fault(problem) == ("private", 0, 0, "private-unignored", "warning")
    assert ".gitignore" in worded(problem)
    write(root, {".gitignore": f"{rule}\n"})
    assert git.tracked_private(root) == ()


def test_many_private_files_are_counted(root):
    write(root, {f"private/{number:02}.txt": "" for number in range(25)})
    run(root, "add", "--force", "private")
    problems = git.tracked_private(root)
    assert len(problems) == 21
    assert problems[-1].place == Place("private")
    assert "5 further" in worded(problems[-1])


# What is published


def test_the_last_published_commit_is_that_of_the_remote(root, tmp_path):
    first = run(root, "rev-parse", "HEAD")
    commit(root, "unpublished")
    assert commits.published(found(root)) == commits.Published(first, "origin", "main")
    run(tmp_path, "clone", "--quiet", "remote.git", "other")
    second = commit(tmp_path / "other", "by somebody else")
    run(tmp_path / "other", "push", "--quiet", "origin", "main")
    assert commits.published(found(root)) == commits.Published(second, "origin", "main")


def test_a_remote_that_does_not_answer_is_gone_by_from_memory(root, tmp_path):
    (tmp_path / "remote.git").rename(tmp_path / "away.git")
    first = run(root, "rev-parse", "HEAD")
    assert commits.published(found(root)) == commits.Published(first, "origin", "main", fresh=False)


def test_the_published_branch_may_have_any_name(root):
    run(root, "push", "--quiet", "origin", "main:refs/heads/portal")
    run(root, "fetch", "--quiet")
    run(root, "remote", "set-head", "origin", "portal")
    published = commits.published(found(root))
    assert published is not None
    assert published.branch == "portal"


def test_without_remote_or_commit(tmp_path):
    run(tmp_path, "init", "--quiet", "alone")
    alone = tmp_path / "alone"
    assert commits.published(found(alone)) is None
    only = commit(alone, "only")
    assert commits.published(found(alone)) == commits.Published(only)


# Commits


def test_a_commit_holds_its_files_and_nothing_else(root):
    base = run(root, "rev-parse", "HEAD")
    write(root, {"programme/a.csv": "half made", "new.md": "new"})
    run(root, "add", "new.md")
    before = run(root, "status", "--porcelain")
    (root / "programme/b.csv").chmod(0o755)
    made = commits.commit_files(
        found(root), base, {"programme/a.csv": b"id\r\nx\r\n", "programme/b.csv": None}, "Message"
    )
    assert run(root, "log", "-1", "--format=%P %s", made) == f"{base} Message"
    assert run(root, "show", "--format=", "--name-status", made).split() == [
        *("M", "programme/a.csv", "D", "programme/b.csv")
    ]
    shown = subprocess.run(
        ["git", "show", f"{made}:programme/a.csv"], cwd=root, capture_output=True, check=True
    )
    assert shown.stdout == b"id\r\nx\r\n"
    (root / "programme/b.csv").chmod(0o644)
    assert run(root, "status", "--porcelain") == before
    assert run(root, "rev-parse", "HEAD") == base


def test_a_commit_needs_no_name_of_the_coordinator(root, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    made = commits.commit_files(found(root), "HEAD", {"programme/a.csv": b""}, "Message")
    assert run(root, "log", "-1", "--format=%an", made) == "handbook"


def test_a_commit_is_kept_on_the_branch_or_on_one_of_its_own(root):
    repository = found(root)
    base = repository.head
    made = commits.commit_files(repository, base, {"programme/a.csv": b"x"}, "Message")
    assert commits.keep(repository, made, base) == ""
    assert repository.head == made
    name = commits.keep(repository, base, "0" * 40)
    assert name == f"withdrawal-{base[:8]}"
    assert run(root, "rev-parse", name) == base
    assert repository.head == made


def test_commits_of_ours_that_wait_are_built_upon_and_no_others(root):
    repository = found(root)
    published = commits.published(repository)
    assert published is not None

    def base() -> str:
        return commits.with_waiting(repository, published, "Ours").commit

    assert base() == published.commit
    own = commits.commit_files(repository, published.commit, {"programme/a.csv": b"1"}, "Ours")
    name = commits.keep(repository, own, "elsewhere")
    assert base() == own
    run(root, "branch", "--quiet", "--delete", "--force", name)
    theirs = commit(root, "not ready")
    commits.keep(repository, commits.commit_files(repository, theirs, {}, "Ours"), "elsewhere")
    assert base() == published.commit
    run(root, "reset", "--quiet", "--hard", own)
    assert base() == own


def test_what_is_staged_besides_stays_staged(root):
    write(root, {"programme/b.csv": "id\nben\nstaged\n"})
    run(root, "add", "programme/b.csv")
    repository = found(root)
    commits.stage(repository, {"programme/a.csv": b"other"}, repository.staged())
    assert run(root, "diff", "--cached", "--name-only").split() == [
        *("programme/a.csv", "programme/b.csv")
    ]
    assert repository.staged().read("programme/a.csv") == b"other"


@pytest.mark.parametrize(
    ("half_made", "own_commit", "expected"),
    [(False, False, True), (True, False, False), (False, True, False)],
)
def test_a_branch_moves_forward_only_where_nothing_is_lost(root, half_made, own_commit, expected):
    repository = found(root)
    later = commits.commit_files(repository, "HEAD", {"programme/a.csv": b"later"}, "Later")
    if own_commit:
        commit(root, "own")
    if half_made:
        write(root, {"programme/b.csv": "half made"})
    assert commits.fast_forward(repository, later) is expected
    assert (repository.head == later) is expected
    assert (root / "programme/a.csv").read_bytes() == (b"later" if expected else b"id\r\nana\r\n")


# Hooks


def test_a_hook_is_installed_once_and_taken_away(root):
    path = root / ".git/hooks/pre-push"
    assert pushes.install_hook(found(root)) is pushes.Hook.INSTALLED
    script = path.read_text()
    assert os.access(path, os.X_OK)
    assert sys.executable in script
    subprocess.run(["sh", "-n", path], check=True)
    assert pushes.install_hook(found(root)) is pushes.Hook.INSTALLED
    assert path.read_text() == script
    assert pushes.remove_hook(found(root)) is pushes.Hook.REMOVED
    assert not path.exists()
    assert pushes.remove_hook(found(root)) is pushes.Hook.ABSENT


def test_somebody_else_s_hook_is_never_touched(root):
    path = root / ".git/hooks/pre-push"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nexit 0\n")
    assert pushes.install_hook(found(root)) is pushes.Hook.FOREIGN
    assert pushes.remove_hook(found(root)) is pushes.Hook.FOREIGN
    assert path.read_text() == "#!/bin/sh\nexit 0\n"


def test_hooks_lie_where_the_repository_says(root):
    run(root, "config", "core.hooksPath", "tools/hooks")
    assert pushes.install_hook(found(root)) is pushes.Hook.INSTALLED
    assert (root / "tools/hooks/pre-push").is_file()


def test_hooks_of_many_repositories_are_left_alone(root, tmp_path):
    run(root, "config", "core.hooksPath", str(tmp_path / "shared"))
    assert pushes.install_hook(found(root)) is pushes.Hook.SHARED
    assert not (tmp_path / "shared").exists()


# Pushes


def test_the_commits_of_a_push_are_told_once_each(root):
    head = run(root, "rev-parse", "HEAD")
    tree = run(root, "rev-parse", "HEAD^{tree}")
    zero = "0" * 40
    push = objects.push_of(
        [
            f"refs/heads/main {head} refs/heads/main {zero}",
            f"refs/tags/v1 {head} refs/tags/v1 {zero}",
            f"refs/tags/tree {tree} refs/tags/tree {zero}",
            f"(delete) {zero} refs/heads/old {head}",
            "",
        ]
    )
    assert pushes.pushed_commits(found(root), push) == (head,)


def test_a_commit_is_lent_without_the_half_made_work_but_with_what_is_private(root):
    write(root, {"programme/a.csv": "half made", "private/mentees.csv": "id\nmia\n"})
    with pushes.checked_out(found(root), "HEAD") as lent:
        assert (lent / "programme/a.csv").read_bytes() == b"id\r\nana\r\n"
        assert (lent / "private/mentees.csv").read_text() == "id\nmia\n"
    assert not lent.exists()
    assert (root / "private/mentees.csv").read_text() == "id\nmia\n"
    assert len(run(root, "worktree", "list").splitlines()) == 1
