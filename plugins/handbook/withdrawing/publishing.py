"""A withdrawal from beginning to end: in the work tree, and on top of what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from secrets import token_hex
from shlex import quote

from handbook.content_types import REGISTRY
from handbook.leaks.withdrawn import Departure, key_of
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
from handbook.withdrawing.history import keep_script, script_of
from handbook.withdrawing.identity import Doubt, homonyms, identify, unsettled
from handbook.withdrawing.kept import forget_kept
from handbook.withdrawing.leftovers import Leftovers, leftovers, sought_of
from handbook.withdrawing.namesakes import Identity
from handbook.withdrawing.people_tables import people_tables
from handbook.withdrawing.recording import departure, file_of, recorded_in
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
    gone: Departure
    """What is kept of them."""
    key: str
    """For a file of those who withdrew that has none yet."""
    work: Removal
    """In the files as they are now."""
    published: Removal | None
    """In the last published commit; None where nothing is to be committed."""
    staged: Removal | None
    """In what the next commit would hold."""
    left: Leftovers
    script: str
    """The command that cleans the history; empty where there is none."""
    homonyms: tuple[Place, ...]
    """Records of the same name of which nothing says that they are the person's."""
    unsettled: bool
    """Whether one of them may be."""

    def anew(self, repository: Repository) -> Withdrawal:
        """Find out what the same withdrawal changes in the files as they are now."""
        tables = people_tables(REGISTRY)
        trees: tuple[Tree, Tree] = (FolderTree(self.root), repository.staged())
        removals = [withdraw(surveyed(tree, tables), self.identity, self.opaque) for tree in trees]
        work, staged = (
            recorded_in(tree, removal, self.gone, self.key)
            for tree, removal in zip(trees, removals, strict=True)
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
        return not self.undone and not self.left.mentions and not self.unsettled


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit of a withdrawal."""

    id: str
    branch: str
    """The branch made to keep it; empty where the current one holds it."""


def prepare(
    root: Path, who: str, target: Target | None, today: date, rows: Sequence[str] = ()
) -> Withdrawal | Doubt | None:
    """Find out what a withdrawal would change; nothing is written.

    Args:
        root: the project's folder.
        who: an id, a full name, or the `path:line` of a record.
        target: where to commit it, if at all.
        today: the day that is kept of it.
        rows: further records that are theirs, as `path:line`.

    Returns:
        None where nobody is known by that.

    Raises:
        GitError: git cannot give the published files.
    """
    tables, versions = people_tables(REGISTRY), _versions(root, target)
    surveys = [surveyed(tree, tables) for tree in versions]
    identity = identify(surveys, who, rows)
    if not isinstance(identity, Identity):
        return identity
    return _prepared(root, versions, surveys, identity, today)


def _versions(root: Path, target: Target | None) -> list[Tree]:
    """Give the files as they are now, and those of the published and of the next commit."""
    if target is None:
        return [FolderTree(root)]
    repository, commit = target.repository, target.published.commit
    return [FolderTree(root), repository.files_of(commit), repository.staged()]


def _prepared(
    root: Path, versions: list[Tree], surveys: list[Survey], identity: Identity, today: date
) -> Withdrawal:
    """Take somebody who is known out of each version."""
    opaque = OpaqueIds()
    removals = [withdraw(survey, identity, opaque) for survey in surveys]
    gone = departure(surveys, removals, identity, opaque, today)
    key = next(filter(None, (key_of(file_of(tree)) for tree in versions)), token_hex(16))
    work, *committed = (
        recorded_in(tree, removal, gone, key)
        for tree, removal in zip(versions, removals, strict=True)
    )
    published, staged = committed or (None, None)
    return Withdrawal(
        root,
        identity,
        opaque,
        gone,
        key,
        work=work,
        published=published,
        staged=staged,
        left=_left(surveys[:2], removals, identity),
        script=_script(root, surveys, removals, identity, gone.id),
        homonyms=homonyms(surveys[0], identity),
        unsettled=unsettled(surveys[0], identity),
    )


def _script(
    root: Path,
    surveys: Sequence[Survey],
    removals: Sequence[Removal],
    identity: Identity,
    id: str,
) -> str:
    try:
        repository = find_repository(root)
    except GitError:
        return ""
    if repository is None or not repository.head:
        return ""
    removed = [trace for removal in removals for trace in removal.removed]
    return script_of(repository, surveys, removed, identity, id)


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
    forget_kept(withdrawal.root)
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


def kept_script(withdrawal: Withdrawal) -> str:
    """Write down the command that cleans the history, and return how it is run; empty without one.

    Raises:
        OSError: the machine refuses.
    """
    repository = find_repository(withdrawal.root) if withdrawal.script else None
    if repository is None:
        return ""
    path = keep_script(repository, withdrawal.gone.id, withdrawal.script)
    return f"sh {quote(str(path))}"


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
