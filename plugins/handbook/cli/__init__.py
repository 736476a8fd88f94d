"""The command `handbook`. Each module adds the subcommands of one concern to the group `main`."""

from handbook.cli import checking, describing, hooks, people, personal, publishing, tidying
from handbook.cli.common import main

__all__ = ["checking", "describing", "hooks", "main", "people", "personal", "publishing", "tidying"]
