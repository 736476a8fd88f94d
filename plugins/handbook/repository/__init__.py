"""Repository: what git knows of a project's folder. The only room that calls git."""

from handbook.repository.commits import (
    Published,
    commit_files,
    fast_forward,
    keep,
    published,
    stage,
    with_waiting,
)
from handbook.repository.git import Blobs, GitError, Repository, clean_environment, find_repository
from handbook.repository.hooks import Hook, install_hook, remove_hook
from handbook.repository.pushes import checked_out, private_commits, pushed_commits
from handbook.repository.tracked import tracked_private

__all__ = [
    "Blobs",
    "GitError",
    "Hook",
    "Published",
    "Repository",
    "checked_out",
    "clean_environment",
    "commit_files",
    "fast_forward",
    "find_repository",
    "install_hook",
    "keep",
    "private_commits",
    "published",
    "pushed_commits",
    "remove_hook",
    "stage",
    "tracked_private",
    "with_waiting",
]
