"""A withdrawal from beginning to end: in the work tree, and on top of what is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content_types import REGISTRY
from handbook.problems import Place
from handbook.repository import Repository
from handbook.repository.commits import Published, commit_files, fast_forward, keep, stage
from handbook.repository.trees import FolderTree, Tree, write_files
from handbook.withdrawing.identity import Doubt, Identity, homonyms, identify
from handbook.withdrawing.leftovers import leftovers, sought_of
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
    mentions: tuple[Place, ...]
    """Where the person is still named."""
    unsearched: tuple[str, ...]
    homonyms: tuple[Place, ...]
    """Records of the same name that are somebody else's."""

    @property
    def undone(self) -> tuple[RemovalStep, ...]:
        """What could not be done, in whichever version."""
        versions = (self.work, self.published)
        return tuple(sorted({step for one in versions if one for step in one.undone}))

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do in the files."""
        return not self.undone and not self.mentions


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit of a withdrawal."""

    id: str
    branch: str
    """The branch made to keep it; empty where the current one holds it."""


def prepare(root: Path, who: str, target: Target | None) -> Withdrawal | Doubt | None:
    """Find out what a withdrawal would change; nothing is written.

    Args:
        root: the project's folder.
        who: an id, a full name, or the `path:line` of a record.
        target: where to commit it, if at all.

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
    identity = identify(surveys, who)
    if not isinstance(identity, Identity):
        return identity
    opaque = OpaqueIds()
    removals = [withdraw(survey, identity, opaque) for survey in surveys]
    mentions, unsearched = _left(surveys[:2], removals, identity)
    return Withdrawal(
        root,
        identity,
        opaque,
        work=removals[0],
        published=removals[1] if target else None,
        staged=removals[2] if target else None,
        mentions=mentions,
        unsearched=unsearched,
        homonyms=homonyms(surveys[0], identity),
    )


def _left(
    surveys: list[Survey], removals: list[Removal], identity: Identity
) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Search the files and what is published for where the person is still named."""
    removed = [trace for removal in removals for trace in removal.removed]
    sought = sought_of(surveys[0], identity, removed)
    left = [
        leftovers(survey, removal, sought)
        for survey, removal in zip(surveys, removals, strict=False)
    ]
    mentions = {place for each in left for place in each.mentions}
    unsearched = {path for each in left for path in each.unsearched}
    return tuple(sorted(mentions)), tuple(sorted(unsearched))


def carry_out(withdrawal: Withdrawal, target: Target | None) -> Commit | None:
    """Write a withdrawal, and commit it on top of what is published.

    The coordinator's own changes stay, committed or not: the files and what is staged get the
    same change as the commit.

    Returns:
        The commit; None where none was asked for, or what is published knows nobody like that.

    Raises:
        GitError: git refuses.
        OSError: the machine refuses.
    """
    made = target and _committed(withdrawal, target)
    if target and made and fast_forward(target.repository, made):
        # Git has brought the files along, except those that it does not track.
        survey = surveyed(FolderTree(withdrawal.root), people_tables(REGISTRY))
        rest = withdraw(survey, withdrawal.identity, withdrawal.opaque)
        write_files(withdrawal.root, rest.files)
        return Commit(made, "")
    write_files(withdrawal.root, withdrawal.work.files)
    if target is None or withdrawal.staged is None:
        return None
    stage(target.repository, withdrawal.staged.files, target.repository.staged())
    if not made:
        return None
    return Commit(made, keep(target.repository, made, target.published.commit))


def _committed(withdrawal: Withdrawal, target: Target) -> str:
    files: Mapping[str, bytes | None] = withdrawal.published.files if withdrawal.published else {}
    if not files:
        return ""
    return commit_files(target.repository, target.published.commit, files, MESSAGE)
