"""A withdrawal from beginning to end: in the work tree, and on top of what is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook import repository as git
from handbook import withdrawing
from handbook.content_types import REGISTRY
from handbook.problems import Place
from handbook.withdrawing import Change, Doubt, Identity, Removal, Survey

MESSAGE = "Withdraw a record"
"""What the commit says; it names nobody."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a withdrawal is committed."""

    repository: git.Repository
    published: git.Published


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal changes, before anything is written."""

    root: Path
    identity: Identity
    opaque: withdrawing.OpaqueIds
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
    def undone(self) -> tuple[Change, ...]:
        """What could not be done, in whichever version."""
        versions = (self.work, self.published)
        return tuple(sorted({change for one in versions if one for change in one.undone}))

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
    tables = withdrawing.described(REGISTRY)
    versions: list[withdrawing.Files] = [withdrawing.FolderFiles(root)]
    if target:
        versions += [
            target.repository.files_of(target.published.commit),
            target.repository.staged(),
        ]
    surveys = [withdrawing.survey(files, tables) for files in versions]
    identity = withdrawing.identify(surveys, who)
    if not isinstance(identity, Identity):
        return identity
    opaque = withdrawing.OpaqueIds()
    removals = [withdrawing.withdraw(survey, identity, opaque) for survey in surveys]
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
        homonyms=withdrawing.homonyms(surveys[0], identity),
    )


def _left(
    surveys: list[Survey], removals: list[Removal], identity: Identity
) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """Search the files and what is published for where the person is still named."""
    removed = [found for removal in removals for found in removal.removed]
    sought = withdrawing.sought_of(surveys[0], identity, removed)
    left = [
        withdrawing.leftovers(survey, removal, sought)
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
    if target and made and git.fast_forward(target.repository, made):
        # Git has brought the files along, except those that it does not track.
        survey = withdrawing.survey(
            withdrawing.FolderFiles(withdrawal.root), withdrawing.described(REGISTRY)
        )
        rest = withdrawing.withdraw(survey, withdrawal.identity, withdrawal.opaque)
        withdrawing.write_files(withdrawal.root, rest.files)
        return Commit(made, "")
    withdrawing.write_files(withdrawal.root, withdrawal.work.files)
    if target is None or withdrawal.staged is None:
        return None
    git.stage(target.repository, withdrawal.staged.files, target.repository.staged())
    if not made:
        return None
    return Commit(made, git.keep(target.repository, made, target.published.commit))


def _committed(withdrawal: Withdrawal, target: Target) -> str:
    files: Mapping[str, bytes | None] = withdrawal.published.files if withdrawal.published else {}
    if not files:
        return ""
    return git.commit_files(target.repository, target.published.commit, files, MESSAGE)
