"""Commits: a change on top of what is published, whatever the work tree is like."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.atomic import overwrite
from handbook.repository import GitError, GitTree, Repository

_BRANCHES = ("main", "master")
_NETWORK_PATIENCE = 30
_OWN = "withdrawal-"
"""How the names of branches that we make begin."""
_REGULAR = "100644"
_REASON = "handbook withdraw"
_UNDER_WAY = (
    *("index.lock", "HEAD.lock", "packed-refs.lock", "MERGE_HEAD", "CHERRY_PICK_HEAD"),
    *("REVERT_HEAD", "rebase-merge", "rebase-apply"),
)
"""What git keeps while it is at work, or waits for a merge and the like to be finished."""


class UnderWayError(GitError):
    """Git is in the middle of something; the text is the file that tells so."""


@dataclass(frozen=True, slots=True)
class Published:
    """The last published commit that is known here."""

    commit: str
    remote: str = ""
    """Name of the remote it is published at; empty where there is none."""
    branch: str = ""
    """Name of the branch that is published there."""
    fresh: bool = True
    """Whether the remote could be asked just now."""


def published(repository: Repository) -> Published | None:
    """Find the last published commit, asking the remote first.

    It is the tip of the branch that the remote names as its own, else of its `main` or `master`,
    else of the branch that the current one follows; without a remote, the commit that is worked
    on.

    Returns:
        None where there is no commit at all.
    """
    remotes = repository.ask("remote").split()
    remote = "origin" if "origin" in remotes else next(iter(remotes), "")
    fresh = _fetched(repository, remote) if remote else True
    names = [repository.ask("symbolic-ref", "--quiet", f"refs/remotes/{remote}/HEAD")]
    names += [f"refs/remotes/{remote}/{branch}" for branch in _BRANCHES]
    names += [repository.ask("rev-parse", "--symbolic-full-name", "@{upstream}")]
    for name in names if remote else ():
        commit = repository.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        prefix = f"refs/remotes/{remote}/"
        if commit and name.startswith(prefix):
            return Published(commit, remote, name.removeprefix(prefix), fresh)
    return Published(repository.head) if repository.head else None


def with_waiting(repository: Repository, published: Published, message: str) -> Published:
    """Go on from our own commits that wait for their push, so that one after another can follow.

    They are looked for where we keep them; nothing else may stand between them and what is
    published.

    Args:
        repository: where.
        published: the last published commit.
        message: what each commit of ours says.
    """
    names = repository.ask("for-each-ref", "--format=%(refname)", f"refs/heads/{_OWN}*").split()
    best, most = published.commit, 0
    for name in ("HEAD", *names):
        between = f"{published.commit}..{name}"
        said = repository.ask("log", "--format=%s", between).splitlines()
        follows = repository.ask("merge-base", published.commit, name) == published.commit
        if follows and len(said) > most and set(said) == {message}:
            best, most = repository.ask("rev-parse", f"{name}^{{commit}}"), len(said)
    return replace(published, commit=best)


def _fetched(repository: Repository, remote: str) -> bool:
    try:
        repository.run("fetch", "--quiet", remote, patience=_NETWORK_PATIENCE)
    except GitError:
        return False
    return True


def commit_files(
    repository: Repository, base: str, files: Mapping[str, bytes | None], message: str
) -> str:
    """Make a commit of some files on top of another one; nothing else is touched.

    Args:
        repository: where.
        base: the commit to build on.
        files: content by path from the project's root; None takes a file away.
        message: what the commit says of itself.

    Returns:
        The new commit, which no branch holds yet.

    Raises:
        GitError: git refuses.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        repository.run("read-tree", base, environment=index)
        listed = _listed(repository, files, repository.files_of(base))
        repository.run("update-index", "-z", "--index-info", given=listed, environment=index)
        tree = repository.run("write-tree", environment=index).decode().strip()
    arguments = ("commit-tree", tree, "-p", base, "-m", message)
    return repository.run(*arguments, environment=_author(repository)).decode().strip()


def stage(repository: Repository, files: Mapping[str, bytes | None], staged: GitTree) -> None:
    """Put other versions of some files into the next commit; whatever else is staged stays.

    Raises:
        GitError: git refuses, for instance while it is at work elsewhere.
    """
    if files:
        listed = _listed(repository, files, staged)
        repository.run("update-index", "-z", "--index-info", given=listed)


def _listed(repository: Repository, files: Mapping[str, bytes | None], before: GitTree) -> bytes:
    lines = []
    for path, content in sorted(files.items()):
        # Which takes the file away.
        mode, blob = "0", "0" * len(repository.head)
        if content is not None:
            mode = before.entries.get(path, (_REGULAR, ""))[0]
            # As it is: the content came out of git unfiltered.
            blob = repository.run("hash-object", "-w", "--stdin", given=content).decode().strip()
        lines.append(f"{mode} {blob}\t{repository.prefix}{path}\0")
    return "".join(lines).encode("utf-8", "surrogateescape")


def _author(repository: Repository) -> dict[str, str]:
    """Stand in for a name where git knows none and would refuse."""
    if repository.ask("var", "GIT_COMMITTER_IDENT"):
        return {}
    roles = ("AUTHOR", "COMMITTER")
    names = {f"GIT_{role}_NAME": "handbook" for role in roles}
    return {**names, **{f"GIT_{role}_EMAIL": "handbook@localhost" for role in roles}}


def fast_forward(repository: Repository, commit: str) -> bool:
    """Bring the current branch, its files and what is staged to a later commit.

    Returns:
        Whether it was done: there is a branch with no commits of its own and nothing is half made.
    """
    before = repository.head
    if not repository.branch or before == commit or repository.ask("status", "--porcelain", "-uno"):
        return False
    try:
        repository.run("merge", "--ff-only", "--quiet", commit)
    except GitError:
        return False
    return repository.head != before


def under_way(repository: Repository) -> str:
    """Name the file by which git says that something is half done; empty where nothing is.

    That is one of its own, or one that a merge has left in conflict.
    """
    names = [*_UNDER_WAY, f"{repository.branch}.lock"]
    asked = [argument for name in names for argument in ("--git-path", name)]
    for path in repository.ask("rev-parse", *asked).splitlines():
        if (repository.root / path).exists():
            return path
    return next(iter(repository.ask("diff", "--name-only", "--diff-filter=U").splitlines()), "")


@contextmanager
def undone_on_failure(repository: Repository) -> Iterator[None]:
    """Put back what is staged, and where the branch stands, where what follows fails."""
    index = repository.root / repository.ask("rev-parse", "--git-path", "index")
    staged = index.read_bytes() if index.is_file() else None
    branch, head = repository.branch, repository.head
    try:
        yield
    except BaseException:
        if staged is not None and index.read_bytes() != staged:
            overwrite(index, staged)
        if branch and repository.head != head:
            repository.run("update-ref", "-m", _REASON, branch, head)
        raise


def keep(repository: Repository, commit: str, base: str) -> str:
    """Keep a commit on top of `base`: on the current branch if that stands at `base`.

    What is staged and the files are left to the caller. Where the branch stands elsewhere, or
    there is none, the commit gets a branch of its own.

    Returns:
        The short name of that branch; empty where the current one moved.

    Raises:
        GitError: git refuses.
    """
    branch = repository.branch
    if branch and repository.head == base:
        repository.run("update-ref", "-m", _REASON, branch, commit, base)
        return ""
    name = f"{_OWN}{commit[:8]}"
    repository.run("update-ref", f"refs/heads/{name}", commit)
    return name
