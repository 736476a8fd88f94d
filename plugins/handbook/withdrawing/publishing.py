"""A withdrawal from beginning to end: in the work tree, and on top of what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.content_types import REGISTRY
from handbook.problems import Place
from handbook.repository import GitError, Repository, find_repository
from handbook.repository.commits import (
    Published,
    UnderWayError,
    commit_files,
    fast_forward,
    keep,
    stage,
    under_way,
    undone_on_failure,
)
from handbook.repository.trees import FolderTree, Tree, write_files, writing
from handbook.withdrawing.identity import Doubt, Identity, homonyms, identify
from handbook.withdrawing.leftovers import Leftovers, leftovers, sought_of
from handbook.withdrawing.people_tables import people_tables
from handbook.withdrawing.removal import OpaqueIds, Removal, RemovalStep, withdraw
from handbook.withdrawing.survey import Survey, surveyed

MESSAGE = "Withdraw a record"
"""What the commit says; it names nobody."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a withdrawal is committed."""

    repository: Repository
    published: Published


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal changes, before anything is written."""

    root: Path
    identity: Identity
    opaque: OpaqueIds
    work: Removal
    """In the files as they are now."""
    published: Removal | None
    """In the last published commit; None where nothing is to be committed."""
    staged: Removal | None
    """In what the next commit would hold."""
    left: Leftovers
    homonyms: tuple[Place, ...]
    """Records of the same name that are somebody else's."""

    def anew(self, repository: Repository) -> Withdrawal:
        """Find out what the same withdrawal changes in the files as they are now."""
        tables = people_tables(REGISTRY)
        work, staged = (
            withdraw(surveyed(tree, tables), self.identity, self.opaque)
            for tree in (FolderTree(self.root), repository.staged())
        )
        return replace(self, work=work, staged=staged)

    @property
    def undone(self) -> tuple[RemovalStep, ...]:
        """What could not be done, in whichever version."""
        versions = (self.work, self.published)
        return tuple(sorted({step for one in versions if one for step in one.undone}))

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do in the files."""
        return not self.undone and not self.left.mentions


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit of a withdrawal."""

    id: str
    branch: str
    """The branch made to keep it; empty where the current one holds it."""


def prepare(
    root: Path, who: str, target: Target | None, rows: Sequence[str] = ()
) -> Withdrawal | Doubt | None:
    """Find out what a withdrawal would change; nothing is written.

    Args:
        root: the project's folder.
        who: an id, a full name, or the `path:line` of a record.
        target: where to commit it, if at all.
        rows: further records that are theirs, as `path:line`.

    Returns:
        None where nobody is known by that.

    Raises:
        GitError: git cannot give the published files.
    """
    tables = people_tables(REGISTRY)
    versions: list[Tree] = [FolderTree(root)]
    if target:
        versions += [
            target.repository.files_of(target.published.commit),
            target.repository.staged(),
        ]
    surveys = [surveyed(tree, tables) for tree in versions]
    identity = identify(surveys, who, rows)
    if not isinstance(identity, Identity):
        return identity
    opaque = OpaqueIds()
    removals = [withdraw(survey, identity, opaque) for survey in surveys]
    left = _left(surveys[:2], removals, identity)
    return Withdrawal(
        root,
        identity,
        opaque,
        work=removals[0],
        published=removals[1] if target else None,
        staged=removals[2] if target else None,
        left=left,
        homonyms=homonyms(surveys[0], identity),
    )


def _left(surveys: list[Survey], removals: list[Removal], identity: Identity) -> Leftovers:
    """Search the files and what is published for where the person is still named."""
    removed = [trace for removal in removals for trace in removal.removed]
    sought = sought_of(surveys[0], identity, removed)
    left = [
        leftovers(survey, removal, sought, identity)
        for survey, removal in zip(surveys, removals, strict=False)
    ]
    return Leftovers(
        tuple(sorted({place for each in left for place in each.mentions})),
        tuple(sorted({path for each in left for path in each.unsearched})),
        left[0].shared,
    )


def carry_out(withdrawal: Withdrawal, target: Target | None) -> Commit | None:
    """Write a withdrawal, and commit it on top of what is published: all of it, or nothing.

    The coordinator's own changes stay, committed or not: the files and what is staged get the
    same change as the commit.

    Returns:
        The commit; None where none was asked for, or what is published knows nobody like that.

    Raises:
        GitError: git refuses, or is in the middle of something; nothing was changed.
        OSError: the machine refuses; nothing was changed.
    """
    at_rest(withdrawal.root)
    if target is None or withdrawal.published is None:
        write_files(withdrawal.root, withdrawal.work.files)
        return None
    repository, base = target.repository, target.published.commit
    made = ""
    if withdrawal.published.files:
        made = commit_files(repository, base, withdrawal.published.files, MESSAGE)
        if fast_forward(repository, base):
            # What others published came along, and so the files are not what they were.
            withdrawal = withdrawal.anew(repository)
    staged = withdrawal.staged.files if withdrawal.staged else {}
    with undone_on_failure(repository), writing(withdrawal.root, withdrawal.work.files):
        stage(repository, staged, repository.staged())
        return Commit(made, keep(repository, made, base)) if made else None


def at_rest(root: Path) -> None:
    """Refuse where git is in the middle of something: what is written now would be mixed with it.

    Raises:
        UnderWayError: it is.
    """
    try:
        repository = find_repository(root)
    except GitError:
        # Without git, the files can be changed all the same.
        return
    file = under_way(repository) if repository else ""
    if file:
        raise UnderWayError(file)
