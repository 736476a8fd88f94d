"""What a push sends, by what the remote that receives it tells of itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.repository import GitError
from handbook.repository.objects import (
    Allowance,
    Push,
    TooMuchError,
    contents,
    large_file,
    missing,
    push_of,
)
from handbook.repository.placement import placed
from tests.support.pushing import commit, copied, make_project, plain, run, told, top
from tests.support.withdrawals import write

ZERO = "0" * 40


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        plain(patch, home)
        return make_project(home)


@pytest.fixture
def root(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plain(monkeypatch, tmp_path)
    return copied(project, tmp_path)


def sent(root: Path, *arguments: str) -> dict[str, str]:
    """Return what a push sends: the path of each thing, and the short commit that brings it."""
    made = placed(top(root), told(root, *arguments), Allowance())
    return {spot.path: spot.origin for spot in made.names.values()}


def test_only_what_is_new_is_sent(root: Path) -> None:
    write(root, {"docs/a.md": "a"})
    first = commit(root, "First")
    write(root, {"docs/b.md": "b"})
    second = commit(root, "Second")
    expected = {"docs": first[:10], "docs/a.md": first[:10], "docs/b.md": second[:10]}
    assert sent(root, "origin", "main") == expected
    assert sent(root, "origin", "main:refs/heads/new") == expected
    assert set(expected) < set(sent(root, "other", "main"))
    run(root, "push", "--quiet", "--no-verify", "origin", "main")
    assert sent(root, "origin", "main:refs/heads/again") == {}


def test_deleting_sends_nothing(root: Path) -> None:
    assert told(root, "origin", ":main").updates == ()


def test_a_remote_that_does_not_answer_has_what_git_told_of_it(root: Path) -> None:
    write(root, {"a.md": "a"})
    commit(root, "First")
    push = told(root, "origin", "main")
    asked = missing(top(root), push, Allowance())
    (root.parent / "origin.git").rename(root.parent / "away.git")
    assert missing(top(root), push, Allowance()) == asked
    alone = Push(push.updates)
    assert missing(top(root), alone, Allowance()) == asked


def test_an_object_that_is_lost_is_told_and_not_passed_over(root: Path) -> None:
    write(root, {"a.md": "a"})
    commit(root, "First")
    push = told(root, "origin", "main")
    name = run(root, "rev-parse", "HEAD:a.md").strip()
    (root / ".git/objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(GitError):
        missing(top(root), push, Allowance())


def test_what_the_remote_names_but_is_not_here_does_not_matter(root: Path) -> None:
    other = root.parent / "elsewhere"
    run(root.parent, "clone", "--quiet", "origin.git", other.name)
    commit(other, "By somebody else")
    run(other, "push", "--quiet", "origin", "main:theirs")
    write(root, {"a.md": "a"})
    commit(root, "First")
    assert list(sent(root, "origin", "main")) == ["a.md"]


def test_one_file_under_several_names_is_found_under_each(root: Path) -> None:
    write(root, {"a/x": "same", "b/y": "same", "c/a/x": "same"})
    commit(root, "First")
    made = placed(top(root), told(root, "origin", "main"), Allowance())
    paths = {spot.path for spots in made.spots.values() for spot in spots}
    assert paths == {"a/x", "b/y", "c/a/x"}


def test_a_project_in_a_folder_and_in_a_linked_work_tree(root: Path) -> None:
    write(root, {"portal/a.md": "a"})
    commit(root, "First")
    push = told(root, "origin", "main")
    linked = root.parent / "linked"
    run(root, "worktree", "add", "--quiet", str(linked), "HEAD~1")
    for folder in (root / "portal", linked):
        assert [*placed(top(folder), push, Allowance()).names] == ["portal", "portal/a.md"]


@pytest.mark.parametrize("depth", ["1", "2"])
def test_a_shallow_clone(root: Path, depth: str) -> None:
    for number in range(3):
        commit(root, f"Number {number}")
    run(root, "push", "--quiet", "--no-verify", "origin", "main")
    shallow = root.parent / "shallow"
    address = (root.parent / "origin.git").as_uri()
    run(root.parent, "clone", "--quiet", "--depth", depth, address, shallow.name)
    shutil.copy(root / ".git/hooks/pre-push", shallow / ".git/hooks/pre-push")
    write(shallow, {"a.md": "a"})
    commit(shallow, "More")
    assert list(sent(shallow, "origin", "main")) == ["a.md"]


def test_a_repository_of_longer_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain(monkeypatch, tmp_path)
    root = make_project(tmp_path, "--object-format=sha256")
    write(root, {"docs/a.md": "a"})
    commit(root, "First")
    assert list(sent(root, "origin", "main")) == ["docs", "docs/a.md"]
    assert told(root, "origin", ":main").updates == ()


def test_a_hook_s_environment_leads_nowhere_else(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, {"a.md": "a"})
    commit(root, "First")
    push = told(root, "origin", "main")
    for name in ("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(root.parent / "origin.git"))
    assert [*placed(top(root), push, Allowance()).names] == ["a.md"]


def test_what_is_not_known_here_is_refused(root: Path) -> None:
    """As where a folder holds another repository than the one that is pushed."""
    unknown = push_of([f"refs/heads/main {'1' * 40} refs/heads/main {ZERO}"])
    with pytest.raises(GitError):
        missing(top(root), unknown, Allowance())


@pytest.mark.parametrize("line", ["refs/heads/main", "a b c", "a b c d e"])
def test_what_git_does_not_tell_is_refused(line: str) -> None:
    with pytest.raises(GitError, match="told something other"):
        push_of([line])


def test_contents_are_read_in_shares(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.repository.objects._AT_ONCE", 10)
    texts = ["", "\n", "six\n6\n", "far more than ten", "x"]
    write(root, {f"{number}": text for number, text in enumerate(texts)})
    names = [run(root, "hash-object", "-w", str(number)) for number in range(len(texts))]
    sizes = dict(zip(names, map(len, texts), strict=True))
    allowance = Allowance(bytes=sum(sizes.values()))
    read = dict(contents(top(root), sizes, allowance))
    assert [read[name].decode() for name in names] == texts
    with pytest.raises(TooMuchError):
        list(contents(top(root), sizes, allowance))


def test_more_is_allowed_on_request() -> None:
    usual, more = Allowance(), Allowance.times(3)
    assert (more.bytes, more.objects) == (3 * usual.bytes, 3 * usual.objects)
    assert more.seconds == 3 * usual.seconds


def test_large_files_lie_where_the_repository_says(root: Path) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'ab' * 32}\nsize 1\n"
    assert large_file(top(root), pointer.encode()) is None
    assert large_file(top(root), b"version of the text") is None
    write(root, {f"stored/objects/ab/ab/{'ab' * 32}": "x"})
    run(root, "config", "lfs.storage", str(root / "stored"))
    found = large_file(top(root), pointer.replace("oid", "ext-0-x sha256:1\noid").encode())
    assert found is not None
    assert found.read_bytes() == b"x"
